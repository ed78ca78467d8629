import { ALIASES, freeAlias } from '../../../cloudfunctions/domain/family/alias';

/** Draws where chance would: the last, the first, the last … */
const draws = () => {
  let count = 0;
  return (choices: number): number => ((count += 1) % 2 === 0 ? 0 : choices - 1);
};

describe('an alias', () => {
  it('is of the list, and none stands there twice', () => {
    expect(new Set(ALIASES).size).toBe(ALIASES.length);
    expect(ALIASES).toContain(freeAlias(new Set(), draws(), '豆豆'));
  });

  it('is drawn among all that are free', () => {
    const last = (choices: number) => choices - 1;
    expect(freeAlias(new Set(), last, '豆豆')).toBe(ALIASES.at(-1));
    expect(freeAlias(new Set(ALIASES.slice(-1)), last, '豆豆')).toBe(ALIASES.at(-2));
  });

  it('is never one that is taken: with a number after it once the list is used up', () => {
    const draw = draws();
    const taken = new Set<string>();
    for (let child = 0; child < 2 * ALIASES.length + 1; child += 1) {
      const alias = freeAlias(taken, draw, '豆豆');
      expect(taken.has(alias)).toBe(false);
      taken.add(alias);
    }
    const all = [...taken];
    expect(all.slice(0, ALIASES.length).sort()).toEqual([...ALIASES].sort());
    expect(all.slice(ALIASES.length, -1).every((alias) => alias.endsWith(' 2'))).toBe(true);
    expect(all.at(-1)).toMatch(/ 3$/);
  });

  it.each(['小海豚', '海豚', '圆圆', '小星', '星星儿', '远方'])(
    'has nothing of the nickname %s in it, also where the list is used up',
    (nickname) => {
      const told = nickname.replaceAll(/[小儿]/gu, '').slice(0, 2);
      const taken = new Set<string>();
      for (let child = 0; child < ALIASES.length + 20; child += 1) {
        taken.add(freeAlias(taken, draws(), nickname));
      }
      expect([...taken].filter((alias) => alias.includes(told))).toEqual([]);
      expect(taken.size).toBe(ALIASES.length + 20);
    },
  );

  it('that is free again is given again', () => {
    const [first = '', ...others] = ALIASES;
    expect(freeAlias(new Set([...others, `${first} 2`]), draws(), '豆豆')).toBe(first);
  });
});
