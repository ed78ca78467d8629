import { api, Listeners } from './api';
import type { Family, Platform } from './platform';

/** What the rest of the phone tells the app's listeners. */
export interface LifecycleEvents {
  error: Listeners<string>;
  rejection: Listeners<{ reason: unknown; promise: Promise<unknown> }>;
}

/** How the app was opened, its coming and going, and its errors. */
export const lifecycle = ({ engine, device }: Platform, events: LifecycleEvents): Family => {
  const shown = new Listeners<object>();
  const hidden = new Listeners<object>();
  const launch = (): object => {
    const { path, query, scene } = engine().launch;
    return { path, query, scene, shareTicket: '', referrerInfo: {}, apiCategory: 'default' };
  };
  device.visible.follow((visible) => (visible ? shown.emit(launch()) : hidden.emit({})));
  const lowMemory = new Listeners<object>();
  const missingPage = new Listeners<object>();
  const updateManager = {
    onCheckForUpdate: (listener: (answer: object) => void) =>
      queueMicrotask(() => listener({ hasUpdate: false })),
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  };

  return {
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    onAppShow: shown.on,
    offAppShow: shown.off,
    onAppHide: hidden.on,
    offAppHide: hidden.off,
    onError: events.error.on,
    offError: events.error.off,
    onUnhandledRejection: events.rejection.on,
    offUnhandledRejection: events.rejection.off,
    onPageNotFound: missingPage.on,
    offPageNotFound: missingPage.off,
    onMemoryWarning: lowMemory.on,
    offMemoryWarning: lowMemory.off,
    getUpdateManager: () => updateManager,
    exitMiniProgram: api('exitMiniProgram', () => location.reload()),
  };
};
