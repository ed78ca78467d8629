import {
  addDays,
  dayAt,
  MOTHER_KIND_WORDS,
  MOTHER_LEVEL_WORDS,
  MOTHER_STATE_WORDS,
  MOTHER_TEAM_WORDS,
  PROOF_WORDS,
} from '@micro-wish/vocabulary';
import type {
  MotherDecision,
  MotherRow,
  MotherState,
  Proof,
} from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

const TONES: Record<MotherState, Tone> = {
  applied: 'wait',
  approved: 'good',
  paused: 'quiet',
  ended: 'quiet',
  rejected: 'quiet',
};

export type Filter = 'all' | 'applied' | 'approved' | 'soon';

export const FILTERS: { filter: Filter; word: string }[] = [
  { filter: 'all', word: '全部' },
  { filter: 'applied', word: '等待审核' },
  { filter: 'approved', word: '在队' },
  { filter: 'soon', word: '材料要办' },
];

export const PROOFS = (Object.keys(PROOF_WORDS) as Proof[]).map((proof) => ({
  proof,
  word: PROOF_WORDS[proof],
}));

const DECISIONS: Record<MotherState, { decision: MotherDecision; word: string }[]> = {
  applied: [
    { decision: 'approve', word: '通过' },
    { decision: 'reject', word: '不通过' },
  ],
  approved: [
    { decision: 'pause', word: '暂停' },
    { decision: 'end', word: '结束' },
  ],
  paused: [
    { decision: 'resume', word: '恢复' },
    { decision: 'end', word: '结束' },
  ],
  ended: [],
  rejected: [],
};

const HAS_SERVED: readonly MotherState[] = ['approved', 'paused', 'ended'];

/** Ends of proofs so near are to be seen to. */
const SOON_DAYS = 30;

export interface MotherLine {
  motherId: string;
  name: string;
  about: string;
  skills: string;
  stateWord: string;
  tone: Tone;
  /** What is missing or runs out; '' where all is well. */
  proofs: string;
  isLate: boolean;
  leads: string;
  decisions: { decision: MotherDecision; word: string }[];
  takesProofs: boolean;
  /** She was in the team, and somebody else certifies her hours. */
  mayHaveHours: boolean;
  mine: boolean;
}

const proofsOf = ({ missing, runsOutOn, state }: MotherRow, today: string): string => {
  if (state === 'ended' || state === 'rejected') return '';
  if (missing.length > 0) return `还缺 ${missing.map((proof) => PROOF_WORDS[proof]).join('、')}`;
  return runsOutOn !== undefined && runsOutOn <= addDays(today, SOON_DAYS)
    ? `${runsOutOn} 到期`
    : '';
};

export const motherLines = (rows: readonly MotherRow[], now: number): MotherLine[] =>
  rows.map((row) => ({
    motherId: row.motherId,
    name: row.name || '已删除资料',
    about: [
      MOTHER_TEAM_WORDS[row.team],
      MOTHER_KIND_WORDS[row.kind],
      `${MOTHER_LEVEL_WORDS[row.level]}级`,
    ].join(' · '),
    skills: row.skills.join('、'),
    stateWord: MOTHER_STATE_WORDS[row.state],
    tone: TONES[row.state],
    proofs: proofsOf(row, dayAt(now)),
    isLate: row.missing.length > 0,
    leads: `主要陪伴 ${row.leads}/${row.maxPairs}`,
    decisions: row.mine ? [] : DECISIONS[row.state],
    takesProofs: !row.mine && row.state !== 'ended' && row.state !== 'rejected',
    mayHaveHours: !row.mine && row.name !== '' && HAS_SERVED.includes(row.state),
    mine: row.mine,
  }));

/** The lines of a filter. */
export const filtered = (
  lines: readonly MotherLine[],
  rows: readonly MotherRow[],
  filter: Filter,
): MotherLine[] =>
  lines.filter(({ motherId, proofs }) => {
    if (filter === 'all') return true;
    if (filter === 'soon') return proofs !== '';
    return rows.find((row) => row.motherId === motherId)?.state === filter;
  });
