import fc from 'fast-check';

/** The function dies at so many database requests from now, before or after the request. */
export interface Kill {
  kind: 'kill';
  in: number;
  moment: 'before' | 'after';
}

/** A kill at one of the next requests: an action makes a dozen or fewer. */
export const killWithin = (requests: number): fc.Arbitrary<Kill> =>
  fc.record({
    kind: fc.constant('kill' as const),
    in: fc.nat(requests),
    moment: fc.constantFrom('before' as const, 'after' as const),
  });

/** Each plot is cut off at least once, early on, however few are played. */
export const cutOnce = <Step>(
  steps: fc.Arbitrary<Step[]>,
  kill: fc.Arbitrary<Step>,
  among: number,
): fc.Arbitrary<Step[]> =>
  fc
    .tuple(steps, kill, fc.nat(among))
    .map(([plot, cut, place]) => [...plot.slice(0, place), cut, ...plot.slice(place)]);

/** Counts down to the request at which the running function is killed. */
export class Faults {
  private left: number | undefined;
  private moment: Kill['moment'] = 'before';
  kills = 0;

  arm({ in: requests, moment }: Pick<Kill, 'in' | 'moment'>): void {
    this.left = requests;
    this.moment = moment;
  }

  disarm(): void {
    this.left = undefined;
  }

  at = (): Kill['moment'] | undefined => {
    if (this.left === undefined) return undefined;
    this.left -= 1;
    if (this.left >= 0) return undefined;
    this.left = undefined;
    this.kills += 1;
    return this.moment;
  };
}
