import type { BrowserContext, Page } from 'playwright-core';
import { PACK_VERSION_WORDS } from '@micro-wish/vocabulary';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { openWindow, story, type Window } from './support';

const PACKS = 'packages/staff/pack/pages';
const PLAN = 'packs-2025';
const MEMBER = 'demo-new-colleague';

/** A pack from the store to a child: sent, counted, carried without network, answered, settled. */
describe('a pack goes from the store to a child', () => {
  let house: House;
  let context: BrowserContext;
  let window: Window;
  let batchId = '';
  let code = '';
  let guardian = '';
  let alias = '';
  let invite = '';
  let word = '';

  beforeAll(async () => {
    house = await openHouse();
    context = await house.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 420, height: 900 },
    });
    window = await openWindow(context, /ERR_INTERNET_DISCONNECTED/);
  }, 300_000);
  afterAll(() => house.close());

  const act = story(() => window.page);

  const on = async (openid: string, path: string): Promise<Phone> => {
    const { page } = window;
    await page.goto(phoneUrl(house.url, { phoneId: `phone-of-${openid}`, openid, path } as never));
    return new Phone(page, page as Page);
  };

  const staff = () => house.as('demo-admin');
  const sums = async () => (await staff().call('staff', 'pack.sums', { planId: PLAN })).versions;
  const delivered = async (): Promise<number> =>
    (await sums()).reduce((total, one) => total + one.delivered, 0);

  act('an admin sends two packs, gives a child one, and invites a member', async () => {
    const { items } = await staff().call('staff', 'pack.candidates', {
      planId: PLAN,
      communityId: 'c-01',
    });
    const free = items.find(({ version }) => version !== undefined);
    alias = free?.alias ?? '';
    word = PACK_VERSION_WORDS[free?.version ?? '7-12'];
    const phone = await on('demo-admin', `${PACKS}/supply/supply?planId=${PLAN}`);
    await phone.tap('荔枝花艺坊');
    await phone.write(`${word}份数`, '2');
    await phone.tap('发出');
    await phone.tap('邀请成员');
    const shown = await phone.text(/点一下复制/).innerText();
    invite = shown.trim().split('（')[0] ?? '';
    await phone.tap('分配给孩子');
    await phone.tap(new RegExp(`^${alias}`));
    await phone.tap('分配 1 个孩子');
    await phone.sees('已分配 1 个孩子');
    const { items: batches } = await staff().call('staff', 'pack.batches', { planId: PLAN });
    batchId = batches.find(({ batchId: id }) => !/^batch-\d$/.test(id))?.batchId ?? '';
  });

  act('a member joins by the invitation, counts one too few, and sees nothing else', async () => {
    const accept = await on(MEMBER, 'packages/staff/people/pages/accept/accept');
    await accept.write('邀请码', invite);
    await accept.tap('下一步');
    await accept.tap('接受邀请');
    await accept.sees('欢迎加入');
    const phone = await on(MEMBER, 'packages/helper/pages/batches/batches');
    await phone.sees(alias);
    await phone.write(`${word}点到几份`, '1');
    await phone.tap('签收');
    await phone.tapOver('签收');
    await phone.sees('已签收，可以开始送了');
  });

  act('she delivers it without network, and it goes up by itself', async () => {
    const { packs } = await staff().call('staff', 'pack.batch', { batchId });
    const cardId = packs[0]?.cardId ?? '';
    for (let place = 1; guardian === ''; place += 1) {
      const person = house.as(`demo-guardian-${place}`);
      const { items } = await person.call('family', 'pack.mine', {});
      if (!items.some((one) => one.cardId === cardId)) continue;
      guardian = person.openid;
      code = (await person.call('family', 'card.show', { cardId })).code;
    }
    const before = await delivered();
    const phone = await on(MEMBER, 'packages/station/pages/scan/scan');
    await phone.screen.locator('.desk-name', { hasText: '荔枝花艺坊' }).click();
    await phone.text('扫一扫').waitFor();
    const status = phone.screen.locator('.status');
    await status.filter({ hasText: '名单' }).filter({ hasText: '张' }).waitFor();
    await context.setOffline(true);
    await phone.write('领取码的 16 位', code);
    await phone.tap('查看');
    await phone.tap(/^孩子本人/);
    await phone.sees(/待同步/);
    expect(await delivered()).toBe(before);
    await context.setOffline(false);
    await window.page.getByText('返回', { exact: true }).click();
    await status.filter({ hasText: '在线' }).waitFor();
    await window.page.waitForFunction(() => !document.body.innerText.includes('待上传'));
    expect(await delivered()).toBe(before + 1);
  });

  act('the family says that something is wrong with it', async () => {
    const phone = await on(guardian, 'packages/family/pages/packs/packs');
    await phone.tap('有问题');
    await phone.tapOver('允许');
    await phone.over.getByRole('textbox').fill('水杯漏水');
    await phone.tapOver('告诉社区');
    await phone.sees(/七天内回复您/);
  });

  act('staff settle the missing pack and write back; the sums hold', async () => {
    const batch = await on('demo-admin', `${PACKS}/batch/batch?batchId=${batchId}`);
    await batch.tap('在仓库');
    await batch.tap('核对过了');
    await batch.tap('已退回仓库');
    await batch.sees('差异已处理');
    const plan = await on('demo-admin', `${PACKS}/packs/packs`);
    await plan.sees('“水杯漏水”');
    await plan.tap(new RegExp(`^回复 ${alias}`));
    await plan.tap('请把有问题的带到社区，我们更换');
    await plan.tap(/^回复$/);
    await plan.sees('已回复，家长能看到');
    for (const { received, inStore, withUnits, delivered: given, lost } of await sums()) {
      expect(received).toBe(inStore + withUnits + given + lost);
    }
    const { items } = await house.as(guardian).call('family', 'pack.mine', {});
    expect(items).toMatchObject([{ words: '请把有问题的带到社区，我们更换' }]);
    expect(window.errors).toEqual([]);
  });
});
