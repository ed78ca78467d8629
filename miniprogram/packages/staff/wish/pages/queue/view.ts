import {
  AGE_BAND_WORDS,
  CATEGORY_WORDS,
  STAFF_LEVEL_WORDS,
  WISH_STATE_WORDS,
  timeText,
  yuanText,
} from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../../../../utils/tones';
import type {
  Community,
  EpochMs,
  EventView,
  Fen,
  ReviewDecision,
  StaffWishCounts,
  StaffWishRow,
  WishCategory,
  WishFilter,
  ListedWishState,
} from '../../../../../../typings/contract';
import { headOf, sortedBy, type HeadCell, type Sorting } from '../../../common/sorting';

/** A tab of the list: what is the reader's to decide, a state, or '' for every state. */
export type Filter = 'mine' | ListedWishState | '';

export interface FilterChip {
  filter: Filter;
  word: string;
  /** How many; '' where nothing waits there for anybody. */
  count: string;
}

const TABS: readonly { filter: Filter; word: string }[] = [
  { filter: 'mine', word: '轮到我' },
  { filter: 'submitted', word: '待审核' },
  { filter: 'returned', word: '待修改' },
  { filter: 'approved', word: '待落实' },
  { filter: 'funded', word: '备礼中' },
  { filter: 'ready', word: '礼物已到' },
  { filter: 'fulfilled', word: '已实现' },
  { filter: '', word: '全部' },
];

/** The tabs with what waits in each; who reviews nothing has no tab of an own turn. */
export const filterChips = (
  reviews: boolean,
  counts: StaffWishCounts | undefined,
): FilterChip[] => {
  const known = counts && { mine: counts.mine, ...counts.states };
  return TABS.filter(({ filter }) => reviews || filter !== 'mine').map(({ filter, word }) => {
    const count = known?.[filter as keyof typeof known];
    return {
      filter,
      word,
      count: counts && count !== undefined ? String(count) : '',
    };
  });
};

/** What a list is narrowed down to beside its tab. */
export interface Narrowing {
  search: string;
  communityId: string;
  category: WishCategory | '';
  flagged: boolean;
  /** The desk at which the gift lies, and its event. */
  stationId: string;
  deskEventId: string;
}

export const WHOLE: Narrowing = {
  search: '',
  communityId: '',
  category: '',
  flagged: false,
  stationId: '',
  deskEventId: '',
};

/** Gifts of this tab lie at desks. */
export const liesAtDesks = (filter: Filter): boolean =>
  filter === 'ready' || filter === 'fulfilled' || filter === '';

export const isNarrowed = (narrowing: Narrowing): boolean =>
  Object.values(narrowing).some((value) => value !== '' && value !== false);

/** What the list is asked for. */
export const listInput = (
  campaignId: string,
  filter: Filter,
  { search, communityId, category, flagged, stationId, deskEventId }: Narrowing,
): WishFilter => ({
  campaignId,
  ...(filter === 'mine' ? { mine: true as const } : filter === '' ? {} : { state: filter }),
  ...(search.trim() === '' ? {} : { search: search.trim() }),
  ...(communityId === '' ? {} : { communityId }),
  ...(category === '' ? {} : { category }),
  ...(flagged ? { flagged: true as const } : {}),
  ...(stationId === '' ? {} : { stationId, deskEventId }),
});

/** An option of a filter; the first is no filter. */
export interface Option {
  value: string;
  word: string;
}

export const CATEGORY_OPTIONS: readonly Option[] = [
  { value: '', word: '全部类别' },
  ...Object.entries(CATEGORY_WORDS).map(([value, word]) => ({ value, word })),
];

/** The reader's communities to choose from. */
export const communityOptions = (communities: readonly Community[]): Option[] => [
  { value: '', word: '全部社区' },
  ...communities.map(({ communityId, name }) => ({ value: communityId, word: name })),
];

/** A desk to choose; the first is every desk. */
export interface DeskOption {
  word: string;
  stationId: string;
  deskEventId: string;
}

export const deskOptions = (events: readonly EventView[]): DeskOption[] => [
  { word: '全部核销点', stationId: '', deskEventId: '' },
  ...events.flatMap(({ eventId, title, stations }) =>
    stations.map(({ stationId, label }) => ({
      word: events.length > 1 ? `${title} · ${label}` : label,
      stationId,
      deskEventId: eventId,
    })),
  ),
];

/** A wish in the staff's list. */
export interface QueueRow {
  wishId: string;
  wishNo: string;
  title: string;
  alias: string;
  ageBand: string;
  community: string;
  category: string;
  stateWord: string;
  tone: Tone;
  mine: boolean;
  /** It can be chosen for what is done together in this tab. */
  choosable: boolean;
  flagged: boolean;
  /** Another child's wish looks like this one. */
  alike: boolean;
  chosen: boolean;
  submitted: string;
  /** How long it has waited for whoever's turn it is; '' where it waits for nobody's. */
  waiting: string;
  /** It has waited longer than a family should. */
  late: boolean;
}

/** What is done with many wishes of a tab together; '' where nothing is. */
export type ManyStep = 'review' | 'fund' | '';

