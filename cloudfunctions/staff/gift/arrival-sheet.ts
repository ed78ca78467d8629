import { noteOf } from '../../domain/common/audit';
import type { Fen, WantedRow } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import {
  ARRIVAL_COLUMNS,
  headOfArrivals,
  judgeArrival,
  readArrivals,
  type ArrivalDesks,
  type FilledRow,
} from '../../domain/gift/arrival-sheet';
import { isLive, type EventPlan } from '../../domain/card/card';
import { namedDesks } from '../../domain/gift/desk';
import { fileName } from '../../domain/common/file-name';
import { fen } from '../../domain/money/money';
import type { Wish } from '../../domain/wish/wish';
import type { Value } from '../../excel/write';
import * as calls from '../../calls/gift';
import type { Context, Handlers } from '../../shared/serve';
import { eventsOf, getCampaign } from '../../store/campaign/campaigns';
import { suppliersOf } from '../../store/gift/orders';
import type { RequestKey } from '../../store/common/requests';
import { cardsOf, wishesByNumber } from '../../store/wish/wishes';
import { withChoices } from '../../domain/common/sheet-table';
import { everyPage } from '../common/every-page';
import { handOut } from '../common/hand-out';
import { arriveOne } from './arrival';
import {
  importFilled,
  markFilled,
  tryFilled,
  type FilledSheet,
  type JudgedRow,
} from '../upload/filled-sheet';
import { readSheetFile } from '../upload/uploaded-workbook';
import { wantedHandlers } from './purchase-list';

/** Rows of one 到货表: it is written in one call, and in its memory. */
const A_SHEET = 2000;

/** What is on its way to the caller's areas, as far as a sheet has room. */
const onTheirWay = async (
  context: Context,
  campaignId: string,
): Promise<{ gifts: WantedRow[]; more: boolean }> => {
  const { items: gifts, next } = await everyPage(
    (from) => wantedHandlers['gift.wanted'].run(context, { campaignId, ...from }),
    A_SHEET,
  );
  return { gifts, more: next !== undefined };
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

const openArrivals = async (
  context: Context,
  { campaignId, fileId }: { campaignId: string; fileId: string },
): Promise<FilledSheet<FilledRow>> => {
  await getCampaign(campaignId);
  const [sheet, events] = await Promise.all([
    readSheetFile(fileId, context.personId),
    eventsOf(campaignId),
  ]);
  return {
    ...readArrivals(sheet, events),
    title: '到货表',
    sheet,
    head: headOfArrivals(sheet),
    atOnce: calls.MAX_ARRIVALS,
    judge: async (rows) => {
      const wishes = await wishesOf(context, campaignId, rows);
      const desks = await desksFor(events, wishes);
      return rows.map((filled): JudgedRow<FilledRow> => {
        const { row, wishNo, desk: _name, supplier, ...gift } = filled.arrival;
        const found = wishes.get(wishNo) ?? [];
        const verdict = judgeArrival(filled, found, desks);
        const judged = { row: filled, at: row };
        const [wish] = found;
        if (verdict.is === 'wrong') return { ...judged, ...verdict };
        if (!wish) throw new Error('an arrival of no wish was judged good');
        const about = wish._id;
        if (verdict.is === 'known') return { ...judged, is: 'known', about };
        const from = supplier === '' ? {} : { supplier };
        const arrival = { ...gift, ...verdict.place, ...from };
        const book = (request: RequestKey) => arriveOne(context, request, wish, arrival);
        return { ...judged, is: 'ready', about, book };
      });
    },
  };
};

const totalOf = (rows: readonly FilledRow[]): Fen =>
  fen(rows.reduce((sum, { arrival }) => sum + arrival.priceFen, 0));

/** 到货表: gifts that come in many parcels are booked from a sheet. */
export const arrivalSheetHandlers: Pick<
  Handlers<'staff'>,
  'arrival.sheet' | 'arrival.check' | 'arrival.marked' | 'arrival.import'
> = {
  'arrival.sheet': {
    who: 'staff',
    input: calls.arrivalSheet,
    run: async (context, { campaignId, eventId }) => {
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
      const columns = withChoices(ARRIVAL_COLUMNS, 'desk', names);
      const rows = gifts.map((gift) => cellsOf(gift, suppliers.get(gift.orderId ?? '')));
      const { writeForm } = await import('../../excel/write');
      const content = await writeForm('到货表', columns, rows);
      const made = await handOut(context, {
        folder: 'lists',
        name: fileName(['到货表', title], context.now, 'xlsx'),
        content,
        about: { ids: gifts.map(({ wishId }) => wishId), purpose: '导出「到货表」' },
        act: {
          action: 'list.export',
          subject: 'arrivals',
          note: noteOf({ id: campaignId }, rows.length),
        },
      });
      return { ...made, rows: rows.length, more };
    },
  },
  'arrival.check': {
    who: 'staff',
    input: calls.filledArrivals,
    run: async (context, asked) => {
      const { rows, problems, answer } = await tryFilled(await openArrivals(context, asked));
      return {
        ...answer,
        totalFen: totalOf(rows),
        wrong: new Set(problems.map(({ row }) => row)).size,
      };
    },
  },
  'arrival.marked': {
    who: 'staff',
    input: calls.filledArrivals,
    run: async (context, asked) => markFilled(context, await openArrivals(context, asked)),
  },
  'arrival.import': {
    who: 'staff',
    input: calls.arrivalImport,
    run: async (context, asked) =>
      importFilled(context, await openArrivals(context, asked), asked, (booked) => ({
        arrived: booked.length,
        arrivedFen: totalOf(booked),
      })),
  },
};
