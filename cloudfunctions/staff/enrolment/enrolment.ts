import type { AuditAction } from '@micro-wish/vocabulary';
import { noteOf, type AuditNote } from '../../domain/common/audit';
import type { Answered, EnrolmentRow, PassedReason } from '../../../typings/contract';
import { ageBandAt } from '../../domain/common/age';
import { isOwnChild } from '../../domain/family/own-child';
import { isOnPaper } from '../../domain/family/paper-form';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import {
  call,
  prioritise,
  promote,
  reject,
  seatOf,
  settle,
  walkIn,
} from '../../domain/enrolment/enrolment';
import { isOpen, placeInQueue, queueOf } from '../../domain/enrolment/places';
import {
  runningSession,
  startOf,
  type Programme,
  type Seat,
} from '../../domain/enrolment/programme';
import { keyedId } from '../../shared/identity';
import * as calls from '../../calls/enrolment';
import {
  enrolmentFor,
  followEnrolled,
  guestEnrolment,
  namedEnrolmentId,
  offerAndNote,
  unfitIn,
} from '../../shared/programme-acts';
import type { Context, Handlers } from '../../shared/serve';
import { areaNames } from '../../store/campaign/campaigns';
import { byIds } from '../../store/common/by-ids';
import { once, type RequestKey, type Work } from '../../store/common/requests';
import { noteLeft } from '../../store/enrolment/candidates';
import { enrolmentIn, putEnrolment } from '../../store/enrolment/enrolments';
import { viewOfAssessment } from '../../store/enrolment/own-view';
import { attendAtDesk, attendanceBy, voidPass } from '../../store/enrolment/passes';
import { getProgramme, programmeIn, putProgramme } from '../../store/enrolment/programmes';
import type { EnrolmentNote, EnrolmentRecord } from '../../domain/enrolment/records';
import { mayHandle, requireMine } from './rights';
import { requireArea } from '../common/area';

const PAGE = 100;

const RANK: Record<Seat['state'], number> = {
  waiting: 0,
  offered: 1,
  enrolled: 2,
  declined: 3,
  lapsed: 3,
  cancelled: 3,
  rejected: 3,
};

/** The queue in its turn, then offers, then who is enrolled, then the exits. */
const inOrder = (programme: Programme): Seat[] => [
  ...queueOf(programme),
  ...programme.seats
    .filter(({ state }) => state !== 'waiting')
    .sort((a, b) => RANK[a.state] - RANK[b.state] || a.joinNo - b.joinNo),
];

type Decide = (programme: Programme, reason: PassedReason | null, now: number) => Programme;

/** What staff do to one enrolment: the place is decided in the programme's document. */
const change = async (
  context: Context,
  enrolmentId: string,
  act: { action: AuditAction; note: AuditNote },
  decide: Decide,
  note: (enrolment: EnrolmentRecord) => EnrolmentRecord,
): Promise<Answered> => {
  const { now } = context;
  let programmeId = '';
  const answer = await once(context, async (work) => {
    const enrolment = await enrolmentIn(work, enrolmentId);
    await requireMine(work, context, enrolment);
    ({ programmeId } = enrolment);
    const programme = await programmeIn(work, programmeId);
    const child = enrolment.childId === null ? null : await work.get('children', enrolment.childId);
    const reason = await unfitIn(work, programme, enrolment.subjectId, child);
    const wasEnrolled = seatOf(programme, enrolmentId).state === 'enrolled';
    const next = decide(programme, reason, now);
    const seat = seatOf(next, enrolmentId);
    await putProgramme(work, next, now);
    await putEnrolment(work, note(enrolment), now);
    if (seat.state === 'enrolled' && !wasEnrolled) {
      const guardianIds = child?.guardianIds ?? [enrolment.personId ?? ''].filter(Boolean);
      await followEnrolled(work, next, enrolment, { child, guardianIds, now });
    } else if (wasEnrolled && seat.state !== 'enrolled') {
      await noteLeft(work, enrolment.subjectId, programmeId);
      await voidPass(work, enrolmentId, now);
    }
    await work.audit({ ...act, subject: enrolmentId });
    return { state: seat.state, ...(seat.passed ? { passed: seat.passed } : {}) };
  });
  await offerAndNote(programmeId, now);
  return answer;
};

