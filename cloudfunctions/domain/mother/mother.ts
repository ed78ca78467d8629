import type {
  Day,
  EpochMs,
  MotherDecision,
  MotherKind,
  MotherLevel,
  MotherMe,
  MotherRights,
  MotherState,
  MotherTeam,
  Proof,
} from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { addDays, addMonths, MOTHER_STATE_WORDS, PROOF_WORDS } from '@micro-wish/vocabulary';
import { earlier } from './days';

/** A proof with its dates. Entries are added, never changed: a correction is a new one. */
export interface DatedProof {
  proof: Proof;
  on: Day;
  /** Its last good day; `null` where it has no end of its own. */
  until: Day | null;
  by: string;
  at: EpochMs;
  /** Of a training that was awarded: whose. */
  enrolmentId?: string;
}

interface Step {
  at: EpochMs;
  by: string;
  event: 'applied' | MotherDecision;
  reason: string;
}

/** 爱心妈妈 of one campaign. */
export interface Mother {
  _id: string;
  campaignId: string;
  /** Pseudonym; '' once erased. */
  personId: string;
  /** For staff and her own certificates only; '' once erased. */
  name: string;
  kind: MotherKind;
  team: MotherTeam;
  level: MotherLevel;
  communityIds: string[];
  /** Her communities and all areas above them: whose staff see her. */
  areaIds: string[];
  skills: string[];
  state: MotherState;
  proofs: DatedProof[];
  /** Lead pairs that count: proposed, consented, active and suspended. */
  leadPairIds: string[];
  history: Step[];
  appliedAt: EpochMs;
  /** Order and cursor of lists. */
  key: string;
  /** Which ends of proofs were told, as `proof.day`. */
  toldProofs: string[];
  /** The day on which the next end of a proof is told; '' where none is. */
  proofAlertOn: Day;
}

/** What a campaign asks of its 爱心妈妈. */
export interface MotherRules {
  /** Whether it asks for the training certificate. */
  certificate: boolean;
  /** Lead pairs of one mother at a time. */
  maxPairs: number;
}

export const DEFAULT_RULES: MotherRules = { certificate: false, maxPairs: 1 };

export const PROOFS: readonly Proof[] = ['declaration', 'check', 'certificate', 'insurance'];

/** 从业查询 is good for a year, whatever else was written down. */
const CHECK_MONTHS = 12;

/** So long before a proof runs out, she and her supervisor are told. */
const PROOF_NOTICE_DAYS = 30;

/** Mothers who are part of the team now: nobody is twice at a time. */
export const isCurrent = (state: MotherState): boolean =>
  state === 'applied' || state === 'approved' || state === 'paused';

/** The last good day of a proof; `null` where it never runs out. */
const lastDayOf = ({ proof, on, until }: DatedProof): Day | null =>
  proof === 'check' ? earlier(addMonths(on, CHECK_MONTHS), until) : until;

/** The entry that counts on a day: the latest one written down of those that had begun. */
const standing = (proofs: readonly DatedProof[], proof: Proof, day: Day): DatedProof | undefined =>
  proofs.findLast((entry) => entry.proof === proof && entry.on <= day);

const isGood = (entry: DatedProof | undefined, day: Day): boolean =>
  entry !== undefined && day <= (lastDayOf(entry) ?? day);

/** The last day up to which a proof holds without a gap; `null` where it is not good or never ends. */
const holdsUntil = (proofs: readonly DatedProof[], proof: Proof, day: Day): Day | null => {
  let last: Day | null = null;
  for (let on = day; ; on = addDays(last, 1)) {
    const entry = standing(proofs, proof, on);
    if (!entry || !isGood(entry, on)) return last;
    const until = lastDayOf(entry);
    if (until === null) return null;
    last = until;
  }
};

const neededBy = ({ certificate }: MotherRules): Proof[] =>
  PROOFS.filter((proof) => proof !== 'certificate' || certificate);

type Proven = Pick<Mother, 'state' | 'proofs'>;

/** What a mother may do on a day: derived from her dated proofs each time, never stored. */
export const rightsOf = ({ state, proofs }: Proven, rules: MotherRules, day: Day): MotherRights => {
  const needed = neededBy(rules);
  const missing = needed.filter((proof) => !isGood(standing(proofs, proof, day), day));
  const was = (proof: Proof): boolean => standing(proofs, proof, day) !== undefined;
  const runsOutOn = needed
    .map((proof) => holdsUntil(proofs, proof, day))
    .reduce<Day | null>(earlier, null);
  return {
    mayVisit: state === 'approved' && missing.length === 0,
    mayCall: state === 'approved' && was('declaration') && was('check'),
    missing,
    ...(runsOutOn === null ? {} : { runsOutOn }),
  };
};

/** What is asked for and where it stands, with the last good day of what is there. */
export const proofStates = (
  proofs: readonly DatedProof[],
  rules: MotherRules,
  day: Day,
): MotherMe['proofs'] =>
  neededBy(rules).map((proof) => {
    const entry = standing(proofs, proof, day);
    if (!entry) return { proof, state: 'missing' as const };
    if (!isGood(entry, day))
      return { proof, state: 'over' as const, until: lastDayOf(entry) ?? day };
    const until = holdsUntil(proofs, proof, day);
    return { proof, state: 'good' as const, ...(until === null ? {} : { until }) };
  });

