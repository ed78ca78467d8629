/**
 * The contract between the app and its functions, as types only.
 *
 * Every call is `function` + `action`, has one input, one output and one kind of caller.
 * `cloudfunctions/<function>/index.ts` must hold exactly one handler for each action named here,
 * and the app can call nothing else: a wrong name, a missing field or an absent handler does not
 * compile. What a topic's calls take and answer stands in `contract/<topic>.d.ts`.
 *
 * Ids are strings, money is 分 (integer), times are epoch milliseconds, months are `YYYY-MM`.
 */

import type { GenericSchema, InferOutput } from 'valibot';
import type { CampaignActions, StaffCampaignActions } from './contract/campaign';
import type { FamilyCardActions, StaffCardActions } from './contract/card';
import type {
  CampaignCertificateActions,
  HelperCertificateActions,
  StaffCertificateActions,
} from './contract/certificate';
import type { Caller } from './contract/common';
import type { FamilyComplaintActions, StaffComplaintActions } from './contract/complaint';
import type { RaiseConcern, SafeConcernActions, StaffConcernActions } from './contract/concern';
import type {
  CampaignProgrammeActions,
  FamilyProgrammeActions,
  HelperProgrammeActions,
  StaffEnrolmentActions,
} from './contract/enrolment';
import type { StaffEntryActions } from './contract/entry';
import type { FamilyActions, StaffFamilyActions } from './contract/family';
import type { FamilyGiftActions, StaffGiftActions } from './contract/gift';
import type { FamilyGuardianActions, StaffGuardianActions } from './contract/guardian';
import type { StaffMoneyActions } from './contract/money';
import type { HelperMotherActions, StaffMotherActions } from './contract/mother';
import type { FamilyPairActions, HelperPairActions, StaffPairActions } from './contract/pair';
import type { FamilyPackActions, HelperPackActions, StaffPackActions } from './contract/pack';
import type { StaffPeopleActions } from './contract/people';
import type {
  FamilyReferralActions,
  HelperReferralActions,
  StaffReferralActions,
} from './contract/referral';
import type { StaffReportActions } from './contract/report';
import type { StationActions } from './contract/station';
import type { FamilyWishActions, StaffWishActions } from './contract/wish';

export type * from './contract/campaign';
export type * from './contract/card';
export type * from './contract/certificate';
export type * from './contract/common';
export type * from './contract/complaint';
export type * from './contract/concern';
export type * from './contract/enrolment';
export type * from './contract/entry';
export type * from './contract/family';
export type * from './contract/gift';
export type * from './contract/guardian';
export type * from './contract/money';
export type * from './contract/mother';
export type * from './contract/pack';
export type * from './contract/pair';
export type * from './contract/people';
export type * from './contract/referral';
export type * from './contract/report';
export type * from './contract/station';
export type * from './contract/wish';

/** Every function, each with the actions of its topics. */
export interface Contract {
  campaign: CampaignActions & CampaignProgrammeActions & CampaignCertificateActions;
  family: FamilyActions &
    FamilyWishActions &
    FamilyGiftActions &
    FamilyCardActions &
    FamilyComplaintActions &
    FamilyReferralActions & { 'concern.raise': RaiseConcern<'guardian'> } & FamilyPairActions &
    FamilyProgrammeActions &
    FamilyPackActions &
    FamilyGuardianActions;
  staff: StaffPairActions &
    StaffMoneyActions &
    StaffCampaignActions &
    StaffFamilyActions &
    StaffWishActions &
    StaffGiftActions &
    StaffCardActions &
    StaffComplaintActions &
    StaffPeopleActions &
    StaffReportActions &
    StaffEntryActions &
    StaffReferralActions &
    StaffConcernActions &
    StaffMotherActions &
    StaffEnrolmentActions &
    StaffCertificateActions &
    StaffPackActions &
    StaffGuardianActions;
  helper: HelperPairActions &
    HelperMotherActions &
    HelperReferralActions & { 'concern.raise': RaiseConcern<'signedIn'> } & HelperPackActions &
    HelperProgrammeActions &
    HelperCertificateActions;
  safe: SafeConcernActions;
  station: StationActions & { 'concern.raise': RaiseConcern<'volunteer'> };
}

export type FunctionName = keyof Contract;
export type ActionName<F extends FunctionName> = keyof Contract[F] & string;

type AnyAction = { who: Caller; input: unknown; output: unknown };
type ActionOf<F extends FunctionName, A extends ActionName<F>> = Extract<Contract[F][A], AnyAction>;

/** The schema of what an action takes. */
export type InputSchema<F extends FunctionName, A extends ActionName<F>> = ActionOf<
  F,
  A
>['input'] extends GenericSchema
  ? ActionOf<F, A>['input']
  : GenericSchema<unknown, ActionOf<F, A>['input']>;
export type Input<F extends FunctionName, A extends ActionName<F>> = InferOutput<InputSchema<F, A>>;
export type Output<F extends FunctionName, A extends ActionName<F>> = ActionOf<F, A>['output'];
export type WhoMayCall<F extends FunctionName, A extends ActionName<F>> = ActionOf<F, A>['who'];
