import type { CampaignView, StaffWishRow, WishState } from '../../../../../typings/contract';
import { timeText } from '../../../../utils/time';
import {
  AGE_BAND_WORDS,
  CATEGORY_WORDS,
  STAFF_LEVEL_WORDS,
  WISH_STATE_TONES,
  WISH_STATE_WORDS,
  type Tone,
} from '../../../../utils/words';

/** A state of the list's filter; '' means every state. */
export type Filter = WishState | '';

export interface FilterChip {
  filter: Filter;
  word: string;
  /** How many; '' where counting is not cheap. */
  count: string;
}

const FILTERS: readonly { filter: Filter; word: string }[] = [
  { filter: 'submitted', word: '待审核' },
  { filter: 'returned', word: '待修改' },
  { filter: 'approved', word: '待落实' },
  { filter: 'funded', word: '备礼中' },
  { filter: 'ready', word: '礼物已到' },
  { filter: 'fulfilled', word: '已实现' },
  { filter: '', word: '全部' },
];

/** The filters; the campaign's counts only for who sees the whole campaign. */
export const filterChips = (counts: CampaignView['counts'] | undefined): FilterChip[] =>
  FILTERS.map(({ filter, word }) => ({
    filter,
    word,
    count: counts && filter !== '' ? String(counts[filter]) : '',
  }));

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
  flagged: boolean;
  submitted: string;
}

const stateWordOf = ({ state, level }: StaffWishRow): string =>
  state === 'submitted' && level !== undefined
    ? `待${STAFF_LEVEL_WORDS[level]}审核`
    : WISH_STATE_WORDS[state];

const rowOf = (row: StaffWishRow): QueueRow => ({
  wishId: row.wishId,
  wishNo: row.wishNo,
  title: row.title,
  alias: row.alias,
  ageBand: AGE_BAND_WORDS[row.ageBand],
  community: row.communityName,
  category: CATEGORY_WORDS[row.category],
  stateWord: row.mine ? '轮到你审核' : stateWordOf(row),
  tone: row.mine ? 'warm' : WISH_STATE_TONES[row.state],
  mine: row.mine,
  flagged: row.flagged,
  submitted: timeText(row.submittedAt),
});

/** Whoever's turn it is sees those first; within each part the order of submission stays. */
export const queueRows = (rows: readonly StaffWishRow[]): QueueRow[] => [
  ...rows.filter(({ mine }) => mine).map(rowOf),
  ...rows.filter(({ mine }) => !mine).map(rowOf),
];

/** What an empty list says. */
export const emptyText = (filter: Filter): { title: string; hint: string } =>
  filter === 'submitted'
    ? { title: '都审完了', hint: '有新的心愿提交时会出现在这里。' }
    : { title: '这里还没有心愿', hint: '换一个状态看看。' };
