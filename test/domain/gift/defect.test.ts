import { DAY_MS } from '@micro-wish/vocabulary';
import {
  defectWithoutWords,
  DEFECT_DAYS,
  requireReportable,
  settleDefect,
  type Defect,
} from '../../../cloudfunctions/domain/gift/defect';
import { card, NOW as SCANNED, redemption } from '../card/samples';
import { ready, refusal } from '../wish/samples';

const handedOver = { ...card, state: 'redeemed' as const, redemptions: [redemption('n-1')] };
const END = SCANNED + DEFECT_DAYS * DAY_MS;

const defect: Defect = {
  _id: 'defect#wish#1',
  wishId: 'wish',
  campaignId: 'spring',
  areaPath: ['d-1'],
  reason: '鞋底开裂',
  reportedBy: 'family',
  by: 'family',
  at: SCANNED,
  state: 'open',
  settled: null,
  key: '1',
};
const settled = {
  at: 5,
  by: 'staff',
  outcome: 'replaced',
  words: '已更换',
  stockId: null,
} as const;

describe('a defect', () => {
  it.each([
    ['as it is handed over', SCANNED, 'allowed'],
    ['at the last moment of 30 days', END, 'allowed'],
    ['a millisecond later', END + 1, 'FAILED_PRECONDITION'],
  ])('is reported %s', (_, now, outcome) => {
    expect(refusal(() => requireReportable(ready, handedOver, null, now))).toBe(outcome);
  });

  it.each([
    ['no card', null],
    ['a card that was not redeemed', card],
  ])('needs a hand-over: %s', (_, withCard) => {
    expect(refusal(() => requireReportable(ready, withCard, null, SCANNED))).toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('one at a time', () => {
    expect(refusal(() => requireReportable(ready, handedOver, defect, SCANNED))).toBe(
      'FAILED_PRECONDITION',
    );
    const done = settleDefect(defect, settled);
    expect(refusal(() => requireReportable(ready, handedOver, done, SCANNED))).toBe('allowed');
  });

  it.each([
    ['none before', undefined, 'allowed'],
    ['four before', 4, 'allowed'],
    ['five before', 5, 'FAILED_PRECONDITION'],
  ])('%s', (_, defects, outcome) => {
    const wish = { ...ready, ...(defects === undefined ? {} : { defects }) };
    expect(refusal(() => requireReportable(wish, handedOver, null, SCANNED))).toBe(outcome);
  });

  it('is settled once', () => {
    const done = settleDefect(defect, settled);
    expect(done).toMatchObject({ state: 'settled', settled, updatedAt: 5 });
    expect(refusal(() => settleDefect(done, settled))).toBe('FAILED_PRECONDITION');
  });

  it('loses its words and keeps its outcome', () => {
    expect(defectWithoutWords(defect)).toMatchObject({ reason: '', settled: null });
    expect(defectWithoutWords(settleDefect(defect, settled))).toMatchObject({
      reason: '',
      settled: { words: '', outcome: 'replaced' },
    });
  });
});
