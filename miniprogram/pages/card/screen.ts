/** Bright enough for any scanner. */
const BRIGHT = 0.95;

let isRaised = false;
let brightnessBefore: number | undefined;

/** What a device cannot do with its screen is no reason not to show a card. */
const quietly = async (wish: Promise<unknown>): Promise<void> => {
  try {
    await wish;
  } catch (error) {
    console.warn('the screen stays as it is', error);
  }
};

const brighten = async (): Promise<void> => {
  const { value } = await wx.getScreenBrightness();
  if (!isRaised) return;
  brightnessBefore = value;
  if (value < BRIGHT) await wx.setScreenBrightness({ value: BRIGHT });
};

/** For the desk: the screen stays on, bright, and out of screenshots and the task switcher. */
export const raiseScreen = (): void => {
  if (isRaised) return;
  isRaised = true;
  void quietly(wx.setKeepScreenOn({ keepScreenOn: true }));
  wx.setVisualEffectOnCapture({ visualEffect: 'hidden' });
  void quietly(brighten());
};

/** As it was before the card was shown. */
export const restoreScreen = (): void => {
  isRaised = false;
  void quietly(wx.setKeepScreenOn({ keepScreenOn: false }));
  wx.setVisualEffectOnCapture({ visualEffect: 'none' });
  if (brightnessBefore !== undefined) {
    void quietly(wx.setScreenBrightness({ value: brightnessBefore }));
  }
  brightnessBefore = undefined;
};
