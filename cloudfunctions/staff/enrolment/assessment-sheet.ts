import * as v from 'valibot';
import { noteOf } from '../../domain/common/audit';
import type { EnrolmentRow, SheetProblem } from '../../../typings/contract';
import { fileName } from '../../domain/common/file-name';
import { Refusal, refuse } from '../../domain/common/refusal';
import {
  ASSESSMENT_COLUMNS,
  headOfAssessments,
  notTheirs,
  readAssessments,
  type AssessedRow,
} from '../../domain/enrolment/assessment-sheet';
import { linkToFile } from '../../platform/files';
import { keepForAWhile } from '../../shared/files';
import { newId } from '../../shared/identity';
import { id, requestId } from '../../shared/input';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { recordAct } from '../../store/common/audit';
import { byIds } from '../../store/common/by-ids';
import { read } from '../../store/common/database';
import { once } from '../../store/common/requests';
import { getProgramme } from '../../store/enrolment/programmes';
import {
  dropSheetFile,
  keepMarked,
  readSheetFile,
  sheetCursor,
  sheetFileId,
  TOLD,
} from '../upload/uploaded-workbook';
import { logExport } from '../wish/child-log';
import { enrolmentHandlers } from './enrolment';
import { assess } from './programme';
import { requireMine } from './rights';

/** Rows of one call. */
const AT_ONCE = 40;

/** Who took part, of the caller's areas. */
const whoTookPart = async (context: Context, programmeId: string): Promise<EnrolmentRow[]> => {
  const rows: EnrolmentRow[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const page = await enrolmentHandlers['enrolment.list'].run(context, { programmeId, ...from });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows.filter(({ state, attended }) => state === 'enrolled' || attended.length > 0);
};

interface Judged {
  ready: AssessedRow[];
  known: number;
  problems: SheetProblem[];
}

/** What a booking of these rows would do now, and why some can't be booked. */
const judge = async (
  context: Context,
  programmeId: string,
  rows: readonly AssessedRow[],
): Promise<Judged> => {
  const enrolments = await byIds(
    'enrolments',
    rows.map(({ enrolmentId }) => enrolmentId),
  );
  const judged: Judged = { ready: [], known: 0, problems: [] };
  for (const row of rows) {
    const enrolment = enrolments.get(row.enrolmentId);
    if (row.problems.length > 0) {
      judged.problems.push(...row.problems);
      continue;
    }
    if (enrolment?.programmeId !== programmeId || enrolment.who === '') {
      judged.problems.push(notTheirs(row, '这个项目里没有这个编号，请核对'));
      continue;
    }
    try {
      await requireMine({ get: read }, context, enrolment);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      judged.problems.push(notTheirs(row, error.message));
      continue;
    }
    const { assessment } = enrolment;
    if (assessment?.passed === row.passed && assessment.score === row.score) judged.known += 1;
    else judged.ready.push(row);
  }
  return judged;
};

const readFilled = async (
  { personId }: Context,
  { programmeId, fileId }: { programmeId: string; fileId: string },
) => {
  await getProgramme(programmeId);
  const sheet = await readSheetFile(fileId, personId);
  return { ...readAssessments(sheet), sheet };
};

const inputs = { programmeId: id, fileId: sheetFileId };

/** 考核表: taken along, filled in, tried, and booked. */
export const assessmentSheetHandlers: Pick<
  Handlers<'staff'>,
  'assessment.sheet' | 'assessment.check' | 'assessment.marked' | 'assessment.import'
> = {
  'assessment.sheet': {
    who: 'staff',
    input: v.strictObject({ programmeId: id }),
    run: async (context, { programmeId }) => {
      const { personId, now } = context;
      const { neutralTitle } = await getProgramme(programmeId);
      const people = await whoTookPart(context, programmeId);
      const { writeForm } = await import('../../excel/write');
      const content = await writeForm(
        '考核表',
        ASSESSMENT_COLUMNS,
        people.map(({ enrolmentId, who, attended }) => [enrolmentId, who, attended.length]),
      );
      const about = people.map(({ enrolmentId }) => enrolmentId);
      const name = fileName(['考核表', neutralTitle], now, 'xlsx');
      const fileId = await keepForAWhile(`lists/${newId('list')}/${name}`, content, { about, now });
      await logExport(context, about, '导出「考核表」');
      await recordAct({
        _id: newId('act'),
        at: now,
        by: personId,
        action: 'list.export',
        subject: 'assessments',
        note: noteOf({ id: programmeId }, people.length),
      });
      return { fileId, url: await linkToFile(fileId), rows: people.length };
    },
  },
  'assessment.check': {
    who: 'staff',
    input: v.strictObject(inputs),
    run: async (context, input) => {
      const { filled, waiting, sheet, problems: before } = await readFilled(context, input);
      const { ready, known, problems: found } = await judge(context, input.programmeId, filled);
      const problems = [...before, ...found];
      return {
        hidden: sheet.hidden,
        ready: ready.length,
        known,
        waiting,
        problemCount: problems.length,
        problems: problems.slice(0, TOLD),
      };
    },
  },
  'assessment.marked': {
    who: 'staff',
    input: v.strictObject(inputs),
    run: async (context, input) => {
      const { filled, sheet, problems: before } = await readFilled(context, input);
      const { problems } = await judge(context, input.programmeId, filled);
      const all = [...before, ...problems];
      return keepMarked('考核表', sheet, headOfAssessments(sheet), all, context.now);
    },
  },
  'assessment.import': {
    who: 'staff',
    input: v.strictObject({ requestId, ...inputs, cursor: sheetCursor }),
    run: async (context, { cursor = 0, requestId: _answered, ...input }) => {
      const { filled, problems: before } = await readFilled(context, input);
      if (filled.length === 0) refuse('FAILED_PRECONDITION', '表里没有填了考核的行。');
      const some = filled.slice(cursor, cursor + AT_ONCE);
      const { ready, known, problems: left } = await judge(context, input.programmeId, some);
      const { personId, now } = context;
      for (const { enrolmentId, passed, score } of ready) {
        const part = { request: partOf(context.request, enrolmentId), personId, now };
        await once(part, (work) => assess(work, context, enrolmentId, { passed, score }));
      }
      const next = cursor + some.length;
      const isDone = next >= filled.length;
      const answer = await once(context, () =>
        Promise.resolve({
          rows: filled.length,
          assessed: ready.length,
          known,
          left,
          ...(isDone ? {} : { next }),
        }),
      );
      if (isDone && before.length + left.length === 0 && cursor === 0) {
        await dropSheetFile(input.fileId);
      }
      return answer;
    },
  },
};
