import { DAY_MS } from '@micro-wish/vocabulary';
import type { ComplaintTopic, EpochMs } from '../../../typings/contract';
import type { AreaPath, StaffRights } from '../common/access';

/** An answer is due within a week. */
const ANSWER_MS = 7 * DAY_MS;

export const dueAt = (sentAt: EpochMs): EpochMs => sentAt + ANSWER_MS;

/** Of a complaint, what decides who may see it. */
export interface Complained {
  personId: string;
  topic: ComplaintTopic;
  /** Where the family lives; absent where none of its children says so. */
  areaPath?: AreaPath;
}

/**
 * Whoever may read and answer a complaint: an admin, and the district's staff unless it is about
 * a child's information. Those nearer to the family may be whom it is about; a card that is asked
 * for again is about nobody, and is answered by any staff of the area. Nobody handles the own one.
 */
export const mayAnswer = (
  { personId, rights }: { personId: string; rights: StaffRights },
  { topic, areaPath = [], ...complaint }: Complained,
): boolean =>
  complaint.personId !== personId &&
  (rights.admin ||
    (topic !== 'privacy' &&
      rights.grants.some(
        ({ level, areaId }) =>
          (level === 'district' || topic === 'reissue') && areaPath.includes(areaId),
      )));
