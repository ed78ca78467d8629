import * as v from 'valibot';
import { noteOf } from '../../domain/common/audit';
import type { SheetProblem, WantedRow } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import {
  ARRIVAL_COLUMNS,
  headOfArrivals,
  judgeArrival,
  readArrivals,
  type ArrivalDesks,
  type ArrivalVerdict,
  type FilledRow,
} from '../../domain/gift/arrival-sheet';
import { isLive, type EventPlan } from '../../domain/card/card';
import { namedDesks } from '../../domain/gift/desk';
import { fileName } from '../../domain/common/file-name';
import { fen } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import type { Value } from '../../excel/write';
import { linkToFile } from '../../platform/files';
import { keepForAWhile } from '../../shared/files';
import { newId } from '../../shared/identity';
import { id, requestId } from '../../shared/input';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { logExport } from '../wish/child-log';
import { recordAct } from '../../store/common/audit';
import { eventsOf, getCampaign } from '../../store/campaign/campaigns';
import { suppliersOf } from '../../store/gift/orders';
import { answerTo, once } from '../../store/common/requests';
import { cardsOf, getWish, wishesByNumber } from '../../store/wish/wishes';
import { arriveOne, MAX_AT_ONCE, problemOf } from './arrival';
import {
  dropSheetFile,
  keepMarked,
  readSheetFile,
  sheetCursor,
  sheetFileId,
  TOLD,
} from '../upload/uploaded-workbook';
import { wantedHandlers } from './purchase-list';

/** Rows of one 到货表: it is written in one call, and in its memory. */
const A_SHEET = 2000;

/** What is on its way to the caller's areas, as far as a sheet has room. */
const onTheirWay = async (
  context: Context,
  campaignId: string,
): Promise<{ gifts: WantedRow[]; more: boolean }> => {
  const gifts: WantedRow[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const page = await wantedHandlers['gift.wanted'].run(context, { campaignId, ...from });
    gifts.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && gifts.length < A_SHEET);
  return { gifts, more: cursor !== undefined };
};

const cellsOf = (gift: WantedRow, supplier: string | undefined): Value[] => [
  gift.wishNo,
  gift.title,
  [gift.size, gift.colour, gift.model, gift.words].filter(Boolean).join(' '),
  gift.alias,
  gift.communityName,
  supplier ?? null,
  { fen: gift.reservedFen },
];

const readFilled = async (
  { personId }: Context,
  { campaignId, fileId }: { campaignId: string; fileId: string },
) => {
  await getCampaign(campaignId);
  const [sheet, events] = await Promise.all([
    readSheetFile(fileId, personId),
    eventsOf(campaignId),
  ]);
  return { ...readArrivals(sheet, events), sheet, events };
};

/** The desks for some wishes: each card asks for those of its event. */
const desksFor = async (
  events: readonly EventPlan[],
  wishes: ReadonlyMap<string, readonly Wish[]>,
): Promise<ArrivalDesks> => {
  const cards = await cardsOf([...wishes.values()].flat());
  return {
    events,
    cardEventOf: ({ _id }) => {
      const card = cards.get(_id);
      return card && isLive(card) ? card.eventId : undefined;
    },
  };
};

/** The wishes that some rows are about, by number: of the caller's areas, as if there were no other. */
const wishesOf = async (
  { rights }: Context,
  campaignId: string,
  rows: readonly FilledRow[],
): Promise<Map<string, Wish[]>> => {
  const found = await wishesByNumber(
    campaignId,
    rows.map(({ arrival }) => arrival.wishNo),
  );
  const mine = new Map<string, Wish[]>();
  for (const wish of found.filter(({ areaPath }) => maySee(rights, areaPath))) {
    mine.set(wish.wishNo, [...(mine.get(wish.wishNo) ?? []), wish]);
  }
  return mine;
};

interface Filled {
  filled: readonly FilledRow[];
  problems: readonly SheetProblem[];
  events: readonly EventPlan[];
}

/** What a booking of all these rows would do now, and why some can't be booked. */
const judgeAll = async (
  context: Context,
  campaignId: string,
  { filled, problems: before, events }: Filled,
): Promise<{ ready: number; total: number; known: number; problems: SheetProblem[] }> => {
  const wishes = await wishesOf(context, campaignId, filled);
  const desks = await desksFor(events, wishes);
  const problems = [...before];
  let [ready, total, known] = [0, 0, 0];
  for (const row of filled) {
    const { wishNo, priceFen } = row.arrival;
    const verdict = judgeArrival(row, wishes.get(wishNo) ?? [], desks);
    if (verdict.is === 'wrong') problems.push(...verdict.problems);
    if (verdict.is === 'known') known += 1;
    if (verdict.is === 'ready') {
      ready += 1;
      total += priceFen;
    }
  }
  return { ready, total, known, problems };
};

/**
 * Books what one row says, once for this request: where an earlier try was cut off behind it, the
 * row has arrived by this request all the same.
 */
