import { DAY_MS, dayNumber } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { isRedeemed } from '../domain/card/card';
import { isLive } from '../domain/wish/wish';
import { endOf } from '../domain/enrolment/programme';
import { forgetFile } from '../platform/files';
import { childrenOf } from '../store/family/children';
import { eraseOldComplaints } from '../store/complaint/complaints';
import { transact } from '../store/common/database';
import { byIds } from '../store/common/by-ids';
import { enrolmentsOfChildren } from '../store/enrolment/enrolments';
import { campaignEnds } from '../store/campaign/campaign-ends';
import { eraseChild, eraseLetters, releaseChild } from '../store/family/erasure';
import { forgetLabels } from '../store/people/grants';
import { along, keepProgress, progressOf } from '../store/common/job-progress';
import { hasLivePair } from '../store/mother/pairs';
import type { ChildRecord } from '../store/common/records';
import { cardsOf, wishesOfChild } from '../store/wish/wishes';
import { JOBS_PERSON } from './person';

const JOB = 'retention';

/** How long a family's data is kept behind the end of all it was given for. */
const retentionMs = (): number => Number(process.env['RETENTION_DAYS'] ?? '180') * DAY_MS;

/**
 * Whether a wish, a programme or a companion still needs the child's data: it runs, or ended not
 * long ago.
 */
const isNeeded = async (
  { _id }: ChildRecord,
  ends: Map<string, EpochMs>,
  before: EpochMs,
): Promise<boolean> => {
  if (await hasLivePair(_id)) return true;
  const wishes = await wishesOfChild(_id);
  const cards = await cardsOf(wishes);
  const enrolments = await enrolmentsOfChildren([_id]);
  const programmes = await byIds(
    'programmes',
    enrolments.map(({ programmeId }) => programmeId),
  );
  if (Array.from(programmes.values()).some((programme) => endOf(programme) >= before)) return true;
  return wishes.some(
    (wish) =>
      (isLive(wish.state) && !isRedeemed(cards.get(wish._id))) ||
      (ends.get(wish.campaignId) ?? 0) >= before,
  );
};

/** Forgets a guardian who has no child here any more, openid and all. */
const forgetGuardian = async (personId: string, before: EpochMs): Promise<void> => {
  const isForgotten = await transact(async (transaction) => {
    const guardian = await transaction.get('guardians', personId);
    if (!guardian || guardian.consent.grantedAt >= before) return false;
    if ((await childrenOf(personId)).length > 0) return false;
    await transaction.remove('guardians', personId);
    return true;
  });
  if (isForgotten) await eraseLetters(personId);
};

/**
 * Once a day, erases the children whose data is not needed any more, as their family would, and
 * old letters, and what people with a grant were called.
 */
export const purgeChildren = async (now: EpochMs): Promise<void> => {
  const today = String(dayNumber(now));
  if ((await progressOf(JOB))?.known === today) return;
  const before = now - retentionMs();
  const ends = await campaignEnds();
  for await (const child of along('children', 'savedAt', 1, before)) {
    if (await isNeeded(child, ends, before)) continue;
    await eraseChild(child._id, { personId: JOBS_PERSON, now, forgetFile });
    await transact(async (transaction) => {
      await releaseChild(transaction, child._id);
      const entry = {
        at: now,
        by: JOBS_PERSON,
        action: 'data.purge' as const,
        subject: child._id,
        note: '',
      };
      await transaction.put('audit', { ...entry, _id: `data.purge#${child._id}`, seq: null });
    });
    for (const personId of child.guardianIds) await forgetGuardian(personId, before);
  }
  await eraseOldComplaints(before);
  await forgetLabels(before);
  await keepProgress(JOB, now, today);
};

/** Deletes what is of use for a short time only: files, and invitations. */
export const deleteLeftovers = async (now: EpochMs): Promise<void> => {
  for await (const { _id, fileId } of along('sheets', 'until', 0, now)) {
    await forgetFile(fileId);
    await transact((transaction) => transaction.remove('sheets', _id));
  }
  for await (const { _id } of along('invites', 'expiresAt', 0, now - DAY_MS)) {
    await transact((transaction) => transaction.remove('invites', _id));
  }
};