const noted =
  (context: Context, event: EnrolmentNote['event'], reason: string | undefined) =>
  (enrolment: EnrolmentRecord): EnrolmentRecord => ({
    ...enrolment,
    notes: [
      ...enrolment.notes,
      { at: context.now, by: context.personId, event, reason: reason ?? '' },
    ],
  });

const requireReason = (reason: string | undefined): string =>
  reason ?? refuse('INVALID_ARGUMENT', 'reason：请写明原因');

/** The child that staff bring to the desk. @throws Refusal NOT_FOUND, PERMISSION_DENIED */
const childAtDesk = async (work: Work, { rights, personId }: Context, childId: string) => {
  const child = await work.get('children', childId);
  if (!child || child.nickname === '') return refuseAbsent('没有找到这个孩子。');
  const areaPath = (await work.get('areas', child.communityId))?.path ?? [];
  requireArea(rights, { areaPath });
  if (isOwnChild(child, personId)) {
    refuse('PERMISSION_DENIED', '自己孩子的报名要由其他工作人员办理。');
  }
  await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
  return { child, areaPath };
};

/** The adult who gives a name at the desk: enrolled by it from a roster, or somebody new. */
const guestAtDesk = async (
  work: Work,
  programme: Programme,
  name: string,
  request: RequestKey,
): Promise<EnrolmentRecord> => {
  const known = await work.get('enrolments', namedEnrolmentId(programme._id, name));
  const isComing = programme.seats.some((seat) => seat.enrolmentId === known?._id && isOpen(seat));
  return known && isComing
    ? known
    : guestEnrolment(programme, { _id: keyedId('enrolment', ['guest', request.id]), name });
};

export const enrolmentHandlers: Pick<
  Handlers<'staff'>,
  | 'enrolment.list'
  | 'enrolment.promote'
  | 'enrolment.reject'
  | 'enrolment.priority'
  | 'enrolment.call'
  | 'enrolment.walkIn'
