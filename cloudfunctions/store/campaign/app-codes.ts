import type { EpochMs } from '../../../typings/contract';
import { insert, read } from '../common/database';
import type { AppCodeRecord } from '../common/records';

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
