import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  entryOf,
  friendCard,
  momentsEntry,
  POSTERS,
  type SharedPage,
} from '../../../miniprogram/utils/sharing';
import {
  POSTERS as POSTERS_OF_CODES,
  sceneOf,
} from '../../../cloudfunctions/domain/campaign/share-source';

const APP = join(__dirname, '..', '..', '..', 'miniprogram');

/** The only pages that may be sent to others. */
const MAY_BE_SHARED = [
  'pages/home/home',
  'packages/family/pages/partners/partners',
  'packages/family/pages/story/story',
];

/** An invitation to one other person, who has to accept it: for a chat, never for Moments. */
const SENT_TO_ONE = [
  'packages/family/pages/invite/invite',
  'packages/staff/people/pages/people/people',
  // Public pages that a friend is shown: what is on offer, and whether a paper is good.
  'packages/family/pages/programmes/programmes',
  'packages/family/pages/certificate/certificate',
];

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

const { pages, subPackages } = JSON.parse(readFileSync(join(APP, 'app.json'), 'utf8')) as AppJson;
const ALL_PAGES = [
  ...pages,
  ...subPackages.flatMap((pack) => pack.pages.map((page) => `${pack.root}/${page}`)),
];

const SHARES = /onShareAppMessage|onShareTimeline|onAddToFavorites|open-type="share"|showShareMenu/;

const sourcesBelow = (folder: string): string[] =>
  readdirSync(join(APP, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|wxml)$/.test(file) && !file.includes('miniprogram_npm'))
    .map((file) => join(folder, file));

describe('what may be shared', () => {
  it.each(ALL_PAGES.filter((page) => ![...MAY_BE_SHARED, ...SENT_TO_ONE].includes(page)))(
    '%s has no way to be shared',
    (page) => {
      const folder = page.slice(0, page.lastIndexOf('/'));
      const found = sourcesBelow(folder).filter((file) =>
        SHARES.test(readFileSync(join(APP, file), 'utf8')),
      );
      expect(found).toEqual([]);
    },
  );

  it('no component or helper brings a share button along', () => {
    const shared = [...MAY_BE_SHARED, ...SENT_TO_ONE].map((page) =>
      page.slice(0, page.lastIndexOf('/')),
    );
    const found = sourcesBelow('.').filter(
      (file) =>
        !shared.some((folder) => file.startsWith(folder)) &&
        SHARES.test(readFileSync(join(APP, file), 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it.each(SENT_TO_ONE)('%s never goes to Moments', (page) => {
    expect(readFileSync(join(APP, `${page}.ts`), 'utf8')).not.toMatch(/onShareTimeline/);
  });

  it.each(MAY_BE_SHARED)('%s is shared to friends and to Moments', (page) => {
    const source = readFileSync(join(APP, `${page}.ts`), 'utf8');
    expect(source).toMatch(/onShareAppMessage/);
    expect(source).toMatch(/onShareTimeline/);
  });
});

describe('a share', () => {
  it.each<[SharedPage, string]>([
    ['home', 'pages/home/home'],
    ['story', 'packages/family/pages/story/story'],
    ['partners', 'packages/family/pages/partners/partners'],
  ])('of %s says the campaign and the way, and asks for nothing', (page, path) => {
    const friend = friendCard(page, 'c-1');
    const moments = momentsEntry(page, 'c-1');
    expect(friend.path).toBe(`/${path}?campaignId=c-1&from=friend`);
    expect(moments.query).toBe('campaignId=c-1&from=moments');
    expect(`${friend.title}${moments.title}`).not.toMatch(/捐|募|筹|奖|红包|领取|求/);
    for (const picture of [friend.imageUrl, moments.imageUrl]) {
      expect(readFileSync(join(APP, picture)).length).toBeGreaterThan(5000);
    }
  });

  it('has a picture of its own for each page', () => {
    const pictures = (['home', 'story', 'partners'] as const).map(
      (page) => friendCard(page, 'c-1').imageUrl,
    );
    expect(new Set(pictures).size).toBe(3);
  });
});

describe('an entry', () => {
  it('by a share names its campaign and its way', () => {
    expect(entryOf({ campaignId: 'c-1', from: 'friend' })).toEqual({
      campaignId: 'c-1',
      source: 'friend',
    });
  });

  it.each(POSTERS)('by %s reads what its code carries, encoded or not', (source) => {
    const scene = sceneOf('c-1', source);
    const wanted = { campaignId: 'c-1', source };
    expect(entryOf({ scene })).toEqual(wanted);
    expect(entryOf({ scene: encodeURIComponent(scene) })).toEqual(wanted);
  });

  it('the posters of the app and of the codes are numbered alike', () => {
    expect(POSTERS).toEqual(POSTERS_OF_CODES);
  });

  it.each([
    {},
    { scene: '%' },
    { scene: 'nothing' },
    { scene: 'nanshan-2025~9' },
    { campaignId: '', from: 'nobody' },
    { campaignId: '有空格 的' },
  ])('that makes no sense opens the own campaign, uncounted: %j', (query) => {
    expect(entryOf(query)).toEqual({ campaignId: 'nanshan-2025', source: null });
  });
});
