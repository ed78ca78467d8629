import { campaignId, fundId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const campaignInputs = ({ requestId, window }: Given) =>
  ({
    campaign: {
      get: { campaignId },
      wall: { campaignId },
      consent: { campaignId },
      report: { campaignId },
      code: { campaignId, source: 'poster-sky' },
      visit: { campaignId, source: 'friend' },
    },
    staff: {
      'campaign.save': {
        requestId,
        campaignId,
        title: '改名',
        place: '别处',
        donor: '某人',
        ...window,
        fundId,
        consentVersion: '2',
        areas: [{ areaId: 'c-1', name: '改名', level: 'community' }],
      },
      'campaign.list': {},
      'community.list': { campaignId },
      'campaign.open': { campaignId },
      'campaign.close': { requestId, campaignId },
      'campaign.reopen': { requestId, campaignId },
      'consent.publish': {
        requestId,
        campaignId,
        version: '2',
        terms: [{ title: '收集什么', text: '小名。' }],
      },
      'report.fairness': { campaignId },
    },
  }) satisfies TopicInputs;
