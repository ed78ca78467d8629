import { DAY_MS } from '@micro-wish/vocabulary';
import type { Input, SheetProblem } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import { fileName } from '../../domain/common/file-name';
import { withChoices } from '../../domain/common/sheet-table';
import { handOut } from '../common/hand-out';
import { refuse } from '../../domain/common/refusal';
import { fileIdAt } from '../../platform/files';
import { noteFile } from '../../shared/files';
import { keyedId, newId } from '../../shared/identity';
import * as calls from '../../calls/entry';
import { nothing } from '../../calls/fields';
import { partOf } from '../../shared/part';
import type { Context, Handlers, Visit } from '../../shared/serve';
import { communityAreasOf, getCampaign } from '../../store/campaign/campaigns';
import { once } from '../../store/common/requests';
import {
  advanceRoster,
  beginRoster,
  removeEntered,
  rostersOf,
  touchedWishesOf,
  viewOfRoster,
  wishIdsOfRoster,
  type RosterRecord,
} from '../../store/family/rosters';
import { read } from '../../store/common/database';
import { enrolmentForm, enrolmentRoster, undoEnrolmentRoster } from '../enrolment/enrolment-roster';
import { packForm, packRoster, undoPackRoster } from '../pack/pack-roster';
import { dropSheetFile, keepMarked, TOLD } from '../upload/uploaded-workbook';
import {
  requireUnopened,
  type Judged,
  type Roster,
  type RosterForm,
  type RosterInput,
  type SheetRow,
} from './roster-kind';
import { WISH_FORM, wishRoster } from './wish-roster';

/** What moderation looks at in one question. */
const CHECKED = 1200;

/** Of one transaction, and of one call, of an undoing. */
const AT_ONCE = 10;
const A_CALL = 80;

/** An uploaded roster, as this caller may enter it. @throws Refusal for what is no roster */
const openRoster = async (context: Context, file: RosterInput): Promise<Roster> => {
  const { batchId, programmeId } = file;
  if (programmeId !== undefined) return enrolmentRoster(context, { ...file, programmeId });
  return batchId === undefined
    ? wishRoster(context, file)
    : packRoster(context, { ...file, batchId });
};

const formOf = async (
  context: Context,
  { batchId, programmeId }: RosterOf,
): Promise<RosterForm> => {
  if (programmeId !== undefined) return enrolmentForm(programmeId);
  return batchId === undefined ? WISH_FORM : packForm(context, batchId);
};

/** What moderation says of some rows: many are asked about at once, and singly where it hesitates. */
const judge = async (
  { moderate }: Pick<Visit, 'moderate'>,
  rows: readonly SheetRow[],
  textOf: (row: SheetRow) => string,
): Promise<{ good: Judged<SheetRow>[]; rejected: SheetProblem[] }> => {
  const good: Judged<SheetRow>[] = [];
  const rejected: SheetProblem[] = [];
  const ask = async (some: readonly SheetRow[]): Promise<void> => {
    if (some.length === 0) return;
    const answer = await moderate(some.map(textOf).join('\n'));
    if (answer === 'pass') good.push(...some.map((row) => ({ row, flagged: false })));
    else if (some.length > 1) for (const row of some) await ask([row]);
    else
      for (const row of some) {
        if (answer !== 'risky') good.push({ row, flagged: true });
        else rejected.push({ row: row.row, column: '', message: '内容里有不合适的文字，没有录入' });
      }
  };
  let some: SheetRow[] = [];
  let length = 0;
  for (const row of rows) {
    const more = textOf(row).length + 1;
    if (length + more > CHECKED) {
      await ask(some);
      some = [];
      length = 0;
    }
    some.push(row);
    length += more;
  }
  await ask(some);
  return { good, rejected };
};

