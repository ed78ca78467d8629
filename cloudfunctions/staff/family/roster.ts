import { DAY_MS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import type { SheetProblem } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import { fileName } from '../../domain/common/file-name';
import { PAPER_GUARDIAN, sameWriting } from '../../domain/family/paper-form';
import { refuse } from '../../domain/common/refusal';
import {
  headOfRoster,
  readRoster,
  ROSTER_COLUMNS,
  type RosterRow,
} from '../../domain/family/roster-sheet';
import { fileIdAt, linkToFile } from '../../platform/files';
import { keepForAWhile, noteFile } from '../../shared/files';
import { keyedId, newId, twinKeyOf } from '../../shared/identity';
import { id, line, nothing, requestId } from '../../shared/input';
import { partOf } from '../../shared/part';
import type { Context, Handlers, Visit } from '../../shared/serve';
import { namesInCampaign, newWish, wordsToCheck, type Names } from '../../shared/submission';
import { openingsOf } from '../../store/common/access-log';
import { communityAreasOf, getCampaign } from '../../store/campaign/campaigns';
import { childrenIn } from '../../store/family/children';
import { agreeTo } from '../../store/campaign/consent-texts';
import { countPaperEntries } from '../../store/family/paper-counts';
import { enterFamily } from '../../store/family/paper-families';
import type { AreaRecord, CampaignRecord } from '../../store/common/records';
import { once } from '../../store/common/requests';
import {
  advanceRoster,
  beginRoster,
  removeEntered,
  rostersOf,
  touchedWishesOf,
  viewOfRoster,
  wishIdsOfRoster,
} from '../../store/family/rosters';
import { read } from '../../store/common/database';
import { requireOpen } from '../../store/wish/submissions';
import { childIdOf, paperConsent } from './paper-ids';
import {
  dropSheetFile,
  keepMarked,
  readSheetFile,
  sheetCursor,
  sheetFileId,
  TOLD,
} from '../upload/uploaded-workbook';

/** Rows of one transaction: each takes eight operations or nine, of a hundred at most. */
const AT_ONCE = 10;
/** Rows of one call: less than three seconds on a busy day. */
const A_CALL = 80;
/** What moderation looks at in one question. */
const CHECKED = 1200;

interface RosterFile {
  rows: RosterRow[];
  problems: SheetProblem[];
  warnings: SheetProblem[];
  sheet: Awaited<ReturnType<typeof readSheetFile>>;
  communities: Map<string, AreaRecord>;
}

/** An uploaded roster, as this caller may enter it. @throws Refusal for what is no roster */
const readRosterFile = async (
  { rights, now, personId }: Context,
  { campaignId, fileId }: { campaignId: string; fileId: string },
): Promise<RosterFile> => {
  const [sheet, areas] = await Promise.all([
    readSheetFile(fileId, personId),
    communityAreasOf(campaignId),
  ]);
  const communities = areas.map(({ _id, name, path }) => ({
    communityId: _id,
    name,
    isMine: maySee(rights, path),
  }));
  return {
    ...readRoster(sheet, communities, now),
    sheet,
    communities: new Map(areas.map((area) => [area._id, area])),
  };
};

const idOf = (campaignId: string, { consent, ...child }: RosterRow): string =>
  childIdOf(campaignId, { ...child, formNo: consent.formNo });

/** Rows whose form was entered before, and rows whose child somebody may have entered already. */
const compare = async (
  campaignId: string,
  rows: readonly RosterRow[],
): Promise<{ known: Set<number>; warnings: SheetProblem[] }> => {
  const known = new Set<number>();
  const warnings: SheetProblem[] = [];
  for (const communityId of new Set(rows.map((row) => row.communityId))) {
    const children = await childrenIn(communityId);
    const alike = new Set(
      [...children.values()].map(({ nickname, birthMonth }) => sameWriting(nickname) + birthMonth),
    );
    for (const row of rows) {
      if (row.communityId !== communityId) continue;
      if (children.has(idOf(campaignId, row))) known.add(row.row);
      else if (alike.has(sameWriting(row.nickname) + row.birthMonth)) {
        warnings.push({
          row: row.row,
          column: '孩子小名',
          message: '这个社区已有同样小名和出生年月的孩子，请核对是不是同一个',
        });
      }
    }
  }
  return { known, warnings: warnings.sort((a, b) => a.row - b.row) };
};

interface Judged {
  row: RosterRow;
  flagged: boolean;
}

/** What moderation says of some rows: many are asked about at once, and singly where it hesitates. */
const judge = async (
  { moderate }: Pick<Visit, 'moderate'>,
  rows: readonly RosterRow[],
): Promise<{ good: Judged[]; rejected: SheetProblem[] }> => {
  const good: Judged[] = [];
  const rejected: SheetProblem[] = [];
  const textOf = ({ nickname, words }: RosterRow): string => `${nickname}\n${wordsToCheck(words)}`;
  const ask = async (some: readonly RosterRow[]): Promise<void> => {
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
  let some: RosterRow[] = [];
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

/** Enters some rows in one transaction; answers how many were new. */
const enterSome = (
  context: Context,
  rows: readonly Judged[],
  {
    rosterId,
    campaign,
    communities,
    nextNames,
  }: {
    rosterId: string;
    campaign: CampaignRecord;
    nextNames: () => Names;
  } & Pick<RosterFile, 'communities'>,
): Promise<number> => {
  const made = rows.map(({ row, flagged }) => {
    const community = communities.get(row.communityId);
    if (!community) {
      return refuse('NOT_FOUND', '没有找到这个社区，请重新检查名单。');
    }
    requireOpen(campaign, community, context.now);
    return {
      childId: idOf(campaign._id, row),
      guardianId: newId(PAPER_GUARDIAN),
      child: {
        ...nextNames(),
        nickname: row.nickname,
        nicknameFlagged: flagged,
        birthMonth: row.birthMonth,
        twinKey: twinKeyOf(row),
      },
      consent: paperConsent(row.consent, campaign.consentVersion),
      submission: { ...newWish(context.now), campaign, community, words: row.words, flagged },
      rosterId,
    };
  });
  const request = partOf(context.request, String(rows[0]?.row.row ?? 0));
  return once({ ...context, request }, async (work) => {
    let entered = 0;
    const agreed = await agreeTo(work, campaign.consentVersion, context);
    const by = { ...context, agreed };
    for (const entry of made) if (await enterFamily(work, entry, by)) entered += 1;
    await countPaperEntries(work, context, entered);
    return entered;
  });
};

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
    input: v.strictObject({ campaignId: id }),
    run: async ({ rights, now }, { campaignId }) => {
      const { title } = await getCampaign(campaignId);
      const areas = await communityAreasOf(campaignId);
      const names = areas.filter(({ path }) => maySee(rights, path)).map(({ name }) => name);
      const { writeForm } = await import('../../excel/write');
      const columns = ROSTER_COLUMNS.map(({ key, ...column }) =>
        key === 'community' && names.length > 0 ? { ...column, choices: names } : column,
      );
      const content = await writeForm('名单', columns);
      const path = `lists/${newId('template')}/${fileName(['心愿名单模板', title], now, 'xlsx')}`;
      const made = await keepForAWhile(path, content, { now });
      return { fileId: made, url: await linkToFile(made) };
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
    input: v.strictObject({ campaignId: id, fileId: sheetFileId }),
    run: async (context, input) => {
      await getCampaign(input.campaignId);
      const { rows, problems, sheet, ...file } = await readRosterFile(context, input);
      const { known, warnings: alike } = await compare(input.campaignId, rows);
      const warnings = [...file.warnings, ...alike];
      return {
        rows: rows.length + new Set(problems.map(({ row }) => row)).size,
        ready: rows.length - known.size,
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
    input: v.strictObject({ campaignId: id, fileId: sheetFileId }),
    run: async (context, input) => {
      await getCampaign(input.campaignId);
      const { problems, sheet } = await readRosterFile(context, input);
      const roster = await read('rosters', keyedId('roster', [input.fileId]));
      const rejected = roster?.by === context.personId ? (roster.rejected ?? []) : [];
      return keepMarked(
        '名单',
        sheet,
        headOfRoster(sheet),
        [...problems, ...rejected],
        context.now,
      );
    },
  },
  'roster.import': {
    who: 'staff',
    input: v.strictObject({
      requestId,
      campaignId: id,
      fileId: sheetFileId,
      mode: v.picklist(['all', 'good'], '请选择导入的方式'),
      cursor: sheetCursor,
      fileName: v.exactOptional(line(80)),
    }),
    run: async (context, { campaignId, fileId: file, mode, cursor = 0, fileName = '' }) => {
      const { personId, now } = context;
      const campaign = await getCampaign(campaignId);
      const { rows, problems, communities } = await readRosterFile(context, {
        campaignId,
        fileId: file,
      });
      if (mode === 'all' && problems.length > 0) {
        refuse('FAILED_PRECONDITION', `名单里还有 ${problems.length} 处错误，请改好后重新上传。`);
      }
      if (rows.length === 0) refuse('FAILED_PRECONDITION', '名单里没有可以录入的行。');
      const rosterId = keyedId('roster', [file]);
      const some = rows.slice(cursor, cursor + A_CALL);
      const { good, rejected } = await judge(context, some);
      const [bad] = rejected;
      if (mode === 'all' && bad) refuse('CONTENT_REJECTED', `第 ${bad.row} 行${bad.message}。`);
      const total = rows.length;
      const wrongRows = new Set(problems.map(({ row }) => row)).size;
      await beginRoster({
        _id: rosterId,
        campaignId,
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
      const nextNames = await namesInCampaign(campaignId);
      let entered = 0;
      for (let from = 0; from < good.length; from += AT_ONCE) {
        entered += await enterSome(context, good.slice(from, from + AT_ONCE), {
          rosterId,
          campaign,
          communities,
          nextNames,
        });
      }
      const next = cursor + some.length;
      const isDone = next >= total;
      const answer = await once(context, async (work) => {
        await advanceRoster(work, rosterId, personId, {
          entered,
          known: good.length - entered,
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
          known: good.length - entered,
          rejected,
          ...(isDone ? {} : { next }),
        };
      });
      // What must still be mended can be taken along, marked, until the day of the file is over.
      const roster = isDone ? await read('rosters', rosterId) : null;
      if (roster?.fileId === '') await dropSheetFile(file);
      return answer;
    },
  },
  'roster.list': {
    who: 'staff',
    input: v.strictObject({ campaignId: id }),
    run: async ({ personId }, { campaignId }) => ({
      items: (await rostersOf(campaignId, personId)).map(viewOfRoster),
    }),
  },
  'roster.undo': {
    who: 'staff',
    input: v.strictObject({ requestId, rosterId: id }),
    run: async (context, { rosterId }) => {
      const roster = await read('rosters', rosterId);
      if (!roster || (roster.by !== context.personId && !context.rights.admin)) {
        return refuse('NOT_FOUND', '没有找到这次导入。');
      }
      const touched = await touchedWishesOf(rosterId);
      if (touched > 0) {
        refuse(
          'FAILED_PRECONDITION',
          `其中 ${touched} 个心愿已经有人办理，不能整批撤销；请逐个退回或由家长撤回。`,
        );
      }
      const some = await wishIdsOfRoster(rosterId, A_CALL);
      if ((await openingsOf(some.map(({ childId }) => childId))).length > 0) {
        refuse('FAILED_PRECONDITION', '其中有的档案已经打开过，不能整批撤销。');
      }
      for (let from = 0; from < some.length; from += AT_ONCE) {
        const part = some.slice(from, from + AT_ONCE);
        const request = partOf(context.request, part[0]?.wishId ?? '');
        await once({ ...context, request }, async (work) => {
          for (const { wishId } of part) await removeEntered(work, wishId);
          return part.length;
        });
      }
      const left = some.length === A_CALL;
      const answer = await once(context, async (work) => {
        const before = await work.get('rosters', rosterId);
        if (before && !left) await work.put('rosters', { ...before, state: 'undone', fileId: '' });
        if (!left) await work.audit({ action: 'roster.undo', subject: rosterId });
        return { undone: some.length, left };
      });
      if (!left && roster.fileId !== '') await dropSheetFile(roster.fileId);
      return answer;
    },
  },
};
