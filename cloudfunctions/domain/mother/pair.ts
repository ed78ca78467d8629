import type {
  ChildSays,
  Day,
  EpochMs,
  PairRole,
  PairState,
  TalkWith,
  YesNo,
} from '../../../typings/contract';
import { maySee, type StaffRights } from '../common/access';
import { ageAt } from '../common/age';
import { refuse, refuseArea } from '../common/refusal';
import { dueOf, nextAlertOn, type Alerted, type Clocked } from './clocks';
import { addDays, dayAt, PAIR_STATE_WORDS } from '@micro-wish/vocabulary';
import { RECORD_DAYS } from './record';

/** What happened to a pair; the reason is for staff alone. */
export type PairEvent =
  | 'proposed'
  | 'consented'
  | 'declined'
  | 'cancelled'
  | 'started'
  | 'suspended'
  | 'resumed'
  | 'ended'
  | 'assigned';

interface Step {
  at: EpochMs;
  by: string;
  event: PairEvent;
  reason: string;
}

/** 结对 of one child with one mother; the same two may have several, one after another. */
export interface Pair extends Clocked {
  _id: string;
  campaignId: string;
  childId: string;
  motherId: string;
  role: PairRole;
  /** Of a supporter: what for, and her last day. */
  purpose: string | null;
  until: Day | null;
  supervisorGrantId: string;
  deputyGrantId: string;
  /** Pseudonyms of their holders. */
  supervisorId: string;
  deputyId: string;
  /** The way down to the child's community. */
  areaPath: readonly string[];
  state: PairState;
  /** Proposed, consented, active or suspended. */
  live: boolean;
  /** The family's yes, by which guardian. */
  consent: { by: string; at: EpochMs; childSays: ChildSays } | null;
  /** 交接: the pair that ends when this one starts, and what the supervisor passes on. */
  replaces: string | null;
  summary: string | null;
  talks: Record<'mother' | 'guardian', Day[]>;
  alerted: Alerted;
  /** The next agreed day, as her last record says. */
  next: Day | null;
  history: Step[];
  /** Its words went by the end of their time, with no erasure. */
  letGo?: true;
  /** Order and cursor of lists: time of proposing. */
  key: string;
  /** Order and cursor of what is due: last good day and id; '' where no clock runs. */
  silentKey: string;
  faceKey: string;
  talkKey: string;
  /** The day on which the next silence is told; '' where none is. */
  alertOn: Day;
  /** Last day of a supporter's live pair; '' where it has no end. */
  lastOn: Day;
}

export interface By {
  personId: string;
  now: EpochMs;
}

const LIVE: readonly PairState[] = ['proposed', 'consented', 'active', 'suspended'];

/** The child has a lead in these states; a proposal blocks nobody. */
export const isUnderWay = (state: PairState): boolean =>
  state === 'active' || state === 'suspended';

/** From this age on only the child's own yes consents. */
export const OWN_WORD_AGE = 14;

/** The pair with all that follows from its facts: keys of lists, and the next alert. */
export const settled = (pair: Pair): Pair => {
  const due = dueOf(pair);
  const key = (day: Day | undefined): string => (day === undefined ? '' : `${day}.${pair._id}`);
  const live = LIVE.includes(pair.state);
  return {
    ...pair,
    live,
    silentKey: key(due?.silent),
    faceKey: key(due?.face),
    talkKey: key(due?.talk),
    alertOn: nextAlertOn(due, pair.alerted),
    lastOn: live ? (pair.until ?? '') : '',
  };
};

const moved = (
  pair: Pair,
  to: { state: PairState; event: PairEvent; reason?: string } & Partial<Pair>,
  { personId, now }: By,
): Pair => {
  const { event, reason = '', ...change } = to;
  const step: Step = { at: now, by: personId, event, reason };
  return settled({ ...pair, ...change, history: [...pair.history, step] });
};

const refuseState = ({ state }: Pair): never =>
  refuse('FAILED_PRECONDITION', `这次结对现在是「${PAIR_STATE_WORDS[state]}」，不能这样办理。`);

