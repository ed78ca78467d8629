import * as v from 'valibot';
import type {
  Action,
  EpochMs,
  FamilyReferral,
  Moved,
  OwnReferral,
  Page,
  ReferralRow,
  ReferralState,
  SpecialistView,
} from '../../typings/contract';
import { day, id, requestId, text, type nothing, type requestOnly } from './fields';
import { writtenDown } from './written-fields';

export const specialistSave = v.strictObject({
  requestId,
  specialistId: v.exactOptional(id),
  /** One of these is needed for somebody new: the openid, or the 登记码 that `code.mine` shows. */
  openid: v.exactOptional(id),
  code: v.exactOptional(text(60)),
  name: text(20),
  profession: v.picklist(['psychologist', 'judge', 'familyEducator', 'other'], '请选择专业'),
  contact: text(60),
  memberUntil: day,
});

export const propose = v.strictObject({
  requestId,
  childId: id,
  specialistId: id,
  purpose: text(60),
  question: text(500),
});

export const list = v.strictObject({ cursor: v.exactOptional(id) });

export const familyAnswer = v.strictObject({
  requestId,
  referralId: id,
  answer: v.picklist(['yes', 'no'], '请选择同意或不同意'),
});

export const staffAnswer = v.strictObject({
  ...writtenDown,
  referralId: id,
  answer: v.picklist(['yes', 'no', 'withdraw'], '请选择同意、不同意或撤回'),
});

/** By a guardian, or by the specialist. */
export const step = v.strictObject({ requestId, referralId: id });

export const stepWithReason = v.strictObject({
  requestId,
  referralId: id,
  reason: v.exactOptional(text(200)),
});

export const note = v.strictObject({ requestId, referralId: id, words: text(2000) });

export interface StaffReferralActions {
  'specialist.save': Action<'admin', typeof specialistSave, { specialistId: string }>;
  'specialist.list': Action<'staff', typeof nothing, { items: SpecialistView[] }>;
  'referral.propose': Action<'staff', typeof propose, { referralId: string; state: ReferralState }>;
  /** What a guardian without WeChat said. */
  'referral.answer': Action<'staff', typeof staffAnswer, Moved>;
  'referral.list': Action<'staff', typeof list, Page<ReferralRow>>;
}

export interface FamilyReferralActions {
  'referral.mine': Action<'guardian', typeof nothing, { items: FamilyReferral[] }>;
  'referral.answer': Action<'guardian', typeof familyAnswer, Moved>;
  'referral.withdraw': Action<'guardian', typeof step, Moved>;
}

export interface HelperReferralActions {
  /**
   * 登记码: by what an admin enters the caller as a specialist or a holder of safeguarding. It is
   * good once, and for a day.
   */
  'code.mine': Action<'signedIn', typeof requestOnly, { code: string; expiresAt: EpochMs }>;
  'referral.mine': Action<'signedIn', typeof nothing, { items: OwnReferral[] }>;
  'referral.accept': Action<'signedIn', typeof step, Moved>;
  'referral.refuse': Action<'signedIn', typeof stepWithReason, Moved>;
  'referral.note': Action<'signedIn', typeof note, Moved>;
  'referral.close': Action<'signedIn', typeof stepWithReason, Moved>;
}
