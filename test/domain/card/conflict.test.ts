import type {
  Card,
  HeldScan,
  Redemption,
  Resolution,
} from '../../../cloudfunctions/domain/card/card';
import {
  acceptHeld,
  conflictsOf,
  openConflicts,
  settleConflict,
} from '../../../cloudfunctions/domain/card/conflict';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';
import { act, card, event, HOUR, MINUTE, NOW, redemption } from './samples';

const settled: Resolution = { at: NOW, by: 's', resolution: 'refuse', note: '问过了' };
const since = { changes: [], stock: null, resolved: null };

const double: Redemption = { ...redemption('twice'), status: 'superseded' };
const changed: Redemption = { ...redemption('changed'), since };
const both: Redemption = { ...double, nonce: 'both', since };
const held: HeldScan = {
  ...act('held'),
  eventId: 'event-1',
  stationId: 'desk-1',
  by: 'p_volunteer',
  codeHash: 'hash-1',
  collector: { type: 'child' },
  cause: 'outside_grant',
  at: NOW,
  receivedAt: NOW,
  resolved: null,
};

const troubled: Card = {
  ...card,
  redemptions: [redemption('good'), double, changed, both],
  held: [held, { ...held, nonce: 'held-2' }],
};

const openOf = (of: Card): string[] =>
  conflictsOf(of).flatMap(({ kind, nonce, resolved }) => (resolved ? [] : `${kind} ${nonce}`));

describe('the conflicts of a card', () => {
  const all = [
    'double twice',
    'changed changed',
    'double both',
    'changed both',
    'held held',
    'held held-2',
  ];

  it('are what was handed out twice, what changed under a scan, and what is held', () => {
    expect(openOf(troubled)).toEqual(all);
    expect(openConflicts(troubled)).toBe(6);
    expect(openConflicts(card)).toBe(0);
  });

  it.each([
    ['double', 'twice'],
    ['changed', 'changed'],
    ['double', 'both'],
    ['changed', 'both'],
    ['held', 'held-2'],
  ] as const)('are settled one by one: %s %s', (kind, nonce) => {
    const after = { ...troubled, ...settleConflict(troubled, { kind, nonce }, settled) };
    expect(openOf(after)).toEqual(all.filter((one) => one !== `${kind} ${nonce}`));
    expect(openConflicts(after)).toBe(5);
    const [one] = conflictsOf(after).filter((each) => each.kind === kind && each.nonce === nonce);
    expect(one?.resolved).toEqual(settled);
  });

  it.each(['double', 'changed'] as const)('of a good scan are none to settle: %s', (kind) => {
    expect(settleConflict(troubled, { kind, nonce: 'good' }, settled)).toEqual({
      redemptions: troubled.redemptions,
      held: troubled.held,
    });
  });
});

describe('an upload that staff accept', () => {
  const accept = (of: Card, more: Partial<HeldScan> = {}, during = event) =>
    acceptHeld(of, { ...held, ...more }, during, '问过志愿者');
  const momentOf = (at: number, receivedAt = NOW): number | undefined =>
    accept({ ...card, issuedAt: NOW - MINUTE }, { at, receivedAt }).change?.redemptions?.at(-1)?.at;

  it.each([
    ['more than two minutes before the issue: as it came', -3 * MINUTE - 1, 0],
    ['two minutes before the issue: as it was issued', -3 * MINUTE, -MINUTE],
    ['as it was issued', -MINUTE, -MINUTE],
    ['its own', -1, -1],
    ['as it came', 0, 0],
    ['two minutes behind its coming: as it came', 2 * MINUTE, 0],
    ['more than two minutes behind: as it came', 2 * MINUTE + 1, 0],
  ])('is believed to be of the moment %s', (_, offset, expected) => {
    expect(momentOf(NOW + offset)).toBe(NOW + expected);
  });

  it.each([
    ['at a desk that is not the card’s', { stationId: 'desk-2' }, card, event, 'wrong_station'],
    ['with a code that was replaced', {}, { ...card, issueNo: 2 }, event, 'revoked'],
    ['before the event began', {}, card, { ...event, from: NOW + 1 }, 'too_early'],
    ['after the event', {}, card, { ...event, until: NOW - 1 }, 'too_late'],
  ])('passes, as staff may at a desk, %s', (_, more, of, during, passed) => {
    const { change } = accept(of, more, during);
    expect(change?.redemptions?.at(-1)?.forced).toEqual({ passed: [passed], reason: '问过志愿者' });
  });

  it.each<[string, Partial<Card>, Partial<HeldScan>]>([
    ['那时这张卡不属于这场领取活动', { eventId: 'event-2' }, {}],
    ['这是扫码人自己孩子的卡', { guardianIds: ['p_volunteer'] }, {}],
    ['那时这张卡已经作废', { state: 'void' }, {}],
    ['那时这张卡是冻结的', { state: 'frozen' }, {}],
    ['那时心愿没有通过审核', { approved: false }, {}],
    ['那时礼物还没有到', { ready: false }, {}],
    ['没有记下是谁领取的', {}, { collector: null }],
  ])('is refused with why: %s', (why, of, more) => {
    expect(() => accept({ ...card, ...of }, more)).toThrow(
      new Refusal('FAILED_PRECONDITION', `${why}，只能选择不接受。`),
    );
  });

  it('of a gift that was handed out before makes a conflict, and no refusal', () => {
    const before = { ...card, redemptions: [redemption('n-1', { at: NOW - HOUR / 2 })] };
    expect(accept(before).outcome.status).toBe('conflict');
  });
});
