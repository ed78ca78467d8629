import * as v from 'valibot';
import type {
  Absentee,
  Action,
  CardState,
  ConflictView,
  EventProgress,
  EventView,
  FamilyCard,
  Page,
  StaffCardAction,
  StaffCardRow,
} from '../../typings/contract';
import { epochMs, id, limit, mapPoint, requestId, text, type nothing } from './fields';

const MAX_ISSUE = 200;
const MAX_SHEET = 200;

export const show = v.strictObject({ cardId: id });

/** What is done to one card, and why. */
export const change = v.strictObject({ requestId, cardId: id, reason: text(200) });

export const reissue = v.strictObject({
  ...change.entries,
  /** A frozen card stays frozen, unless this ends the freeze in the same step. */
  unfreeze: v.exactOptional(v.literal(true)),
});

export const issue = v.strictObject({
  requestId,
  eventId: id,
  wishIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选择一个心愿'),
    v.maxLength(MAX_ISSUE, `一次最多 ${MAX_ISSUE} 个`),
    v.check((given) => new Set(given).size === given.length, '同一个心愿选了两次'),
  ),
  /** Where a gift goes that lies at a desk which the event does not have. */
  stationId: v.exactOptional(id),
});

export const list = v.strictObject({
  eventId: id,
  /** Found by numbers of the card, its wish, child or form on paper, or by words it tells. */
  search: v.exactOptional(text(20)),
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

export const sheet = v.strictObject({
  eventId: id,
  /** None of them frozen. */
  cardIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选择一张卡'),
    v.maxLength(MAX_SHEET, `一次最多 ${MAX_SHEET} 张`),
    v.check((given) => new Set(given).size === given.length, '同一张卡选了两次'),
  ),
  /** An A4 PDF with ten to a page, or a list for a print shop (CSV). */
  format: v.picklist(['pdf', 'csv'], '只能导出 PDF 或 CSV'),
  /** Before each community's cards in the PDF, a slip with their desks and a list to sign. */
  covers: v.exactOptional(v.literal(true)),
});

export const move = v.strictObject({
  requestId,
  cardIds: v.pipe(v.array(id), v.minLength(1, '请至少选择一张卡'), v.maxLength(MAX_ISSUE)),
  eventId: id,
  stationId: id,
});

export const conflictList = v.strictObject({ eventId: id, cursor: v.exactOptional(id) });

export const conflictResolve = v.strictObject({
  requestId,
  conflictId: id,
  resolution: text(40),
  note: text(200),
});

/** A desk: what it hands out, gifts where it is not said. */
const station = v.strictObject({
  stationId: id,
  label: text(30),
  kind: v.exactOptional(v.picklist(['wish', 'pack'], '请选择核销点的种类')),
});

export const eventSave = v.strictObject({
  requestId,
  eventId: v.exactOptional(id),
  campaignId: id,
  title: text(40),
  from: epochMs,
  until: epochMs,
  stations: v.pipe(
    v.array(station),
    v.minLength(1, '请至少设置一个核销点'),
    v.maxLength(50, '最多 50 个核销点'),
    v.check(
      (given) => new Set(given.map(({ stationId }) => stationId)).size === given.length,
      '核销点编号重复',
    ),
  ),
  place: v.exactOptional(text(60)),
  /** Left out it stays as it was; null takes it away. */
  location: v.exactOptional(v.nullable(mapPoint)),
});

export const eventList = v.strictObject({
  campaignId: id,
  /** Also what has sessions to scan passes at. */
  programmes: v.exactOptional(v.literal(true)),
});

export const eventProgress = v.strictObject({ eventId: id });

export const eventAbsentees = v.strictObject({
  eventId: id,
  /** As in the list of cards. */
  search: v.exactOptional(text(20)),
  cursor: v.exactOptional(id),
});

export const eventCancel = v.strictObject({ requestId, eventId: id, reason: text(200) });

export const eventRehearse = v.strictObject({ requestId, eventId: id });

export interface FamilyCardActions {
  'card.mine': Action<'guardian', typeof nothing, { items: FamilyCard[] }>;
  'card.show': Action<'guardian', typeof show, { code: string }>;
  'card.freeze': Action<'guardian', typeof change, { state: CardState }>;
  'card.unfreeze': Action<'guardian', typeof change, { state: CardState }>;
}

export interface StaffCardActions {
  'event.save': Action<'admin', typeof eventSave, { eventId: string }>;
  /** The events of a campaign. */
  'event.list': Action<'staff', typeof eventList, { items: EventView[] }>;
  'card.issue': Action<
    'staff',
    typeof issue,
    { cards: { cardId: string; cardNo: string; wishId: string }[] }
  >;
  'card.list': Action<'staff', typeof list, Page<StaffCardRow>>;
  /**
   * Cards on paper, in the order given; the link is absolute, a plain GET, and good for ten minutes.
   * `unprintable`: lines with a character that the font does not have; it stands as 〓.
   */
  'card.sheet': Action<
    'staff',
    typeof sheet,
    { fileId: string; url: string; unprintable: string[] }
  >;
  'card.freeze': StaffCardAction;
  'card.unfreeze': StaffCardAction;
  'card.reissue': Action<'staff', typeof reissue, { state: CardState; generation: number }>;
  'card.void': StaffCardAction;
  /** Moves cards that were not collected to another event, such as a delivery to the door. */
  'card.move': Action<'staff', typeof move, { moved: number }>;
  /** Gifts handed out twice, the open ones and the settled ones. */
  'conflict.list': Action<'staff', typeof conflictList, Page<ConflictView>>;
  'conflict.resolve': Action<'staff', typeof conflictResolve, { state: 'resolved' }>;
  'event.progress': Action<'staff', typeof eventProgress, EventProgress>;
  'event.absentees': Action<'staff', typeof eventAbsentees, Page<Absentee>>;
  /** Closes an event now; `event.save` with a new window opens it again. */
  'event.cancel': Action<'admin', typeof eventCancel, { eventId: string }>;
  /** 演练: an event of its own with practice cards that can consume no real one. */
  'event.rehearse': Action<
    'admin',
    typeof eventRehearse,
    { eventId: string; cards: { cardId: string; cardNo: string; gift: string; code: string }[] }
  >;
}
