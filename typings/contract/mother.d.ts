/** 爱心妈妈: the team, its proofs, and who goes well with which child. */

import type { EpochMs, AgeBand, Day } from './common';
import type { PairState } from './pair';

/** 妇联执委, 社工, 网格员/楼栋长, 义工, 家庭教育志愿者. */
export type MotherKind =
  | 'executive'
  | 'socialWorker'
  | 'gridWorker'
  | 'volunteer'
  | 'familyEducator';

/** 邻家, 专长, 湾区. */
export type MotherTeam = 'neighbor' | 'expert' | 'bayArea';

export type MotherLevel = 'district' | 'street' | 'community';

export type MotherState = 'applied' | 'approved' | 'paused' | 'ended' | 'rejected';

export type MotherDecision = 'approve' | 'reject' | 'pause' | 'resume' | 'end';

/** 承诺书, 从业查询, 培训证书, 保险. */
export type Proof = 'declaration' | 'check' | 'certificate' | 'insurance';

/** What she may do now, derived from her dated proofs. */
export interface MotherRights {
  mayVisit: boolean;
  mayCall: boolean;
  /** Proofs that are not there, or have run out. */
  missing: Proof[];
  /** Last good day of the needed proof that runs out first. */
  runsOutOn?: Day;
}

export interface MotherMe extends MotherRights {
  motherId: string;
  campaignId: string;
  state: MotherState;
  name: string;
  kind: MotherKind;
  team: MotherTeam;
  level: MotherLevel;
  communityIds: string[];
  skills: string[];
  appliedAt: EpochMs;
  /** What is asked for, with the last good day of what is there. */
  proofs: { proof: Proof; state: 'good' | 'missing' | 'over'; until?: Day }[];
}

export interface MotherRow extends MotherRights {
  motherId: string;
  name: string;
  kind: MotherKind;
  team: MotherTeam;
  level: MotherLevel;
  state: MotherState;
  communityIds: string[];
  skills: string[];
  /** Lead pairs that count, and how many she may have. */
  leads: number;
  maxPairs: number;
  /** The caller's own: somebody else decides. */
  mine: boolean;
}

/** A mother who may be proposed for a child, and why she fits. */
export interface MotherMatch {
  motherId: string;
  name: string;
  kind: MotherKind;
  team: MotherTeam;
  skills: string[];
  leads: number;
  maxPairs: number;
  mayVisit: boolean;
  reasons: ('same_community' | 'same_street' | 'skill' | 'free' | 'full' | 'not_ready')[];
}

/** A child who may be accompanied: by alias alone. */
export interface ChildToMatch {
  childId: string;
  alias: string;
  ageBand: AgeBand;
  communityName: string;
  /** Whether a guardian agreed to be paired at all. */
  agreed: boolean;
  lead?: PairState;
}