const take = async (
  context: Context,
  filled: FilledRow,
  wishes: readonly Wish[],
  desks: ArrivalDesks,
): Promise<ArrivalVerdict | { is: 'arrived' }> => {
  const verdict = judgeArrival(filled, wishes, desks);
  const [wish] = wishes;
  if (!wish || verdict.is === 'wrong') return verdict;
  const request = partOf(context.request, wish._id);
  if (verdict.is === 'known') return (await answerTo(request)) ? { is: 'arrived' } : verdict;
  const { row, wishNo: _number, desk: _name, supplier, ...gift } = filled.arrival;
  try {
    await arriveOne(context, request, wish, {
      ...gift,
      ...verdict.place,
      ...(supplier === '' ? {} : { supplier }),
    });
    return { is: 'arrived' };
  } catch (error) {
    const message = problemOf(error);
    // Somebody else may have booked it meanwhile.
    const now = judgeArrival(filled, [await getWish(wish._id)], desks);
    return now.is === 'ready' ? { is: 'wrong', problems: [{ row, column: '', message }] } : now;
  }
};

const inputs = { campaignId: id, fileId: sheetFileId };

/** 到货表: gifts that come in many parcels are booked from a sheet. */
export const arrivalSheetHandlers: Pick<
  Handlers<'staff'>,
  'arrival.sheet' | 'arrival.check' | 'arrival.marked' | 'arrival.import'
> = {
  'arrival.sheet': {
    who: 'staff',
    input: v.strictObject({ campaignId: id, eventId: v.exactOptional(id) }),
    run: async (context, { campaignId, eventId }) => {
      const { personId, now } = context;
      const [{ title }, { gifts: all, more }, events] = await Promise.all([
        getCampaign(campaignId),
        onTheirWay(context, campaignId),
        eventsOf(campaignId),
      ]);
      // What has a card of another event is for that event's sheet.
      const gifts = all.filter(
        (gift) => eventId === undefined || gift.eventId === undefined || gift.eventId === eventId,
      );
      const suppliers = await suppliersOf(gifts.flatMap(({ orderId }) => orderId ?? []));
      const names = namedDesks(events)
        .filter(({ deskEventId }) => eventId === undefined || deskEventId === eventId)
        .map(({ name }) => name);
      const columns = ARRIVAL_COLUMNS.map(({ key, ...column }) =>
        key === 'desk' && names.length > 0 ? { ...column, choices: names } : column,
      );
      const rows = gifts.map((gift) => cellsOf(gift, suppliers.get(gift.orderId ?? '')));
      const { writeForm } = await import('../../excel/write');
      const content = await writeForm('到货表', columns, rows);
      const fileId = await keepForAWhile(
        `lists/${newId('list')}/${fileName(['到货表', title], now, 'xlsx')}`,
        content,
        { about: gifts.map(({ wishId }) => wishId), now },
      );
      await logExport(
        context,
        gifts.map(({ wishId }) => wishId),
        '导出「到货表」',
      );
      await recordAct({
        _id: newId('act'),
        at: now,
        by: personId,
        action: 'list.export',
        subject: 'arrivals',
        note: noteOf({ id: campaignId }, rows.length),
      });
      return { fileId, url: await linkToFile(fileId), rows: rows.length, more };
    },
  },
  'arrival.check': {
    who: 'staff',
    input: v.strictObject(inputs),
    run: async (context, input) => {
      const { waiting, sheet, ...file } = await readFilled(context, input);
      const { ready, total, known, problems } = await judgeAll(context, input.campaignId, file);
      return {
        hidden: sheet.hidden,
        ready,
        totalFen: fen(total),
        known,
        waiting,
        wrong: new Set(problems.map(({ row }) => row)).size,
        problemCount: problems.length,
        problems: problems.slice(0, TOLD),
      };
    },
  },
  'arrival.marked': {
    who: 'staff',
    input: v.strictObject(inputs),
    run: async (context, input) => {
      const { sheet, ...file } = await readFilled(context, input);
      const { problems } = await judgeAll(context, input.campaignId, file);
      return keepMarked('到货表', sheet, headOfArrivals(sheet), problems, context.now);
    },
  },
  'arrival.import': {
    who: 'staff',
    input: v.strictObject({ requestId, ...inputs, cursor: sheetCursor }),
    run: async (context, { cursor = 0, requestId: _answered, ...input }) => {
      const { filled, problems, events } = await readFilled(context, input);
      if (filled.length === 0) refuse('FAILED_PRECONDITION', '表里没有填了到货的行。');
      const some = filled.slice(cursor, cursor + MAX_AT_ONCE);
      const wishes = await wishesOf(context, input.campaignId, some);
      const desks = await desksFor(events, wishes);
      let [arrived, total, known] = [0, 0, 0];
      const left: SheetProblem[] = [];
      for (const row of some) {
        const { wishNo, priceFen } = row.arrival;
        const outcome = await take(context, row, wishes.get(wishNo) ?? [], desks);
        if (outcome.is === 'wrong') left.push(...outcome.problems);
        if (outcome.is === 'known') known += 1;
        if (outcome.is === 'arrived') {
          arrived += 1;
          total += priceFen;
        }
      }
      const next = cursor + some.length;
      const isDone = next >= filled.length;
      const answer = await once(context, () =>
        Promise.resolve({
          rows: filled.length,
          arrived,
          arrivedFen: fen(total),
          known,
          left,
          ...(isDone ? {} : { next }),
        }),
      );
      // What must still be mended can be taken along, marked, until the day of the file is over.
      if (isDone) {
        const after = await judgeAll(context, input.campaignId, { filled, problems, events });
        if (after.problems.length === 0) await dropSheetFile(input.fileId);
      }
      return answer;
    },
  },
};
