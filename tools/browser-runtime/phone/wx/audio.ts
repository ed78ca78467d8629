import { Listeners } from './api';
import type { Family, Platform } from './platform';

const EVENTS = {
  Canplay: 'canplay',
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
  Seeked: 'seeked',
} as const;

/** A player that sounds: `wx.createInnerAudioContext`. */
const player = ({ engine, host }: Platform): object => {
  const audio = new Audio();
  const stopped = new Listeners<object>();
  const failed = new Listeners<object>();
  let path = '';
  audio.addEventListener('error', () => {
    failed.emit({ errCode: 10003, errMsg: `cannot play ${path}` });
    if (path !== '') host.problem({ source: 'InnerAudioContext', message: `cannot play ${path}` });
  });
  const listeners = Object.entries(EVENTS).flatMap(([name, event]) => {
    const list = new Listeners<object>();
    audio.addEventListener(event, () => list.emit({}));
    return [
      [`on${name}`, list.on],
      [`off${name}`, list.off],
    ];
  });
  const context = {
    ...(Object.fromEntries(listeners) as Record<string, unknown>),
    play: () => {
      audio.play().catch((error: unknown) => {
        failed.emit({ errCode: 10001, errMsg: error instanceof Error ? error.message : '' });
      });
    },
    pause: () => audio.pause(),
    stop: () => {
      audio.pause();
      audio.currentTime = 0;
      stopped.emit({});
    },
    seek: (seconds: number) => {
      audio.currentTime = seconds;
    },
    destroy: () => {
      audio.pause();
      audio.removeAttribute('src');
    },
    onStop: stopped.on,
    offStop: stopped.off,
    onError: failed.on,
    offError: failed.off,
    obeyMuteSwitch: true,
    startTime: 0,
  };
  Object.defineProperties(context, {
    src: {
      get: () => path,
      set: (value: string) => {
        path = value;
        audio.src = engine().assetUrl(value);
      },
    },
    duration: { get: () => audio.duration },
    currentTime: { get: () => audio.currentTime },
    paused: { get: () => audio.paused },
  });
  for (const name of ['autoplay', 'loop', 'volume', 'playbackRate'] as const) {
    Object.defineProperty(context, name, {
      get: () => audio[name],
      set: (value: never) => {
        audio[name] = value;
      },
    });
  }
  return context;
};

/** Sound. */
export const audio = (platform: Platform): Family => ({
  createInnerAudioContext: () => player(platform),
  setInnerAudioOption: () => Promise.resolve({ errMsg: 'setInnerAudioOption:ok' }),
});
