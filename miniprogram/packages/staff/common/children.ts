import { AGE_BAND_WORDS } from '@micro-wish/vocabulary';
import type { ChildToMatch } from '../../../../typings/contract';
import { call } from '../../../services/client';
import { workingCampaign } from '../../../utils/campaign';

/** A child of a community, by alias alone. */
export interface ChildLine {
  childId: string;
  alias: string;
  about: string;
}

export const childrenIn = async (communityId: string): Promise<ChildToMatch[]> =>
  (await call('staff', 'mother.children', { campaignId: workingCampaign(), communityId })).items;

/** Those whose alias has what is typed. */
export const childLines = (children: readonly ChildToMatch[], typed = ''): ChildLine[] =>
  children
    .filter(({ alias }) => alias.includes(typed.trim()))
    .map(({ childId, alias, ageBand, communityName }) => ({
      childId,
      alias,
      about: [AGE_BAND_WORDS[ageBand], communityName].join(' · '),
    }));