/** Everything a proposal begins with. */
export type Proposal = Pick<
  Pair,
  | '_id'
  | 'campaignId'
  | 'childId'
  | 'motherId'
  | 'role'
  | 'purpose'
  | 'until'
  | 'supervisorGrantId'
  | 'deputyGrantId'
  | 'supervisorId'
  | 'deputyId'
  | 'areaPath'
  | 'replaces'
  | 'summary'
  | 'key'
>;

/**
 * A new pair, for the family to answer.
 * @throws Refusal INVALID_ARGUMENT where a supporter has no purpose or no end ahead
 */
export const propose = (proposal: Proposal, by: By): Pair => {
  if (proposal.role === 'supporter') {
    if (proposal.purpose === null || proposal.until === null) {
      refuse('INVALID_ARGUMENT', '专长支持要写明做什么、到哪天为止。');
    } else if (proposal.until < dayAt(by.now)) {
      refuse('INVALID_ARGUMENT', '专长支持的结束日期不能早于今天。');
    }
  }
  return moved(
    {
      ...proposal,
      state: 'proposed',
      live: true,
      consent: null,
      startedOn: null,
      clocksFrom: null,
      reachedOn: null,
      faceOn: null,
      talks: { mother: [], guardian: [] },
      alerted: { silent: null, face: null },
      next: null,
      history: [],
      silentKey: '',
      faceKey: '',
      talkKey: '',
      alertOn: '',
      lastOn: '',
    },
    { state: 'proposed', event: 'proposed' },
    by,
  );
};

/** A pair comes to its end: one that never began is cancelled or declined instead. */
export const endPair = (
  pair: Pair,
  by: By,
  { reason = '', saidNo = false }: { reason?: string; saidNo?: boolean } = {},
): Pair => {
  if (!pair.live) return refuseState(pair);
  const state = isUnderWay(pair.state) ? 'ended' : saidNo ? 'declined' : 'cancelled';
  return moved(pair, { state, event: state, reason }, by);
};

/**
 * The family's word for this pair, in which the child is asked too. A no of either ends it, at any
 * time and with no reason; from 14 on only the child's own yes is one.
 * @throws Refusal FAILED_PRECONDITION where it is over, or a child of 14 has not said yes
 */
export const answerPair = (
  pair: Pair,
  { answer, childSays }: { answer: YesNo; childSays: ChildSays },
  birthMonth: string,
  by: By,
): Pair => {
  if (!pair.live) return refuseState(pair);
  if (answer === 'no' || childSays === 'no') return endPair(pair, by, { saidNo: true });
  if (ageAt(birthMonth, by.now) >= OWN_WORD_AGE && childSays !== 'yes') {
    refuse('FAILED_PRECONDITION', '孩子已满 14 岁，要孩子自己说愿意才可以。请先问问孩子。');
  }
  const consent = { by: by.personId, at: by.now, childSays };
  const state = pair.state === 'proposed' ? 'consented' : pair.state;
  return moved(pair, { state, event: 'consented', consent }, by);
};

/** Whether a child who was younger when the family answered is to be asked again. */
export const asksChildAgain = (
  { live, consent }: Pick<Pair, 'live' | 'consent'>,
  birthMonth: string,
  now: EpochMs,
): boolean =>
  live && consent !== null && consent.childSays !== 'yes' && ageAt(birthMonth, now) >= OWN_WORD_AGE;

/**
 * The first meeting was held: both clocks begin with it.
 * @throws Refusal FAILED_PRECONDITION before the family's yes; INVALID_ARGUMENT for another day
 */
export const startPair = (pair: Pair, metOn: Day, by: By): Pair => {
  const today = dayAt(by.now);
  if (pair.state !== 'consented') return refuseState(pair);
  if (metOn > today) refuse('INVALID_ARGUMENT', '见面日期不能晚于今天。');
  if (metOn < addDays(today, -RECORD_DAYS)) {
    refuse('INVALID_ARGUMENT', `见面日期应在最近 ${RECORD_DAYS} 天内。`);
  }
  if (pair.until !== null && pair.until < today) {
    refuse('FAILED_PRECONDITION', '这次专长支持已过结束日期，请重新提出。');
  }
  const clocks = { startedOn: metOn, clocksFrom: metOn, reachedOn: metOn, faceOn: metOn };
  return moved(pair, { state: 'active', event: 'started', ...clocks }, by);
};

