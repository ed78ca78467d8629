/** From this width on, in px, a list and a file stand side by side. */
const WIDE_PX = 960;

const isWide = (): boolean => wx.getWindowInfo().windowWidth >= WIDE_PX;

/** Tells now, and whenever the window is resized over the border, whether it is wide. */
export const followWidth = (tell: (wide: boolean) => void): (() => void) => {
  let known = isWide();
  tell(known);
  const onResize = (): void => {
    if (isWide() === known) return;
    known = !known;
    tell(known);
  };
  wx.onWindowResize(onResize);
  return () => wx.offWindowResize(onResize);
};

type KeyListener = WechatMiniprogram.OnKeyDownCallback;

/** Hears the keys of a PC until it is told to stop; elsewhere there are none. */
export const followKeys = (listener: KeyListener): (() => void) => {
  if (!wx.canIUse('onKeyDown')) return () => undefined;
  wx.onKeyDown(listener);
  return () => wx.offKeyDown(listener);
};

/** What stands above and below a row that is in sight, in px. */
const MARGIN_PX = 96;

/** Scrolls the page so that an element is in sight; not at all where it is. */
export const bringIntoView = (selector: string): void => {
  wx.createSelectorQuery()
    .select(selector)
    .boundingClientRect((found) => {
      const box = found as WechatMiniprogram.BoundingClientRectCallbackResult | null;
      if (!box) return;
      const { windowHeight } = wx.getWindowInfo();
      if (box.top >= MARGIN_PX && box.bottom <= windowHeight - MARGIN_PX) return;
      void wx.pageScrollTo({ selector, offsetTop: -MARGIN_PX * 2, duration: 0 });
    })
    .exec();
};
