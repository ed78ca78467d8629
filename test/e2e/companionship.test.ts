import type { Page } from 'playwright-core';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { newRequestId } from '../support/world';
import { openWindow, story, type Window } from './support';

const HELPER = 'packages/helper/pages';
const STAFF = 'packages/staff/mother/pages';
const CAMPAIGN = 'nanshan-2025';
const MOTHER = 'new-mother';
const GUARDIAN = 'demo-guardian-4';

/** One child is accompanied: by taps of a mother, the staff and the family. */
describe('a mother accompanies a child', () => {
  let house: House;
  let window: Window;
  let pairId = '';

  beforeAll(async () => {
    house = await openHouse();
    const context = await house.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 420, height: 900 },
    });
    window = await openWindow(context, /ERR_INTERNET_DISCONNECTED|offline/i);
  }, 300_000);
  afterAll(() => house.close());

  const page = (): Page => window.page;
  const act = story(page);

  const on = async (openid: string, path: string, network = 'wifi'): Promise<Phone> => {
    const phone = new Phone(page(), page());
    const session = { phoneId: `phone-of-${openid}`, openid, path, network };
    await page().goto(phoneUrl(house.url, session as never));
    return phone;
  };

  act('she applies, and sees what is still missing', async () => {
    const phone = await on(MOTHER, `${HELPER}/home/home`);
    await phone.tap('申请加入');
    await phone.sees('提交申请');
    await phone.write('姓名', '白小雪');
    for (const choice of ['义工', '邻家妈妈', '社区', '帆影社区']) await phone.tap(choice);
    await phone.tap('提交申请');
    await phone.tapOver('允许');
    await phone.sees('申请已收到');
    const home = await on(MOTHER, `${HELPER}/home/home`);
    await home.sees('还没有登记');
  });

  act('the district takes her in and enters her proofs', async () => {
    const phone = await on('demo-district', `${STAFF}/mothers/mothers`);
    await phone.tap(/白小雪/);
    for (const proof of ['承诺书', '从业查询', '保险']) {
      await phone.tap(proof);
      await phone.tap('登记');
      await phone.sees(`白小雪的${proof}登记好了`);
    }
    await phone.tap('通过');
    await phone.sees('白小雪办理好了');
  });

  act('staff propose her, and the family and the child say yes', async () => {
    const staff = house.as('demo-community');
    const guardian = house.as(GUARDIAN);
    const { children } = await guardian.call('family', 'me', {});
    const { items } = await house.as('demo-district').call('staff', 'mother.list', {
      campaignId: CAMPAIGN,
    });
    const { grants } = await staff.call('staff', 'me', {});
    const above = await house.as('demo-district').call('staff', 'me', {});
    const child = children[0]!;
    ({ pairId } = await staff.call('staff', 'pair.propose', {
      requestId: newRequestId(),
      childId: child.childId,
      motherId: items.find(({ name }) => name === '白小雪')!.motherId,
      role: 'lead',
      supervisorGrantId: grants.find(({ areaId }) => areaId === child.communityId)!.grantId,
      deputyGrantId: above.grants[0]!.grantId,
    }));
    const phone = await on(GUARDIAN, 'packages/family/pages/pair/pair');
    await phone.sees('愿意让她来陪伴孩子吗？');
    await phone.tap(/^愿意$/);
    await phone.sees('请先问问孩子，选孩子怎么说。');
    await phone.tap('孩子愿意');
    await phone.tap(/^愿意$/);
    await phone.tapOver('允许');
    await phone.sees('谢谢！工作人员会来约第一次见面。');
  });

  act('the supervisor leads the first meeting', async () => {
    const phone = await on('demo-community', `${STAFF}/pair/pair?pairId=${pairId}`);
    await phone.tap('准备谈话');
    await phone.tap('登记第一次见面');
    await phone.tap('保存');
    await phone.sees('陪伴开始了');
  });

  act('she writes a record in four taps without a network, and it goes out by itself', async () => {
    const { items } = await house.as(MOTHER).call('helper', 'pair.mine', {});
    const query = `pairId=${pairId}&alias=${encodeURIComponent(items[0]!.alias)}`;
    const phone = await on(MOTHER, `${HELPER}/record/record?${query}`, 'none');
    for (const tap of ['见面', '60', '联系上了', '保存']) await phone.tap(tap);
    await phone.sees('先存在手机里');
    await on(MOTHER, `${HELPER}/home/home`);
    await phone.sees('记一次陪伴');
    const { items: records } = await house.as(MOTHER).call('helper', 'record.mine', { pairId });
    expect(records).toMatchObject([{ kind: 'visit', minutes: 60, reached: true }]);
  });

  act('the family reads it, and knows who opened the file', async () => {
    const phone = await on(GUARDIAN, 'packages/family/pages/pair/pair');
    await phone.sees(/见面/);
    const { items } = await house.as(GUARDIAN).call('family', 'access.mine', {});
    expect(items.map(({ purpose }) => purpose)).toContain('准备谈话');
  });

  act('staff ask whether a specialist may help, and the family says yes to just this', async () => {
    const { items } = await house.as('demo-community').call('staff', 'pair.list', {
      campaignId: CAMPAIGN,
    });
    const pair = items.find((row) => row.pairId === pairId)!;
    const staff = await on('demo-community', 'packages/staff/referral/pages/propose/propose');
    await staff.pick(/^社区/, pair.communityName);
    await staff.tap(new RegExp(pair.alias));
    await staff.tap(/苏老师/);
    await staff.write('为了什么', '换学校前的担心');
    await staff.write('想请专家看的问题', '快要换学校了，夜里睡不好。');
    await staff.tap('请家长看看');
    await staff.sees(/专家才会看到/);
    const family = await on(GUARDIAN, 'pages/my/my');
    await family.tap('请专家帮忙');
    await family.sees('快要换学校了，夜里睡不好。');
    await family.tap('同意');
    await family.tapOver('允许');
    await family.sees(/^记下了。专家三天内会答复/);
  });

  act('the specialist accepts, writes notes that are hers alone, and closes', async () => {
    const phone = await on('demo-specialist-1', 'pages/my/my');
    await phone.tap('转介给我的');
    await phone.sees('快要换学校了，夜里睡不好。');
    const card = phone.screen.locator('.card', { hasText: '快要换学校了' });
    await card.getByText('接受', { exact: true }).click();
    await phone.sees(/^已接受/);
    await card.getByText('写笔记', { exact: true }).click();
    await phone.write('写几句', '愿意画画，约好下周再来');
    await phone.tap('保存');
    await phone.sees('愿意画画，约好下周再来');
    await card.getByText('结束', { exact: true }).click();
    await phone.tap(/^结束$/);
    await phone.sees('已结束，谢谢你');
    const family = await on(GUARDIAN, 'packages/family/pages/referral/referral');
    await family.sees('已结束');
    await expect(family.text(/愿意画画/).count()).resolves.toBe(0);
  });

  act(
    'what worries her goes to safeguarding alone: one reports it, two decide not to',
    async () => {
      for (const words of ['手臂上有旧伤，问起来不说话', '听见大声吵架，孩子在门口']) {
        const phone = await on(
          MOTHER,
          `packages/safe/pages/concern/concern?from=helper&pairId=${pairId}`,
        );
        await phone.screen.getByRole('radio').first().click();
        await phone.write('写下来', words);
        await phone.tap('送给保护专员');
        await phone.sees('已收到');
      }
      const first = await on('demo-safe-1', 'pages/my/my');
      await first.tap('保护报告');
      await first.sees(/还没有人打开/);
      await first.tap(/还没有人打开/);
      await first.sees(/手臂上有旧伤|听见大声吵架/);
      await first.tap('登记对外报告');
      await first.tap('公安');
      await first.tap('确定');
      await first.sees(/^已登记对外报告/);
      await first.tap('回到列表');
      await first.sees('已对外报告');
      await first.tap(/还没有人打开/);
      await first.sees(/手臂上有旧伤|听见大声吵架/);
      await first.tap('不报告，写明原因');
      await first.write('写下来', '已和孩子、邻居谈过，是电视声');
      await first.tap('确定');
      await first.sees('已记下，等另一位保护专员同意。');
      const second = await on('demo-safe-2', 'packages/safe/pages/concerns/concerns');
      await second.tap(/等第二人同意/);
      await second.sees(/手臂上有旧伤|听见大声吵架/);
      await second.tap('不报告，写明原因');
      await second.write('写下来', '同意，再看一个月');
      await second.tap('确定');
      await second.sees('两人同意，已办结。');
      const staff = await on('demo-community', `${STAFF}/pairs/pairs?tab=alerts`);
      await staff.sees(/提醒/);
      await expect(staff.text(/报告/).count()).resolves.toBe(0);
    },
  );

  act('an outing nobody marked back: the supervisor is told, and the deputy steps in', async () => {
    const HOUR = 60 * 60 * 1000;
    const now = Date.now();
    const intoDay = (now + 8 * HOUR) % (24 * HOUR);
    // An outing ends on its day: late in the evening it is one of tomorrow.
    const from = intoDay < 21 * HOUR ? now + HOUR / 2 : now - intoDay + 34 * HOUR;
    const until = from + HOUR;
    await house.as(MOTHER).call('helper', 'outing.plan', {
      requestId: newRequestId(),
      pairId,
      place: '海边图书馆',
      from,
      until,
    });
    const family = await on(GUARDIAN, 'packages/family/pages/pair/pair');
    await family.sees('想一起去：海边图书馆');
    await family.tap(/^同意$/);
    await family.sees('已同意这次外出');
    await house.forward(until + HOUR + 60_000 - now);
    const supervisor = await on('demo-community', `${STAFF}/pairs/pairs?tab=alerts`);
    await supervisor.sees('外出后没有登记返回');
    const deputy = await on('demo-district', `${STAFF}/pair/pair?pairId=${pairId}`);
    await deputy.tap('处理提醒');
    await deputy.tap('登记谈话');
    await deputy.tap('监护人');
    await deputy.write('写几句', '电话问过，已经平安到家');
    await deputy.tap('保存');
    await deputy.sees('谈话记下了');
  });

  act('the family ends it, and no reason is asked for', async () => {
    const phone = await on(GUARDIAN, 'packages/family/pages/pair/pair');
    await phone.tap('不再继续');
    await phone.tapOver('不再继续');
    await phone.sees('记下了，不再继续。');
    await expect(house.as(MOTHER).call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    expect(window.errors).toEqual([]);
  });
});
