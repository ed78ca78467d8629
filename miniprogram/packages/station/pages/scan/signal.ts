import type { VerdictTone } from './verdict';

type Sound = Exclude<VerdictTone, 'held'>;

const SOUNDS: readonly Sound[] = ['go', 'wait', 'stop'];

const players = new Map<Sound, WechatMiniprogram.InnerAudioContext>();

/** Loads the sounds ahead, so that a verdict sounds at once. */
export const tuneUp = (): void => {
  for (const sound of SOUNDS) {
    const player = wx.createInnerAudioContext();
    player.src = `/packages/station/sounds/${sound}.wav`;
    players.set(sound, player);
  }
};

/** Lets hand and ear know the verdict: one short buzz to go on, a long one to stop. */
export const signal = (tone: VerdictTone): void => {
  const ignore = { fail: () => undefined };
  const sound = tone === 'held' ? 'go' : tone;
  if (sound === 'go') wx.vibrateShort({ type: 'medium', ...ignore });
  else wx.vibrateLong(ignore);
  players.get(sound)?.play();
};

/** Gives the players back when the page goes. */
export const silence = (): void => {
  for (const player of players.values()) player.destroy();
  players.clear();
};
