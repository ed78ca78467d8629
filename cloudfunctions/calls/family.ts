import * as v from 'valibot';
import type {
  AccessView,
  Action,
  CallRow,
  ChildView,
  ConsentScope,
  ConsentView,
  FamilyData,
  Page,
} from '../../typings/contract';
import { birthMonth, id, line, requestId, scopes, text, type nothing } from './fields';

/** The campaign whose consent is asked about. */
export const me = v.strictObject({ campaignId: v.exactOptional(id) });

export const consentGrant = v.strictObject({
  version: text(20),
  scopes,
  /** Refused where its words are others by now. */
  campaignId: v.exactOptional(id),
  /** With it the call is safe however late it comes. */
  requestId: v.exactOptional(requestId),
});

/** All scopes, where none are named. */
export const consentWithdraw = v.strictObject({ scopes: v.exactOptional(scopes) });

export const childSave = v.strictObject({
  requestId,
  /** Left out, a new child. */
  childId: v.exactOptional(id),
  nickname: line(20),
  birthMonth,
  communityId: id,
});

/** One child; without it everything, and the guardian. */
export const dataErase = v.strictObject({ requestId, childId: v.exactOptional(id) });

export const callList = v.strictObject({
  campaignId: id,
  state: v.exactOptional(v.picklist(['open', 'done'], '未知的状态')),
  cursor: v.exactOptional(id),
});

export const callMark = v.strictObject({ requestId, callId: id, note: text(100) });

export interface FamilyActions {
  /** What the app needs to know of the caller before anything else. */
  me: Action<
    'signedIn',
    typeof me,
    {
      /** `current` tells, for the campaign that was named, whether its consent is to be asked again. */
      consent?: ConsentView & { current?: boolean };
      children: ChildView[];
      isVolunteer: boolean;
      /** Carries packs for a 巾帼文明岗 now. */
      isUnitMember: boolean;
      isStaff: boolean;
      isAuditor: boolean;
      /** Holds safeguarding. */
      isHolder: boolean;
      /** 联盟专家 with a membership that holds. */
      isSpecialist: boolean;
      /** A specialist was proposed for a child of the caller's, now or before. */
      hasReferrals: boolean;
    }
  >;
  'consent.grant': Action<'signedIn', typeof consentGrant, { consentId: string }>;
  'consent.withdraw': Action<'guardian', typeof consentWithdraw, { withdrawn: ConsentScope[] }>;
  'child.save': Action<'guardian', typeof childSave, { childId: string }>;
  /** Who opened the files of the caller's children, the newest first. */
  'access.mine': Action<'guardian', typeof nothing, { items: AccessView[] }>;
  'data.export': Action<'guardian', typeof nothing, FamilyData>;
  /**
   * Deletes one child, or everything and the guardian with it; answers the children's ids. A
   * child who has another guardian stays with that one.
   */
  'data.erase': Action<'guardian', typeof dataErase, { erased: string[] }>;
}

export interface StaffFamilyActions {
  /** 电话名单: what families without WeChat are to be told, the oldest first. */
  'call.list': Action<'staff', typeof callList, Page<CallRow>>;
  'call.mark': Action<'staff', typeof callMark, { state: 'done' }>;
}