/** @throws Refusal FAILED_PRECONDITION where it isn't active */
export const suspendPair = (pair: Pair, by: By, reason: string): Pair =>
  pair.state === 'active'
    ? moved(pair, { state: 'suspended', event: 'suspended', reason, clocksFrom: null }, by)
    : refuseState(pair);

/** Goes on, with both clocks set anew. @throws Refusal FAILED_PRECONDITION where it isn't suspended */
export const resumePair = (pair: Pair, by: By, reason: string): Pair =>
  pair.state === 'suspended'
    ? moved(pair, { state: 'active', event: 'resumed', reason, clocksFrom: dayAt(by.now) }, by)
    : refuseState(pair);

/** What becomes of a live pair whose mother pauses or leaves: what began is suspended. */
export const withoutMother = (pair: Pair, by: By, isEnd: boolean): Pair => {
  if (pair.state === 'active') return suspendPair(pair, by, '');
  if (isEnd && (pair.state === 'proposed' || pair.state === 'consented')) return endPair(pair, by);
  return pair;
};

/**
 * A pair takes records, outings and what else she does while it is active and not past its end.
 * @throws Refusal FAILED_PRECONDITION
 */
export const requireActive = (pair: Pair, today: Day): void => {
  if (pair.state !== 'active') {
    refuse('FAILED_PRECONDITION', `这次结对现在是「${PAIR_STATE_WORDS[pair.state]}」，不能记录。`);
  }
  if (pair.until !== null && pair.until < today) {
    refuse('FAILED_PRECONDITION', '这次专长支持已到结束日期，不能再记录。');
  }
};

/** Talks are noted while there is a pair to talk about, for days since its first meeting. */
export const noteTalk = (pair: Pair, side: TalkWith, day: Day, now: EpochMs): Pair => {
  if (!isUnderWay(pair.state) || pair.startedOn === null) return refuseState(pair);
  if (day > dayAt(now)) refuse('INVALID_ARGUMENT', '日期不能晚于今天。');
  if (day < pair.startedOn) refuse('INVALID_ARGUMENT', '这一天还没有开始结对，不能记录。');
  if (side === 'child') return pair;
  const talks = { ...pair.talks, [side]: [...pair.talks[side], day] };
  return settled({ ...pair, talks });
};

/** Other people look after a pair. */
export const assignPair = (
  pair: Pair,
  people: Pick<Pair, 'supervisorGrantId' | 'deputyGrantId' | 'supervisorId' | 'deputyId'>,
  by: By,
): Pair => {
  if (!pair.live) return refuseState(pair);
  return moved(pair, { state: pair.state, event: 'assigned', ...people }, by);
};

/** As what a member of staff looks after a pair, by a grant that holds now. */
export const oversightOf = (
  { supervisorGrantId, deputyGrantId }: Pair,
  { grants }: Pick<StaffRights, 'grants'>,
): 'supervisor' | 'deputy' | null => {
  const holds = (grantId: string): boolean => grants.some(({ _id }) => _id === grantId);
  if (holds(supervisorGrantId)) return 'supervisor';
  return holds(deputyGrantId) ? 'deputy' : null;
};

/** @throws Refusal PERMISSION_DENIED for whoever does not look after this pair */
export const requireOversight = (
  pair: Pair,
  rights: StaffRights,
  who: { deputy?: boolean; admin?: boolean } = {},
): 'supervisor' | 'deputy' | 'admin' => {
  const as = oversightOf(pair, rights);
  if (as === 'supervisor' || (as === 'deputy' && who.deputy)) return as;
  if (who.admin && rights.admin) return 'admin';
  if (!maySee(rights, pair.areaPath)) return refuseArea();
  return refuse('PERMISSION_DENIED', '这次结对由别的同事督导，请联系督导或副督导办理。');
};