> = {
  'enrolment.list': {
    who: 'staff',
    input: calls.enrolmentList,
    run: async ({ rights, now }, { programmeId, cursor }) => {
      const programme = settle(await getProgramme(programmeId), now);
      const from = Number(cursor ?? 0);
      const seats = inOrder(programme);
      const page = seats.slice(from, from + PAGE);
      const ids = page.map(({ enrolmentId }) => enrolmentId);
      const [enrolments, attendance] = await Promise.all([
        byIds('enrolments', ids),
        attendanceBy(ids),
      ]);
      const seen = Array.from(enrolments.values()).filter((one) => mayHandle(rights, one));
      const children = await byIds(
        'children',
        seen.flatMap(({ childId }) => childId ?? []),
      );
      const [guardians, names] = await Promise.all([
        byIds(
          'guardians',
          Array.from(children.values()).flatMap(({ guardianIds }) => guardianIds),
        ),
        areaNames(seen.flatMap(({ areaPath }) => areaPath.at(-1) ?? [])),
      ]);
      const items = page.flatMap((seat): EnrolmentRow[] => {
        const enrolment = enrolments.get(seat.enrolmentId);
        if (!enrolment || !mayHandle(rights, enrolment)) return [];
        const child = children.get(enrolment.childId ?? '');
        const paper = child?.guardianIds
          .map((guardianId) => guardians.get(guardianId)?.paper)
          .find(Boolean);
        const { attended, flagged } = attendance(seat.enrolmentId);
        const place = placeInQueue(programme, seat.enrolmentId);
        const communityName = names.get(enrolment.areaPath.at(-1) ?? '');
        const { assessment, certificateNo } = enrolment;
        return [
          {
            enrolmentId: seat.enrolmentId,
            who: enrolment.who,
            state: seat.state,
            priority: seat.priority,
            joinedAt: seat.joinedAt,
            attended,
            flagged,
            ...(seat.passed ? { passed: seat.passed } : {}),
            ...(place === undefined ? {} : { place }),
            ...(seat.offeredUntil === null ? {} : { offeredUntil: seat.offeredUntil }),
            ...(child?.birthMonth
              ? { ageBand: ageBandAt(child.birthMonth, startOf(programme)) }
              : {}),
            ...(communityName === undefined ? {} : { communityName }),
            ...(paper ? { form: { formNo: paper.formNo, keptAt: paper.keptAt } } : {}),
            calls: enrolment.calls.map(({ at, outcome }) => ({ at, outcome })),
            ...(assessment ? { assessment: viewOfAssessment(assessment) } : {}),
            ...(certificateNo === null ? {} : { certificateNumber: certificateNo }),
          },
        ];
      });
      const next = from + PAGE;
      return { items, ...(next < seats.length ? { next: String(next) } : {}) };
    },
  },
  'enrolment.promote': {
    who: 'staff',
    input: calls.oneEnrolment,
    run: (context, { enrolmentId, reason }) =>
      change(
        context,
        enrolmentId,
        { action: 'enrolment.promote', note: noteOf() },
        (programme, unfit, now) => promote(programme, enrolmentId, unfit, now),
        noted(context, 'promote', reason),
      ),
  },
  'enrolment.reject': {
    who: 'staff',
    input: calls.oneEnrolment,
    run: (context, { enrolmentId, reason }) =>
      change(
        context,
        enrolmentId,
        { action: 'enrolment.reject', note: noteOf() },
        (programme, _, now) => reject(programme, enrolmentId, now),
        noted(context, 'reject', reason),
      ),
  },
  'enrolment.priority': {
    who: 'staff',
    input: calls.enrolmentPriority,
    run: (context, { enrolmentId, priority, reason }) => {
      const why = requireReason(reason);
      return change(
        context,
        enrolmentId,
        { action: 'enrolment.priority', note: noteOf(priority) },
        (programme, _, now) => prioritise(programme, enrolmentId, priority, now),
        noted(context, 'priority', why),
      );
    },
  },
  'enrolment.call': {
    who: 'staff',
    input: calls.enrolmentCall,
    run: (context, { enrolmentId, outcome, reason = '' }) =>
      change(
        context,
        enrolmentId,
        { action: 'enrolment.call', note: noteOf(outcome) },
        (programme, unfit, now) => call(programme, enrolmentId, outcome, unfit, now),
        (enrolment) => ({
          ...enrolment,
          calls: [...enrolment.calls, { at: context.now, by: context.personId, outcome, reason }],
        }),
      ),
  },
  'enrolment.walkIn': {
    who: 'staff',
    input: calls.enrolmentWalkIn,
    run: async (context, { programmeId, childId, name }) => {
      const { now, personId, request } = context;
      return once(context, async (work) => {
        const programme = await programmeIn(work, programmeId);
        const isChild = programme.for === 'child';
        if (isChild !== (childId !== undefined) || isChild === (name !== undefined)) {
          refuse('INVALID_ARGUMENT', isChild ? '请选择孩子。' : '请填写姓名。');
        }
        const atDesk = childId === undefined ? null : await childAtDesk(work, context, childId);
        const enrolment = atDesk
          ? await enrolmentFor(work, programme, atDesk)
          : await guestAtDesk(work, programme, name ?? '', request);
        const { _id: enrolmentId, subjectId } = enrolment;
        const child = atDesk?.child ?? null;
        const unfit = await unfitIn(work, programme, subjectId, child);
        const hasNoPhone = child ? isOnPaper(child.guardianIds) : true;
        const next = walkIn(programme, { enrolmentId, subjectId, unfit, hasNoPhone }, now);
        await putProgramme(work, next, now);
        await putEnrolment(work, noted(context, 'walkIn', '')(enrolment), now);
        await followEnrolled(work, next, enrolment, {
          child,
          guardianIds: child?.guardianIds ?? [],
          now,
        });
        await attendAtDesk(work, next, enrolmentId, { by: personId, now, mark: request.id });
        await work.audit({ action: 'enrolment.walkIn', subject: enrolmentId });
        const sessionId = runningSession(next, now)?.sessionId;
        return {
          enrolmentId,
          state: seatOf(next, enrolmentId).state,
          ...(sessionId === undefined ? {} : { sessionId }),
        };
      });
    },
  },
};
