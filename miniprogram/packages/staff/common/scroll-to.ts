const WIDE = 768;

/** Brings a part of the page before the eyes on a phone; on a wide screen it stands beside. */
export const turnTo = (selector: string): void => {
  if (wx.getWindowInfo().windowWidth < WIDE) void wx.pageScrollTo({ selector, duration: 200 });
};
