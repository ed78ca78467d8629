import type { ReferralRow, ReferralState } from '../../../typings/contract';
import { referralCards as familyCards } from '../../../miniprogram/packages/family/pages/referral/view';
import { referralCards as ownCards } from '../../../miniprogram/packages/helper/pages/referrals/view';
import { missingIn } from '../../../miniprogram/packages/staff/referral/pages/propose/view';
import {
  EMPTY_DRAFT,
  referralLines,
  specialistOf,
} from '../../../miniprogram/packages/staff/referral/pages/referrals/view';

const AT = Date.parse('2025-06-01T02:00:00Z');

const common = { purpose: '聊聊睡眠', question: '夜里睡不好', at: AT };
const specialist = { name: '林老师', profession: 'psychologist' as const };

const row = (referralId: string, state: ReferralState, alias = '小海豚'): ReferralRow => ({
  ...common,
  referralId,
  state,
  alias,
  childId: 'child',
  specialist: { ...specialist, specialistId: 'specialist' },
});

it('what came back to the sender stands first and can go to another', () => {
  const lines = referralLines([row('a', 'accepted'), row('b', 'lapsed'), row('c', 'refused')]);
  expect(lines.map(({ referralId, isBack }) => [referralId, isBack])).toEqual([
    ['b', true],
    ['c', true],
    ['a', false],
  ]);
});

it.each<[ReferralState, boolean, boolean]>([
  ['proposed', true, false],
  ['consented', false, true],
  ['accepted', false, true],
  ['closed', false, false],
  ['declined', false, false],
])(
  'of a %s one a family on paper is asked: %s, and takes its yes back: %s',
  (state, asks, takes) => {
    const [onPaper] = referralLines([{ ...row('a', state), onPaper: true }]);
    expect(onPaper).toMatchObject({ takesAnswer: asks, takesBack: takes });
    const [inWeChat] = referralLines([row('a', state)]);
    expect(inWeChat).toMatchObject({ takesAnswer: false, takesBack: false });
  },
);

it('of a child whose data has gone nothing can be sent again', () => {
  expect(referralLines([row('a', 'lapsed', '')])[0]).toMatchObject({
    alias: '资料已删除',
    isBack: false,
  });
});

it.each<[ReferralState, boolean, boolean]>([
  ['proposed', true, false],
  ['consented', false, true],
  ['accepted', false, true],
  ['closed', false, false],
  ['withdrawn', false, false],
])('the family of a %s one is asked: %s, may withdraw: %s', (state, asks, mayWithdraw) => {
  const one = {
    ...common,
    referralId: 'a',
    state,
    childId: 'child',
    specialist: { ...specialist, contact: '中心 二楼' },
  };
  expect(familyCards([one], [])[0]).toMatchObject({
    asks,
    mayWithdraw,
    who: '林老师 · 心理咨询师',
  });
});

it('the specialist sees first what waits for an answer', () => {
  const one = (referralId: string, state: ReferralState) => ({
    ...common,
    referralId,
    state,
    alias: '小海豚',
    ageBand: '7-12' as const,
    notes: [],
  });
  const cards = ownCards([one('a', 'closed'), one('b', 'accepted'), one('c', 'consented')]);
  expect(cards.map(({ referralId }) => referralId)).toEqual(['c', 'b', 'a']);
});

it('somebody new is entered with a code, a known one without', () => {
  const draft = {
    ...EMPTY_DRAFT,
    name: '林老师',
    profession: 'judge' as const,
    contact: '中心',
    memberUntil: '2026-01-01',
  };
  expect(specialistOf(draft)).toMatchObject({ problem: expect.stringContaining('登记码') });
  expect(specialistOf({ ...draft, specialistId: 'known' }).input).not.toHaveProperty('code');
  expect(specialistOf({ ...draft, code: ' o1 ' }).input).toMatchObject({ code: 'o1' });
});

it('a proposal wants a specialist, a purpose and a question', () => {
  expect(missingIn({ specialistId: '', purpose: 'a', question: 'b' })).toContain('专家');
  expect(missingIn({ specialistId: 's', purpose: '', question: 'b' })).not.toBe('');
  expect(missingIn({ specialistId: 's', purpose: 'a', question: '' })).not.toBe('');
  expect(missingIn({ specialistId: 's', purpose: 'a', question: 'b' })).toBe('');
});
