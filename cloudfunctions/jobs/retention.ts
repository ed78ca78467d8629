import { DAY_MS, dayNumber } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { isRedeemed } from '../domain/card/card';
import { isLive } from '../domain/wish/wish';
import { endOf } from '../domain/enrolment/programme';
import { forgetFile } from '../platform/files';
import { childrenOf, guardiansWithChild } from '../store/family/children';
import { findGuardian, noteIdle } from '../store/family/guardians';
import { newId } from '../shared/identity';
import { retentionDays } from '../shared/settings';
import { eraseOldComplaints } from '../store/complaint/complaints';
import { pagesOf, transact } from '../store/common/database';
import type { CollectionName, Collections } from '../store/common/collections';
import { byIds } from '../store/common/by-ids';
import { enrolmentsOfChildren } from '../store/enrolment/enrolments';
import { campaignEnds } from '../store/campaign/campaign-ends';
import {
  childIdsOf,
  eraseChild,
  eraseLetters,
  forgetPeopleOf,
  forgetPerson,
  releaseChild,
  type Eraser,
} from '../store/family/erasure';
import { takesOver } from '../store/family/transfers';
import { forgetLabels } from '../store/people/grants';
import { along, firstAfter, keepProgress, progressOf } from '../store/common/job-progress';
import { hasLivePair } from '../store/mother/pairs';
import { cardsOf, wishesOfChild } from '../store/wish/wishes';
import { nextDay } from './daytime';
import { JOBS_PERSON } from './person';
import { letGoOfHelpers, type Retention } from './retention-of-helpers';
import type { ChildRecord } from '../domain/family/records';
import { blankNote } from '../store/gift/orders';
import { recordOnce } from '../store/common/audit';
import { noteOf } from '../domain/common/audit';

const JOB = 'retention';

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

const eraserAt = (now: EpochMs): Eraser => ({
  personId: JOBS_PERSON,
  now,
  nobody: newId('gone'),
  forgetFile,
});

/** Forgets a guardian who has no child here any more, openid, letters and all. */
const forgetGuardian = async (personId: string, now: EpochMs): Promise<boolean> => {
  const by = eraserAt(now);
  if ((await childrenOf(personId)).length > 0 || (await takesOver(personId))) return false;
  await eraseLetters(personId, by);
  await forgetPerson(personId, by);
  const erased = await childIdsOf(personId);
  return transact(async (transaction) => {
    const guardian = await transaction.get('guardians', personId);
    if (!guardian || (await childrenOf(personId)).length > 0) return false;
    for (const childId of erased) await releaseChild(transaction, childId);
    await transaction.remove('guardians', personId);
    return true;
  });
};

/** A guardian with no child has so long to come back. */
const IDLE_MS = 30 * DAY_MS;

/** Longer than any retry of a request. */
const REQUEST_MS = 30 * DAY_MS;

/** Lets go whoever has had no child for a month: consented and left it at that, or gave all up. */
const forgetIdle = async (now: EpochMs): Promise<number> => {
  let forgotten = 0;
  for await (const guardians of pagesOf('guardians')) {
    const withChild = await guardiansWithChild(guardians.map(({ _id }) => _id));
    for (const { _id, idleSince } of guardians) {
      const isIdle = !withChild.has(_id);
      if (isIdle && idleSince != null && idleSince < now - IDLE_MS) {
        if (await forgetGuardian(_id, now)) forgotten += 1;
      } else if (isIdle !== (idleSince != null)) {
        await noteIdle(_id, isIdle ? now : null);
      }
    }
  }
  return forgotten;
};

