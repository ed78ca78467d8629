import { packFigures } from '../../../cloudfunctions/domain/pack/figures';
import type { AgeBand } from '../../../typings/contract';

const figures = (a: number, b: number, c: number) => {
  const counts: [AgeBand, number][] = [
    ['0-6', a],
    ['7-12', b],
    ['13-17', c],
  ];
  const { delivered, byAgeBand } = packFigures(360, new Map(counts));
  return [delivered, byAgeBand.map(({ ageBand, delivered: count }) => [ageBand, count])];
};

it.each([
  [
    [0, 0, 0],
    [0, []],
  ],
  [
    [4, 0, 0],
    [0, []],
  ],
  [
    [5, 0, 0],
    [5, [['0-6', 5]]],
  ],
  [
    [2, 2, 1],
    [5, [[null, 5]]],
  ],
  [
    [5, 6, 7],
    [
      18,
      [
        ['0-6', 5],
        ['7-12', 6],
        ['13-17', 7],
      ],
    ],
  ],
  [
    [4, 6, 9],
    [
      19,
      [
        ['13-17', 9],
        [null, 10],
      ],
    ],
  ],
  [
    [4, 4, 9],
    [
      17,
      [
        ['13-17', 9],
        [null, 8],
      ],
    ],
  ],
  [
    [5, 9, 1],
    [
      15,
      [
        ['7-12', 9],
        [null, 6],
      ],
    ],
  ],
  [
    [9, 5, 1],
    [
      15,
      [
        ['0-6', 9],
        [null, 6],
      ],
    ],
  ],
  [
    [2, 3, 9],
    [
      14,
      [
        ['13-17', 9],
        [null, 5],
      ],
    ],
  ],
  [
    [1, 20, 0],
    [21, [[null, 21]]],
  ],
] as const)('%j with children: %j is published, and no group below five', ([a, b, c], expected) => {
  expect(figures(a, b, c)).toEqual(expected);
});

it('a band of which nothing was said has none', () => {
  expect(packFigures(9, new Map([['0-6', 6]])).byAgeBand).toEqual([
    { ageBand: '0-6', delivered: 6 },
  ]);
});
