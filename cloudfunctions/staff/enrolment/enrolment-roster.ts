import type { SheetProblem } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import { noteOf } from '../../domain/common/audit';
import { Refusal, refuse } from '../../domain/common/refusal';
import { join, seatOf, settle, type Joiner } from '../../domain/enrolment/enrolment';
import { unfit } from '../../domain/enrolment/fit';
import { isOpen, placeInQueue } from '../../domain/enrolment/places';
import type { Programme } from '../../domain/enrolment/programme';
import {
  enrolmentColumns,
  headOfEnrolmentRoster,
  readEnrolmentRoster,
  type Enrolled,
  type EnrolmentRosterRow,
} from '../../domain/enrolment/roster-sheet';
import { takeBack } from '../../domain/enrolment/take-back';
import { isOwnChild } from '../../domain/family/own-child';
import { sameWriting } from '../../domain/family/paper-form';
import { partOf } from '../../shared/part';
import {
  enrolmentFor,
  enrolmentIdOf,
  followEnrolled,
  guestEnrolment,
  namedEnrolmentId,
  offerAndNote,
  unfitIn,
} from '../../shared/programme-acts';
import type { Context } from '../../shared/serve';
import { namesInCampaign } from '../../shared/submission';
import { getCampaign } from '../../store/campaign/campaigns';
import { byIds } from '../../store/common/by-ids';
import type { AreaRecord } from '../../domain/campaign/records';
import type { ChildRecord } from '../../domain/family/records';
import { once, type Work } from '../../store/common/requests';
import { candidateOf, noteLeft, unfitAmong } from '../../store/enrolment/candidates';
import { enrolmentsOfProgramme, putEnrolment } from '../../store/enrolment/enrolments';
import { attendanceBy, passIdOf, voidPass } from '../../store/enrolment/passes';
import { getProgramme, programmeIn, putProgramme } from '../../store/enrolment/programmes';
import type { EnrolmentRecord } from '../../domain/enrolment/records';
import { childrenIn } from '../../store/family/children';
import { countPaperEntries } from '../../store/family/paper-counts';
import { keepOrRemove } from '../../store/family/paper-families';
import { childOnPaper } from '../family/paper-child';
import {
  entered as enteredBefore,
  idOf,
  placesOf,
  requireUnopened,
  type Compared,
  type Roster,
  type RosterForm,
  type RosterInput,
} from '../family/roster-kind';
import { readSheetFile } from '../upload/uploaded-workbook';
import { NOT_OWN } from './rights';

/** Rows of one transaction: a new family with its place and pass takes a score of operations. */
const AT_ONCE = 3;
const A_CALL = 30;

const NOBODY = '没有找到这个孩子，请核对';

export const enrolmentForm = async (programmeId: string): Promise<RosterForm> => {
  const programme = await getProgramme(programmeId);
  return { name: '报名名单模板', columns: enrolmentColumns(programme.for) };
};

/** Whose enrolment a row is; the child of an alias that nobody has is nobody. */
interface Subject {
  enrolmentId: string;
  subjectId: string;
}

/** Finds the person of a row: children by form or alias, adults by programme and name. */
const subjectsOf = async (
  { _id: programmeId, campaignId }: Programme,
  rows: readonly EnrolmentRosterRow[],
): Promise<(whom: Enrolled) => Subject | null> => {
  const called = new Map<string, string>();
  const keyOf = (communityId: string, alias: string) => `${communityId}\n${sameWriting(alias)}`;
  const communityIds = rows.flatMap(({ whom }) => (whom.by === 'alias' ? whom.communityId : []));
  for (const communityId of new Set(communityIds)) {
    for (const [childId, { alias, nickname }] of await childrenIn(communityId)) {
      if (nickname !== '') called.set(keyOf(communityId, alias), childId);
    }
  }
  return (whom) => {
    if (whom.by === 'name') {
      const _id = namedEnrolmentId(programmeId, whom.name);
      return { enrolmentId: _id, subjectId: _id };
    }
    const childId =
      whom.by === 'form'
        ? idOf(campaignId, whom.paper)
        : called.get(keyOf(whom.communityId, whom.alias));
    return childId === undefined
      ? null
      : { enrolmentId: enrolmentIdOf(programmeId, childId), subjectId: childId };
  };
};

/** Why these staff enrol nobody by this row; '' where they may. */
const hindranceOf = (
  { rights, personId }: Context,
  whom: Enrolled,
  child: ChildRecord | null,
  areas: ReadonlyMap<string, AreaRecord>,
): string => {
  if (whom.by === 'name' || (whom.by === 'form' && !child)) return '';
  const area = child && areas.get(child.communityId);
  if (!child || child.nickname === '' || !area || !maySee(rights, area.path)) return NOBODY;
  return isOwnChild(child, personId) ? NOT_OWN : '';
};

