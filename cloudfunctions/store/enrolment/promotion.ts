import type { EpochMs, PassedReason } from '../../../typings/contract';
import { candidatesOf, offerPlaces, settle } from '../../domain/enrolment/enrolment';
import { placesOf } from '../../domain/enrolment/places';
import { mayOffer, type Programme } from '../../domain/enrolment/programme';
import { read, transact } from '../common/database';
import { unfitAmong } from './candidates';
import { programmeIn, putProgramme } from './programmes';

/** So many people of a waiting list are looked at together. */
const AT_ONCE = 50;

/** Looks down the queue until as many who fit are found as places are free. */
const judgeQueue = async (
  programme: Programme,
): Promise<ReadonlyMap<string, PassedReason | null>> => {
  const judged = new Map<string, PassedReason | null>();
  const queue = candidatesOf(programme);
  let left = placesOf(programme).free;
  for (let start = 0; start < queue.length && left > 0; start += AT_ONCE) {
    const part = queue.slice(start, start + AT_ONCE);
    for (const [enrolmentId, reason] of await unfitAmong(programme, part)) {
      judged.set(enrolmentId, reason);
      if (reason === null) left -= 1;
    }
  }
  return judged;
};

/** Somebody else changes the programme all the time: the timer comes by again. */
const MAX_ROUNDS = 20;

/**
 * Lapses what was not answered and offers every free place down the queue: after whatever may free
 * a place, and by the timer. One conditional change of one document, so that two at once give one
 * place; doing it again changes nothing.
 */
export const offerFreePlaces = async (programmeId: string, now: EpochMs): Promise<void> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const seen = await read('programmes', programmeId);
    if (!seen) return;
    const settled = settle(seen, now);
    const judged = mayOffer(settled, now)
      ? await judgeQueue(settled)
      : new Map<string, PassedReason | null>();
    const isDone = await transact(async (transaction) => {
      const programme = await programmeIn(transaction, programmeId);
      if (programme.version !== seen.version) return false;
      const next = offerPlaces(
        programme,
        // Whom nobody looked at is no further than the last free place.
        ({ enrolmentId }) => judged.get(enrolmentId) ?? null,
        now,
      );
      const isSame = next === programme && programme.wakeAt > now;
      if (!isSame) await putProgramme(transaction, next, now);
      return true;
    });
    if (isDone) return;
  }
};
