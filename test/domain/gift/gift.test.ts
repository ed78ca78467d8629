import {
  answerProposal,
  cancelProposal,
  giveFromStock,
  propose,
  shelve,
} from '../../../cloudfunctions/domain/gift/gift';
import {
  repriced,
  takeBack,
  useOne,
  writeOff,
  type Lot,
} from '../../../cloudfunctions/domain/gift/stock';
import { fen, funded, NOW, ready, refusal, submitted } from '../wish/samples';

const by = { personId: 'staff', now: NOW };
const lot: Lot = {
  _id: 'stock-1',
  campaignId: 'spring',
  areaPath: [],
  title: '篮球',
  category: 'sport',
  details: null,
  priceFen: fen(8000),
  supplier: '体育用品店',
  invoiceNo: 'F-2',
  stationId: 'desk-1',
  shelf: 'B-1',
  fromWishId: null,
  quantity: 2,
  left: 2,
  inStock: true,
  uses: [],
  writeOffs: [],
  at: 1,
  key: '1',
};
const use = { wishId: 'wish', as: 'gift', at: NOW, by: 'staff' } as const;

describe('stock', () => {
  it('gives each piece once, and none that is not there', () => {
    const one = useOne(lot, use);
    expect(one).toMatchObject({ left: 1, inStock: true });
    const none = useOne(one, { ...use, wishId: 'wish-2' });
    expect(none).toMatchObject({ left: 0, inStock: false });
    expect(none.uses.map(({ wishId }) => wishId)).toEqual(['wish', 'wish-2']);
    expect(refusal(() => useOne(none, use))).toBe('FAILED_PRECONDITION');
  });

  it.each([
    ['one of two', 1, 'allowed'],
    ['both', 2, 'allowed'],
    ['one more than there is', 3, 'FAILED_PRECONDITION'],
  ])('writes off %s', (_, count, outcome) => {
    const off = { count, reason: '受潮', at: NOW, by: 'staff' };
    expect(refusal(() => writeOff(lot, off))).toBe(outcome);
    if (outcome === 'allowed') {
      expect(writeOff(lot, off)).toMatchObject({ left: 2 - count, inStock: count < 2 });
    }
  });

  it('takes back the latest gift of a wish, and not what replaced a defective one', () => {
    const replaced = useOne(useOne(lot, use), { ...use, as: 'replacement' });
    const back = takeBack(replaced, 'wish');
    expect(back).toMatchObject({ left: 1, inStock: true, quantity: 2 });
    expect(back.uses.map(({ as }) => as)).toEqual(['replacement']);
    // One that it never had is a piece more.
    expect(takeBack(lot, 'wish-9')).toMatchObject({ left: 3, quantity: 3, uses: [] });
  });

  it('costs less, or goes back to the supplier with all that is left', () => {
    expect(repriced(lot, fen(1), by)).toMatchObject({ priceFen: 1, left: 2 });
    const returned = repriced(lot, fen(0), by);
    expect(returned).toMatchObject({ left: 0, inStock: false, priceFen: 8000 });
    expect(returned.writeOffs[0]).toMatchObject({ count: 2, reason: '退回供应商' });
    const used = useOne(useOne(lot, use), use);
    expect(refusal(() => repriced(used, fen(0), by))).toBe('FAILED_PRECONDITION');
    expect(refusal(() => repriced(used, fen(1), by))).toBe('allowed');
  });
});

describe('a gift from stock', () => {
  const place = { stationId: 'desk-2', deskEventId: 'fair', shelf: 'A-3' };
  const mine = { ...by, ownChild: false };

  it('is paid for already: the reserve is released and nothing is spent anew', () => {
    const given = giveFromStock(funded, lot, place, mine);
    expect(given).toMatchObject({
      state: 'ready',
      reservedFen: null,
      priceFen: 8000,
      stationId: 'desk-2',
      deskEventId: 'fair',
      gift: { supplier: '体育用品店', invoiceNo: 'F-2', shelf: 'A-3', stockId: 'stock-1' },
    });
    expect(given.timeline.at(-1)).toMatchObject({ event: 'arrived', by: 'staff', at: NOW });
  });

  it.each([
    ['for the own child', funded, { ...by, ownChild: true }, 'PERMISSION_DENIED'],
    ['before the money', { ...submitted, state: 'approved' as const }, mine, 'FAILED_PRECONDITION'],
    ['where one is there', ready, mine, 'FAILED_PRECONDITION'],
    ['where one is on order', { ...funded, orderId: 'order-1' }, mine, 'FAILED_PRECONDITION'],
  ])('is refused %s', (_, wish, who, outcome) => {
    expect(refusal(() => giveFromStock(wish, lot, place, who))).toBe(outcome);
  });

  it('stands on a shelf once it is there', () => {
    expect(shelve(ready, 'C-9', by).gift).toMatchObject({ shelf: 'C-9', invoiceNo: 'F-1' });
    expect(shelve({ ...ready, gift: null }, 'C-9', by).gift).toMatchObject({
      shelf: 'C-9',
      supplier: '',
    });
    expect(refusal(() => shelve(funded, 'C-9', by))).toBe('FAILED_PRECONDITION');
  });
});

