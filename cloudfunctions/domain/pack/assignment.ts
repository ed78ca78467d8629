import type { AssignRefusal, PackVersion } from '../../../typings/contract';
import { freeOf, type Batch } from './batch';
import { versionByAge } from './version';

/** What is known of a child that shall have a pack. */
export interface Candidate {
  birthMonth: string;
  /** A guardian of now allows `gift`. */
  consents: boolean;
  /** Has a pack of this plan, on the way or delivered. */
  hasPack: boolean;
  /** The family has a 亲子陪伴 of this plan. */
  familyHasOne: boolean;
}

/** The version that a child gets from a batch, or why none: each reason with its rule, in order. */
export const assignment = (
  child: Candidate | null,
  batch: Batch,
  wanted: { day: string; version: 'family' | undefined; reason: string },
): { version: PackVersion } | { refused: AssignRefusal } => {
  if (child === null) return { refused: 'not_found' };
  if (batch.state === 'closed') return { refused: 'closed' };
  if (!child.consents) return { refused: 'no_consent' };
  if (child.hasPack) return { refused: 'has_pack' };
  const byAge = versionByAge(child.birthMonth, wanted.day);
  if (byAge === 'too_old' || byAge === 'too_young') return { refused: byAge };
  const version = wanted.version ?? byAge;
  if (version === 'family' && child.familyHasOne && wanted.reason === '') {
    return { refused: 'has_pack' };
  }
  return freeOf(batch, version) > 0 ? { version } : { refused: 'short' };
};
