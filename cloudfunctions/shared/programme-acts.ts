import type { AuditAction } from '@micro-wish/vocabulary';
import type { Answered, Input, Joined } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { accept, cancel, decline, join, seatOf, settle } from '../domain/enrolment/enrolment';
import { unfit } from '../domain/enrolment/fit';
import { placeInQueue } from '../domain/enrolment/places';
import { isOver, startOf, type Programme } from '../domain/enrolment/programme';
import { sameWriting } from '../domain/family/paper-form';
import { ageBandAt } from '../domain/common/age';
import { getCard } from '../store/card/cards';
import { read } from '../store/common/database';
import { once, type Work } from '../store/common/requests';
import { candidateOf, noteEnrolled, noteLeft, othersOf } from '../store/enrolment/candidates';
import { enrolmentIn, putEnrolment } from '../store/enrolment/enrolments';
import { noteNewsOf } from '../store/enrolment/news';
import { attendanceIn, ensurePass, passIdOf, voidPass } from '../store/enrolment/passes';
import { getProgramme, programmeIn, putProgramme } from '../store/enrolment/programmes';
import { offerFreePlaces } from '../store/enrolment/promotion';
import type { EnrolmentRecord } from '../domain/enrolment/records';
import { keepRecipient } from '../store/message/notices';
import { requireOwnChild } from '../store/family/guardianship';
import { codeOf, codesOf } from './card-codes';
import { keyedId, newNumber } from './identity';
import type { Context } from './serve';
import type { ChildRecord } from '../domain/family/records';

/** Whose acts these are: a guardian's for a child, or an adult's own. */
export type Side = 'family' | 'helper';

/** One person and programme is one enrolment, whoever enrols. */
export const enrolmentIdOf = (programmeId: string, subjectId: string): string =>
  keyedId('enrolment', [programmeId, subjectId]);

/**
 * The caller's own enrolment, or that of an own child. Somebody else's and one that does not exist
 * are told apart by nothing. @throws Refusal NOT_FOUND
 */
const requireOwnEnrolment = async (
  work: Pick<Work, 'get'>,
  enrolmentId: string,
  personId: string,
  side: Side,
): Promise<{ enrolment: EnrolmentRecord; child: ChildRecord | null }> => {
  const enrolment = await enrolmentIn(work, enrolmentId);
  if (side === 'helper' && enrolment.personId === personId) return { enrolment, child: null };
  if (side === 'family' && enrolment.childId !== null) {
    const child = await work.get('children', enrolment.childId);
    if (child?.guardianIds.includes(personId) && child.nickname !== '') return { enrolment, child };
  }
  return refuse('NOT_FOUND', '没有找到这个报名。');
};

/** Where the person's new state is kept beside the programme: the pass and the agenda. */
export const followEnrolled = async (
  work: Work,
  programme: Programme,
  enrolment: EnrolmentRecord,
  {
    child,
    guardianIds,
    now,
  }: { child: ChildRecord | null; guardianIds: readonly string[]; now: number },
): Promise<void> => {
  if (enrolment.subjectId !== '') {
    await noteEnrolled(work, enrolment.subjectId, programme._id);
  }
  await ensurePass(work, programme, enrolment, {
    cardNo: newNumber('T'),
    ...codesOf(passIdOf(enrolment._id), 1),
    guardianIds: [...guardianIds],
    formerGuardianIds: child?.formerGuardianIds ?? [],
    ageBand: child ? ageBandAt(child.birthMonth, startOf(programme)) : null,
    now,
  });
};

/** Why this person does not fit now, as the transaction sees it. */
export const unfitIn = async (
  work: Pick<Work, 'get'>,
  programme: Programme,
  subjectId: string,
  child: ChildRecord | null,
) => {
  const others = await othersOf(work, subjectId);
  if (!child) return unfit(programme, { others });
  const area = await work.get('areas', child.communityId);
  return unfit(programme, candidateOf(child, area, programme, others));
};