/**
 * What she does with a child needs its proofs on that day: a call the first ones once, whatever is
 * face to face all of them.
 * @throws Refusal FAILED_PRECONDITION that names what is missing
 */
export const requireRight = (
  mother: Proven,
  rules: MotherRules,
  kind: 'call' | 'inPerson',
  day: Day,
): void => {
  if (mother.state !== 'approved') {
    refuse('FAILED_PRECONDITION', '你现在不在爱心妈妈队伍中，暂时不能记录陪伴。');
  }
  const { mayVisit, mayCall, missing } = rightsOf(mother, rules, day);
  if (kind === 'call' ? mayCall : mayVisit) return;
  const short = kind === 'inPerson' ? missing : missing.filter((proof) => !isLater(proof));
  const names = short.map((proof) => PROOF_WORDS[proof]).join('、');
  refuse('FAILED_PRECONDITION', `${names}还没有登记或已经过期，请联系督导补齐后再试。`);
};

const isLater = (proof: Proof): boolean => proof === 'certificate' || proof === 'insurance';

const NEXT: Record<MotherDecision, { from: readonly MotherState[]; to: MotherState }> = {
  approve: { from: ['applied'], to: 'approved' },
  reject: { from: ['applied'], to: 'rejected' },
  pause: { from: ['approved'], to: 'paused' },
  resume: { from: ['paused'], to: 'approved' },
  end: { from: ['approved', 'paused'], to: 'ended' },
};

/** @throws Refusal FAILED_PRECONDITION where she stands elsewhere */
export const decideOn = (
  mother: Mother,
  decision: MotherDecision,
  by: { personId: string; now: EpochMs },
  reason: string,
): Mother => {
  const { from, to } = NEXT[decision];
  if (!from.includes(mother.state)) {
    const name = MOTHER_STATE_WORDS[mother.state];
    return refuse('FAILED_PRECONDITION', `她现在是「${name}」，不能这样办理，请刷新后再看。`);
  }
  const step: Step = { at: by.now, by: by.personId, event: decision, reason };
  return { ...mother, state: to, history: [...mother.history, step] };
};

/** An end of a proof that is near. */
export interface ProofEnd {
  proof: Proof;
  /** Its last good day. */
  on: Day;
}

const endKey = ({ proof, on }: ProofEnd): string => `${proof}.${on}`;

/** The ends of proofs that nobody was told of. */
const untoldEnds = ({ proofs, toldProofs }: Mother, day: Day): ProofEnd[] =>
  PROOFS.flatMap((proof) => {
    const on = holdsUntil(proofs, proof, day);
    return on === null || toldProofs.includes(endKey({ proof, on })) ? [] : [{ proof, on }];
  });

/** The ends that are to be told on a day: thirty days before, and nothing twice. */
export const endsToTell = (mother: Mother, day: Day): ProofEnd[] =>
  mother.state === 'ended' || mother.state === 'rejected'
    ? []
    : untoldEnds(mother, day).filter(({ on }) => addDays(on, -PROOF_NOTICE_DAYS) <= day);

/** The mother behind it: told of these ends, and with the day of the next. */
export const withTold = (mother: Mother, told: readonly ProofEnd[], day: Day): Mother => {
  const next = { ...mother, toldProofs: [...mother.toldProofs, ...told.map(endKey)] };
  const proofAlertOn = untoldEnds(next, day)
    .map(({ on }) => addDays(on, -PROOF_NOTICE_DAYS))
    .reduce<Day | null>(earlier, null);
  return { ...next, proofAlertOn: proofAlertOn ?? '' };
};

/**
 * Adds a proof.
 * @throws Refusal INVALID_ARGUMENT for dates that can't be
 */
export const addProof = (mother: Mother, entry: DatedProof, today: Day): Mother => {
  // A policy may be bought before it begins; what was signed or asked was so on a day gone by.
  if (entry.on > today && entry.proof !== 'insurance') {
    refuse('INVALID_ARGUMENT', '日期不能晚于今天。');
  }
  if (entry.until !== null && entry.until < entry.on) {
    refuse('INVALID_ARGUMENT', '到期日不能早于开始的那天。');
  }
  return withTold({ ...mother, proofs: [...mother.proofs, entry] }, [], today);
};

/** The mother without the proof that a training was, whose certificate is revoked. */
export const withoutTraining = (mother: Mother, enrolmentId: string, today: Day): Mother =>
  withTold(
    { ...mother, proofs: mother.proofs.filter((entry) => entry.enrolmentId !== enrolmentId) },
    [],
    today,
  );

/** Nothing of her is left but that somebody was there. */
export const erased = (mother: Mother, now: EpochMs): Mother => ({
  ...mother,
  personId: '',
  name: '',
  skills: [],
  proofs: [],
  toldProofs: [],
  proofAlertOn: '',
  state: isCurrent(mother.state) ? 'ended' : mother.state,
  history: [
    ...mother.history.map((step) => ({
      ...step,
      by: step.by === mother.personId ? '' : step.by,
      reason: '',
    })),
    { at: now, by: '', event: 'end', reason: '' },
  ],
});
