import type { ChildSays, Proof, YesNo } from '../../../typings/contract';
import type { Mother } from '../../../cloudfunctions/domain/mother/mother';
import type { Outing } from '../../../cloudfunctions/domain/mother/outing';
import {
  answerPair,
  propose,
  startPair,
  type Pair,
  type Proposal,
} from '../../../cloudfunctions/domain/mother/pair';
import type { CompanionRecord } from '../../../cloudfunctions/domain/mother/record';

export const at = (text: string): number => Date.parse(`${text}+08:00`);
export const by = (text: string) => ({ personId: 'p', now: at(text) });

const PROPOSAL: Proposal = {
  _id: 'pair',
  campaignId: 'c',
  childId: 'child',
  motherId: 'm',
  role: 'lead',
  purpose: null,
  until: null,
  supervisorGrantId: 'g1',
  deputyGrantId: 'g2',
  supervisorId: 'p1',
  deputyId: 'p2',
  areaPath: ['d-1', 'c-1'],
  replaces: null,
  summary: null,
  key: 'k',
};

export const proposed = (more: Partial<Proposal> = {}): Pair =>
  propose({ ...PROPOSAL, ...more }, by('2025-03-01T10:00'));
export const answer = (
  pair: Pair,
  says: ChildSays,
  yesNo: YesNo = 'yes',
  birth = '2016-05',
  on = '2025-03-01T12:00',
) => answerPair(pair, { answer: yesNo, childSays: says }, birth, by(on));
export const consented = (): Pair => answer(proposed(), 'yes');
export const active = (): Pair => startPair(consented(), '2025-03-02', by('2025-03-02T12:00'));

export const mother = (more: Partial<Mother> = {}): Mother => ({
  _id: 'm',
  campaignId: 'c',
  personId: 'p_mother',
  name: '周小满',
  kind: 'volunteer',
  team: 'neighbor',
  level: 'community',
  communityIds: ['c-1'],
  areaIds: ['d-1', 'c-1'],
  skills: [],
  state: 'approved',
  proofs: [],
  leadPairIds: [],
  history: [],
  appliedAt: 0,
  key: '',
  toldProofs: [],
  proofAlertOn: '',
  ...more,
});

export const entry = (proof: Proof, on: string, until: string | null = null) => ({
  proof,
  on,
  until,
  by: 'p_staff',
  at: 0,
});

export const ALL = [
  entry('declaration', '2025-01-10'),
  entry('check', '2025-01-10'),
  entry('insurance', '2025-01-10', '2025-06-30'),
];

export const record = (more: Partial<CompanionRecord> = {}): CompanionRecord => ({
  _id: 'r',
  pairId: 'pair',
  motherId: 'm',
  childId: 'child',
  kind: 'visit',
  day: '2025-03-10',
  from: '10:00',
  minutes: 60,
  reached: true,
  note: '',
  held: false,
  next: null,
  additions: [],
  at: at('2025-03-10T12:00'),
  confirmed: null,
  key: '',
  ...more,
});

export const planned: Outing = {
  _id: 'o',
  pairId: 'pair',
  motherId: 'm',
  childId: 'child',
  place: '图书馆',
  from: at('2025-03-10T10:00'),
  until: at('2025-03-10T12:00'),
  state: 'planned',
  plannedAt: at('2025-03-01T10:00'),
  answeredAt: null,
  backAt: null,
  alertAt: 0,
};
