import {
  headOfArrivals,
  judgeArrival,
  type ArrivalRow,
} from '../../../cloudfunctions/domain/gift/arrival-sheet';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import { fen, funded, ready, submitted } from '../wish/samples';

const fair = {
  _id: 'fair',
  title: '六一专场',
  stations: [{ stationId: 'desk-1', label: '一号台' }],
};
const library = {
  _id: 'library',
  title: '图书馆专场',
  stations: [{ stationId: 'front', label: '前台' }],
};

const row: ArrivalRow = {
  row: 7,
  wishNo: 'W1',
  priceFen: fen(10_000),
  desk: '一号台',
  shelf: '',
  supplier: '',
  invoiceNo: '',
};

const judged = (more: Partial<ArrivalRow>, wishes: readonly Wish[], cardEvent?: string) =>
  judgeArrival({ arrival: { ...row, ...more }, problems: [] }, wishes, {
    events: [fair, library],
    cardEventOf: () => cardEvent,
  });

const wrong = (column: string, message: string) => ({
  is: 'wrong',
  problems: [{ row: 7, column, message }],
});

describe('a gift that has come', () => {
  it.each([
    ['below what is reserved', 9_999],
    ['at what is reserved', 10_000],
  ])('%s is booked, at its desk', (_, price) => {
    expect(judged({ priceFen: fen(price) }, [funded])).toEqual({
      is: 'ready',
      place: { stationId: 'desk-1', deskEventId: 'fair' },
    });
  });

  it('above what is reserved needs money first, and says how much', () => {
    expect(judged({ priceFen: fen(10_001) }, [funded])).toEqual(
      wrong('实际价格', '比预留的 100.00 元多 0.01 元，要先追加善款'),
    );
  });

  it('for a wish with nothing reserved cannot be paid', () => {
    expect(judged({ priceFen: fen(1) }, [{ ...funded, reservedFen: null }])).toEqual(
      wrong('实际价格', '比预留的 0.00 元多 0.01 元，要先追加善款'),
    );
  });

  it('goes to a desk of its card’s event alone', () => {
    expect(judged({}, [funded], 'fair')).toMatchObject({ is: 'ready' });
    expect(judged({}, [funded], 'library')).toEqual(
      wrong('领取点', '这份礼物的卡那一场没有「一号台」这个领取点，请从列表里选：前台'),
    );
  });
});

describe('a row that cannot be booked', () => {
  it('says first what is wrong with it by itself', () => {
    const problems = [{ row: 7, column: '货架', message: '太长' }];
    const verdict = judgeArrival({ arrival: row, problems }, [funded], {
      events: [fair],
      cardEventOf: () => undefined,
    });
    expect(verdict).toEqual({ is: 'wrong', problems });
  });

  it.each<[string, readonly Wish[], string]>([
    ['no wish', [], '没有 W1 这个编号，请核对'],
    ['two wishes', [funded, funded], '有两个心愿是这个编号，请在「到货」里逐份登记'],
    ['one that is not funded', [submitted], '这个心愿现在是「审核中」，不能登记到货'],
    ['one that was withdrawn', [{ ...funded, state: 'withdrawn' }], '「已撤回」'],
  ])('is of %s', (_, wishes, words) => {
    expect(judged({}, wishes)).toMatchObject({
      is: 'wrong',
      problems: [{ row: 7, column: '心愿编号', message: expect.stringContaining(words) as string }],
    });
  });

  it('names a number that is none in 20 characters', () => {
    expect(judged({ wishNo: 'W'.repeat(21) }, [])).toEqual(
      wrong('心愿编号', `没有 ${'W'.repeat(20)} 这个编号，请核对`),
    );
  });

  it.each([
    ['its shop is not known', 'F-1', '', null, false],
    ['its row says the shop', 'F-1', '某店', null, true],
    ['its order says the shop', 'F-1', '', 'order-1', true],
    ['it has no invoice', '', '', null, true],
  ])('with an invoice where %s', (_, invoiceNo, supplier, orderId, booked) => {
    const verdict = judged({ invoiceNo, supplier }, [{ ...funded, orderId }]);
    if (booked) expect(verdict.is).toBe('ready');
    else expect(verdict).toEqual(wrong('店家', '填了发票号，也请填店家'));
  });
});

describe('a gift that was booked before', () => {
  it('is known at its price', () => {
    expect(judged({ priceFen: fen(9_000) }, [ready])).toEqual({ is: 'known' });
  });

  it('is wrong at another, which is told', () => {
    expect(judged({ priceFen: fen(9_001) }, [ready])).toEqual(
      wrong('实际价格', '已经登记过，当时是 90.00 元'),
    );
  });
});

it('what is wrong is marked below the head of the sheet, wherever that stands', () => {
  const cells = [['六一到货'], [], ['心愿编号', '实际价格（元）', '领取点']];
  expect(headOfArrivals({ cells })).toEqual({
    row: 3,
    titles: ['心愿编号', '实际价格', '领取点'],
  });
});
