import type { CampaignRow } from '../../typings/contract';
import { campaignLines } from '../../miniprogram/packages/office/pages/campaigns/view';
import { choiceOf } from '../../miniprogram/pages/work/view';
import {
  campaignHere,
  enterCampaign,
  workIn,
  workingCampaign,
} from '../../miniprogram/utils/campaign';
import { arriveBy } from '../../miniprogram/utils/sharing';

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

  it('is chosen from all, and one that is not there gives way to the newest', () => {
    expect(choiceOf(rows, OWN)).toMatchObject({ index: 1, name: '点亮微心愿（已停止征集）' });
    expect(choiceOf(rows, 'gone')).toMatchObject({ index: 0, campaignId: 'spring' });
    expect(choiceOf([], OWN)).toBeNull();
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
});
