/** The organiser at work: a gift that two desks handed out, cards to another event, rights that end. */
import { Phone } from '../support/phone';
import { openPhones, type Phone as Tab, type Phones } from './phones';

const EVENT = 'event-2025';
const PAGE = 'packages/staff/card/pages/event/event';
const MINUTE = 60_000;

let phones: Phones;
let tab: Tab;
let phone: Phone;

interface ReadyGift {
  cardId: string;
  code: string;
  stationId: string;
}

/** A card of the demo whose gift waits at a desk. */
const readyGift = async (): Promise<ReadyGift> => {
  const { cloud } = phones;
  const { items: cards } = await cloud
    .as('demo-admin')
    .call('staff', 'card.list', { eventId: EVENT, limit: 100 });
  const waiting = new Map(
    cards
      .filter(({ ready, state }) => ready && state !== 'redeemed' && state !== 'frozen')
      .map((card) => [card.cardId, card]),
  );
  for (let number = 1; number <= 60; number += 1) {
    const guardian = cloud.as(`demo-guardian-${number}`);
    const { items } = await guardian.call('family', 'card.mine', {});
    const mine = items.find(({ cardId }) => waiting.has(cardId));
    if (!mine) continue;
    const { code } = await guardian.call('family', 'card.show', { cardId: mine.cardId });
    return { cardId: mine.cardId, code, stationId: waiting.get(mine.cardId)?.stationId ?? '' };
  }
  throw new Error('the demo has no gift that waits');
};

/** Two desks with no network hand out the same gift and upload it later. */
const handOutTwice = async ({ code, stationId }: ReadyGift): Promise<void> => {
  const { cloud } = phones;
  for (const [place, openid] of ['demo-volunteer-1', 'demo-volunteer-2'].entries()) {
    const deviceId = `desk-phone-${place}`;
    await cloud.as(openid).call('station', 'open', {
      eventId: EVENT,
      stationId,
      deviceId,
      deviceLabel: `手机 ${place + 1}`,
      deviceTime: Date.now(),
    });
    const { results } = await cloud.as(openid).call('station', 'card.sync', {
      eventId: EVENT,
      stationId,
      deviceId,
      clockOffsetMs: 0,
      entries: [
        {
          nonce: `twice-${place}`,
          code,
          collector: { type: 'child' },
          scannedAt: Date.now() - (2 - place) * MINUTE,
        },
      ],
    });
    expect(results[0]?.status).toBe(place === 0 ? 'accepted' : 'conflict');
  }
};

const progress = () =>
  phones.cloud.as('demo-admin').call('staff', 'event.progress', { eventId: EVENT });

beforeAll(async () => {
  phones = await openPhones();
  await handOutTwice(await readyGift());
  tab = await phones.phone('demo-admin', PAGE);
  phone = new Phone(tab.page, tab.page);
}, 120_000);

afterAll(async () => {
  expect(tab.problems).toEqual([]);
  await phones.end();
});

it('a gift that two desks handed out is settled with both named, and stays on record', async () => {
  const before = await progress();
  await phone.tap(/条现场发放要你看一看/);
  await phone.sees('先发，算数');
  await phone.sees('又发了一次');
  await tab.picture('organiser-conflict');

  await phone.tap('处理完成');
  await phone.sees(/请/);
  await phone.control('已收回').click();
  await phone.write('说明', '第二份当场收回，放回一号台。');
  await phone.tap('处理完成');
  await phone.sees('已处理，留在记录里');
  await tab.picture('organiser-settled');
  const after = await progress();
  expect(after.openConflicts).toBe(before.openConflicts - 1);
  expect(after.redeemed).toBe(before.redeemed);
});

it('gifts that nobody collected move to a delivery, and their families hold the same cards', async () => {
  const { items: missing } = await phones.cloud
    .as('demo-admin')
    .call('staff', 'event.absentees', { eventId: EVENT });
  const [first, second] = missing;
  if (!first || !second) throw new Error('fewer than two are missing');

  await phone.tap('未领');
  await phone.tap('安排送礼上门');
  await phone.sees('安排一场领取活动');
  await phone.tap('在地图上选');
  await phone.tap('同意并继续');
  await phone.over.getByRole('searchbox', { name: '搜索地点' }).fill('图书馆');
  await phone.tapOver('南山图书馆');
  const place = phone.screen.getByRole('textbox', { name: '地点', exact: true });
  await expect(place.inputValue()).resolves.toBe('南山图书馆');
  await tab.picture('organiser-delivery');
  await phone.tap('保存');
  await phone.sees('已安排好，选它作为去处就能移卡');
  const search = phone.screen.getByRole('textbox', { name: /^查找/ });
  await search.fill(first.cardNo);
  await search.blur();
  await phone.screen.getByText(second.cardNo).first().waitFor({ state: 'hidden' });
  await phone.control(new RegExp(first.cardNo)).click();
  await phone.sees(/已选 1 张/);
  await tab.picture('organiser-moving');
  await phone.tap('移过去');
  await phone.sees(/已把 1 张卡移到/);

  const { items: left } = await phones.cloud
    .as('demo-admin')
    .call('staff', 'event.absentees', { eventId: EVENT });
  expect(left.map(({ cardId }) => cardId)).toEqual(missing.slice(1).map(({ cardId }) => cardId));
});

it('two events of one campaign are told apart: each lists its own', async () => {
  const { items: events } = await phones.cloud
    .as('demo-admin')
    .call('staff', 'event.list', { campaignId: 'nanshan-2025' });
  const delivery = events.find(({ eventId }) => eventId !== EVENT);
  const day = events.find(({ eventId }) => eventId === EVENT);
  expect(delivery).toMatchObject({
    place: '南山图书馆',
    location: { latitude: 22.5321, longitude: 113.9247 },
  });
  const {
    items: [moved],
  } = await phones.cloud
    .as('demo-admin')
    .call('staff', 'event.absentees', { eventId: delivery?.eventId ?? '' });
  await phone.pick(/换一场活动/, delivery?.title ?? '');
  await phone.sees(new RegExp(moved?.cardNo ?? 'nothing'));
  await phone.pick(/换一场活动/, day?.title ?? '');
  await phone.screen
    .getByText(moved?.cardNo ?? '')
    .first()
    .waitFor({ state: 'hidden' });
});

it("a device's rights end with one tap, and then everybody's", async () => {
  const me = (openid: string) => phones.cloud.as(openid).send('station', 'me', {});
  await phone.tap('现场');
  await phone.sees(/手机 1/);
  await tab.picture('organiser-desk');
  await phone.control('结束 手机 1 的授权').click();
  await phone.tapOver('结束授权');
  await phone.sees('已结束 1 份授权');
  expect((await me('demo-volunteer-1')).ok).toBe(false);
  expect((await me('demo-volunteer-2')).ok).toBe(true);

  await phone.tap('结束所有志愿者的授权');
  await phone.tapOver('结束授权');
  await phone.sees(/已结束 \d+ 份授权/);
  expect((await me('demo-volunteer-2')).ok).toBe(false);
});

it('a cancelled event hands out nothing, and says so', async () => {
  await phone.tap('取消活动');
  await phone.sees('天气原因');
  await tab.picture('organiser-cancel');
  await phone.control('天气原因').click();
  await tab.tap('取消活动');
  await phone.sees('活动已取消，卡还在，可以移到另一场');
  await tab.picture('organiser-cancelled');
  const { event } = await progress();
  expect(event.cancelled?.reason).toBe('天气原因');
});
