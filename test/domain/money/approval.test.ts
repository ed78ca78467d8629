import { DAY_MS } from '@micro-wish/vocabulary';
import {
  approvalState,
  askFor,
  decideOn,
  endApproval,
  loosens,
  withdrawApproval,
} from '../../../cloudfunctions/domain/money/approval';
import { fen, NOW, refusal } from '../wish/samples';

const asked = askFor(
  {
    _id: 'approval-1',
    fundId: 'fund',
    deed: { kind: 'donate', donor: '灯塔公司', amountFen: fen(100) },
    reason: '捐款',
  },
  { personId: 'author', now: NOW },
);
const END = NOW + 14 * DAY_MS;
const other = (now: number) => ({ personId: 'other', now });

describe('what needs a second person', () => {
  it.each([
    ['a first limit', null, 1000, false],
    ['the same limit', 1000, 1000, false],
    ['a lower limit', 1000, 999, false],
    ['a higher limit', 1000, 1001, true],
    ['no limit any more', 1000, null, true],
    ['none before and after', null, null, false],
  ])('%s: loosens it', (_, before, after, does) => {
    const limit = (value: number | null) => (value === null ? null : fen(value));
    expect(loosens(limit(before), limit(after))).toBe(does);
  });
});

describe('an approval', () => {
  it('waits for a fortnight, in the order of asking', () => {
    expect(asked).toMatchObject({
      state: 'pending',
      open: true,
      by: 'author',
      expiresAt: END,
      wishId: null,
      decidedBy: null,
    });
    const later = askFor(asked, { personId: 'author', now: NOW + 1 });
    expect(asked.key < later.key).toBe(true);
    expect(asked.key).toBe('01750000000000.approval-1');
  });

  it('of a top-up knows its wish', () => {
    const deed = { kind: 'topUp', wishId: 'wish-1', amountFen: fen(1) } as const;
    expect(askFor({ ...asked, deed }, { personId: 'author', now: NOW }).wishId).toBe('wish-1');
  });

  it.each([
    ['a millisecond before its end', END - 1, 'pending', 'allowed'],
    ['at its end', END, 'pending', 'allowed'],
    ['a millisecond after its end', END + 1, 'expired', 'FAILED_PRECONDITION'],
  ])('%s', (_, now, state, outcome) => {
    expect(approvalState(asked, now)).toBe(state);
    expect(refusal(() => decideOn(asked, 'approve', other(now)))).toBe(outcome);
    expect(refusal(() => withdrawApproval(asked, { personId: 'author', now }))).toBe(outcome);
  });

  it('that was decided does not expire', () => {
    const approved = decideOn(asked, 'approve', other(NOW));
    expect(approvalState(approved, END + 1)).toBe('approved');
    expect(approved).toMatchObject({ open: false, decidedBy: 'other', decidedAt: NOW, note: '' });
  });

  it('is decided by another person', () => {
    const own = { personId: 'author', now: NOW };
    expect(refusal(() => decideOn(asked, 'approve', own))).toBe('PERMISSION_DENIED');
    expect(refusal(() => decideOn(asked, 'decline', own, '不'))).toBe('PERMISSION_DENIED');
  });

  it('is declined with a word', () => {
    expect(refusal(() => decideOn(asked, 'decline', other(NOW)))).toBe('INVALID_ARGUMENT');
    const declined = decideOn(asked, 'decline', other(NOW), '金额不对');
    expect(declined).toMatchObject({ state: 'declined', note: '金额不对' });
  });

  it('is withdrawn by its author alone', () => {
    expect(refusal(() => withdrawApproval(asked, other(NOW)))).toBe('PERMISSION_DENIED');
    expect(withdrawApproval(asked, { personId: 'author', now: NOW }).state).toBe('withdrawn');
  });

  it.each(['approved', 'declined', 'withdrawn'] as const)('that is %s is closed', (state) => {
    const done = { ...asked, state, open: false };
    expect(refusal(() => decideOn(done, 'approve', other(NOW)))).toBe('FAILED_PRECONDITION');
    expect(refusal(() => withdrawApproval(done, { personId: 'author', now: NOW }))).toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('that is about something which has ended is decided by nobody', () => {
    expect(endApproval(asked, NOW + 1)).toEqual({
      ...asked,
      state: 'declined',
      open: false,
      decidedBy: null,
      decidedAt: NOW + 1,
      note: '',
    });
  });
});
