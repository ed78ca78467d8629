import { fullDayText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../../utils/tones';
import type { CampaignRow, EpochMs } from '../../../../../../typings/contract';

export interface CampaignLine {
  campaignId: string;
  title: string;
  period: string;
  place: string;
  word: string;
  tone: Tone;
  closed: boolean;
  /** Staff pages on this device are about another one. */
  elsewhere: boolean;
}

const standingOf = (
  { from, until, closedAt }: CampaignRow,
  now: EpochMs,
): { word: string; tone: Tone } => {
  if (closedAt !== undefined) return { word: '已停止征集', tone: 'quiet' };
  if (now < from) return { word: '还没开始', tone: 'wait' };
  return now > until ? { word: '已结束', tone: 'quiet' } : { word: '正在征集', tone: 'good' };
};

/** `working` is the campaign that staff pages are about. */
export const campaignLines = (
  campaigns: readonly CampaignRow[],
  working: string,
  now: EpochMs,
): CampaignLine[] =>
  campaigns.map((campaign) => ({
    campaignId: campaign.campaignId,
    title: campaign.title,
    period: `${fullDayText(campaign.from)} – ${fullDayText(campaign.until)}`,
    place: campaign.place,
    ...standingOf(campaign, now),
    closed: campaign.closedAt !== undefined,
    elsewhere: campaign.campaignId !== working,
  }));
