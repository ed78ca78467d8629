import { getCampaign } from '../../../../services/campaign';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { campaignHere } from '../../../../utils/campaign';
import { loadingData, loadingPage } from '../../../../utils/loading-page';
import { KINDS, LEVELS, missingIn, TEAMS, type Application } from './view';

interface CommunityChoice {
  communityId: string;
  name: string;
  chosen: boolean;
}

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    kinds: KINDS,
    teams: TEAMS,
    levels: LEVELS,
    communities: [] as CommunityChoice[],
    application: {
      name: '',
      kind: '',
      team: '',
      level: '',
      communityIds: [],
      skills: '',
    } as Application,
    sent: false,
  },

  async load() {
    const { communities } = await getCampaign(campaignHere());
    this.setData({
      communities: communities.map((community) => ({ ...community, chosen: false })),
      state: null,
    });
  },

  write({ currentTarget, detail }: WechatMiniprogram.Input) {
    const field = currentTarget.dataset['field'] as string;
    this.setData({ [`application.${field}`]: detail.value, problem: '' });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { field, value } = currentTarget.dataset as { field: string; value: string };
    this.setData({ [`application.${field}`]: value, problem: '' });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const communityId = currentTarget.dataset['communityId'] as string;
    const communities = this.data.communities.map((community) =>
      community.communityId === communityId
        ? { ...community, chosen: !community.chosen }
        : community,
    );
    this.setData({
      communities,
      'application.communityIds': communities
        .filter(({ chosen }) => chosen)
        .map((community) => community.communityId),
      problem: '',
    });
  },

  async send() {
    const { application } = this.data;
    const problem = missingIn(application);
    this.setData({ problem });
    const { kind, team, level } = application;
    if (problem !== '' || kind === '' || team === '' || level === '') return;
    const asked = askForMessages(['answered']);
    const skills = application.skills.trim();
    const payload = {
      campaignId: campaignHere(),
      name: application.name.trim(),
      kind,
      team,
      level,
      communityIds: application.communityIds,
      ...(skills === '' ? {} : { skills }),
    };
    const isSent = await this.act(payload, async (input) => {
      await asked;
      await call('helper', 'mother.apply', input);
      return '';
    });
    if (isSent) this.setData({ sent: true });
  },

  back() {
    void wx.redirectTo({ url: '/packages/helper/pages/home/home' });
  },
});
