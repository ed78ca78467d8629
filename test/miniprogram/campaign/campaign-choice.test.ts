import type { CampaignRow } from '../../../typings/contract';
import { campaignLines } from '../../../miniprogram/packages/staff/campaign/pages/campaigns/view';
import { rulesFor } from '../../../miniprogram/pages/my/view';
import { choiceOf } from '../../../miniprogram/packages/work/pages/work/view';
import {
  campaignHere,
  enterCampaign,
  workIn,
  workingCampaign,
} from '../../../miniprogram/utils/campaign';
import { getCampaign } from '../../../miniprogram/services/campaign';
import { arriveBy } from '../../../miniprogram/utils/sharing';
import { wish } from '../samples';

const OWN = 'nanshan-2025';

const rows: CampaignRow[] = [
  { campaignId: 'spring', title: '春天的心愿', place: '广场', from: 20, until: 30 },
  { campaignId: OWN, title: '点亮微心愿', place: '中心', from: 0, until: 10, closedAt: 9 },
];

describe('the campaign that staff work in', () => {
  const kept = new Map<string, unknown>();

  beforeAll(() => {
    const storage = {
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, data: unknown) => void kept.set(key, data),
    };
    Object.assign(globalThis, { wx: storage });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'wx');
  });

  it('is the app’s own, until another is chosen on this device', () => {
    expect(workingCampaign()).toBe(OWN);
    workIn('spring');
    expect(workingCampaign()).toBe('spring');
  });

  it('is chosen from all, those that take no more wishes too', () => {
    expect(choiceOf(rows, 'spring', OWN)).toMatchObject({ index: 0, lost: false });
    expect(choiceOf(rows, OWN, OWN)).toMatchObject({
      index: 1,
      name: '点亮微心愿（已停止征集）',
      lost: false,
    });
    expect(choiceOf([], OWN, OWN)).toBeNull();
  });

  it('gives way to the app’s own once it is not there any more, and that is said', () => {
    expect(choiceOf(rows, 'gone', OWN)).toMatchObject({ campaignId: OWN, lost: true });
    // Nobody chose what the app was set up with.
    expect(choiceOf(rows, 'unmade', 'unmade')).toMatchObject({ campaignId: 'spring', lost: false });
  });

  it('is told from the others in the list of campaigns', () => {
    expect(campaignLines(rows, 'spring', 0).map(({ elsewhere }) => elsewhere)).toEqual([
      false,
      true,
    ]);
  });
});

describe('the campaign that a family is in', () => {
  afterAll(() => {
    enterCampaign(OWN);
  });

  it('is the app’s own, and that of the last link after one was opened', () => {
    expect(campaignHere()).toBe(OWN);
    expect(arriveBy({}).campaignId).toBe(OWN);
    arriveBy({ campaignId: 'spring', from: 'friend' });
    expect(campaignHere()).toBe('spring');
  });

  it('stays when a page is opened that names none, or nothing that can be one', () => {
    expect(arriveBy({})).toEqual({ campaignId: 'spring', source: null });
    expect(arriveBy({ campaignId: 'a b' })).toEqual({ campaignId: 'spring', source: null });
    arriveBy({ scene: encodeURIComponent(`${OWN}~1`) });
    expect(campaignHere()).toBe(OWN);
  });

  it('is left again where there is no such campaign, so that one’s own pages open', async () => {
    const gone = { result: { ok: false, code: 'NOT_FOUND', message: '没有找到这个活动。' } };
    Object.assign(globalThis, { wx: { cloud: { callFunction: () => Promise.resolve(gone) } } });
    arriveBy({ campaignId: 'spring' });
    await expect(getCampaign('another')).rejects.toThrow();
    expect(campaignHere()).toBe('spring');
    await expect(getCampaign('spring')).rejects.toThrow();
    expect(campaignHere()).toBe(OWN);
    Reflect.deleteProperty(globalThis, 'wx');
  });
});

describe('the rules that a family is told of', () => {
  const consent = (versions: string[]) => ({
    consentId: 'consent-1',
    version: versions.at(-1) ?? '',
    scopes: ['review' as const, 'gift' as const],
    grantedAt: 0,
    versions,
  });
  const inSpring = wish({ campaignId: 'spring', consentVersion: 'of-spring' });

  it('are those of the campaigns in which its wishes are, not of the one it looks at', () => {
    expect(rulesFor([inSpring], consent(['of-spring']))).toEqual({
      campaignId: 'spring',
      changed: false,
    });
    expect(rulesFor([], consent(['of-spring']))).toBeUndefined();
  });

  it('are asked for again where they changed while a wish is under way', () => {
    const fulfilled = wish({ state: 'fulfilled' });
    expect(rulesFor([wish(), inSpring], consent(['2025-06']))).toEqual({
      campaignId: 'spring',
      changed: true,
    });
    expect(rulesFor([inSpring, fulfilled], consent(['of-spring']))?.changed).toBe(false);
    expect(rulesFor([inSpring], undefined)?.changed).toBe(false);
  });
});
