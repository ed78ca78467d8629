import type { WishRules } from '../wish/wish';
import type { MotherRules } from '../mother/mother';
import type {
  CampaignContact,
  ConsentScope,
  ConsentTerm,
  EpochMs,
} from '../../../typings/contract';

/** 活动 with its rules. */
export interface CampaignRecord extends WishRules {
  _id: string;
  title: string;
  place: string;
  donor: string;
  from: EpochMs;
  until: EpochMs;
  fundId: string;
  consentVersion: string;
  /** Takes no new wishes from then on; absent or null while it is open. */
  closedAt?: EpochMs | null;
  /** What it asks of its 爱心妈妈, where that was set. */
  mothers?: MotherRules;
  /** Whom families reach; public. */
  contact?: CampaignContact | null;
}

/** What guardians agree to, in plain words; `_id` is the version, and its text never changes. */
export interface ConsentTextRecord {
  _id: string;
  terms: ConsentTerm[];
  /** The words beside each scope that may be refused. */
  scopeTerms?: (ConsentTerm & { scope: ConsentScope })[];
  /** Of all these words; absent in what an earlier release published. */
  hash?: string;
  publishedAt: EpochMs;
  publishedBy: string;
  /** The packaged words, which a campaign begins with. */
  packaged?: boolean;
  /** When somebody first agreed: from then on the words are closed. */
  agreedAt?: EpochMs | null;
}

/** District, street or community; `path` leads down to it and ends with it. */
export interface AreaRecord {
  _id: string;
  campaignIds: string[];
  name: string;
  level: 'community' | 'street' | 'district';
  path: string[];
}
