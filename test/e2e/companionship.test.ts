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

  act('the family ends it, and no reason is asked for', async () => {
    const phone = await on(GUARDIAN, 'packages/family/pages/pair/pair');
    await phone.tap('不再继续');
    await phone.tapOver('不再继续');
    await phone.sees('记下了，不再继续。');
    await expect(house.as(MOTHER).call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    expect(window.errors).toEqual([]);
  });
});
