/** From this factor on the platform's care mode is on. */
const CARE_MODE = 1.2;

/** The class of a page's root: `type-large` in care mode, '' otherwise. */
export const typeClass = (): string => {
  const { fontSizeScaleFactor = 1 } = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number };
  return fontSizeScaleFactor >= CARE_MODE ? 'type-large' : '';
};
