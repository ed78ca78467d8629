import type { PairState } from '../../../typings/contract';
import type { Pair } from './pair';

/** Where somebody reads what they were told. */
export type Box = 'staff' | 'helper' | 'family';

/** Something to tell some people, by neutral words alone: why is nobody's but the supervisor's. */
export interface Telling {
  box: Box;
  kind: string;
  personIds: readonly string[];
}

/** She sees a pair from the family's yes on. */
const isSeenByMother = (state: PairState | undefined): boolean =>
  state !== undefined && state !== 'proposed' && state !== 'declined' && state !== 'cancelled';

const KIND: Record<PairState, string> = {
  proposed: 'pairProposed',
  consented: 'pairConsented',
  active: 'pairStarted',
  suspended: 'pairSuspended',
  ended: 'pairEnded',
  declined: 'pairDeclined',
  cancelled: 'pairEnded',
};

/** Who is told of a pair's new state; nobody of what they did themselves. */
export const tellingsOf = (
  before: PairState | undefined,
  pair: Pick<Pair, 'state' | 'supervisorId'>,
  people: { by: string; motherId: string; guardianIds: readonly string[] },
): Telling[] => {
  const { state, supervisorId } = pair;
  if (before === state) return [];
  const kind = before === 'suspended' && state === 'active' ? 'pairResumed' : KIND[state];
  const tellings: Telling[] = [];
  if (state !== 'proposed') {
    tellings.push({ box: 'staff', kind, personIds: [supervisorId] });
  }
  if (isSeenByMother(before) || isSeenByMother(state)) {
    const hers = state === 'declined' || state === 'cancelled' ? 'pairEnded' : kind;
    tellings.push({ box: 'helper', kind: hers, personIds: [people.motherId] });
  }
  if (state !== 'consented') {
    tellings.push({ box: 'family', kind, personIds: people.guardianIds });
  }
  return tellings
    .map((telling) => ({
      ...telling,
      personIds: telling.personIds.filter((personId) => personId !== '' && personId !== people.by),
    }))
    .filter(({ personIds }) => personIds.length > 0);
};
