import { AWARD_REFUSAL_WORDS, CERTIFICATE_STATUS_WORDS, timeText } from '@micro-wish/vocabulary';
import type {
  AwardResult,
  CertificateRow,
  CertificateStatus,
  EnrolmentRow,
} from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

/** Somebody who took part: how often, how the assessment went, which certificate. */
export interface LearnerLine {
  enrolmentId: string;
  who: string;
  about: string;
  word: string;
  tone: Tone;
  chosen: boolean;
  /** Came to everything and passed, and has no certificate yet. */
  isReady: boolean;
}

const assessmentText = ({ assessment }: EnrolmentRow): string => {
  if (!assessment) return '还没有考核';
  const { passed, score } = assessment;
  return [passed ? '考核合格' : '考核不合格', ...(score === undefined ? [] : [`${score} 分`])].join(
    ' ',
  );
};

const STANDINGS = {
  issued: { word: '已发证书', tone: 'good' },
  ready: { word: '可以发证', tone: 'warm' },
  open: { word: '未达到', tone: 'quiet' },
} as const;

/** `sessions`: how many were not cancelled. */
export const learnerLines = (
  rows: readonly EnrolmentRow[],
  sessions: readonly string[],
  chosen: ReadonlySet<string>,
): LearnerLine[] =>
  rows
    .filter(({ state, attended }) => state === 'enrolled' || attended.length > 0)
    .map((row) => {
      const came = sessions.filter((sessionId) => row.attended.includes(sessionId)).length;
      const isIssued = row.certificateNumber !== undefined;
      const isReady = !isIssued && came === sessions.length && row.assessment?.passed === true;
      return {
        enrolmentId: row.enrolmentId,
        who: row.who || '已删除',
        about: [`到场 ${came}/${sessions.length}`, assessmentText(row)].join(' · '),
        ...STANDINGS[isIssued ? 'issued' : isReady ? 'ready' : 'open'],
        chosen: chosen.has(row.enrolmentId),
        isReady,
      };
    });

const STATUS_TONES: Record<CertificateStatus, Tone> = {
  valid: 'good',
  expired: 'quiet',
  replaced: 'quiet',
  revoked: 'alert',
  unknown: 'quiet',
};

export interface CertificateLine {
  number: string;
  name: string;
  about: string;
  word: string;
  tone: Tone;
  mayCorrect: boolean;
  mayRevoke: boolean;
  /** Asked for by another admin: `reason`, which the caller may confirm. */
  mayConfirm: boolean;
  waits: string;
}

export const certificateLines = (
  rows: readonly CertificateRow[],
  isAdmin: boolean,
): CertificateLine[] =>
  rows.map(({ number, name, hours, issuedOn, status, revocation }) => {
    const isGood = status === 'valid' || status === 'expired';
    return {
      number,
      name: name || '已删除',
      about: [number, `${hours} 学时`, issuedOn].join(' · '),
      word: CERTIFICATE_STATUS_WORDS[status],
      tone: STATUS_TONES[status],
      mayCorrect: isAdmin && isGood && !revocation,
      mayRevoke: isAdmin && isGood && !revocation,
      mayConfirm: isAdmin && revocation !== undefined && !revocation.mine,
      waits:
        revocation === undefined
          ? ''
          : `${timeText(revocation.at)} ${revocation.mine ? '你' : '另一位管理员'}要求撤销：${revocation.reason}`,
    };
  });

/** `发了 3 张；1 人没有发：考核还没有合格` */
export const awardText = (results: readonly AwardResult[]): string => {
  const refused = results.flatMap((result) => result.refused ?? []);
  const reasons = [...new Set(refused)].map((reason) => AWARD_REFUSAL_WORDS[reason]);
  return [
    `发了 ${results.length - refused.length} 张证书`,
    ...(refused.length === 0 ? [] : [`${refused.length} 人没有发：${reasons.join('、')}`]),
  ].join('；');
};

/** A score as it is typed: `undefined` for none, NaN for what is no score. */
export const scoreOf = (typed: string): number | undefined => {
  const text = typed.trim();
  if (text === '') return undefined;
  const score = Number(text);
  return score >= 0 && score <= 100 ? score : NaN;
};
