/** What staff do while a desk has no network, and what becomes of it, by taps on both phones. */
import { Phone } from '../support/phone';
import { openPhones, type Phone as Tab, type Phones } from './phones';

const EVENT = 'event-2025';
const DESK = '1 号兑换台';
const SCAN = 'packages/station/pages/scan/scan';
const INBOX = 'packages/staff/card/pages/event/event';
const MINUTE = 60_000;

let phones: Phones;
let desk: Tab;
let volunteer: Phone;

interface Gift {
  cardId: string;
  code: string;
}

/** Cards whose gift lies at the desk, with the code that the family shows. */
const giftsAtDesk = async (count: number): Promise<Gift[]> => {
  const found: Gift[] = [];
  for (let number = 1; found.length < count && number <= 60; number += 1) {
    const guardian = phones.cloud.as(`demo-guardian-${number}`);
    const mine = await guardian.send('family', 'card.mine', {});
    for (const { cardId, ready, state, stationLabel } of mine.ok ? mine.data.items : []) {
      if (!ready || state !== 'issued' || stationLabel !== DESK) continue;
      const shown = await guardian.send('family', 'card.show', { cardId });
      if (shown.ok) found.push({ cardId, code: shown.data.code });
    }
  }
  return found;
};

const handOver = async ({ code }: Gift, picture = ''): Promise<void> => {
  await desk.page.locator('.code input').first().fill(code);
  await desk.page.keyboard.press('Enter');
  await volunteer.text('孩子本人').waitFor();
  if (picture) await desk.picture(`${picture}-gift`);
  await desk.page.getByText('孩子本人', { exact: true }).click();
  await desk.page.locator('.verdict').filter({ hasText: '待同步' }).waitFor();
  if (picture) await desk.picture(`${picture}-verdict`);
  await desk.page.getByText('返回', { exact: true }).click();
  await desk.page.locator('.verdict').waitFor({ state: 'detached' });
};

const uploaded = () =>
  desk.page.waitForFunction(() => !document.body.innerText.includes('条待上传'));

beforeAll(async () => {
  phones = await openPhones();
  desk = await phones.phone('demo-volunteer-1', SCAN);
  volunteer = new Phone(desk.page, desk.page);
  await desk.page.locator('.desk-name', { hasText: DESK }).click();
  await desk.page
    .locator('.status')
    .filter({ hasText: '名单' })
    .filter({ hasText: '张' })
    .waitFor();
}, 180_000);

afterAll(() => phones.end());

it('a gift handed out with no network counts, though its card was moved meanwhile', async () => {
  const [moved, mistaken, late] = await giftsAtDesk(3);
  if (!moved || !mistaken || !late) throw new Error('the demo has too few gifts at this desk');
  const admin = phones.cloud.as('demo-admin');
  await desk.network('none');
  await handOver(moved, 'offline');

  // Taken back before anybody else knew of it: the card can be scanned again.
  await handOver(mistaken);
  await volunteer.tap(/^撤销/);
  await volunteer.control('拿错了礼物').click();
  await volunteer.tap('撤销核销');
  await volunteer.sees('已撤销');
  await desk.picture('offline-history');

  const delivery = await admin.call('staff', 'event.save', {
    requestId: 'delivery',
    campaignId: 'nanshan-2025',
    title: '送礼上门',
    from: Date.now() - MINUTE,
    until: Date.now() + 60 * MINUTE,
    stations: [{ stationId: 'door', label: '家门口' }],
  });
  await admin.call('staff', 'card.move', {
    requestId: 'move',
    cardIds: [moved.cardId],
    eventId: delivery.eventId,
    stationId: 'door',
  });
  await desk.network('wifi');
  await uploaded();
  await volunteer.sees('已上传');
  await expect(
    admin.call('station', 'card.redeem', {
      nonce: 'second-gift',
      eventId: delivery.eventId,
      stationId: 'door',
      deviceId: 'another',
      code: moved.code,
      collector: { type: 'child' },
    }),
  ).resolves.toMatchObject({ reason: 'already_redeemed' });

  const office = await phones.phone('demo-admin', INBOX);
  const staff = new Phone(office.page, office.page);
  await staff.tap(/条现场发放要你看一看/);
  await staff.sees(/卡移到了另一场活动/);
  await office.picture('inbox-changed');
  await staff.control('已核实，礼物确实已发').click();
  await staff.write('说明', '志愿者当场发的。');
  await staff.tap('处理完成');
  await staff.sees('已处理，留在记录里');

  // The grants end while a scan waits: it is not lost, and staff decide.
  await desk.network('none');
  await handOver(late);
  await staff.tap('现场');
  await staff.tap('结束所有志愿者的授权');
  await office.picture('inbox-ending');
  await office.page.getByText('结束授权', { exact: true }).last().click();
  await staff.sees(/已结束 \d+ 份授权/);
  await desk.network('wifi');
  await uploaded();
  await volunteer.sees('已交给工作人员确认');
  await desk.open(SCAN);
  await volunteer.sees('你的授权已经结束');
  await desk.picture('desk-grant-over');

  await office.open(INBOX);
  await staff.tap(/条现场发放要你看一看/);
  await staff.sees(/授权已经结束/);
  await office.picture('inbox-held');
  await staff.control('接受，算已领取').click();
  await staff.write('说明', '问过志愿者，确实发了。');
  await staff.tap('处理完成');
  await staff.sees('已处理，留在记录里');
  const { items } = await admin.call('staff', 'card.list', { eventId: EVENT, limit: 100 });
  expect(items.find(({ cardId }) => cardId === late.cardId)).toMatchObject({ state: 'redeemed' });
}, 180_000);
