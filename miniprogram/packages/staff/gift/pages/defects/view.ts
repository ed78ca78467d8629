import { DEFECT_OUTCOME_WORDS, timeText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../../utils/tones';
import type { DefectOutcome, DefectRow, StockRow } from '../../../../../../typings/contract';
import { detailsText } from '../../../common/details';

const OUTCOME: Record<DefectOutcome, { word: string; tone: Tone; usual: string }> = {
  replaced: {
    word: DEFECT_OUTCOME_WORDS.replaced,
    tone: 'good',
    usual: '我们为您换一份，请到社区领取。',
  },
  repaired: {
    word: DEFECT_OUTCOME_WORDS.repaired,
    tone: 'good',
    usual: '我们联系店家维修，修好了告诉您。',
  },
  refunded: {
    word: DEFECT_OUTCOME_WORDS.refunded,
    tone: 'good',
    usual: '店家已退款，我们会再为孩子想办法。',
  },
  declined: { word: DEFECT_OUTCOME_WORDS.declined, tone: 'quiet', usual: '' },
};

/** How a defect can be settled, with the words that are usual. */
export const OUTCOMES = Object.entries(OUTCOME).map(([outcome, { word, usual }]) => ({
  outcome: outcome as DefectOutcome,
  word,
  usual,
}));

/** A reported defect. */
export interface DefectLine {
  defectId: string;
  title: string;
  about: string;
  reason: string;
  words: string;
  stateWord: string;
  tone: Tone;
}

export const defectLines = (rows: readonly DefectRow[]): DefectLine[] =>
  rows.map((row) => ({
    defectId: row.defectId,
    title: row.title || '心愿已删除',
    about: [
      row.wishNo,
      row.alias,
      row.communityName,
      `${row.reportedBy === 'family' ? '家长' : '工作人员'} ${timeText(row.at)}`,
    ]
      .filter(Boolean)
      .join(' · '),
    reason: row.reason,
    words: row.words ?? '',
    stateWord: row.outcome ? OUTCOME[row.outcome].word : '待处理',
    tone: row.outcome ? OUTCOME[row.outcome].tone : 'alert',
  }));

/** A lot that can replace what broke. */
export const lotChoices = (lots: readonly StockRow[]): { stockId: string; word: string }[] =>
  lots.map(({ stockId, title, details, left }) => ({
    stockId,
    word: `${[title, detailsText(details)].filter(Boolean).join(' ')}（剩 ${left}）`,
  }));

/** What is still missing before a defect can be settled; '' where nothing is. */
export const missingIn = (outcome: DefectOutcome | '', words: string, stockId: string): string => {
  if (outcome === '') return '请选择怎么处理';
  if (outcome === 'replaced' && stockId === '') return '请选择用库存里的哪一件更换';
  return words.trim() === '' ? '请写几句给家长的话' : '';
};
