import {
  figuresOf,
  mergeSmallGroups,
  type Participation,
} from '../../../cloudfunctions/domain/enrolment/figures';
import type { AgeBand } from '../../../typings/contract';
import { HOUR, programme, seat, session, START } from './sample';

const OVER = START + 2 * HOUR;

const people = (count: number, ageBand: AgeBand, stars: number | null = null): Participation[] =>
  Array.from({ length: count }, () => ({ attended: 1, stars, ageBand }));

describe('what is published of a programme', () => {
  it('counts who is in, what was held and how often somebody came', () => {
    const all = programme({
      sessions: [
        session(),
        session({ sessionId: 's-2', from: OVER, until: OVER + HOUR }),
        session({ sessionId: 's-3', cancelled: { at: START, reason: '停电' } }),
      ],
      seats: [
        seat('a', { state: 'enrolled' }),
        seat('b', { state: 'enrolled' }),
        seat('c', { state: 'waiting' }),
      ],
    });
    const given = [
      { attended: 2, stars: null },
      { attended: 1, stars: null },
    ];
    expect(figuresOf(all, given, OVER)).toEqual({ enrolled: 2, sessionsHeld: 1, attendances: 3 });
  });

  it.each([
    [4, undefined],
    [5, 4],
    [6, 4],
  ])('of %d who answered, satisfaction is %s', (answers, mean) => {
    const given = [...people(answers, '7-12', 4), ...people(3, '7-12')];
    const figures = figuresOf(programme(), given, OVER);
    expect(figures.satisfaction).toBe(mean);
    expect('satisfaction' in figures).toBe(mean !== undefined);
  });

  it.each<[string, [number, number, number], { ageBand: AgeBand | null; enrolled: number }[]]>([
    [
      'the largest first',
      [5, 7, 6],
      [
        { ageBand: '7-12', enrolled: 7 },
        { ageBand: '13-17', enrolled: 6 },
        { ageBand: '0-6', enrolled: 5 },
      ],
    ],
    [
      'nothing of an age at which there is nobody',
      [0, 7, 6],
      [
        { ageBand: '7-12', enrolled: 7 },
        { ageBand: '13-17', enrolled: 6 },
      ],
    ],
    [
      'a single child with the smallest group',
      [1, 7, 6],
      [
        { ageBand: '7-12', enrolled: 7 },
        { ageBand: null, enrolled: 7 },
      ],
    ],
  ])('ages are told, %s', (_, [small, middle, big], told) => {
    const given = [...people(small, '0-6'), ...people(middle, '7-12'), ...people(big, '13-17')];
    expect(figuresOf(programme(), given, OVER).byAgeBand).toEqual(told);
  });

  it.each<[string, [number, number, number]]>([
    ['where nobody has one, as of adults', [0, 0, 0]],
    ['where every group is small', [1, 1, 1]],
    ['where all of them would be one group without a name', [1, 5, 2]],
  ])('ages are not told %s', (_, [small, middle, big]) => {
    const given = [...people(small, '0-6'), ...people(middle, '7-12'), ...people(big, '13-17')];
    expect(figuresOf(programme(), given, OVER)).not.toHaveProperty('byAgeBand');
  });
});

describe('small groups', () => {
  it('are merged whatever order the groups come in', () => {
    const merged = mergeSmallGroups(new Map(Object.entries({ z: 2, y: 3, x: 9, empty: 0 })));
    expect(merged).toEqual([
      { key: 'x', count: 9 },
      { key: null, count: 5 },
    ]);
  });

  it('need no partner where none of them has anybody', () => {
    expect(mergeSmallGroups(new Map(Object.entries({ x: 5, empty: 0 })))).toEqual([
      { key: 'x', count: 5 },
    ]);
  });
});
