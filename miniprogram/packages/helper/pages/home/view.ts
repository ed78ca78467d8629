import {
  AGE_BAND_WORDS,
  dayAt,
  daysBetween,
  dayWord,
  fullDayText,
  MOTHER_STATE_WORDS,
  minutesText,
  noticeWord,
  OUTING_STATE_WORDS,
  PAIR_ROLE_WORDS,
  PAIR_STATE_WORDS,
  periodText,
  PROOF_WORDS,
  RECORD_KIND_WORDS,
  startOfDay,
  timeText,
} from '@micro-wish/vocabulary';
import type {
  HelperPair,
  MotherMe,
  OutingView,
  PairState,
  Told,
} from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';
import type { WaitingRecord } from '../../outbox';

/** How strongly a pair's state asks to be seen. */
const PAIR_TONES: Record<PairState, Tone> = {
  proposed: 'wait',
  consented: 'wait',
  active: 'good',
  suspended: 'quiet',
  ended: 'quiet',
  declined: 'quiet',
  cancelled: 'quiet',
};

export interface OutingLine {
  outingId: string;
  place: string;
  when: string;
  stateWord: string;
  mayReturn: boolean;
}

export interface PairCard {
  pairId: string;
  alias: string;
  about: string;
  stateWord: string;
  tone: Tone;
  next: string;
  /** The last day to be in touch, where it is near. */
  due: string;
  summary: string;
  isActive: boolean;
  outings: OutingLine[];
}

/** Outings behind her stay on the list so long after. */
const PAST_MS = 2 * 24 * 60 * 60 * 1000;

const outingLine = (outing: OutingView): OutingLine => ({
  outingId: outing.outingId,
  place: outing.place,
  when: periodText(outing.from, outing.until),
  stateWord: OUTING_STATE_WORDS[outing.state],
  mayReturn: outing.state === 'agreed',
});

const showsStill = ({ state, until }: OutingView, now: number): boolean =>
  state === 'agreed' || until > now - PAST_MS;

/** Days before the end of a clock on which she is reminded. */
const NEAR_DAYS = 10;

const dueText = ({ silentDueOn, faceDueOn }: HelperPair, today: string): string => {
  if (silentDueOn !== undefined && daysBetween(today, silentDueOn) <= NEAR_DAYS) {
    return silentDueOn < today
      ? '好久没有联系上了，今天打个电话吧'
      : `${dayWord(silentDueOn)}前联系一次`;
  }
  if (faceDueOn !== undefined && daysBetween(today, faceDueOn) <= NEAR_DAYS) {
    return faceDueOn < today ? '好久没有见面了，约个时间吧' : `${dayWord(faceDueOn)}前见一次面`;
  }
  return '';
};

export const pairCards = (pairs: readonly HelperPair[], now: number): PairCard[] =>
  pairs.map((pair) => ({
    pairId: pair.pairId,
    alias: pair.alias,
    about: [
      AGE_BAND_WORDS[pair.ageBand],
      PAIR_ROLE_WORDS[pair.role],
      pair.purpose ?? '',
      pair.until === undefined ? '' : `到${dayWord(pair.until)}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    stateWord: PAIR_STATE_WORDS[pair.state],
    tone: PAIR_TONES[pair.state],
    next:
      pair.state === 'active' && pair.next !== undefined && pair.next >= dayAt(now)
        ? `下次 ${dayWord(pair.next)}`
        : '',
    due: dueText(pair, dayAt(now)),
    summary: pair.summary ?? '',
    isActive: pair.state === 'active',
    outings: pair.outings.filter((outing) => showsStill(outing, now)).map(outingLine),
  }));

export interface StandingCard {
  title: string;
  hint: string;
  proofs: { proof: string; word: string; state: string; tone: Tone }[];
}

const TITLES: Record<MotherMe['state'], string> = {
  applied: '申请已收到',
  approved: '你在爱心妈妈队伍里',
  paused: '你的陪伴暂停了',
  ended: '陪伴工作已结束',
  rejected: '这次申请没有通过',
};

const hintOf = ({ state, mayVisit, mayCall }: MotherMe): string => {
  if (state === 'applied') return '工作人员会联系你，一起把下面的材料办齐。';
  if (state !== 'approved') return '有疑问请联系社区妇联工作人员。';
  if (mayVisit) return '可以见面、外出和通话。';
  return mayCall ? '材料补齐前，先用通话陪伴。' : '材料办齐后就可以开始陪伴。';
};

/** Where she stands; all that is asked for, with what is missing first. */
export const standingCard = (me: MotherMe): StandingCard => ({
  title: TITLES[me.state],
  hint: hintOf(me),
  proofs: me.proofs.map(({ proof, state, until }) => ({
    proof,
    word: PROOF_WORDS[proof],
    state:
      state === 'missing'
        ? '还没有登记'
        : state === 'over'
          ? '已过期'
          : until === undefined
            ? '已登记'
            : `到 ${fullDayText(startOfDay(until))}`,
    tone: state === 'good' ? 'good' : 'alert',
  })),
});

export const stateWord = (me: MotherMe): string => MOTHER_STATE_WORDS[me.state];

export const hoursText = ({
  serviceMinutes,
  trainingMinutes,
  unconfirmedMinutes,
}: {
  serviceMinutes: number;
  trainingMinutes: number;
  unconfirmedMinutes: number;
}): { service: string; more: string } => ({
  service: minutesText(serviceMinutes),
  more: [
    unconfirmedMinutes > 0 ? `另有 ${minutesText(unconfirmedMinutes)}等督导确认` : '',
    trainingMinutes > 0 ? `培训 ${minutesText(trainingMinutes)}` : '',
  ]
    .filter((part) => part !== '')
    .join('，'),
});

export const noticeLines = (told: readonly Told[]): { key: string; word: string; at: string }[] =>
  told.slice(0, 5).map(({ kind, at }, place) => ({
    key: `${place}`,
    word: noticeWord(kind),
    at: timeText(at),
  }));

export const waitingLines = (waiting: readonly WaitingRecord[]) =>
  waiting.map(({ id, alias, record, problem = '' }) => ({
    id,
    title: `${alias} · ${dayWord(record.day)} ${RECORD_KIND_WORDS[record.kind]}`,
    problem,
  }));
