import { fullDayText } from '@micro-wish/vocabulary';
import { call } from './client';
import { keep, recall } from '../utils/storage';
import { SINGLE_PAGE_SCENE, type Entry } from '../utils/sharing';

/** Opened out of Moments, where nothing may be written and nobody is signed in. */
export const inSinglePage = (): boolean => wx.getLaunchOptionsSync().scene === SINGLE_PAGE_SCENE;

/**
 * Counts an opening that came by a share, once a day on this device. That it was counted is kept
 * here and nowhere else. A count that fails is lost: it is a figure, not a fact.
 */
export const countEntry = async ({ campaignId, source }: Entry, now: number): Promise<void> => {
  if (source === null || inSinglePage()) return;
  const key = `counted:${campaignId}:${source}`;
  const today = fullDayText(now);
  const counted = await recall<string>(key);
  if (counted?.value === today) return;
  await keep(key, today);
  try {
    await call('campaign', 'visit', { campaignId, source });
  } catch (error) {
    console.warn('this opening was not counted', error);
  }
};
