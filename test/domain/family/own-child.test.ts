import {
  formerAfter,
  isOwnChild,
  logAfterReturn,
  logAfterTakeover,
} from '../../../cloudfunctions/domain/family/own-child';

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

describe('the log of a child', () => {
  const child = { guardianIds: ['a', 'b'], formerGuardianIds: ['left'], guardianUntil: { c: 1 } };

  it('stays open to whoever is guardian at a takeover, and to nobody who left before', () => {
    expect(logAfterTakeover(child, ['b', 'new'], 9)).toEqual({ a: 9, c: 1 });
  });

  it('is read as any guardian does by who comes back', () => {
    expect(logAfterReturn(child, ['a', 'c'])).toEqual({});
    expect(logAfterReturn(child, ['a'])).toEqual({ c: 1 });
    expect(logAfterReturn({ guardianIds: ['a'] }, ['a'])).toEqual({});
  });
});
