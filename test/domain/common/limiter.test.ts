import { limiter } from '../../../cloudfunctions/domain/common/limiter';

const AT = 1_700_000_000_000;

describe('a limiter', () => {
  const fill = (times: number) => {
    const limits = limiter([
      { most: 3, windowMs: 1000 },
      { most: 5, windowMs: 60_000 },
    ]);
    for (let time = 0; time < times; time += 1) limits.count('who', AT);
    return limits;
  };

  it.each([
    ['lets as many through as it says', 2, AT, false],
    ['stops the next one', 3, AT, true],
    ['stops it to the last moment', 3, AT + 999, true],
    ['begins anew then', 3, AT + 1000, false],
    ['holds the longer one on', 5, AT + 1000, true],
    ['to its own end', 5, AT + 60_000, false],
    ['begins anew where the clock was set back', 3, AT - 1, false],
  ])('%s', (_, times, now, over) => {
    expect(fill(times).isOver('who', now)).toBe(over);
  });

  it('remembers 10000 at once, and then begins anew rather than grow', () => {
    const limits = limiter([{ most: 1, windowMs: 1000 }]);
    for (let no = 1; no <= 10_000; no += 1) limits.count(`caller ${no}`, AT);
    expect(limits.isOver('caller 1', AT)).toBe(true);
    limits.count('caller 10001', AT);
    expect(limits.isOver('caller 1', AT)).toBe(false);
    expect(limits.isOver('caller 10001', AT)).toBe(true);
  });

  it('counts each by itself', () => {
    expect(fill(3).isOver('somebody else', AT)).toBe(false);
  });
});
