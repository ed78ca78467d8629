import type { SheetProblem } from '../../../typings/contract';
import { PAPER_GUARDIAN, signerOf } from '../../domain/family/paper-form';
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
import { byIds } from '../../store/common/by-ids';
import { enterFamily } from '../../store/family/paper-families';
import { requireOpen } from '../../store/wish/submissions';
import { readSheetFile } from '../upload/uploaded-workbook';
import { IN_WECHAT, paperConsent } from './paper-ids';
import {
  entered as enteredBefore,
  idOf,
  placesOf,
  type Compared,
  type Roster,
  type RosterForm,
  type RosterInput,
} from './roster-kind';

export const WISH_FORM: RosterForm = { name: '心愿名单模板', columns: ROSTER_COLUMNS };

const inWechat = (row: number): SheetProblem => ({ row, column: '', message: IN_WECHAT });

/** Which of these rows have their wish, and which families hand it in themselves. */
const compareWith = async (campaignId: string, rows: readonly RosterRow[]): Promise<Compared> => {
  const { known: there, warnings } = await enteredBefore(campaignId, rows);
  const before = rows.filter(({ row }) => there.has(row));
  const children = await byIds(
    'children',
    before.map((row) => idOf(campaignId, row)),
  );
  const guardians = await byIds(
    'guardians',
    Array.from(children.values()).flatMap(({ guardianIds }) => guardianIds),
  );
  const known = new Set<number>();
  const refused: SheetProblem[] = [];
  for (const row of before) {
    const child = children.get(idOf(campaignId, row));
    if (!child) continue;
    const parents = child.guardianIds.flatMap((guardianId) => guardians.get(guardianId) ?? []);
    const signer = signerOf(child, parents, { campaignId, communityId: row.communityId });
    if (signer === 'known') known.add(row.row);
    if (signer === 'in_wechat') refused.push(inWechat(row.row));
  }
  return { known, warnings, refused };
};

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
    compare: () => compareWith(campaignId, read.rows),
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
        const rejected: SheetProblem[] = [];
        const agreed = await agreeTo(work, campaign.consentVersion, context);
        const by = { ...context, agreed };
        for (const [place, entry] of made.entries()) {
          const wish = await enterFamily(work, entry, by);
          if (wish === 'in_wechat') rejected.push(inWechat(rows[place]?.row.row ?? 0));
          else if (wish !== 'known') entered += 1;
        }
        await countPaperEntries(work, context, entered);
        return { entered, rejected };
      });
    },
  };
};
