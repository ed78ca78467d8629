import {
  answerFamily,
  dueAt,
  isOfDelivery,
  stateOfAnswer,
  type PackAnswerRecord,
} from '../../../cloudfunctions/domain/pack/answer';
import { refusal } from '../wish/samples';

const DAY = 24 * 60 * 60 * 1000;
const DELIVERED = 1_000;

const said: PackAnswerRecord = {
  _id: 'card-1',
  planId: 'plan',
  childId: 'child',
  areaPath: ['d-1', 'c-1'],
  answer: 'not_received',
  note: '少了绘本',
  at: DELIVERED,
  state: 'open',
  words: '',
  answeredAt: null,
  answeredBy: null,
  key: 'k',
};
const by = { personId: 'p_staff', now: 9 };
const answered = answerFamily(said, '已补送', by);

describe('what a family says of its pack', () => {
  it.each([
    ['received', 'closed'],
    ['not_received', 'open'],
    ['wrong', 'open'],
  ] as const)('%s: %s', (answer, state) => {
    expect(stateOfAnswer(answer)).toBe(state);
  });

  it.each([
    ['before the delivery, so of one that was annulled', DELIVERED - 1, false],
    ['at its moment', DELIVERED, true],
    ['later', DELIVERED + 1, true],
  ])('%s', (_, at, isOf) => {
    expect(isOfDelivery({ at }, { receivedAt: DELIVERED })).toBe(isOf);
  });
});

describe('staff write back', () => {
  it('within seven days, while it is open', () => {
    expect(dueAt(said)).toBe(DELIVERED + 7 * DAY);
    expect(dueAt(answered)).toBeNull();
    expect(dueAt({ ...said, state: 'closed' })).toBeNull();
  });

  it('once, and it is known who did and when', () => {
    expect(answered).toEqual({
      ...said,
      state: 'answered',
      words: '已补送',
      answeredAt: 9,
      answeredBy: 'p_staff',
    });
    expect(() => answerFamily(answered, '再说一次', by)).toThrow('已经回复过');
    expect(refusal(() => answerFamily(answered, '再说一次', by))).toBe('FAILED_PRECONDITION');
  });

  it('nothing to who has received it', () => {
    expect(() => answerFamily({ ...said, state: 'closed' }, '好的', by)).toThrow('不需要回复');
  });
});
