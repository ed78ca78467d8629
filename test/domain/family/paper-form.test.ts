import {
  isOnPaper,
  isSignedBy,
  sameWriting,
} from '../../../cloudfunctions/domain/family/paper-form';

describe('a form on paper', () => {
  const midnight = Date.parse('2025-06-01T00:00:00+08:00');
  it.each([
    ['a millisecond before its day', midnight - 1, false],
    ['as its day begins', midnight, true],
    ['later on that day', midnight + 3_600_000, true],
  ])('cannot be signed in the future: %s', (_, now, can) => {
    expect(isSignedBy('2025-06-01', now)).toBe(can);
  });

  it.each([
    [['paper_1'], true],
    [['paper_1', 'paper_2'], true],
    [['paper_1', 'p_openid'], false],
    [['paper'], false],
    [['p_openid'], false],
  ])('a family of %j is on paper: %s', (ids, onPaper) => {
    expect(isOnPaper(ids)).toBe(onPaper);
  });

  it('is the same in full width, with spaces and in capitals', () => {
    expect(sameWriting('Ａ－ 0 1')).toBe(sameWriting('a-01'));
    expect(sameWriting('A-01')).not.toBe(sameWriting('A-10'));
  });
});
