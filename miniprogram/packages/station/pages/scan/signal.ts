import type { VerdictTone } from './verdict';

const TONES: readonly VerdictTone[] = ['go', 'wait', 'stop'];

const players = new Map<VerdictTone, WechatMiniprogram.InnerAudioContext>();

/** Loads the sounds ahead, so that a verdict sounds at once. */
export const tuneUp = (): void => {
  for (const tone of TONES) {
    const player = wx.createInnerAudioContext();
    player.src = `/packages/station/sounds/${tone}.wav`;
    players.set(tone, player);
  }
};

/** Lets hand and ear know the verdict: one short buzz to go on, a long one to stop. */
export const signal = (tone: VerdictTone): void => {
  const ignore = { fail: () => undefined };
  if (tone === 'go') wx.vibrateShort({ type: 'medium', ...ignore });
  else wx.vibrateLong(ignore);
  players.get(tone)?.play();
};

/** Gives the players back when the page goes. */
export const silence = (): void => {
  for (const player of players.values()) player.destroy();
  players.clear();
};
