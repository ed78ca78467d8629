import type { EpochMs } from '../../../typings/contract';
import { insert, read } from '../common/database';

/** A 小程序码 that was made once: WeChat need not be asked again. */
export interface AppCodeRecord {
  _id: string;
  /** Base64. */
  image: string;
  type: 'image/png' | 'image/jpeg';
  madeAt: EpochMs;
}

/**
 * The code of this name, made once and kept: how often it is asked for costs WeChat nothing.
 * Two who ask first at one moment both make it, and one of the two is kept.
 */
export const appCode = async (
  name: string,
  now: EpochMs,
  make: () => Promise<Pick<AppCodeRecord, 'image' | 'type'>>,
): Promise<Pick<AppCodeRecord, 'image' | 'type'>> => {
  const kept = await read('appCodes', name);
  if (kept) return kept;
  const made = await make();
  await insert('appCodes', { _id: name, ...made, madeAt: now });
  return made;
};
