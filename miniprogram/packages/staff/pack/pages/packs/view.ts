import {
  BATCH_STATE_WORDS,
  PACK_ANSWER_WORDS,
  PACK_VERSION_WORDS,
  periodText,
  timeText,
} from '@micro-wish/vocabulary';
import type {
  BatchRow,
  BatchState,
  PackAnswerView,
  PackPlanView,
} from '../../../../../../typings/contract';

/** A version with where its packs are, as a bar of four parts. */
export interface VersionRow {
  version: string;
  name: string;
  received: string;
  contents: string;
  parts: { name: string; count: number; share: number; tone: string }[];
}

const share = (count: number, of: number): number => (of === 0 ? 0 : (count / of) * 100);

export const versionRows = ({ versions, contents }: PackPlanView): VersionRow[] =>
  versions.map(({ version, received, delivered, withUnits, inStore, lost }) => ({
    version,
    name: PACK_VERSION_WORDS[version],
    received: `共 ${received} 份`,
    contents: contents[version].join('、'),
    parts: [
      { name: '已送到', count: delivered, share: share(delivered, received), tone: 'leaf' },
      { name: '在单位', count: withUnits, share: share(withUnits, received), tone: 'gold' },
      { name: '在仓库', count: inStore, share: share(inStore, received), tone: 'sunk' },
      { name: '报失', count: lost, share: share(lost, received), tone: 'coral' },
    ],
  }));

/** 360 份，已送到 9 份 */
export const totalText = ({ versions }: PackPlanView): string => {
  const sum = (key: 'received' | 'delivered'): number =>
    versions.reduce((total, one) => total + one[key], 0);
  return `${sum('received')} 份，已送到孩子手里 ${sum('delivered')} 份`;
};

const TONES: Record<BatchState, string> = { sent: 'wait', acknowledged: 'warm', closed: 'good' };

export interface BatchLine {
  batchId: string;
  unitName: string;
  state: string;
  tone: string;
  about: string;
  time: string;
  alert: string;
}

export const batchLines = (rows: readonly BatchRow[]): BatchLine[] =>
  rows.map(({ batchId, unitName, state, counts, from, until, openDiscrepancies }) => {
    const sum = (key: 'inHand' | 'delivered' | 'cards'): number =>
      counts.reduce((total, one) => total + one[key], 0);
    return {
      batchId,
      unitName,
      state: BATCH_STATE_WORDS[state],
      tone: TONES[state],
      about: `已送 ${sum('delivered')} / ${sum('cards')} 个孩子 · 还在手上 ${sum('inHand')} 份`,
      time: periodText(from, until),
      alert: openDiscrepancies > 0 ? `${openDiscrepancies} 条签收差异待处理` : '',
    };
  });

export interface AnswerLine {
  cardId: string;
  said: string;
  tone: string;
  about: string;
  note: string;
  due: string;
  isOpen: boolean;
  words: string;
}

export const answerLines = (answers: readonly PackAnswerView[], now: number): AnswerLine[] =>
  answers.map(({ cardId, cardNo, alias, version, answer, note, at, state, dueAt, words }) => ({
    cardId,
    said: PACK_ANSWER_WORDS[answer],
    tone: state === 'open' ? 'alert' : 'good',
    about: `${alias} · ${PACK_VERSION_WORDS[version]} · ${cardNo}`,
    note,
    due:
      dueAt === undefined
        ? timeText(at)
        : dueAt < now
          ? `已超过 ${timeText(dueAt)}，请马上回复`
          : `请在 ${timeText(dueAt)} 前回复`,
    isOpen: state === 'open',
    words: words ?? '',
  }));