/** Takes some wishes of a roster out again. @throws Refusal where somebody has acted upon one */
const undoWishes = async (
  context: Context,
  rosterId: string,
): Promise<{ undone: number; left: boolean }> => {
  const touched = await touchedWishesOf(rosterId);
  if (touched > 0) {
    refuse(
      'FAILED_PRECONDITION',
      `其中 ${touched} 个心愿已经有人办理，不能整批撤销；请逐个退回或由家长撤回。`,
    );
  }
  const some = await wishIdsOfRoster(rosterId, A_CALL);
  await requireUnopened(some.map(({ childId }) => childId));
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const part = some.slice(from, from + AT_ONCE);
    const request = partOf(context.request, part[0]?.wishId ?? '');
    await once({ ...context, request }, async (work) => {
      for (const { wishId } of part) await removeEntered(work, wishId);
      return part.length;
    });
  }
  return { undone: some.length, left: some.length === A_CALL };
};

type RosterOf = Input<'staff', 'roster.list'>;

const scopeOf = ({ campaignId, batchId, programmeId }: RosterOf): RosterOf => ({
  campaignId,
  ...(batchId === undefined ? {} : { batchId }),
  ...(programmeId === undefined ? {} : { programmeId }),
});

const undoRoster = (
  context: Context,
  { _id: rosterId, batchId, programmeId }: RosterRecord,
): Promise<{ undone: number; left: boolean }> => {
  if (programmeId !== undefined) return undoEnrolmentRoster(context, { rosterId, programmeId });
  return batchId === undefined
    ? undoWishes(context, rosterId)
    : undoPackRoster(context, { rosterId, batchId });
};

const rowsOf = (problems: readonly SheetProblem[]): number =>
  new Set(problems.map(({ row }) => row)).size;

export const rosterHandlers: Pick<
  Handlers<'staff'>,
  | 'roster.template'
  | 'roster.place'
  | 'roster.check'
  | 'roster.marked'
  | 'roster.import'
  | 'roster.list'
  | 'roster.undo'