describe('a substitution', () => {
  const thing = (priceFen: number) => ({
    title: '足球',
    details: null,
    priceFen: fen(priceFen),
    reason: '缺货',
  });
  const proposed = propose(funded, thing(9999), by);

  it.each([
    ['below the reserve', 9999, 'allowed'],
    ['at the reserve', 10_000, 'allowed'],
    ['above the reserve', 10_001, 'FAILED_PRECONDITION'],
  ])('%s', (_, price, outcome) => {
    expect(refusal(() => propose(funded, thing(price), by))).toBe(outcome);
  });

  it('waits for the guardian and changes nothing until then', () => {
    expect(proposed).toMatchObject({
      state: 'funded',
      title: '一双球鞋',
      reservedFen: 10_000,
      proposals: 1,
      proposal: { no: 1, title: '足球', at: NOW },
    });
    expect(refusal(() => propose(proposed, thing(1), by))).toBe('FAILED_PRECONDITION');
    expect(refusal(() => propose(ready, thing(1), by))).toBe('FAILED_PRECONDITION');
    const unreserved = { ...funded, reservedFen: null };
    expect(refusal(() => propose(unreserved, thing(1), by))).toBe('FAILED_PRECONDITION');
  });

  it.each([
    ['before the money', { ...submitted, state: 'approved' as const }],
    ['once the gift is there', ready],
    ['where nothing is reserved', { ...funded, reservedFen: null }],
  ])('is refused %s, with the reason', (_, wish) => {
    expect(() => propose(wish, thing(1), by)).toThrow('只有备礼中的心愿可以换礼物');
  });

  it('that is agreed to makes it the wish, at its price', () => {
    const ordered = { ...proposed, orderId: 'order-1' };
    const agreed = answerProposal(ordered, { no: 1, agree: true }, by);
    expect(agreed).toMatchObject({
      title: '足球',
      reservedFen: 9999,
      adjustments: 1,
      orderId: null,
      proposal: null,
    });
    expect(agreed.timeline.at(-1)).toMatchObject({
      event: 'substituted',
      reason: '原来的心愿：一双球鞋',
    });
  });

  it('that is declined leaves all as it was, and says so', () => {
    const declined = answerProposal(proposed, { no: 1, agree: false, note: '不喜欢' }, by);
    expect(declined).toMatchObject({ title: '一双球鞋', reservedFen: 10_000, proposal: null });
    expect(declined.timeline.at(-1)).toMatchObject({
      event: 'substitution_declined',
      reason: '电话确认：不喜欢',
    });
    const silent = answerProposal(proposed, { no: 1, agree: false }, by);
    expect(silent.timeline.at(-1)).not.toHaveProperty('reason');
  });

  it('is answered by its number, and once', () => {
    const answer = { no: 1, agree: true };
    const again = answerProposal(proposed, answer, by);
    expect(refusal(() => answerProposal(again, answer, by))).toBe('FAILED_PRECONDITION');
    expect(refusal(() => answerProposal(proposed, { ...answer, no: 2 }, by))).toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('counts on after it was taken back', () => {
    const cancelled = cancelProposal(proposed, 1, by);
    expect(cancelled.proposal).toBeNull();
    expect(refusal(() => cancelProposal(cancelled, 1, by))).toBe('FAILED_PRECONDITION');
    expect(propose(cancelled, thing(1), by).proposal?.no).toBe(2);
  });

  it('cannot be agreed to above what is reserved by now', () => {
    const less = { ...proposed, reservedFen: fen(9998) };
    expect(refusal(() => answerProposal(less, { no: 1, agree: true }, by))).toBe(
      'FAILED_PRECONDITION',
    );
  });
});
