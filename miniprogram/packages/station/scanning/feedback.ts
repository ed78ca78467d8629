import type { Signal } from './verdict';

interface Note {
  /** Pitch in Hz. */
  pitch: number;
  /** From the start of the sound, in s. */
  from: number;
  /** In s. */
  lasts: number;
}

/** Rising for go, one level tone for wait, two low ones for stop. */
const SOUNDS: Record<Signal, readonly Note[]> = {
  go: [
    { pitch: 784, from: 0, lasts: 0.09 },
    { pitch: 1175, from: 0.1, lasts: 0.16 },
  ],
  wait: [{ pitch: 494, from: 0, lasts: 0.22 }],
  stop: [
    { pitch: 262, from: 0, lasts: 0.16 },
    { pitch: 208, from: 0.2, lasts: 0.26 },
  ],
};

const LOUDNESS = 0.25;

let speaker: WechatMiniprogram.WebAudioContext | undefined;

const play = (notes: readonly Note[]): void => {
  speaker ??= wx.createWebAudioContext();
  const start = speaker.currentTime;
  for (const { pitch, from, lasts } of notes) {
    const tone = speaker.createOscillator();
    const volume = speaker.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = LOUDNESS;
    tone.connect(volume);
    volume.connect(speaker.destination);
    tone.start(start + from);
    tone.stop(start + from + lasts);
  }
};

const shake = (signal: Signal): void => {
  if (signal === 'go') void wx.vibrateShort({ type: 'heavy', fail: () => undefined });
  else void wx.vibrateLong({ fail: () => undefined });
};

/** Felt and heard beside what is seen; a device that cannot do either stays silent. */
export const signalOut = (signal: Signal): void => {
  shake(signal);
  if (wx.canIUse('createWebAudioContext')) play(SOUNDS[signal]);
};
