/**
 * The contract between the app and its functions, as types only.
 *
 * Every call is `function` + `action`, has one input, one output and one kind of caller.
 * `cloudfunctions/<function>/index.ts` must hold exactly one handler for each action named here,
 * and the app can call nothing else: a wrong name, a missing field or an absent handler does not
 * compile. A topic's calls stand in `cloudfunctions/calls/<topic>.ts`, each with the schema of what it
 * takes, which is also its type; what they answer stands in `contract/<topic>.d.ts`.
 *
 * Ids are strings, money is 分 (integer), times are epoch milliseconds, months are `YYYY-MM`.
 */

import type { GenericSchema, InferOutput } from 'valibot';
import type { CampaignActions, StaffCampaignActions } from '../cloudfunctions/calls/campaign';
import type { FamilyCardActions, StaffCardActions } from '../cloudfunctions/calls/card';
import type {
  CampaignCertificateActions,
  HelperCertificateActions,
  StaffCertificateActions,
} from '../cloudfunctions/calls/certificate';
import type { Caller } from './contract/common';
import type {
  FamilyComplaintActions,
  StaffComplaintActions,
} from '../cloudfunctions/calls/complaint';
import type {
  RaiseConcern,
  SafeConcernActions,
  StaffConcernActions,
} from '../cloudfunctions/calls/concern';
import type {
  CampaignProgrammeActions,
  FamilyProgrammeActions,
  HelperProgrammeActions,
  StaffEnrolmentActions,
} from '../cloudfunctions/calls/enrolment';
import type { StaffEntryActions } from '../cloudfunctions/calls/entry';
import type { FamilyActions, StaffFamilyActions } from '../cloudfunctions/calls/family';
import type { FamilyGiftActions, StaffGiftActions } from '../cloudfunctions/calls/gift';
import type { FamilyGuardianActions, StaffGuardianActions } from '../cloudfunctions/calls/guardian';
import type { StaffMoneyActions } from '../cloudfunctions/calls/money';
import type { HelperMotherActions, StaffMotherActions } from '../cloudfunctions/calls/mother';
import type {
  FamilyPairActions,
  HelperPairActions,
  StaffPairActions,
} from '../cloudfunctions/calls/pair';
import type {
  FamilyPackActions,
  HelperPackActions,
  StaffPackActions,
} from '../cloudfunctions/calls/pack';
import type { StaffPeopleActions } from '../cloudfunctions/calls/people';
import type {
  FamilyReferralActions,
  HelperReferralActions,
  StaffReferralActions,
} from '../cloudfunctions/calls/referral';
import type { StaffReportActions } from '../cloudfunctions/calls/report';
import type { StationActions } from '../cloudfunctions/calls/station';
import type { FamilyWishActions, StaffWishActions } from '../cloudfunctions/calls/wish';

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

type AnyAction = { who: Caller; input: GenericSchema; output: unknown };
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
