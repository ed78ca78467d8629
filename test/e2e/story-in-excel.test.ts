/** 60 wishes come in Excel and become 60 printed cards by taps; their books are counted again. */
import type { Fen } from '../../typings/contract';
import { chooseSheet } from '../support/arrivals';
import { documentsOf } from '../support/books';
import { openHouse, type House } from '../support/house';
import { readSheet } from '../support/pdf';
import { Phone, phoneUrl } from '../support/phone';
import { rosterFile, rosterRow } from '../support/roster';
import { HOUR, newRequestId } from '../support/world';
import { openWindow, story, type Window } from './support';

const CAMPAIGN = 'nanshan-2025';
const FUND = 'fund-2025';

/** A window of WeChat on a PC, in CSS px. */
const PC = { width: 1280, height: 860 };

/** What the children wish for, with more of one than an order holds. In 分, and odd. */
const BAGS = { title: '一个书包', category: '学习', count: 45, reserve: 12_345, agreed: 11_111 };
const ROPES = { title: '一根跳绳', category: '运动', count: 15, reserve: 8_889, agreed: 8_889 };
const GIFTS = [BAGS, ROPES];
const WISHES = 60;
const DONATED = 10_000_000;

/** What the first gift of each order did cost in the end. */
const CHEAPER = 9_901;

const times = (count: number, fen: number): number[] => Array<number>(count).fill(fen);
const RESERVED = GIFTS.flatMap(({ count, reserve }) => times(count, reserve));
const ORDERS = [
  [CHEAPER, ...times(39, BAGS.agreed)],
  [CHEAPER, ...times(4, BAGS.agreed), ...times(15, ROPES.agreed)],
];
const SPENT = ORDERS.flat();

/** Each in another month: children of one month with names alike are held back as duplicates. */
const bornIn = (place: number): string =>
  `${2013 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`;

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);
const ascending = (amounts: readonly number[]): number[] => [...amounts].sort((a, b) => a - b);

let house: House;
let window: Window;
let pc: Phone;

