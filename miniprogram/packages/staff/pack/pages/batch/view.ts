import {
  BATCH_STATE_WORDS,
  CARD_STATE_WORDS,
  PACK_OUTCOME_WORDS,
  PACK_VERSION_WORDS,
  periodText,
} from '@micro-wish/vocabulary';
import type {
  BatchView,
  DiscrepancyView,
  PackLossView,
  PackVersion,
  UnitPack,
} from '../../../../../../typings/contract';

export interface CountLine {
  version: PackVersion;
  name: string;
  text: string;
  inHand: number;
}

/** Versions that the batch has or had. */
export const countLines = ({ counts }: Pick<BatchView, 'counts'>): CountLine[] =>
  counts
    .filter(({ sent, cards }) => sent > 0 || cards > 0)
    .map(({ version, sent, delivered, inHand, returned, lost, missing, cards }) => ({
      version,
      name: PACK_VERSION_WORDS[version],
      inHand,
      text: [
        `发出 ${sent}`,
        `已分配 ${cards}`,
        `已送到 ${delivered}`,
        `在手上 ${inHand}`,
        ...(returned > 0 ? [`退回 ${returned}`] : []),
        ...(lost > 0 ? [`报失 ${lost}`] : []),
        ...(missing > 0 ? [`差 ${missing}`] : []),
      ].join('　'),
    }));

export interface PackLine {
  cardId: string;
  alias: string;
  version: PackVersion;
  about: string;
  state: string;
  tone: string;
  isOpen: boolean;
}

const stateOf = ({ state, ready }: UnitPack): [string, string] => {
  if (state === 'redeemed') return ['已送到', 'good'];
  if (state === 'frozen') return [CARD_STATE_WORDS.frozen, 'alert'];
  return ready ? ['可以送', 'warm'] : ['还没有包', 'wait'];
};

const lineOf = (pack: UnitPack): PackLine => {
  const [state, tone] = stateOf(pack);
  return {
    cardId: pack.cardId,
    alias: pack.alias,
    version: pack.version,
    about: `${PACK_VERSION_WORDS[pack.version]} · ${pack.cardNo}`,
    state,
    tone,
    isOpen: pack.state !== 'redeemed',
  };
};

export interface PlaceGroup {
  place: string;
  packs: PackLine[];
}

/** By meeting place, in the order in which they came. */
export const placeGroups = (packs: readonly UnitPack[]): PlaceGroup[] => {
  const groups = new Map<string, PackLine[]>();
  for (const pack of packs) {
    const place = pack.place || '地点另行约定';
    groups.set(place, [...(groups.get(place) ?? []), lineOf(pack)]);
  }
  return [...groups].map(([place, lines]) => ({ place, packs: lines }));
};

export interface DiscrepancyLine {
  discrepancyId: string;
  text: string;
  isOpen: boolean;
}

export const discrepancyLines = (items: readonly DiscrepancyView[]): DiscrepancyLine[] =>
  items.map(({ discrepancyId, version, missing, state, outcome }) => ({
    discrepancyId,
    isOpen: state === 'open',
    text: [
      `${PACK_VERSION_WORDS[version]} 少 ${missing} 份`,
      state === 'settled' && outcome ? PACK_OUTCOME_WORDS[outcome] : '',
      state === 'waits_for_second' ? '报失，等另一位确认' : '',
    ]
      .filter(Boolean)
      .join(' · '),
  }));

export interface LossLine {
  lossId: string;
  text: string;
  reason: string;
  /** The caller may be the second person. */
  mayConfirm: boolean;
}

const LOSS_STATES = { waits_for_second: '等另一位确认', lost: '已报失', declined: '未同意' };

export const lossLines = (losses: readonly PackLossView[]): LossLine[] =>
  losses.map(({ lossId, version, count, reason, state, mine }) => ({
    lossId,
    text: `${PACK_VERSION_WORDS[version]} ${count} 份 · ${LOSS_STATES[state]}`,
    reason,
    mayConfirm: state === 'waits_for_second' && !mine,
  }));

export const headOf = ({ unitName, state, from, until }: BatchView) => ({
  unitName,
  stateWord: BATCH_STATE_WORDS[state],
  isOpen: state !== 'closed',
  time: periodText(from, until),
});
