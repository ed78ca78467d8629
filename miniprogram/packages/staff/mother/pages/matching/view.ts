import {
  AGE_BAND_WORDS,
  MOTHER_KIND_WORDS,
  MOTHER_TEAM_WORDS,
  PAIR_STATE_WORDS,
  STAFF_LEVEL_WORDS,
} from '@micro-wish/vocabulary';
import type { ChildToMatch, MotherMatch, Output } from '../../../../../../typings/contract';

const REASON_WORDS: Record<MotherMatch['reasons'][number], string> = {
  same_community: '同一个社区',
  same_street: '同一个街道',
  skill: '擅长',
  free: '还没有结对',
  full: '已满',
  not_ready: '材料未齐，暂不能见面',
};

export interface PairChildLine {
  childId: string;
  alias: string;
  about: string;
  agreed: boolean;
}

/** Children who could be accompanied: those of families that agreed first. */
export const pairChildLines = (children: readonly ChildToMatch[]): PairChildLine[] =>
  children
    .map((child) => ({
      childId: child.childId,
      alias: child.alias,
      about: [
        AGE_BAND_WORDS[child.ageBand],
        child.lead === undefined
          ? child.agreed
            ? '家庭同意结对'
            : '家庭还没有同意结对'
          : `已有主要陪伴，${PAIR_STATE_WORDS[child.lead]}`,
      ].join(' · '),
      agreed: child.agreed && child.lead === undefined,
    }))
    .sort((a, b) => Number(b.agreed) - Number(a.agreed));

export interface MatchLine {
  motherId: string;
  name: string;
  about: string;
  skills: string;
  reasons: string;
}

export const matchLines = (matches: readonly MotherMatch[]): MatchLine[] =>
  matches.map((match) => ({
    motherId: match.motherId,
    name: match.name,
    about: `${MOTHER_TEAM_WORDS[match.team]} · ${MOTHER_KIND_WORDS[match.kind]} · 主要陪伴 ${match.leads}/${match.maxPairs}`,
    skills: match.skills.join('、'),
    reasons: match.reasons.map((reason) => REASON_WORDS[reason]).join('，'),
  }));

export interface OverseerChoice {
  grantId: string;
  word: string;
}

type Overseers = Output<'staff', 'pair.overseers'>['items'];

/** Who can look after a pair, the caller first. */
export const overseerChoices = (overseers: Overseers): OverseerChoice[] =>
  [...overseers]
    .sort((a, b) => Number(b.mine) - Number(a.mine))
    .map(({ grantId, level, areaName, label, mine }) => ({
      grantId,
      word: `${label ?? STAFF_LEVEL_WORDS[level]}（${areaName}）${mine ? ' · 我' : ''}`,
    }));

/** What is still missing; '' where nothing is. */
export const missingIn = (given: {
  motherId: string;
  role: string;
  purpose: string;
  until: string;
  supervisorGrantId: string;
  deputyGrantId: string;
}): string => {
  if (given.motherId === '') return '请从名单里选一位';
  if (given.role === 'supporter' && (given.purpose.trim() === '' || given.until === '')) {
    return '专长支持请写做什么、到哪天为止';
  }
  if (given.supervisorGrantId === '') return '请选择督导';
  if (given.deputyGrantId === '') return '请选择副督导';
  return given.supervisorGrantId === given.deputyGrantId ? '督导和副督导要是两个人' : '';
};
