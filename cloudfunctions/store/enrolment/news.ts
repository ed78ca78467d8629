import type { EpochMs } from '../../../typings/contract';
import { newsOf, type ProgrammeNews } from '../../domain/enrolment/news';
import type { Box } from '../../domain/mother/telling';
import { byIds } from '../common/by-ids';
import { insert, read } from '../common/database';

/** People whose news is noted side by side. */
const AT_ONCE = 8;

/** Whose news it is, and where it is read: the adult's, or that of every guardian of the child. */
const ownersOf = async (
  news: readonly ProgrammeNews[],
): Promise<(ProgrammeNews & { personId: string; box: Box })[]> => {
  const enrolments = await byIds(
    'enrolments',
    news.map(({ enrolmentId }) => enrolmentId),
  );
  const childIds = Array.from(enrolments.values()).flatMap(({ childId }) => childId ?? []);
  const children = await byIds('children', childIds);
  return news.flatMap((one) => {
    const { childId = null, personId = null } = enrolments.get(one.enrolmentId) ?? {};
    const people = childId === null ? [personId ?? ''] : (children.get(childId)?.guardianIds ?? []);
    const box = childId === null ? 'helper' : 'family';
    return people.filter(Boolean).map((owner) => ({ ...one, personId: owner, box }) as const);
  });
};

/**
 * Puts news into the boxes of those whom it concerns, each thing once; the timer sends the messages
 * about it. A call that died half way is repeated.
 */
export const noteNews = async (news: readonly ProgrammeNews[], now: EpochMs): Promise<void> => {
  if (news.length === 0) return;
  const waiting = await ownersOf(news);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { key, kind, personId, box } = next;
      await insert('notices', {
        _id: `notice#${box}#${kind}#${key}#${personId}`,
        personId,
        box,
        kind,
        at: now,
        pairId: null,
        motherId: null,
        alertId: null,
        waits: true,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** Notes who was offered or given a place, or whose programme was cancelled, the waiting too. */
export const noteNewsOf = async (programmeId: string, now: EpochMs): Promise<void> => {
  const programme = await read('programmes', programmeId);
  if (programme) await noteNews(newsOf(programme, now), now);
};
