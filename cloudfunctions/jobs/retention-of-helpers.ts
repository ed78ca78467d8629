import { forgetFile } from '../platform/files';
import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { withoutHolder } from '../domain/certificate/certificate';
import { endOf } from '../domain/enrolment/programme';
import { isCurrent } from '../domain/mother/mother';
import { isMember, wasOver, withoutName, withoutWords } from '../domain/referral/referral';
import { pagesOf, read, transact } from '../store/common/database';
import { along } from '../store/common/job-progress';
import { eraseEnrolment, forgetPerson } from '../store/enrolment/erasure';
import { enrolmentsOfPerson, enrolmentsOfProgramme } from '../store/enrolment/enrolments';
import { eraseMother } from '../store/mother/erasure';
import { mothersOf } from '../store/mother/mothers';
import { pairsOfMothers, noteLetGo } from '../store/mother/pairs';
import { eraseWords } from '../store/mother/records';
import { grantsOf } from '../store/people/grants';
import { specialistsOf } from '../store/referral/referrals';
import { JOBS_PERSON } from './person';

/** What runs along a collection: until when its things are let go, what time it is, when campaigns end. */
export interface Retention {
  before: EpochMs;
  now: EpochMs;
  ends: Map<string, EpochMs>;
}

/** The words about a pair that ended: hours stay, as they are the mother's. */
const letGoPairs = async ({ before }: Retention): Promise<number> => {
  let gone = 0;
  for await (const pairs of pagesOf('pairs')) {
    for (const { _id, live, letGo, history } of pairs) {
      if (live || letGo || (history.at(-1)?.at ?? 0) >= before) continue;
      await eraseWords([_id]);
      if (await noteLetGo(_id)) gone += 1;
    }
  }
  return gone;
};

/** Whoever left, or helped in a campaign that is over, and looks after no child any more. */
const letGoMothers = async ({ before, now, ends }: Retention): Promise<number> => {
  let gone = 0;
  for await (const mothers of pagesOf('mothers')) {
    for (const { _id, personId, campaignId, state, history, appliedAt } of mothers) {
      const lastAt = history.at(-1)?.at ?? appliedAt;
      const isNeeded = isCurrent(state) && (ends.get(campaignId) ?? 0) >= before;
      if (personId === '' || lastAt >= before || isNeeded) continue;
      if ((await pairsOfMothers([_id])).some(({ live }) => live)) continue;
      const by = { personId: JOBS_PERSON, now };
      await transact((transaction) => eraseMother(transaction, _id, by));
      gone += 1;
    }
  }
  return gone;
};

/** Who enrolled for what has long ended, and what was said of it; the sums stay. */
const letGoEnrolments = async ({ before, now }: Retention): Promise<number> => {
  let gone = 0;
  for await (const programmes of pagesOf('programmes')) {
    for (const programme of programmes.filter((one) => endOf(one) < before)) {
      for (const enrolment of await enrolmentsOfProgramme(programme._id)) {
        if (enrolment.subjectId === '') continue;
        await eraseEnrolment(enrolment, { now, forgetFile });
        if (enrolment.personId !== null) await forgetPerson(enrolment._id);
        gone += 1;
      }
    }
  }
  return gone;
};

/** Names on certificates that are good no more; one without an end is good for ever. */
const letGoCertificates = async ({ before }: Retention): Promise<number> => {
  let gone = 0;
  for await (const certificates of pagesOf('certificates')) {
    for (const { _id, name, expiresOn } of certificates) {
      if (name === '' || expiresOn === null || expiresOn >= dayAt(before)) continue;
      await transact(async (transaction) => {
        const certificate = await transaction.get('certificates', _id);
        if (certificate) await transaction.put('certificates', withoutHolder(certificate));
      });
      gone += 1;
    }
  }
  return gone;
};

/** The notes of whoever saw the child, where that is over or was erased. */
const letGoNotes = async ({ before, now }: Retention): Promise<number> => {
  let gone = 0;
  for await (const { _id, referralId } of along('referralNotes', 'at', 1, before)) {
    const referral = await read('referrals', referralId);
    if (referral && !wasOver(referral, before, now)) continue;
    await transact((transaction) => transaction.remove('referralNotes', _id));
    gone += 1;
  }
  return gone;
};

/** The words of referrals that are over. */
const letGoReferrals = async ({ before, now }: Retention): Promise<number> => {
  let gone = 0;
  for await (const referrals of pagesOf('referrals')) {
    for (const referral of referrals) {
      const { _id, question } = referral;
      if (question === '' || !wasOver(referral, before, now)) continue;
      await transact(async (transaction) => {
        const last = await transaction.get('referrals', _id);
        if (last && wasOver(last, before, now)) {
          await transaction.put('referrals', withoutWords(last));
        }
      });
      gone += 1;
    }
  }
  return gone;
};

const letGoSpecialists = async ({ before }: Retention): Promise<number> => {
  let gone = 0;
  for await (const specialists of pagesOf('specialists')) {
    for (const specialist of specialists) {
      if (specialist.name === '' || isMember(specialist, before)) continue;
      const isGone = await transact(async (transaction) => {
        // The membership may have been renewed since it was read.
        const last = await transaction.get('specialists', specialist._id);
        if (!last || isMember(last, before)) return false;
        await transaction.put('specialists', withoutName(last));
        return true;
      });
      if (isGone) gone += 1;
    }
  }
  return gone;
};

/** Openids of people who do nothing here any more: nobody has to be sent a message. */
const letGoRecipients = async ({ before, now }: Retention): Promise<number> => {
  let gone = 0;
  for await (const { _id } of along('recipients', 'at', 1, before)) {
    const [mothers, grants, specialists, enrolments] = await Promise.all([
      mothersOf(_id),
      grantsOf(_id),
      specialistsOf(_id),
      enrolmentsOfPerson(_id),
    ]);
    const isNeeded =
      grants.length > 0 ||
      enrolments.length > 0 ||
      mothers.some(({ state }) => isCurrent(state)) ||
      specialists.some((one) => isMember(one, now));
    if (isNeeded) continue;
    await transact((transaction) => transaction.remove('recipients', _id));
    gone += 1;
  }
  return gone;
};

/** Lets go what is kept of helpers, and of what they did, each by its own date. */
export const letGoOfHelpers = async (retention: Retention): Promise<Record<string, number>> => ({
  pairs: await letGoPairs(retention),
  mothers: await letGoMothers(retention),
  enrolments: await letGoEnrolments(retention),
  certificates: await letGoCertificates(retention),
  referrals: await letGoReferrals(retention),
  referralNotes: await letGoNotes(retention),
  specialists: await letGoSpecialists(retention),
  // Behind the others: who was let go by them has no more to be told.
  recipients: await letGoRecipients(retention),
});