const newEnrolment = (
  programme: Programme,
  made: Pick<EnrolmentRecord, '_id' | 'subjectId' | 'childId' | 'personId' | 'areaPath' | 'who'>,
): EnrolmentRecord => ({
  ...made,
  programmeId: programme._id,
  campaignId: programme.campaignId,
  calls: [],
  notes: [],
  assessment: null,
  feedback: null,
  certificateNo: null,
  version: 0,
  updatedAt: 0,
});

/** Who is enrolled, as a new or a known enrolment; a name may be given anew. */
export const enrolmentFor = async (
  work: Work,
  programme: Programme,
  who: { child: ChildRecord; areaPath: readonly string[] } | { personId: string; name: string },
): Promise<EnrolmentRecord> => {
  const subjectId = 'child' in who ? who.child._id : who.personId;
  const _id = enrolmentIdOf(programme._id, subjectId);
  const before = await work.get('enrolments', _id);
  const given =
    'child' in who
      ? {
          childId: subjectId,
          personId: null,
          areaPath: who.areaPath,
          who: who.child.alias,
        }
      : { childId: null, personId: subjectId, areaPath: [], who: who.name };
  return before
    ? { ...before, ...given, subjectId }
    : newEnrolment(programme, { _id, subjectId, ...given });
};

/** Whoever staff enrolled by a name alone: the same name in a programme is one person. */
export const namedEnrolmentId = (programmeId: string, name: string): string =>
  keyedId('enrolment', ['named', programmeId, sameWriting(name)]);

/** Someone who came to the desk without an account: known by a name alone. */
export const guestEnrolment = (
  programme: Programme,
  { _id, name }: { _id: string; name: string },
): EnrolmentRecord =>
  newEnrolment(programme, {
    _id,
    subjectId: _id,
    childId: null,
    personId: null,
    areaPath: [],
    who: name,
  });

/** The child of a family that joins; touched, so that its data is not erased side by side. */
const childThatJoins = async (
  work: Work,
  childId: string,
  personId: string,
): Promise<{ child: ChildRecord; areaPath: readonly string[] }> => {
  const child = await requireOwnChild(work, childId, personId);
  const area = await work.get('areas', child.communityId);
  await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
  return { child, areaPath: area?.path ?? [] };
};

const requireAudience = (programme: Programme, side: Side): void => {
  if (side === 'family' && programme.for !== 'child') {
    refuse('FAILED_PRECONDITION', '这个项目面向成人，请用成人报名。');
  }
  if (side === 'helper' && programme.for !== 'adult') {
    refuse('FAILED_PRECONDITION', '这个项目面向孩子，请由监护人报名。');
  }
};

/** Joins a programme with a child, or oneself with a name for staff and the certificate. */
export const joinProgramme = (
  context: Context,
  programmeId: string,
  who: { childId: string } | { name: string },
): Promise<Joined> =>
  once(context, async (work) => {
    const { personId, openid, now } = context;
    const programme = await programmeIn(work, programmeId);
    requireAudience(programme, 'childId' in who ? 'family' : 'helper');
    const person =
      'childId' in who
        ? await childThatJoins(work, who.childId, personId)
        : { personId, name: who.name };
    const child = 'child' in person ? person.child : null;
    if (!child) await keepRecipient(work, { personId, openid, now });
    const enrolment = await enrolmentFor(work, programme, person);
    const { _id: enrolmentId, subjectId } = enrolment;
    const reason = await unfitIn(work, programme, subjectId, child);
    const next = join(programme, { enrolmentId, subjectId, unfit: reason }, now);
    const { state } = seatOf(next, enrolmentId);
    await putProgramme(work, next, now);
    await putEnrolment(work, enrolment, now);
    if (state === 'enrolled') {
      const guardianIds = child?.guardianIds ?? [personId];
      await followEnrolled(work, next, enrolment, { child, guardianIds, now });
    }
    await work.audit({ action: 'programme.join', subject: enrolmentId, note: state });
    const place = placeInQueue(next, enrolmentId);
    return { enrolmentId, state, ...(place === undefined ? {} : { place }) };
  });

