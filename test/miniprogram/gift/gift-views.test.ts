import type { Fen, OrderView, StockRow, WantedRow } from '../../../typings/contract';
import { readPurchase } from '../../../miniprogram/packages/staff/gift/components/stock-form/purchase';
import { missingIn } from '../../../miniprogram/packages/staff/gift/pages/defects/view';
import { giftRows, rowOfCode } from '../../../miniprogram/packages/staff/gift/pages/gifts/view';
import {
  orderLines,
  readArrivals,
  withoutChosen,
  withProblems,
} from '../../../miniprogram/packages/staff/gift/pages/orders/view';
import {
  groupRows,
  pricedGroups,
  readOrders,
  severalText,
  totalText,
  wantedLines,
} from '../../../miniprogram/packages/staff/gift/pages/purchase/view';
import {
  lotHead,
  lotRows,
  sortedLots,
  wishChoices,
} from '../../../miniprogram/packages/staff/gift/pages/stock/view';
import { JUNE_1 } from '../samples';

const fen = (amount: number): Fen => amount as Fen;

let wishes = 0;
const wanted = (more: Partial<WantedRow> = {}): WantedRow => {
  wishes += 1;
  return {
    wishId: `wish-${wishes}`,
    wishNo: `W0000000${wishes}`,
    alias: `晨星 ${wishes}`,
    communityId: 'c-01',
    communityName: '海棠社区',
    category: 'sport',
    title: '球鞋',
    size: '36',
    colour: '',
    model: '',
    words: '',
    key: 'sport|球鞋|36',
    reservedFen: fen(20_000),
    declined: false,
    ...more,
  };
};

const NO_ABOUT = { supplier: '晨光文体', note: '' };

describe('the purchase list', () => {
  const substitution = { no: 1, title: '轮滑鞋', priceFen: fen(9_000), byPhone: false };

  it('has a line for each thing, and says how much of it is still to be ordered', () => {
    const rows = [
      wanted(),
      wanted({ orderId: 'order-1' }),
      wanted({ key: 'art|画板', title: '画板' }),
    ];
    expect(groupRows(rows).map(({ title, count, reserved }) => [title, count, reserved])).toEqual([
      ['画板', '1 份', '200 元'],
      ['球鞋', '2 份 · 待下单 1', '400 元'],
    ]);
    expect(totalText(rows)).toBe('3 份礼物，2 份待下单，预留 600 元');
  });

  it('says where each wish stands', () => {
    const rows = [wanted({ substitution }), wanted({ orderId: 'o' }), wanted({ declined: true })];
    expect(wantedLines(rows, 'sport|球鞋|36').map(({ stateWord }) => stateWord)).toEqual([
      '等家长答复',
      '已在订单',
      '家长想要原来的',
    ]);
  });

  it('orders the chosen things at their prices, and leaves out what is not open', () => {
    const rows = [wanted(), wanted({ orderId: 'o' }), wanted({ substitution }), wanted()];
    const groups = pricedGroups(groupRows(rows), ['sport|球鞋|36'], []);
    const priced = groups.map((group) => ({ ...group, typed: '150' }));
    const { orders } = readOrders(rows, priced, { ...NO_ABOUT, expectedAt: JUNE_1 });
    expect(orders).toEqual([
      {
        supplier: '晨光文体',
        expectedAt: JUNE_1,
        lines: [
          { wishId: rows[0]?.wishId, priceFen: 15_000 },
          { wishId: rows[3]?.wishId, priceFen: 15_000 },
        ],
      },
    ]);
  });

  it('takes no price above the least reserve, and no order without a supplier', () => {
    const rows = [wanted(), wanted({ reservedFen: fen(10_000) })];
    const [group] = pricedGroups(groupRows(rows), ['sport|球鞋|36'], []);
    const read = readOrders(rows, group ? [{ ...group, typed: '150' }] : [], {
      supplier: ' ',
      note: '',
    });
    expect(read.orders).toEqual([]);
    expect(read.groups[0]?.problem).toContain('预留');
    expect(read.supplierProblem).not.toBe('');
  });

  it('becomes several orders where one would be too long, and says so before', () => {
    const rows = Array.from({ length: 85 }, () => wanted());
    const groups = groupRows(rows);
    const keys = ['sport|球鞋|36'];
    const priced = pricedGroups(groups, keys, []).map((group) => ({ ...group, typed: '1' }));
    const { orders } = readOrders(rows, priced, NO_ABOUT);
    expect(orders.map(({ lines }) => lines.length)).toEqual([40, 40, 5]);
    expect(orders.flatMap(({ lines }) => lines.map(({ wishId }) => wishId))).toEqual(
      rows.map(({ wishId }) => wishId),
    );
    expect(severalText(groups, keys)).toBe('共 85 份，会存成 3 个订单，每个最多 40 份。');
    expect(severalText(groupRows(rows.slice(0, 40)), keys)).toBe('');
    expect(severalText(groups, [])).toBe('');
  });
});

