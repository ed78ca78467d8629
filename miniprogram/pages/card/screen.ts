/** Bright enough for any scanner. */
const BRIGHT = 0.95;

let brightnessBefore: number | undefined;

/** For the desk: the screen stays on, bright, and out of screenshots and the task switcher. */
export const raiseScreen = async (): Promise<void> => {
  void wx.setKeepScreenOn({ keepScreenOn: true });
  void wx.setVisualEffectOnCapture({ visualEffect: 'hidden' });
  if (brightnessBefore !== undefined) return;
  const { value } = await wx.getScreenBrightness();
  brightnessBefore = value;
  if (value < BRIGHT) void wx.setScreenBrightness({ value: BRIGHT });
};

/** As it was before the card was shown. */
export const restoreScreen = (): void => {
  void wx.setKeepScreenOn({ keepScreenOn: false });
  void wx.setVisualEffectOnCapture({ visualEffect: 'none' });
  if (brightnessBefore !== undefined) void wx.setScreenBrightness({ value: brightnessBefore });
  brightnessBefore = undefined;
};
