import { api, ApiFailure, Listeners } from './api';
import { needsPrivacy } from './privacy';
import type { Family, Platform } from './platform';

const SHORT_MS = 15;
const LONG_MS = 400;

/** The screen awake, where the browser can keep it so. */
class WakeLock {
  private sentinel: WakeLockSentinel | undefined;

  async keep(on: boolean): Promise<void> {
    if (on) this.sentinel ??= await navigator.wakeLock.request('screen').catch(() => undefined);
    else {
      await this.sentinel?.release();
      this.sentinel = undefined;
    }
  }
}

/** Vibration, screen and clipboard. */
export const hardware = (platform: Platform): Family => {
  const { device } = platform;
  const wakeLock = new WakeLock();
  const capture = new Listeners<object>();
  const vibrate = (ms: number) => (): void => {
    // Not every browser can, and none does on a desk.
    if ('vibrate' in navigator) navigator.vibrate(ms);
  };
  let clipboard = '';

  return {
    vibrateShort: api('vibrateShort', vibrate(SHORT_MS)),
    vibrateLong: api('vibrateLong', vibrate(LONG_MS)),
    setKeepScreenOn: api<{ keepScreenOn: boolean }>('setKeepScreenOn', ({ keepScreenOn }) =>
      wakeLock.keep(keepScreenOn),
    ),
    setScreenBrightness: api<{ value: number }>('setScreenBrightness', ({ value }) => {
      if (!(value === -1 || (value >= 0 && value <= 1))) {
        throw new ApiFailure('invalid value: 0 to 1, or -1');
      }
      device.brightness.set(value === -1 ? 0.7 : value);
    }),
    getScreenBrightness: api('getScreenBrightness', () => ({ value: device.brightness.value })),
    setVisualEffectOnCapture: api('setVisualEffectOnCapture', () => undefined),
    onUserCaptureScreen: capture.on,
    offUserCaptureScreen: capture.off,
    setClipboardData: api<{ data: unknown }>('setClipboardData', async ({ data }) => {
      await needsPrivacy(platform, 'setClipboardData');
      clipboard = String(data);
      // The phone's own clipboard holds it, where the browser's is closed to this page.
      await navigator.clipboard.writeText(clipboard).catch(() => undefined);
      platform.host.toast({ title: '内容已复制', icon: 'success' });
    }),
    getClipboardData: api('getClipboardData', async () => {
      await needsPrivacy(platform, 'getClipboardData');
      return { data: clipboard };
    }),
    makePhoneCall: api<{ phoneNumber: string }>('makePhoneCall', async ({ phoneNumber }) => {
      const choice = await platform.host.actionSheet({ itemList: [`呼叫 ${phoneNumber}`] });
      if (choice === null) throw new ApiFailure('cancel');
    }),
    hideKeyboard: api('hideKeyboard', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }),
  };
};
