import { formerAfter, isOwnChild } from '../../../cloudfunctions/domain/family/own-child';

describe('own child', () => {
  it.each([
    ['a guardian of now', 'now', true],
    ['one who left', 'left', true],
    ['somebody else', 'other', false],
  ])('%s: %s → %s', (_, personId, own) => {
    const child = { guardianIds: ['now'], formerGuardianIds: ['left'] };
    expect(isOwnChild(child, personId)).toBe(own);
  });

  it('nobody is forgotten, and who comes back is no former one', () => {
    const child = { guardianIds: ['a', 'b'], formerGuardianIds: ['c'] };
    expect(formerAfter(child, ['b', 'd'])).toEqual(['c', 'a']);
    expect(formerAfter(child, ['c'])).toEqual(['a', 'b']);
  });
});
