import type { PosterSource, ShareSource } from '../../../typings/contract';
import { refuse } from '../common/refusal';

/** Every source that is counted: keys are bounded, whatever is sent. */
export const SOURCES = [
  'friend',
  'moments',
  'poster-sky',
  'poster-lantern',
  'poster-letter',
] as const satisfies readonly ShareSource[];

export const POSTERS = [
  'poster-sky',
  'poster-lantern',
  'poster-letter',
] as const satisfies readonly PosterSource[];

/** What a scene may hold, by WeChat's rule. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/**
 * What a poster's code carries: the campaign and the poster's number, never a person.
 * @throws Refusal FAILED_PRECONDITION where the campaign's id is too long for a code.
 */
export const sceneOf = (campaignId: string, source: PosterSource): string => {
  const scene = `${campaignId}~${POSTERS.indexOf(source) + 1}`;
  return SCENE.test(scene)
    ? scene
    : refuse('FAILED_PRECONDITION', '这个活动的编号太长，做不成小程序码。');
};
