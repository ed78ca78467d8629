import {
  approveTransfer,
  askTransfer,
  endTransfer,
  finishTransfer,
  joinTransfer,
  transferStep,
  type Transfer,
} from '../../../cloudfunctions/domain/family/transfer';
import { refusal } from '../wish/samples';

const at = (text: string): number => Date.parse(`${text}+08:00`);

/** Asked for on 1 June at noon: the guardians may object until the 8th, and it lapses on the 15th. */
const ASKED = at('2025-06-01T12:00');
const OBJECTED_UNTIL = at('2025-06-08T12:00');
const ENDS = at('2025-06-15T12:00');

const asked = askTransfer(
  {
    _id: 'transfer',
    childId: 'child',
    wishId: 'wish',
    campaignId: 'spring',
    areaPath: ['d-1', 'c-1'],
    reason: '监护权已变更',
    by: 'community',
    approvalId: 'approval',
    key: 'k',
  },
  ASKED,
);
const approved = approveTransfer(asked, 'district');
const joined = joinTransfer(asked, 'grandmother');
const complete = joinTransfer(approved, 'grandmother');

const OVER: Record<string, Transfer> = {
  objected: endTransfer(complete, 'objected'),
  declined: endTransfer(complete, 'declined'),
  lapsed: endTransfer(complete, 'lapsed'),
  done: finishTransfer(complete),
};

describe('a takeover that is asked for', () => {
  it('gives the guardians seven days to object, and is good for fourteen', () => {
    expect(asked).toMatchObject({ state: 'asked', until: OBJECTED_UNTIL, endsAt: ENDS });
  });

  it.each<[string, Transfer, number]>([
    ['only asked for', asked, ENDS],
    ['approved, with nobody there yet', approved, ENDS],
    ['with somebody there, not approved yet', joined, ENDS],
    ['approved, with somebody there', complete, OBJECTED_UNTIL],
    ['joined first and approved then', approveTransfer(joined, 'district'), OBJECTED_UNTIL],
  ])('%s: the timer looks at it next when something happens by itself', (_, transfer, dueAt) => {
    expect(transfer.dueAt).toBe(dueAt);
  });

  it.each<[string, Transfer, number, string]>([
    ['complete, as the last moment to object runs', complete, OBJECTED_UNTIL - 1, 'wait'],
    ['complete, once nobody objected in time', complete, OBJECTED_UNTIL, 'takeEffect'],
    ['complete, though the timer comes late', complete, ENDS + 1, 'takeEffect'],
    ['without approval, at its end', joined, ENDS, 'wait'],
    ['without approval, behind its end', joined, ENDS + 1, 'lapse'],
    ['with nobody who takes over, behind its end', approved, ENDS + 1, 'lapse'],
    ['with nobody who takes over, the objection time over', approved, OBJECTED_UNTIL, 'wait'],
    ['over by an objection, long after', OVER['objected']!, ENDS + 1, 'wait'],
    ['done, long after', OVER['done']!, ENDS + 1, 'wait'],
  ])('%s', (_, transfer, now, step) => {
    expect(transferStep(transfer, now)).toBe(step);
  });
});

describe('three people, each another one', () => {
  it('is approved by somebody else than takes over', () => {
    expect(refusal(() => approveTransfer(joined, 'grandmother'))).toBe('PERMISSION_DENIED');
    expect(approveTransfer(joined, 'district')).toMatchObject({
      state: 'waiting',
      approvedBy: 'district',
      joinedBy: 'grandmother',
    });
  });

  it.each([
    ['whoever asked', 'community', 'PERMISSION_DENIED'],
    ['whoever approved', 'district', 'PERMISSION_DENIED'],
    ['somebody of the family', 'grandmother', 'allowed'],
  ])('%s takes over: %s', (_, personId, code) => {
    expect(refusal(() => joinTransfer(approved, personId))).toBe(code);
  });
});

describe('a takeover that is over', () => {
  it.each(Object.keys(OVER))(
    '%s: names nobody, waits for nothing, and goes on no more',
    (state) => {
      const over = OVER[state]!;
      expect(over).toMatchObject({ state, joinedBy: null, dueAt: 0 });
      expect(refusal(() => approveTransfer(over, 'other'))).toBe('FAILED_PRECONDITION');
      expect(refusal(() => joinTransfer(over, 'other'))).toBe('FAILED_PRECONDITION');
      expect(refusal(() => endTransfer(over, 'objected'))).toBe('FAILED_PRECONDITION');
    },
  );

  it.each<[string, Transfer]>([
    ['asked for', asked],
    ['approved', approved],
  ])('the guardians may object while it is %s', (_, transfer) => {
    expect(endTransfer(transfer, 'objected').state).toBe('objected');
  });
});