/** What its owner does to an enrolment: the place is decided in the programme's document. */
const changeOwn =
  (
    side: Side,
    action: AuditAction,
    decide: (
      programme: Programme,
      enrolmentId: string,
      now: number,
      reason: Awaited<ReturnType<typeof unfitIn>>,
    ) => Programme,
  ) =>
  async (context: Context, { enrolmentId }: Input<Side, 'programme.accept'>): Promise<Answered> => {
    const { personId, now } = context;
    let programmeId = '';
    const answer = await once(context, async (work) => {
      const { enrolment, child } = await requireOwnEnrolment(work, enrolmentId, personId, side);
      ({ programmeId } = enrolment);
      const programme = await programmeIn(work, programmeId);
      const reason = await unfitIn(work, programme, enrolment.subjectId, child);
      const next = decide(programme, enrolmentId, now, reason);
      const { state } = seatOf(next, enrolmentId);
      await putProgramme(work, next, now);
      if (state === 'enrolled') {
        const guardianIds = child?.guardianIds ?? [personId];
        await followEnrolled(work, next, enrolment, { child, guardianIds, now });
      } else {
        await noteLeft(work, enrolment.subjectId, programmeId);
        await voidPass(work, enrolmentId, now);
      }
      await work.audit({ action, subject: enrolmentId });
      return { state };
    });
    await offerAndNote(programmeId, now);
    return answer;
  };

/** After a place may have become free: offers it down the queue, and notes who is to be told. */
export const offerAndNote = async (programmeId: string, now: number): Promise<void> => {
  if (programmeId === '') return;
  await offerFreePlaces(programmeId, now);
  await noteNewsOf(programmeId, now);
};

export const acceptPlace = (side: Side) =>
  changeOwn(side, 'programme.accept', (programme, enrolmentId, now, reason) =>
    accept(programme, enrolmentId, reason === 'clash' ? reason : null, now),
  );

export const declinePlace = (side: Side) => changeOwn(side, 'programme.decline', decline);

export const cancelPlace = (side: Side) => changeOwn(side, 'programme.leave', cancel);

/**
 * Stars and words about a programme that was attended, once; the words are for staff alone.
 * @throws Refusal FAILED_PRECONDITION not attended, or given before; CONTENT_REJECTED
 */
export const giveFeedback =
  (side: Side) =>
  async (
    context: Context,
    { enrolmentId, stars, words = '' }: Input<Side, 'programme.feedback'>,
  ): Promise<Record<string, never>> => {
    if (words !== '' && (await context.moderate(words)) === 'risky') {
      refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
    }
    const { personId, now } = context;
    return once(context, async (work) => {
      const { enrolment } = await requireOwnEnrolment(work, enrolmentId, personId, side);
      if (enrolment.feedback) refuse('FAILED_PRECONDITION', '已经评价过了，谢谢。');
      const { attended } = await attendanceIn(work, enrolmentId);
      if (attended.length === 0) refuse('FAILED_PRECONDITION', '参加过以后才能评价。');
      await putEnrolment(work, { ...enrolment, feedback: { stars, words, at: now } }, now);
      await work.audit({ action: 'programme.feedback', subject: enrolmentId });
      return {};
    });
  };

/** The code of the digital pass while it can be used. @throws Refusal FAILED_PRECONDITION */
export const showPass =
  (side: Side) =>
  async (
    { personId, now }: Context,
    { enrolmentId }: { enrolmentId: string },
  ): Promise<{ code: string }> => {
    const { enrolment } = await requireOwnEnrolment({ get: read }, enrolmentId, personId, side);
    const programme = settle(await getProgramme(enrolment.programmeId), now);
    const seat = seatOf(programme, enrolmentId);
    if (seat.state !== 'enrolled' || programme.cancelled) {
      refuse('FAILED_PRECONDITION', '还没有名额，所以没有入场码。');
    }
    if (isOver(programme, now)) refuse('FAILED_PRECONDITION', '项目已经结束，入场码不再有用。');
    const card = await getCard(passIdOf(enrolmentId));
    return { code: codeOf(card, 'digital') };
  };