> = {
  'roster.template': {
    who: 'staff',
    input: calls.roster,
    run: async (context, asked) => {
      const { campaignId } = asked;
      const { rights, now } = context;
      const { title } = await getCampaign(campaignId);
      const areas = await communityAreasOf(campaignId);
      const names = areas.filter(({ path }) => maySee(rights, path)).map(({ name }) => name);
      const form = await formOf(context, asked);
      const { writeForm } = await import('../../excel/write');
      const content = await writeForm('名单', withChoices(form.columns, 'community', names));
      const name = fileName([form.name, title], now, 'xlsx');
      return handOut(context, { folder: 'lists', name, content });
    },
  },
  'roster.place': {
    who: 'staff',
    input: nothing,
    run: async ({ now, personId }) => {
      const path = `rosters/${newId('roster')}.xlsx`;
      await noteFile(await fileIdAt(path), { by: personId, until: now + DAY_MS });
      return { path };
    },
  },
  'roster.check': {
    who: 'staff',
    input: calls.rosterFile,
    run: async (context, file) => {
      const { rows, sheet, ...roster } = await openRoster(context, file);
      const { known, warnings: alike, refused } = await roster.compare();
      const problems = [...roster.problems, ...refused].sort((a, b) => a.row - b.row);
      const warnings = [...roster.warnings, ...alike];
      return {
        rows: rows.length + rowsOf(roster.problems),
        ready: rows.length - known.size - rowsOf(refused),
        known: known.size,
        problemCount: problems.length,
        problems: problems.slice(0, TOLD),
        warningCount: warnings.length,
        warnings: warnings.slice(0, TOLD),
        hidden: sheet.hidden,
      };
    },
  },
  'roster.marked': {
    who: 'staff',
    input: calls.rosterFile,
    run: async (context, file) => {
      const { problems, sheet, head, ...roster } = await openRoster(context, file);
      const { refused } = await roster.compare();
      const begun = await read('rosters', keyedId('roster', [file.fileId]));
      // With the data of a child of it the file was given up.
      if (begun?.fileId === '') refuse('NOT_FOUND', '这个文件已经删除，请重新上传。');
      const rejected = begun?.by === context.personId ? (begun.rejected ?? []) : [];
      const told = new Set(refused.map(({ row }) => row));
      const others = rejected.filter(({ row }) => !told.has(row));
      return keepMarked(context, '名单', sheet, head, [...problems, ...refused, ...others]);
    },
  },
  'roster.import': {
    who: 'staff',
    input: calls.rosterImport,
    run: async (context, { fileId: file, mode, cursor = 0, fileName = '', ...asked }) => {
      const { personId, now } = context;
      const roster = await openRoster(context, { ...asked, fileId: file });
      const { rows, problems } = roster;
      const refused = mode === 'all' && cursor === 0 ? (await roster.compare()).refused : [];
      if (mode === 'all' && problems.length + refused.length > 0) {
        const count = problems.length + refused.length;
        refuse('FAILED_PRECONDITION', `名单里还有 ${count} 处错误，请改好后重新上传。`);
      }
      if (rows.length === 0) refuse('FAILED_PRECONDITION', '名单里没有可以录入的行。');
      const rosterId = keyedId('roster', [file]);
      const some = rows.slice(cursor, cursor + roster.aCall);
      const { good, rejected } = await judge(context, some, (row) => roster.textOf(row));
      const [bad] = rejected;
      if (mode === 'all' && bad) refuse('CONTENT_REJECTED', `第 ${bad.row} 行${bad.message}。`);
      const total = rows.length;
      const wrongRows = rowsOf(problems);
      await beginRoster({
        _id: rosterId,
        ...scopeOf(asked),
        by: personId,
        fileId: file,
        mode,
        state: 'importing',
        rows: total,
        entered: 0,
        cursor: 0,
        at: now,
        fileName,
        sheetRows: total + wrongRows,
        refused: wrongRows,
      });
      let entered = 0;
      let known = 0;
      for (let from = 0; from < good.length; from += roster.atOnce) {
        const part = good.slice(from, from + roster.atOnce);
        const request = partOf(context.request, String(part[0]?.row.row ?? 0));
        const outcome = await roster.enter(request, part, rosterId);
        entered += outcome.entered;
        rejected.push(...outcome.rejected);
        known += part.length - outcome.entered - outcome.rejected.length;
      }
      const next = cursor + some.length;
      const isDone = next >= total;
      const answer = await once(context, async (work) => {
        await advanceRoster(work, rosterId, personId, {
          entered,
          known,
          rejected,
          from: cursor,
          cursor: next,
          isDone,
          isClean: wrongRows === 0,
        });
        if (isDone) await work.audit({ action: 'roster.import', subject: rosterId, note: mode });
        return {
          rosterId,
          rows: total,
          entered,
          known,
          rejected,
          ...(isDone ? {} : { next }),
        };
      });
      // What must still be mended can be taken along, marked, until the day of the file is over.
      const ended = isDone ? await read('rosters', rosterId) : null;
      if (ended?.fileId === '') await dropSheetFile(file);
      return answer;
    },
  },
  'roster.list': {
    who: 'staff',
    input: calls.roster,
    run: async ({ personId }, asked) => ({
      items: (await rostersOf(personId, asked)).map(viewOfRoster),
    }),
  },
  'roster.undo': {
    who: 'staff',
    input: calls.rosterUndo,
    run: async (context, { rosterId }) => {
      const roster = await read('rosters', rosterId);
      if (!roster || (roster.by !== context.personId && !context.rights.admin)) {
        return refuse('NOT_FOUND', '没有找到这次导入。');
      }
      const { undone, left } = await undoRoster(context, roster);
      const answer = await once(context, async (work) => {
        const before = await work.get('rosters', rosterId);
        if (before && !left) await work.put('rosters', { ...before, state: 'undone', fileId: '' });
        if (!left) await work.audit({ action: 'roster.undo', subject: rosterId });
        return { undone, left };
      });
      if (!left && roster.fileId !== '') await dropSheetFile(roster.fileId);
      return answer;
    },
  },
};
