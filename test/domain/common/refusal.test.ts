import {
  asToldTo,
  problemOf,
  Refusal,
  refuse,
  refuseAbsent,
  refuseArea,
} from '../../../cloudfunctions/domain/common/refusal';

const thrownBy = (act: () => never): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

const absent = thrownBy(() => refuseAbsent('没有这个心愿。'));
const elsewhere = thrownBy(refuseArea) as Refusal;
const state = new Refusal('FAILED_PRECONDITION', '已经处理过了。');
const ADMIN = { admin: true };
const STAFF = { admin: false };

describe('a thing that is not there', () => {
  it('looks to staff as one of another area does: whether it is there is not for them', () => {
    expect(asToldTo(STAFF, absent)).toEqual(elsewhere);
    expect(elsewhere.code).toBe('PERMISSION_DENIED');
  });

  it('is told to an admin, who sees every area', () => {
    expect(asToldTo(ADMIN, absent)).toMatchObject({ code: 'NOT_FOUND', message: '没有这个心愿。' });
  });

  it.each([
    ['another refusal', state],
    ['a desk that there is not, which is no secret', new Refusal('NOT_FOUND', '没有这个核销点。')],
    ['a fault', new TypeError('x')],
  ])('changes nothing of %s', (_, error) => {
    expect(asToldTo(STAFF, error)).toBe(error);
    expect(asToldTo(ADMIN, error)).toBe(error);
  });
});

describe('one of many that was refused', () => {
  it('is told its reason', () => {
    expect(problemOf(STAFF, state)).toBe('已经处理过了。');
    expect(problemOf(STAFF, absent)).toBe(elsewhere.message);
    expect(problemOf(ADMIN, absent)).toBe('没有这个心愿。');
  });

  it.each([
    ['the store does not answer', thrownBy(() => refuse('UNAVAILABLE', '请稍后再试。'))],
    ['another was faster', thrownBy(() => refuse('CONFLICT', '请再试一次。'))],
    ['the program failed', new TypeError('x')],
  ])('ends the call where %s', (_, error) => {
    expect(thrownBy(() => problemOf(STAFF, error) as never)).toBe(error);
  });
});