describe('an order', () => {
  const line = (wishId: string, state: 'due' | 'arrived' | 'dropped') => ({
    wishId,
    wishNo: 'W00000001',
    alias: '晨星',
    communityName: '海棠社区',
    title: '球鞋',
    priceFen: fen(15_050),
    state,
    ...(state === 'due' ? { reservedFen: fen(20_000) } : {}),
  });
  const order: OrderView = {
    orderId: 'order-1',
    orderNo: 'D00000001',
    supplier: '晨光文体',
    state: 'partly_arrived',
    createdAt: JUNE_1,
    gifts: 3,
    arrived: 1,
    totalFen: fen(45_150),
    note: '',
    lines: [line('a', 'arrived'), line('b', 'due'), line('c', 'due'), line('d', 'dropped')],
  };

  it('lists what is to come first, all of it chosen, at the agreed prices', () => {
    const lines = orderLines(order);
    expect(lines.map(({ wishId, chosen, typed }) => [wishId, chosen, typed])).toEqual([
      ['b', true, '150.50'],
      ['c', true, '150.50'],
      ['a', false, '150.50'],
      ['d', false, '150.50'],
    ]);
    expect(readArrivals(lines).gifts).toEqual([
      { wishId: 'b', priceFen: 15_050 },
      { wishId: 'c', priceFen: 15_050 },
    ]);
  });

  it('marks the line whose price passes its reserve, and records nothing', () => {
    const lines = orderLines(order).map((one) =>
      one.wishId === 'b' ? { ...one, typed: '201' } : one,
    );
    const read = readArrivals(lines);
    expect(read.isGood).toBe(false);
    expect(read.lines[0]?.problem).toContain('超过了预留');
  });

  it('without the chosen lines keeps the others that are to come', () => {
    const lines = orderLines(order).map((one) => ({ ...one, chosen: one.wishId === 'b' }));
    expect(withoutChosen(order, lines)).toEqual([{ wishId: 'c', priceFen: 15_050 }]);
  });

  it('shows in its line why a gift could not be taken', () => {
    const lines = withProblems(orderLines(order), [{ wishId: 'c', problem: '已撤回' }]);
    expect(lines.map(({ problem }) => problem)).toEqual(['', '已撤回', '', '']);
  });
});

describe('an arrival by its number', () => {
  const rows = giftRows([
    {
      wishId: 'w',
      wishNo: 'W00000042',
      alias: '晨星',
      ageBand: '7-12',
      communityId: 'c',
      communityName: '海棠社区',
      category: 'toy',
      title: '积木',
      state: 'funded',
      mine: false,
      flagged: false,
      submittedAt: JUNE_1,
      cardId: 'card',
      cardNo: 'K00000007',
    },
  ]);

  it.each(['W00000042', ' w0000 0042\n', 'Ｋ00000007', 'card:K00000007'])('%j is found', (code) => {
    expect(rowOfCode(rows, code).row?.wishId).toBe('w');
  });

  it('of a gift that is not on its way, or no number, says so', () => {
    expect(rowOfCode(rows, 'W99999999').problem).toContain('可能已经登记过');
    expect(rowOfCode(rows, '6901234567892').problem).toContain('请扫或输入');
  });
});

describe('stock', () => {
  const lot: StockRow = {
    stockId: 'lot',
    title: '跳绳',
    category: 'sport',
    details: { colour: '蓝' },
    priceFen: fen(2_000),
    supplier: '晨光文体',
    shelf: 'B-2',
    quantity: 30,
    left: 12,
    fromWish: false,
    at: JUNE_1,
  };

  it('says what a piece cost, where it lies and how many are left', () => {
    expect(lotRows([lot])[0]).toMatchObject({
      about: '运动 · 颜色 蓝 · 每件 20 元',
      from: '成批采购 · 晨光文体 · B-2',
      left: '剩 12 / 30 件',
    });
  });

  it('is sorted by what a column shows, or stands as it came', () => {
    const lots = [
      lot,
      { ...lot, stockId: 'few', left: 2 },
      { ...lot, stockId: 'ball', title: '足球' },
    ];
    const order = (sorting: Parameters<typeof sortedLots>[1]) =>
      sortedLots(lots, sorting).map(({ stockId }) => stockId);
    expect(order(null)).toEqual(['lot', 'few', 'ball']);
    expect(order({ key: 'left', down: false })).toEqual(['few', 'lot', 'ball']);
    expect(order({ key: 'title', down: true })).toEqual(['ball', 'lot', 'few']);
    expect(lotHead({ key: 'left', down: true })[2]).toEqual({
      key: 'left',
      word: '剩余',
      sort: 'descending',
    });
  });

  it('is for wishes that are in no order, found by any of their words', () => {
    const rows = [wanted({ title: '跳绳' }), wanted({ title: '跳绳', orderId: 'o' }), wanted()];
    expect(wishChoices(rows, '跳绳').map(({ wishId }) => wishId)).toEqual([rows[0]?.wishId]);
    expect(wishChoices(rows, '')).toHaveLength(2);
  });

  it('is bought with all that the books need, and nothing else is asked', () => {
    const typed = {
      title: '跳绳',
      category: 'sport' as const,
      quantity: '30',
      price: '20',
      supplier: '晨光文体',
      invoiceNo: '',
      shelf: ' ',
    };
    expect(readPurchase(typed).purchase).toEqual({
      title: '跳绳',
      category: 'sport',
      quantity: 30,
      priceFen: 2_000,
      supplier: '晨光文体',
    });
    const { purchase, problems } = readPurchase({ ...typed, category: '', quantity: '0' });
    expect(purchase).toBeUndefined();
    expect(Object.keys(problems)).toEqual(['category', 'quantity']);
  });
});

it('a defect is settled with an outcome, words, and what it is replaced by', () => {
  expect(missingIn('', '好', '')).not.toBe('');
  expect(missingIn('replaced', '好', '')).toContain('库存');
  expect(missingIn('declined', ' ', '')).toContain('家长');
  expect(missingIn('replaced', '好', 'lot')).toBe('');
});
