import type { VerdictTone } from './verdict';

const SOUNDS: Record<VerdictTone, string> = {
  go: '/packages/station/sounds/go.wav',
  wait: '/packages/station/sounds/wait.wav',
  stop: '/packages/station/sounds/stop.wav',
};

let player: WechatMiniprogram.InnerAudioContext | undefined;

/** Lets hand and ear know the verdict: one short buzz to go on, a long one to stop. */
export const signal = (tone: VerdictTone): void => {
  const ignore = { fail: () => undefined };
  if (tone === 'go') wx.vibrateShort({ type: 'medium', ...ignore });
  else wx.vibrateLong(ignore);
  player ??= wx.createInnerAudioContext();
  player.src = SOUNDS[tone];
  player.play();
};

/** Gives the player back when the page goes. */
export const silence = (): void => {
  player?.destroy();
  player = undefined;
};
