import {
  AGE_BAND_WORDS,
  CATEGORY_WORDS,
  WISH_STATE_WORDS,
  dayText,
  fullDayText,
  intakePause,
  type IntakePause,
} from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../utils/tones';
import type {
  CampaignView,
  EpochMs,
  WallItem,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import { countedLights } from '../../utils/counted-lights';

/** The four lights of the legend and what they stand for. */
const LEGEND: { state: WishState; label: string; states: WishState[] }[] = [
  { state: 'submitted', label: '待审核', states: ['submitted', 'returned'] },
  { state: 'approved', label: '已通过', states: ['approved'] },
  { state: 'funded', label: '备礼中', states: ['funded', 'ready'] },
  { state: 'fulfilled', label: '已实现', states: ['fulfilled'] },
];

/** The states that a light of the legend stands for. */
export const statesOfLight = (state: WishState): readonly WishState[] =>
  LEGEND.find((entry) => entry.state === state)?.states ?? [];

export interface LegendEntry {
  state: WishState;
  label: string;
  count: number;
}

export interface HomeView {
  title: string;
  when: string;
  place: string;
  donor: string;
  fulfilled: number;
  total: number;
  /** How much light the sky holds, 0–1. */
  dawn: number;
  legend: LegendEntry[];
  fund: CampaignView['fund'];
  /** Why no new wish is taken now; null while the form is open. */
  pause: IntakePause | null;
}

/** What the home page says of a campaign: its wall, its counts, its published figures. */
export const homeView = (campaign: CampaignView, now: EpochMs): HomeView => {
  const { counts, period } = campaign;
  const legend = LEGEND.map(({ state, label, states }) => ({
    state,
    label,
    count: states.reduce((sum, each) => sum + counts[each], 0),
  }));
  const total = legend.reduce((sum, { count }) => sum + count, 0);
  return {
    title: campaign.title,
    when: `${fullDayText(period.from)} – ${dayText(period.until)}`,
    place: campaign.place,
    donor: campaign.donor,
    fulfilled: counts.fulfilled,
    total,
    dawn: total === 0 ? 0 : Math.round((counts.fulfilled / total) * 100) / 100,
    legend,
    fund: campaign.fund,
    pause: intakePause({ ...period, closed: campaign.closed }, now),
  };
};

/** The wall as the counts alone show it, for a page that may make one call only. */
export const countedWall = (counts: CampaignView['counts'], places: number): WallItem[] =>
  countedLights(counts, places).map((state, place) => ({
    wishNo: `light-${place}`,
    publicText: '',
    category: 'other',
    ageBand: '7-12',
    state,
  }));

export interface LightCard {
  state: WishState;
  category: WishCategory;
  text: string;
  about: string;
  stateWord: string;
  tone: Tone;
  note: string;
}

const NOTES: Partial<Record<WishState, string>> = {
  submitted: '工作人员正在核对，请等一等它亮起来。',
  returned: '家长正在补充这个心愿。',
  approved: '已通过审核，接下来准备礼物。',
  funded: '礼物正在路上。',
  ready: '礼物已经到了，等孩子来领取。',
  fulfilled: '礼物已经交到孩子手里。',
};

/** What one light tells: the curated words where there are any, never more than the wall's item. */
export const lightCard = ({ publicText, category, ageBand, state }: WallItem): LightCard => ({
  state,
  category,
  text: publicText || `一个关于${CATEGORY_WORDS[category]}的心愿`,
  about: `${CATEGORY_WORDS[category]} · ${AGE_BAND_WORDS[ageBand]}`,
  stateWord: WISH_STATE_WORDS[state],
  tone: WISH_STATE_TONES[state],
  note: NOTES[state] ?? '',
});
