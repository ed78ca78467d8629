import { noteOf } from '../../domain/common/audit';
import type { EnrolmentRow } from '../../../typings/contract';
import { fileName } from '../../domain/common/file-name';
import {
  ASSESSMENT_COLUMNS,
  headOfAssessments,
  notTheirs,
  readAssessments,
  type AssessedRow,
} from '../../domain/enrolment/assessment-sheet';
import * as calls from '../../calls/enrolment';
import { ofProgramme } from '../../calls/fields';
import type { Context, Handlers } from '../../shared/serve';
import { byIds } from '../../store/common/by-ids';
import { once, type RequestKey } from '../../store/common/requests';
import { getProgramme } from '../../store/enrolment/programmes';
import {
  importFilled,
  markFilled,
  tryFilled,
  type FilledSheet,
  type JudgedRow,
} from '../upload/filled-sheet';
import { readSheetFile } from '../upload/uploaded-workbook';
import { everyPage } from '../common/every-page';
import { handOut } from '../common/hand-out';
import { enrolmentHandlers } from './enrolment';
import { assess } from './programme';
import { isOwn, mayHandle, NOT_OWN } from './rights';

/** Rows of one call. */
const AT_ONCE = 40;

/** Who took part, of the caller's areas. */
const whoTookPart = async (context: Context, programmeId: string): Promise<EnrolmentRow[]> => {
  const { items: rows } = await everyPage((from) =>
    enrolmentHandlers['enrolment.list'].run(context, { programmeId, ...from }),
  );
  return rows.filter(({ state, attended }) => state === 'enrolled' || attended.length > 0);
};

const openAssessments = async (
  context: Context,
  { programmeId, fileId }: { programmeId: string; fileId: string },
): Promise<FilledSheet<AssessedRow>> => {
  const { personId, rights } = context;
  await getProgramme(programmeId);
  const sheet = await readSheetFile(fileId, personId);
  return {
    ...readAssessments(sheet),
    title: '考核表',
    sheet,
    head: headOfAssessments(sheet),
    atOnce: AT_ONCE,
    judge: async (rows) => {
      const enrolments = await byIds(
        'enrolments',
        rows.map(({ enrolmentId }) => enrolmentId),
      );
      const children = await byIds(
        'children',
        Array.from(enrolments.values()).flatMap(({ childId }) => childId ?? []),
      );
      return rows.map((row): JudgedRow<AssessedRow> => {
        const { enrolmentId: about, passed, score } = row;
        const judged = { row, at: row.row };
        const wrong = (message: string): JudgedRow<AssessedRow> => ({
          ...judged,
          is: 'wrong',
          problems: [notTheirs(row, message)],
        });
        if (row.problems.length > 0) return { ...judged, is: 'wrong', problems: row.problems };
        const enrolment = enrolments.get(about);
        const isThere = enrolment?.programmeId === programmeId && enrolment.who !== '';
        // Of another area is told as absent: whether it is there is not for the caller.
        if (!isThere || !mayHandle(rights, enrolment)) {
          return wrong('这个项目里没有这个编号，请核对');
        }
        const child = children.get(enrolment.childId ?? '') ?? null;
        if (isOwn(enrolment, child, personId)) return wrong(NOT_OWN);
        const { assessment } = enrolment;
        if (assessment?.passed === passed && assessment.score === score) {
          return { ...judged, is: 'known', about };
        }
        const book = (request: RequestKey) =>
          once({ ...context, request }, (work) => assess(work, context, about, { passed, score }));
        return { ...judged, is: 'ready', about, book };
      });
    },
  };
};

/** 考核表: taken along, filled in, tried, and booked. */
export const assessmentSheetHandlers: Pick<
  Handlers<'staff'>,
  'assessment.sheet' | 'assessment.check' | 'assessment.marked' | 'assessment.import'
> = {
  'assessment.sheet': {
    who: 'staff',
    input: ofProgramme,
    run: async (context, { programmeId }) => {
      const { neutralTitle } = await getProgramme(programmeId);
      const people = await whoTookPart(context, programmeId);
      const { writeForm } = await import('../../excel/write');
      const content = await writeForm(
        '考核表',
        ASSESSMENT_COLUMNS,
        people.map(({ enrolmentId, who, attended }) => [enrolmentId, who, attended.length]),
      );
      const made = await handOut(context, {
        folder: 'lists',
        name: fileName(['考核表', neutralTitle], context.now, 'xlsx'),
        content,
        about: {
          ids: people.map(({ enrolmentId }) => enrolmentId),
          purpose: '导出「考核表」',
        },
        act: {
          action: 'list.export',
          subject: 'assessments',
          note: noteOf({ id: programmeId }, people.length),
        },
      });
      return { ...made, rows: people.length };
    },
  },
  'assessment.check': {
    who: 'staff',
    input: calls.filledAssessments,
    run: async (context, asked) => (await tryFilled(await openAssessments(context, asked))).answer,
  },
  'assessment.marked': {
    who: 'staff',
    input: calls.filledAssessments,
    run: async (context, asked) => markFilled(context, await openAssessments(context, asked)),
  },
  'assessment.import': {
    who: 'staff',
    input: calls.assessmentImport,
    run: async (context, asked) =>
      importFilled(context, await openAssessments(context, asked), asked, (booked) => ({
        assessed: booked.length,
      })),
  },
};
