import { PAPER_GUARDIAN } from '../../domain/family/paper-form';
import {
  headOfRoster,
  readRoster,
  ROSTER_COLUMNS,
  type RosterRow,
} from '../../domain/family/roster-sheet';
import { refuse } from '../../domain/common/refusal';
import { newId, twinKeyOf } from '../../shared/identity';
import type { Context } from '../../shared/serve';
import { namesInCampaign, newWish, wordsToCheck } from '../../shared/submission';
import { getCampaign } from '../../store/campaign/campaigns';
import { agreeTo } from '../../store/campaign/consent-texts';
import { once } from '../../store/common/requests';
import { countPaperEntries } from '../../store/family/paper-counts';
import { enterFamily } from '../../store/family/paper-families';
import { requireOpen } from '../../store/wish/submissions';
import { readSheetFile } from '../upload/uploaded-workbook';
import { paperConsent } from './paper-ids';
import {
  entered as enteredBefore,
  idOf,
  placesOf,
  type Roster,
  type RosterForm,
  type RosterInput,
} from './roster-kind';

export const WISH_FORM: RosterForm = { name: '心愿名单模板', columns: ROSTER_COLUMNS };

/** 心愿名单: each row is a family with a wish. */
export const wishRoster = async (
  context: Context,
  { campaignId, fileId }: RosterInput,
): Promise<Roster<RosterRow>> => {
  const { now, personId } = context;
  const [sheet, { communities, areas }, campaign, namesOf] = await Promise.all([
    readSheetFile(fileId, personId),
    placesOf(context, campaignId),
    getCampaign(campaignId),
    namesInCampaign(campaignId),
  ]);
  const read = readRoster(sheet, communities, now);
  return {
    ...read,
    sheet,
    head: headOfRoster(sheet),
    // Each takes eight operations or nine, of a hundred at most.
    atOnce: 10,
    // Less than three seconds on a busy day.
    aCall: 80,
    compare: async () => ({ ...(await enteredBefore(campaignId, read.rows)), refused: [] }),
    textOf: ({ nickname, words }) => `${nickname}\n${wordsToCheck(words)}`,
    enter: async (request, rows, rosterId) => {
      const made = rows.map(({ row, flagged }) => {
        const community = areas.get(row.communityId);
        if (!community) return refuse('NOT_FOUND', '没有找到这个社区，请重新检查名单。');
        requireOpen(campaign, community, now);
        return {
          childId: idOf(campaignId, row),
          guardianId: newId(PAPER_GUARDIAN),
          child: {
            ...namesOf(row.nickname),
            nickname: row.nickname,
            nicknameFlagged: flagged,
            birthMonth: row.birthMonth,
            twinKey: twinKeyOf(row),
          },
          consent: paperConsent(row.consent, campaign.consentVersion),
          submission: { ...newWish(now), campaign, community, words: row.words, flagged },
          rosterId,
        };
      });
      return once({ ...context, request }, async (work) => {
        let entered = 0;
        const agreed = await agreeTo(work, campaign.consentVersion, context);
        const by = { ...context, agreed };
        for (const entry of made) if (await enterFamily(work, entry, by)) entered += 1;
        await countPaperEntries(work, context, entered);
        return { entered, rejected: [] };
      });
    },
  };
};
