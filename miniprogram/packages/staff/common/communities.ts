import type { Community } from '../../../../typings/contract';
import { call } from '../../../services/client';
import { workingCampaign } from '../../../utils/campaign';
import { LOADING } from '../../../utils/loading-page';

/** The communities of the campaign in which the reader works. */
export const ownCommunities = async (): Promise<Community[]> =>
  (await call('staff', 'community.list', { campaignId: workingCampaign() })).items;

/** The data that `communityPage` works with. */
export const communityData = () => ({ communities: [] as Community[], communityIndex: 0 });

interface CommunityPage {
  data: { communities: Community[]; communityIndex: number };
  setData(change: object): void;
  reload(read: () => Promise<void>): Promise<void>;
  readHere(): Promise<void>;
  childrenOf(communityId: string): Promise<unknown[]>;
  takeChildren(children: unknown[]): void;
}

const chosenIn = ({ data }: CommunityPage): string | undefined =>
  data.communities[data.communityIndex]?.communityId;

/**
 * Beside `loadingPage`: a page about the children of one community at a time. The page has
 * `childrenOf`, which asks for them, and `takeChildren`, which draws them and sets `state`.
 */
export const communityPage = {
  /** Reads the children of the chosen community. What another choice has overtaken is dropped. */
  async readHere(this: CommunityPage) {
    if (this.data.communities.length === 0) this.setData({ communities: await ownCommunities() });
    const communityId = chosenIn(this);
    const children = communityId === undefined ? [] : await this.childrenOf(communityId);
    if (communityId === chosenIn(this)) this.takeChildren(children);
  },

  chooseCommunity(this: CommunityPage, { detail }: { detail: { value: number | string } }) {
    const communityIndex = Number(detail.value);
    this.setData({ communityIndex, state: LOADING, problem: '', done: '' });
    void this.reload(() => this.readHere());
  },
};