/** An admin funds what is approved; who reviews decides what is hers in any other tab. */
export const manyStepOf = (
  filter: Filter,
  { admin, reviews }: { admin: boolean; reviews: boolean },
): ManyStep => {
  if (filter === 'approved') return admin ? 'fund' : '';
  return reviews ? 'review' : '';
};

export const mayChoose = ({ mine, state }: StaffWishRow, step: ManyStep): boolean =>
  step === 'fund' ? state === 'approved' : step === 'review' && mine;

const stateWordOf = ({ state, level }: StaffWishRow): string =>
  state === 'submitted' && level !== undefined
    ? `待${STAFF_LEVEL_WORDS[level]}审核`
    : WISH_STATE_WORDS[state];

const DAY_MS = 24 * 60 * 60 * 1000;

/** A family that has waited longer than so many days is to be served first. */
const PATIENCE_DAYS = 7;

const waitingOf = (
  since: EpochMs | undefined,
  now: EpochMs,
): { waiting: string; late: boolean } => {
  if (since === undefined) return { waiting: '', late: false };
  const days = Math.floor((now - since) / DAY_MS);
  const late = days > PATIENCE_DAYS;
  const waiting = days < 1 ? '等了不到 1 天' : `等了 ${days} 天${late ? '，请先办' : ''}`;
  return { waiting, late };
};

const rowOf = (row: StaffWishRow, now: EpochMs, step: ManyStep): QueueRow => {
  const { waiting, late } = waitingOf(row.waitingSince, now);
  return {
    title: row.title,
    alias: row.alias,
    ageBand: AGE_BAND_WORDS[row.ageBand],
    community: row.communityName,
    category: CATEGORY_WORDS[row.category],
    stateWord: row.mine ? '轮到你审核' : stateWordOf(row),
    wishId: row.wishId,
    wishNo: row.wishNo,
    tone: row.mine ? 'warm' : WISH_STATE_TONES[row.state],
    mine: row.mine,
    choosable: mayChoose(row, step),
    flagged: row.flagged,
    alike: row.alike === true,
    chosen: false,
    submitted: timeText(row.submittedAt),
    waiting,
    late,
  };
};

/** A column of the table that it can be sorted by. */
export type SortKey = 'title' | 'alias' | 'ageBand' | 'community' | 'category' | 'since' | 'state';

const AGE_ORDER: Record<StaffWishRow['ageBand'], string> = {
  '0-6': '0',
  '7-12': '1',
  '13-17': '2',
};

const SORTED_BY: Record<SortKey, (row: StaffWishRow) => string | number> = {
  title: ({ title }) => title,
  alias: ({ alias }) => alias,
  ageBand: ({ ageBand }) => AGE_ORDER[ageBand],
  community: ({ communityName }) => communityName,
  category: ({ category }) => CATEGORY_WORDS[category],
  since: ({ waitingSince, submittedAt }) => waitingSince ?? submittedAt,
  state: (row) => stateWordOf(row),
};

/** The rows in the order of a column, or else as they came, the reader's own turn first. */
export const sortedWishes = (
  wishes: readonly StaffWishRow[],
  sorting: Sorting<SortKey> | null,
): StaffWishRow[] => {
  if (!sorting) {
    return [...wishes.filter(({ mine }) => mine), ...wishes.filter(({ mine }) => !mine)];
  }
  return sortedBy(wishes, sorting, SORTED_BY);
};

const HEAD: readonly (readonly [SortKey, string])[] = [
  ['title', '心愿'],
  ['alias', '代号'],
  ['ageBand', '年龄段'],
  ['community', '社区'],
  ['category', '类别'],
  ['since', '等待'],
  ['state', '状态'],
];

/** The head of the table. */
export const tableHead = (sorting: Sorting<SortKey> | null): HeadCell<SortKey>[] =>
  headOf(HEAD, sorting);

/** The rows as they are shown. */
export const queueRows = (
  wishes: readonly StaffWishRow[],
  now: EpochMs,
  step: ManyStep,
): QueueRow[] => wishes.map((row) => rowOf(row, now, step));

const DONE_WORDS: Record<ReviewDecision, string> = {
  approve: '通过',
  return: '退回',
  reject: '不予通过',
};

/** What a bulk decision is called before and after. */
export const bulkWords = (
  decision: ReviewDecision,
  count: number,
): { title: string; meaning: string; done: string } => ({
  title: `${DONE_WORDS[decision]} ${count} 个心愿`,
  meaning:
    decision === 'return'
      ? '每位家长都会看到这段理由，改好后会再次提交。'
      : decision === 'reject'
        ? '每位家长都会看到这段理由，可以重新许愿。'
        : '文字需要留意的、可能重复的会留下，请打开档案看过再通过。',
  done: `已${DONE_WORDS[decision]}`,
});

/** 已为 12 个心愿预留 3,600 元 */
export const fundedText = (count: number, eachFen: Fen): string =>
  `已为 ${count} 个心愿预留 ${yuanText((count * eachFen) as Fen)}`;

/** What an empty list says. */
export const emptyText = (filter: Filter, narrowed: boolean): { title: string; hint: string } => {
  if (narrowed) return { title: '没有找到', hint: '换一个条件，或清除筛选。' };
  return filter === 'mine' || filter === 'submitted'
    ? { title: '都审完了', hint: '有新的心愿提交时会出现在这里。' }
    : { title: '这里还没有心愿', hint: '换一个状态看看。' };
};
