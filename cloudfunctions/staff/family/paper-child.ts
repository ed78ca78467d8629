import { PAPER_GUARDIAN } from '../../domain/family/paper-form';
import type { PaperRow } from '../../domain/family/paper-row';
import { newId, twinKeyOf } from '../../shared/identity';
import type { namesInCampaign } from '../../shared/submission';
import { agreeTo } from '../../store/campaign/consent-texts';
import type { CampaignRecord } from '../../domain/campaign/records';
import type { ChildRecord, GuardianRecord } from '../../domain/family/records';
import type { Work } from '../../store/common/requests';
import { enterChild, guardiansIn } from '../../store/family/paper-families';
import { paperConsent } from './paper-ids';
import { idOf, type Judged } from './roster-kind';

/** The child of a row that comes without a wish, entered where nobody entered it before. */
export const childOnPaper = async (
  work: Work,
  by: { personId: string; now: number },
  { row, flagged }: Judged<PaperRow>,
  {
    campaign,
    namesOf,
  }: { campaign: CampaignRecord; namesOf: Awaited<ReturnType<typeof namesInCampaign>> },
): Promise<{ child: ChildRecord; guardians: GuardianRecord[]; isNew: boolean }> => {
  const { _id: campaignId, consentVersion } = campaign;
  const childId = idOf(campaignId, row);
  const known = await work.get('children', childId);
  if (known) return { child: known, guardians: await guardiansIn(work, known), isNew: false };
  const agreed = await agreeTo(work, consentVersion, by);
  const { child, guardian } = await enterChild(
    work,
    {
      childId,
      guardianId: newId(PAPER_GUARDIAN),
      child: {
        ...namesOf(row.nickname),
        nickname: row.nickname,
        nicknameFlagged: flagged,
        birthMonth: row.birthMonth,
        twinKey: twinKeyOf(row),
      },
      consent: paperConsent(row.consent, consentVersion),
      communityId: row.communityId,
      campaignId,
    },
    { now: by.now, agreed },
  );
  return { child, guardians: [guardian], isNew: true };
};