/** Erases the children whose data is not needed any more, as their family would. */
const purgeChildren = async ({ ends, before, now }: Retention): Promise<number> => {
  let purged = 0;
  for await (const child of along('children', 'savedAt', 1, before)) {
    if (await isNeeded(child, ends, before)) continue;
    const by = eraserAt(now);
    await eraseChild(child._id, by);
    await forgetPeopleOf(child._id, by.nobody);
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
    purged += 1;
    for (const personId of child.guardianIds) {
      const guardian = await findGuardian(personId);
      if (guardian && guardian.consent.grantedAt < before) await forgetGuardian(personId, now);
    }
  }
  return purged;
};

/** Deletes the documents of a collection whose own date lies before a moment. */
const sweep = async <Name extends CollectionName>(
  name: Name,
  field: keyof Collections[Name] & string,
  before: EpochMs,
): Promise<number> => {
  let swept = 0;
  for await (const { _id } of along(name, field, 1, before)) {
    await transact((transaction) => transaction.remove(name, _id));
    swept += 1;
  }
  return swept;
};

/** What staff noted on orders is theirs to forget, too; the order stays among the books. */
const blankOrders = async (before: EpochMs): Promise<number> => {
  let blanked = 0;
  for await (const { _id, note } of along('orders', 'updatedAt', 1, before)) {
    if (note !== '' && (await blankNote(_id))) blanked += 1;
  }
  return blanked;
};

/**
 * Once a day, lets go what is not needed any more, each by its own date: children and guardians,
 * letters, what devices and people are called, scans that failed, answered requests, lists that were
 * brought in, notes, what is kept of helpers. The audit says how many of each. Settings that are wrong let nothing go, and
 * fail by name.
 */
export const keepRetention = async (now: EpochMs): Promise<EpochMs> => {
  const today = String(dayNumber(now));
  const before = now - retentionDays() * DAY_MS;
  if ((await progressOf(JOB))?.known === today) return nextDay(now);
  const retention = { before, now, ends: await campaignEnds() };
  const children = await purgeChildren(retention);
  const guardians = await forgetIdle(now);
  const requests = await sweep('requests', 'at', now - REQUEST_MS);
  const attempts = await sweep('attempts', 'at', before);
  const devices = await sweep('devices', 'lastSeenAt', before);
  const rosters = await sweep('rosters', 'at', before);
  const transfers = await sweep('transfers', 'at', Math.min(before, now - REQUEST_MS));
  const moved = await sweep('moved', 'at', now - REQUEST_MS);
  const messages = await sweep('messages', 'at', before);
  const calls = await sweep('calls', 'at', before);
  const notices = await sweep('notices', 'at', before);
  const alerts = await sweep('alerts', 'at', before);
  const packAnswers = await sweep('packAnswers', 'at', before);
  const tries = await sweep('inviteTries', 'since', now - DAY_MS);
  const helpers = await letGoOfHelpers(retention);
  const notes = await blankOrders(before);
  await eraseOldComplaints(before);
  await forgetLabels(before);
  const went = {
    children,
    guardians,
    requests,
    attempts,
    devices,
    rosters,
    transfers,
    moved,
    messages,
    calls,
    notes,
    notices,
    alerts,
    packAnswers,
    tries,
    ...helpers,
  };
  await recordOnce({
    _id: `data.retention#${today}`,
    at: now,
    by: JOBS_PERSON,
    action: 'data.retention',
    subject: today,
    note: noteOf(...Object.entries(went).map(([kind, count]) => ({ id: `${kind}:${count}` }))),
  });
  await keepProgress(JOB, now, today);
  return nextDay(now);
};

/** Deletes what is of use for a short time only: files, and invitations. */
export const deleteLeftovers = async (now: EpochMs): Promise<EpochMs> => {
  for await (const { _id, fileId } of along('sheets', 'until', 0, now)) {
    await forgetFile(fileId);
    await transact((transaction) => transaction.remove('sheets', _id));
  }
  for await (const { _id } of along('invites', 'expiresAt', 0, now - DAY_MS)) {
    await transact((transaction) => transaction.remove('invites', _id));
  }
  return (await firstAfter('sheets', 'until', now - 1)) + 1;
};
