import type { PosterSource, ShareSource } from '../../typings/contract';
import { campaignHere, enterCampaign } from './campaign';

/** A campaign page opened from Moments: no login, no navigation, no form. */
export const SINGLE_PAGE_SCENE = 1154;

/** The posters, in the order of their numbers in a code's scene. */
export const POSTERS: readonly PosterSource[] = ['poster-sky', 'poster-lantern', 'poster-letter'];

/** Which campaign a page shows, and where its visitor came from. */
export interface Entry {
  campaignId: string;
  source: ShareSource | null;
}

type Query = Record<string, string | undefined>;

const CAMPAIGN = /^[\x21-\x7e]{1,128}$/;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

const campaignOr = (given: string | undefined): string =>
  given !== undefined && CAMPAIGN.test(given) ? given : campaignHere();

/** What a poster's code carries: `<campaignId>~<poster>`; some phones hand it over encoded. */
const entryOfScene = (scene: string): Entry => {
  const [, campaignId, poster] = /^(.+)~(\d)$/.exec(decoded(scene)) ?? [];
  return {
    campaignId: campaignOr(campaignId),
    source: POSTERS[Number(poster) - 1] ?? null,
  };
};

/** Reads the query of a page; whatever is not understood is the campaign one is in, uncounted. */
export const entryOf = (query: Query): Entry => {
  const { scene, campaignId, from } = query;
  if (scene !== undefined) return entryOfScene(scene);
  return {
    campaignId: campaignOr(campaignId),
    source: from === 'friend' || from === 'moments' ? from : null,
  };
};

/** Goes into the campaign that a page was opened for, and says how one came. */
export const arriveBy = (query: Query): Entry => {
  const entry = entryOf(query);
  enterCampaign(entry.campaignId);
  return entry;
};

/** The pages that may be shared, with the picture and the words of each. */
const SHARED = {
  home: {
    path: '/pages/home/home',
    title: '每一盏灯，是一个孩子的微心愿',
    wide: '/images/share-wide.jpg',
    square: '/images/share-square.jpg',
  },
  story: {
    path: '/packages/family/pages/story/story',
    title: '六十个微心愿，是怎样亮起来的',
    wide: '/packages/family/images/share-story.jpg',
    square: '/images/share-square.jpg',
  },
  partners: {
    path: '/packages/family/pages/partners/partners',
    title: '一起点灯的人',
    wide: '/packages/family/images/share-partners.jpg',
    square: '/images/share-square.jpg',
  },
} as const;

export type SharedPage = keyof typeof SHARED;

export interface FriendCard {
  title: string;
  path: string;
  /** 5:4. */
  imageUrl: string;
}

export interface MomentsEntry {
  title: string;
  query: string;
  /** 1:1. */
  imageUrl: string;
}

/** The card in a chat: the campaign and the way it was shared, nothing of who shares it. */
export const friendCard = (page: SharedPage, campaignId: string): FriendCard => {
  const { path, title, wide } = SHARED[page];
  return { title, path: `${path}?campaignId=${campaignId}&from=friend`, imageUrl: wide };
};

/** The entry in Moments. */
export const momentsEntry = (page: SharedPage, campaignId: string): MomentsEntry => {
  const { title, square } = SHARED[page];
  return { title, query: `campaignId=${campaignId}&from=moments`, imageUrl: square };
};