beforeAll(async () => {
  house = await openHouse({ demo: false });
  const admin = house.as('demo-admin');
  const now = Date.now();
  await admin.call('staff', 'campaign.save', {
    requestId: newRequestId(),
    campaignId: CAMPAIGN,
    title: '春天的心愿',
    place: '社区广场',
    donor: '灯塔公司',
    from: now - HOUR,
    until: now + 48 * HOUR,
    fundId: FUND,
    consentVersion: '1',
    areas: [
      { areaId: 'd-1', name: '东区', level: 'district' },
      { areaId: 's-1', name: '海街', level: 'street', parentId: 'd-1' },
      { areaId: 'c-1', name: '海岸社区', level: 'community', parentId: 's-1' },
    ],
  });
  await admin.call('staff', 'event.save', {
    requestId: newRequestId(),
    campaignId: CAMPAIGN,
    title: '领取日',
    from: now + HOUR,
    until: now + 8 * HOUR,
    stations: [{ stationId: 'desk-1', label: '一号台' }],
  });
  for (const [level, areaId] of [
    ['community', 'c-1'],
    ['district', 'd-1'],
  ] as const) {
    const grant = { requestId: newRequestId(), openid: level, level, areaId };
    await admin.call('staff', 'grant.staff', grant);
  }
  const context = await house.browser.newContext({
    viewport: PC,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  window = await openWindow(context);
  pc = new Phone(window.page, window.page);
}, 240_000);

afterAll(() => house.close());

const sit = (openid: string, path: string) =>
  window.page.goto(
    phoneUrl(house.url, { phoneId: openid, openid, path: `packages/${path}`, theme: 'light' }),
  );

const tell = story(() => window.page);

tell('the community sends them in a workbook, which is tried first', async () => {
  await sit('community', 'staff/family/pages/roster/roster');
  const rows = GIFTS.flatMap(({ title, category, count }) =>
    Array.from({ length: count }, () => ({ 想要的礼物: title, 类别: category })),
  ).map((gift, place) => rosterRow(place + 1, { 出生年月: bornIn(place), ...gift }));
  await chooseSheet(pc, '名单.xlsx', await rosterFile(rows));
  await pc.sees(`${WISHES} 行都没有问题`);
  expect(documentsOf(house.dataDir, 'wishes')).toEqual([]);
  await pc.tap(`录入 ${WISHES} 家`);
  await pc.sees(`录入了 ${WISHES} 家，等待社区审核。`);
  const wishes = documentsOf<{ alias: string }>(house.dataDir, 'wishes');
  expect(new Set(wishes.map(({ alias }) => alias)).size).toBe(WISHES);
});

for (const level of ['community', 'district']) {
  tell(`the ${level} approves all of them together`, async () => {
    await sit(level, 'staff/wish/pages/queue/queue');
    await pc.tap('选择全部');
    await pc.sees(`已选 ${WISHES} 个`);
    await pc.tap('一起通过');
    await pc.tapOver('通过，用建议的公开文字');
    await pc.sees(`已通过 ${WISHES} 个`);
  });
}

tell('¥100,000 come, and every wish gets its money', async () => {
  await sit('demo-admin', 'staff/money/pages/fund/fund');
  await pc.write('捐方', '灯塔公司');
  await pc.write('金额，单位元', yuan(DONATED));
  await pc.tap('记账');
  await pc.tapOver('记账');
  await pc.sees('已记 100,000 元');

  await sit('demo-admin', 'staff/wish/pages/queue/queue?state=approved');
  for (const { title, count, reserve } of GIFTS) {
    const search = pc.screen.getByRole('textbox', { name: /查找/ });
    await search.fill(title);
    await search.press('Enter');
    await pc.sees(`共 ${count} 个，已全部显示`);
    await pc.tap('选择全部');
    await pc.sees(`已选 ${count} 个`);
    await pc.tap('预留善款');
    await pc.write('每个心愿预留金额，单位元', yuan(reserve));
    await pc.tap(/^预留$/);
    await pc.sees(new RegExp(`已为 ${count} 个心愿预留`));
  }
});

tell('the community orders the gifts, and they come', async () => {
  await sit('community', 'staff/gift/pages/purchase/purchase');
  for (const { title, count, agreed } of GIFTS) {
    await pc.tap(new RegExp(`^${title}，${count} 份`));
    await pc.write(`${title}单价，单位元`, yuan(agreed));
  }
  await pc.write('店家', '晨光文体');
  await pc.sees(/会存成 2 个订单/);
  await pc.tap('存为订单');
  await pc.sees(/已存成 2 个订单/);
  for (const { length: gifts } of ORDERS) {
    await pc.tap(new RegExp(`到 0 / ${gifts} 份`));
    await pc.tap('记为已下单');
    await pc.sees('已记为下单');
    const first = pc.screen.getByRole('textbox', { name: `${BAGS.title}的实际价格，单位元` });
    await first.first().fill(yuan(CHEAPER));
    await pc.tap(`登记 ${gifts} 份到货`);
    await pc.sees(`已登记 ${gifts} 份到货`);
    await pc.sees(`${yuan(CHEAPER)} 元`);
  }
});

tell('and prints a card for each, whose code is its own', async () => {
  await sit('community', 'staff/card/pages/cards/cards');
  await pc.tap(/^发卡/);
  await pc.tap(`发 ${WISHES} 张卡`);
  await pc.sees(`已发 ${WISHES} 张卡`);
  await pc.tap('每个社区附一张签收表');
  await pc.tap(`打印 ${WISHES} 张`);
  await pc.tap('复制链接');
  await pc.sees(/链接已复制/);
  const link = await window.page.evaluate(() => navigator.clipboard.readText());
  const printed = Buffer.from(await (await fetch(link)).arrayBuffer());
  const paper = await readSheet(printed, WISHES);
  expect(paper.pages).toBe(WISHES / 10);
  expect(new Set(paper.cards.flatMap(({ codes }) => codes)).size).toBe(WISHES);
  await pc.sees(`列表里的 ${WISHES}`);
  await expect(pc.screen.getByText('还没打印').count()).resolves.toBe(0);
});

/** An entry of the ledger as it is kept, read past every function. */
interface Kept {
  type: 'donate' | 'reserve' | 'release' | 'spend';
  amountFen: number;
  wishId: string | null;
  seq: number;
  after: { donatedFen: number; refundedFen: number; reservedFen: number; spentFen: number };
}

test('the books agree to the 分, counted from what is kept by nothing but + and −', async () => {
  const kept = documentsOf<Kept>(house.dataDir, 'fundEntries').sort((a, b) => a.seq - b.seq);
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, place) => place + 1));

  const totals = { donatedFen: 0, refundedFen: 0, reservedFen: 0, spentFen: 0 };
  const open = new Map<string, number>();
  const spent = new Map<string, number>();
  for (const { type, amountFen, wishId, after } of kept) {
    if (type === 'donate') totals.donatedFen += amountFen;
    if (type === 'reserve') totals.reservedFen += amountFen;
    if (type === 'release' || type === 'spend') totals.reservedFen -= amountFen;
    if (type === 'spend') totals.spentFen += amountFen;
    expect(after).toEqual(totals);
    if (wishId === null) continue;
    const sign = type === 'reserve' ? 1 : -1;
    open.set(wishId, (open.get(wishId) ?? 0) + sign * amountFen);
    if (type === 'spend') spent.set(wishId, (spent.get(wishId) ?? 0) + amountFen);
  }
  expect(totals).toEqual({
    donatedFen: DONATED,
    refundedFen: 0,
    reservedFen: 0,
    spentFen: sumOf(SPENT),
  });
  const reserves = kept.filter(({ type }) => type === 'reserve').map((entry) => entry.amountFen);
  expect(ascending(reserves)).toEqual(ascending(RESERVED));
  expect(ascending([...spent.values()])).toEqual(ascending(SPENT));
  expect([...open.values()]).toEqual(times(WISHES, 0));

  const admin = house.as('demo-admin');
  await expect(admin.call('staff', 'fund.ledger', { fundId: FUND })).resolves.toMatchObject({
    donatedFen: DONATED,
    reservedFen: 0,
    spentFen: sumOf(SPENT),
    availableFen: (DONATED - sumOf(SPENT)) as Fen,
  });
  await expect(admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
});

test('nothing went wrong on the way', () => {
  expect(window.errors).toEqual([]);
});
