import { ALIASES, freeAlias } from '../../../cloudfunctions/domain/family/alias';

/** Draws where chance would: the last, the first, the last … */
const draws = () => {
  let count = 0;
  return (choices: number): number => ((count += 1) % 2 === 0 ? 0 : choices - 1);
};

describe('an alias', () => {
  it('is of the list, and none stands there twice', () => {
    expect(new Set(ALIASES).size).toBe(ALIASES.length);
    expect(ALIASES).toContain(freeAlias(new Set(), draws()));
  });

  it('is never one that is taken: with a number after it once the list is used up', () => {
    const draw = draws();
    const taken = new Set<string>();
    for (let child = 0; child < 2 * ALIASES.length + 1; child += 1) {
      const alias = freeAlias(taken, draw);
      expect(taken.has(alias)).toBe(false);
      taken.add(alias);
    }
    const all = [...taken];
    expect(all.slice(0, ALIASES.length).sort()).toEqual([...ALIASES].sort());
    expect(all.slice(ALIASES.length, -1).every((alias) => alias.endsWith(' 2'))).toBe(true);
    expect(all.at(-1)).toMatch(/ 3$/);
  });

  it('that is free again is given again', () => {
    const [first = '', ...others] = ALIASES;
    expect(freeAlias(new Set([...others, `${first} 2`]), draws())).toBe(first);
  });
});
