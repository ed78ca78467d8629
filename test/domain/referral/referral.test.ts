import { DAY_MS } from '@micro-wish/vocabulary';
import {
  accept,
  answer,
  close,
  isMember,
  isSeenBySpecialist,
  refuseReferral,
  stateOf,
  wasOver,
  withdraw,
  withoutName,
  withoutWords,
  type Referral,
  type Specialist,
} from '../../../cloudfunctions/domain/referral/referral';

const NOW = Date.parse('2025-06-01T02:00:00Z');

const proposed: Referral = {
  _id: 'referral-1',
  childId: 'child',
  specialistId: 'specialist',
  toId: 'p_to',
  by: 'p_by',
  areaPath: [],
  purpose: '聊一聊',
  question: '睡不好',
  reason: '',
  at: NOW,
  state: 'proposed',
  consentedAt: null,
  lapsesAt: 0,
  key: '',
};
const consented = answer(proposed, 'yes', NOW);

it.each([
  [NOW + 3 * DAY_MS - 1, 'consented'],
  [NOW + 3 * DAY_MS, 'lapsed'],
])('a consented one is back with its sender after three days: at %i %s', (at, state) => {
  expect(stateOf(consented, at)).toBe(state);
  if (state === 'lapsed') expect(() => accept(consented, at)).toThrow('超过三天');
  else expect(accept(consented, at).state).toBe('accepted');
});

describe('it was over before a moment', () => {
  const at = NOW + 200 * DAY_MS;
  const LAPSED = NOW + 3 * DAY_MS;
  const { endedAt: _, ...unnoted } = withdraw(consented, at);
  it.each([
    ['not while it is under way', accept(consented, NOW), at, false],
    ['not while it waits for the family', proposed, at, false],
    ['from its end, not from its begin', close(accept(consented, NOW), '', at), at, false],
    ['behind its end', close(accept(consented, NOW), '', at), at + 1, true],
    ['behind a no', answer(proposed, 'no', at), at + 1, true],
    ['behind a refusal', refuseReferral(consented, '', NOW + 1), NOW + 1, false],
    ['behind its lapse', consented, LAPSED + 1, true],
    ['not at its lapse', consented, LAPSED, false],
    ['whatever is known of its begin alone', unnoted, NOW + 1, true],
  ])('%s', (_name, referral, before, over) => {
    expect(wasOver(referral as Referral, before, at + DAY_MS)).toBe(over);
  });
});

it('an unanswered proposal does not lapse', () => {
  expect(stateOf(proposed, NOW + 400 * DAY_MS)).toBe('proposed');
});

it('a no is final', () => {
  const declined = answer(proposed, 'no', NOW);
  expect(declined.state).toBe('declined');
  expect(() => answer(declined, 'yes', NOW)).toThrow('家长没有同意');
});

it('withdrawn, its specialist sees it no longer', () => {
  for (const before of [consented, accept(consented, NOW)]) {
    const after = withdraw(before, NOW);
    expect(after.state).toBe('withdrawn');
    expect(isSeenBySpecialist(after, NOW)).toBe(false);
  }
  expect(() => withdraw(proposed, NOW)).toThrow();
});

it('is refused while it waits, and closed while it is under way', () => {
  expect(refuseReferral(consented, '没有时间', NOW)).toMatchObject({ state: 'refused' });
  expect(() => close(consented, '', NOW)).toThrow('等专家接受');
  const closed = close(accept(consented, NOW), '谈完了', NOW);
  expect(closed.state).toBe('closed');
  expect(isSeenBySpecialist(closed, NOW)).toBe(true);
  expect(() => accept(closed, NOW)).toThrow('已结束');
});

it.each([
  ['2025-05-31', false],
  ['2025-06-01', true],
  ['2025-06-02', true],
])('a membership until %s holds on June 1st: %s', (memberUntil, holds) => {
  expect(isMember({ memberUntil } as Specialist, NOW)).toBe(holds);
});

describe('nobody is told of a lapse', () => {
  const accepted = accept(consented, NOW);
  it('but of one that waits for its specialist, three days from the yes', () => {
    expect(consented).toMatchObject({ consentedAt: NOW, lapsesAt: NOW + 3 * DAY_MS });
  });

  it.each<[string, Referral]>([
    ['before the family’s yes', proposed],
    ['behind its no', answer(proposed, 'no', NOW)],
    ['once it was accepted', accepted],
    ['once it was refused', refuseReferral(consented, '没有时间', NOW)],
    ['once it was taken back', withdraw(consented, NOW)],
    ['when the child’s data has gone', withoutWords(consented)],
  ])('%s', (_, referral) => {
    expect(referral.lapsesAt).toBe(0);
  });
});

it.each<[string, Referral, number, boolean]>([
  ['that waits for the family', proposed, NOW, false],
  ['that waits for the specialist', consented, NOW, true],
  ['that has lapsed', consented, NOW + 3 * DAY_MS, false],
  ['that is under way', accept(consented, NOW), NOW, true],
  ['that was refused', refuseReferral(consented, '', NOW), NOW, false],
])('a referral %s is seen by its specialist: %s', (_, referral, now, isSeen) => {
  expect(isSeenBySpecialist(referral, now)).toBe(isSeen);
});

it('is refused by nobody who has not been asked, or was too late', () => {
  expect(() => refuseReferral(proposed, '', NOW)).toThrow('等家长同意');
  expect(() => refuseReferral(consented, '', NOW + 3 * DAY_MS)).toThrow('超过三天');
  expect(() => refuseReferral(accept(consented, NOW), '', NOW)).toThrow('进行中');
});

describe("with the child's data, what was open has ended and what had ended stays", () => {
  it.each<[string, Referral, Referral['state']]>([
    ['waiting for the family', proposed, 'withdrawn'],
    ['waiting for the specialist', consented, 'withdrawn'],
    ['under way', accept(consented, NOW), 'withdrawn'],
    ['declined', answer(proposed, 'no', NOW), 'declined'],
    ['refused', refuseReferral(consented, '没有时间', NOW), 'refused'],
    ['closed', close(accept(consented, NOW), '谈完了', NOW), 'closed'],
  ])('%s', (_, referral, state) => {
    expect(withoutWords(referral)).toMatchObject({ state, reason: '' });
  });
});

it('a specialist whose data was erased has no name, and is no member', () => {
  const specialist: Specialist = {
    _id: 'specialist',
    personId: 'p_to',
    name: '林老师',
    profession: 'psychologist',
    contact: '中心前台转',
    memberUntil: '2026-12-31',
    savedAt: NOW,
  };
  const erased = withoutName(specialist);
  expect(erased).toMatchObject({ name: '', contact: '' });
  expect(isMember(erased, NOW)).toBe(false);
});

it("says nothing when the child's data has gone, and has ended", () => {
  expect(withoutWords(accept(consented, NOW))).toMatchObject({
    state: 'withdrawn',
    purpose: '',
    question: '',
  });
});