/** Whether somebody waits, has an offer or is in already. */
const isSeated = (programme: Programme, { enrolmentId }: Subject): boolean =>
  programme.seats.some((seat) => seat.enrolmentId === enrolmentId && isOpen(seat));

const tryToJoin = (
  programme: Programme,
  joiner: Joiner,
  now: number,
): { joined: Programme } | { refused: string } => {
  try {
    return { joined: join(programme, joiner, now) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
};

/** 报名名单: each row is somebody who joins, in the order of the rows; who finds no place waits. */
export const enrolmentRoster = async (
  context: Context,
  { campaignId, fileId, programmeId }: RosterInput & { programmeId: string },
): Promise<Roster<EnrolmentRosterRow>> => {
  const { now, personId } = context;
  const programme = await getProgramme(programmeId);
  if (programme.campaignId !== campaignId) refuse('NOT_FOUND', '没有找到这个项目。');
  const [sheet, { communities, areas }, campaign, namesOf] = await Promise.all([
    readSheetFile(fileId, personId),
    placesOf(context, campaignId),
    getCampaign(campaignId),
    namesInCampaign(campaignId),
  ]);
  const read = readEnrolmentRoster(sheet, communities, programme.for, now);
  const subjectOf = await subjectsOf(programme, read.rows);

  const unfitNewcomer = ({ paper }: Extract<Enrolled, { by: 'form' }>) =>
    unfit(programme, candidateOf(paper, areas.get(paper.communityId), programme, []));

  const compare = async (): Promise<Compared> => {
    const subjects = read.rows.flatMap(({ whom }) => subjectOf(whom) ?? []);
    const [children, unfits, { warnings }] = await Promise.all([
      byIds(
        'children',
        subjects.map(({ subjectId }) => subjectId),
      ),
      unfitAmong(programme, subjects),
      enteredBefore(
        campaignId,
        read.rows.flatMap(({ whom }) => (whom.by === 'form' ? whom.paper : [])),
      ),
    ]);
    const known = new Set<number>();
    const refused: SheetProblem[] = [];
    let at = settle(programme, now);
    for (const { row, whom } of read.rows) {
      const subject = subjectOf(whom);
      const child = children.get(subject?.subjectId ?? '') ?? null;
      const hindrance = hindranceOf(context, whom, child, areas);
      if (hindrance !== '' || !subject) {
        refused.push({ row, column: '', message: hindrance || NOBODY });
        continue;
      }
      if (isSeated(at, subject)) {
        known.add(row);
        continue;
      }
      const isNew = whom.by === 'form' && !child;
      const reason = isNew ? unfitNewcomer(whom) : (unfits.get(subject.enrolmentId) ?? null);
      const tried = tryToJoin(at, { ...subject, unfit: reason }, now);
      if ('refused' in tried) {
        refused.push({ row, column: '', message: tried.refused });
        continue;
      }
      at = tried.joined;
      const place = placeInQueue(at, subject.enrolmentId);
      if (place === undefined) continue;
      warnings.push({ row, column: '', message: `名额满了，会排队，现在第 ${place} 位` });
    }
    return { known, refused, warnings: warnings.sort((a, b) => a.row - b.row) };
  };

  /** Enrols the person of one row; answers the programme with its seat, or why not. */
  const enrol = async (
    work: Work,
    at: Programme,
    whom: Enrolled,
    { flagged, rosterId }: { flagged: boolean; rosterId: string },
  ): Promise<{ joined: Programme; isNew: boolean } | { refused: string } | 'known'> => {
    const subject = subjectOf(whom);
    const seen =
      subject && whom.by !== 'name' ? await work.get('children', subject.subjectId) : null;
    const hindrance = hindranceOf(context, whom, seen, areas);
    if (hindrance !== '' || !subject) return { refused: hindrance || NOBODY };
    if (isSeated(at, subject)) return 'known';
    const { enrolmentId, subjectId } = subject;
    const reason =
      whom.by === 'form' && !seen ? unfitNewcomer(whom) : await unfitIn(work, at, subjectId, seen);
    const tried = tryToJoin(at, { enrolmentId, subjectId, unfit: reason }, now);
    if ('refused' in tried) return tried;
    const { joined } = tried;
    const paper =
      whom.by === 'form'
        ? await childOnPaper(work, context, { row: whom.paper, flagged }, { campaign, namesOf })
        : null;
    const child = paper?.child ?? seen;
    // Written in any case: its data is not erased side by side.
    if (child) await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
    const areaPath = areas.get(child?.communityId ?? '')?.path ?? [];
    const name = whom.by === 'name' ? whom.name : '';
    const enrolment = child
      ? await enrolmentFor(work, joined, { child, areaPath })
      : ((await work.get('enrolments', enrolmentId)) ??
        guestEnrolment(joined, { _id: enrolmentId, name }));
    const isNew = paper?.isNew ?? false;
    await putEnrolment(work, { ...enrolment, roster: { rosterId, entered: isNew } }, now);
    const { state } = seatOf(joined, enrolmentId);
    if (state === 'enrolled') {
      const guardianIds = child?.guardianIds ?? [];
      await followEnrolled(work, joined, enrolment, { child, guardianIds, now });
    }
    if (isNew) {
      const note = noteOf({ id: rosterId });
      await work.audit({ action: 'entry.save', subject: enrolmentId, note });
    }
    await work.audit({ action: 'programme.join', subject: enrolmentId, note: state });
    return { joined, isNew };
  };

  return {
    ...read,
    sheet,
    head: headOfEnrolmentRoster(sheet, programme.for),
    atOnce: AT_ONCE,
    aCall: A_CALL,
    compare,
    textOf: ({ whom }) => {
      if (whom.by === 'form') return whom.paper.nickname;
      return whom.by === 'name' ? whom.name : whom.alias;
    },
    enter: (request, judged, rosterId) =>
      once({ ...context, request }, async (work) => {
        let at = settle(await programmeIn(work, programmeId), now);
        const rejected: SheetProblem[] = [];
        let [entered, children] = [0, 0];
        for (const { row, flagged } of judged) {
          const outcome = await enrol(work, at, row.whom, { flagged, rosterId });
          if (outcome === 'known') continue;
          if ('refused' in outcome) {
            rejected.push({ row: row.row, column: '', message: outcome.refused });
            continue;
          }
          at = outcome.joined;
          entered += 1;
          if (outcome.isNew) children += 1;
        }
        if (entered > 0) await putProgramme(work, at, now);
        await countPaperEntries(work, context, children);
        return { entered, rejected };
      }),
  };
};

/** Takes one enrolment of a roster out, and the child that was entered for nothing else. */
const takeOut = async (
  work: Work,
  programme: Programme,
  seen: EnrolmentRecord,
  now: number,
): Promise<Programme> => {
  const { _id: enrolmentId, programmeId, campaignId, subjectId, childId, roster } = seen;
  const { programme: after, leavesNothing } = takeBack(programme, enrolmentId, now);
  await noteLeft(work, subjectId, programmeId);
  if (!leavesNothing) {
    await voidPass(work, enrolmentId, now);
    return after;
  }
  await work.remove('cards', passIdOf(enrolmentId));
  await work.remove('enrolments', enrolmentId);
  const child = roster?.entered && childId !== null ? await work.get('children', childId) : null;
  if (child) await keepOrRemove(work, child, campaignId, enrolmentId);
  return after;
};

/** Takes some enrolments of a roster back, as long as nobody enrolled by it has come. */
export const undoEnrolmentRoster = async (
  context: Context,
  { rosterId, programmeId }: { rosterId: string; programmeId: string },
): Promise<{ undone: number; left: boolean }> => {
  const { now } = context;
  const programme = await getProgramme(programmeId);
  const all = (await enrolmentsOfProgramme(programmeId)).filter(
    ({ roster }) => roster?.rosterId === rosterId,
  );
  const attendance = await attendanceBy(all.map(({ _id }) => _id));
  const came = all.filter(({ _id }) => attendance(_id).attended.length > 0).length;
  if (came > 0)
    refuse('FAILED_PRECONDITION', `其中 ${came} 人已经到场，不能整批撤销；请逐个取消。`);
  const open = all.filter(({ _id }) => isSeated(programme, { enrolmentId: _id, subjectId: '' }));
  const some = open.slice(0, A_CALL);
  await requireUnopened(some.flatMap(({ childId }) => childId ?? []));
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const part = some.slice(from, from + AT_ONCE);
    const request = partOf(context.request, part[0]?._id ?? '');
    await once({ ...context, request }, async (work) => {
      let at = await programmeIn(work, programmeId);
      for (const enrolment of part) at = await takeOut(work, at, enrolment, now);
      await putProgramme(work, at, now);
      return part.length;
    });
  }
  await offerAndNote(programmeId, now);
  return { undone: some.length, left: open.length > some.length };
};
