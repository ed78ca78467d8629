/** Guardians and children: consent, who has looked, what is told, data taken along or deleted. */

import type { ChildTransfer } from './guardian';
import type { ConsentTerm } from './campaign';
import type { FamilyCard } from './card';
import type { OwnCertificate } from './certificate';
import type { ConsentScope, EpochMs, StaffLevel, WishState } from './common';
import type { FamilyComplaint } from './complaint';
import type { EnrolmentView } from './enrolment';
import type { FamilyPair } from './pair';
import type { FamilyPack } from './pack';
import type { FamilyWish } from './wish';

export interface ConsentView {
  consentId: string;
  version: string;
  scopes: ConsentScope[];
  grantedAt: EpochMs;
  /** All versions that stand: campaigns with other versions run beside each other. */
  versions?: string[];
}

export interface ChildView {
  childId: string;
  childNo: string;
  nickname: string;
  alias: string;
  birthMonth: string;
  communityId: string;
  /** Somebody asked to become the child's guardian in place of those whom it has. */
  transfer?: ChildTransfer;
}

/** Who opened a child's file: by role, never a person. */
export interface AccessView {
  role: StaffLevel | 'admin' | 'staff';
  purpose: string;
  at: EpochMs;
}

/** What families are told through a subscription message. */
export type MessageKind =
  /** Somebody asks to take over the child; somebody else became its guardian. */
  | 'transfer'
  | 'guardian'
  /** 爱心妈妈: something about a pair, or an outing to agree to. */
  | 'pairing'
  /** A place offered, a session cancelled, a certificate. */
  | 'programme'
  | 'outing'
  /** 暖心包: it can be had, it was handed over, staff wrote back. */
  | 'packReady'
  | 'packDelivered'
  | 'packAnswered'
  | 'reviewed'
  | 'returned'
  | 'ready'
  | 'redeemed'
  | 'reissued'
  | 'tomorrow'
  | 'eventChanged'
  | 'eventCancelled'
  /** A complaint was answered, another gift proposed, a defect settled. */
  | 'answered'
  | 'proposed'
  | 'settled';

/** All that is held about a guardian and the children, complete and machine-readable. */
export interface FamilyData {
  exportedAt: EpochMs;
  consent: ConsentView & {
    history: {
      at: EpochMs;
      event: 'granted' | 'withdrawn';
      version: string;
      scopes: ConsentScope[];
      /** Of the words of that moment. */
      hash?: string;
    }[];
    /** What each scope stands on. */
    given?: Partial<Record<ConsentScope, { version: string; hash: string; at: EpochMs }>>;
    /** The very words of every version that was agreed to. */
    texts: {
      version: string;
      hash?: string;
      terms: ConsentTerm[];
      scopeTerms: (ConsentTerm & { scope: ConsentScope })[];
      publishedAt: EpochMs;
    }[];
  };
  children: ChildView[];
  wishes: FamilyWish[];
  cards: FamilyCard[];
  access: AccessView[];
  messages: { at: EpochMs; kind: MessageKind; wishNo: string }[];
  complaints: FamilyComplaint[];
  pairs: FamilyPair[];
  enrolments: EnrolmentView[];
  certificates: OwnCertificate[];
  packs: FamilyPack[];
  /** Whatever is stored of the family, by collection and field, as it is stored. */
  held: Record<string, object[]>;
}

/** A family to call. Its telephone number stands on the form, and nowhere in this system. */
export interface CallRow {
  callId: string;
  wishId: string;
  wishNo: string;
  childNo: string;
  alias: string;
  communityName: string;
  /** The paper form, where there is one. */
  formNo?: string;
  keptAt?: string;
  kind: MessageKind;
  /** The wish's state now. */
  state: WishState;
  at: EpochMs;
  note: string;
  calledAt?: EpochMs;
}
