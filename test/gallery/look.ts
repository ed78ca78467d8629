/** How a phone is set when its picture is taken. */
export interface Look {
  theme: 'light' | 'dark';
  fontScale: number;
}

/** All looks that the app has to be good in. */
export const LOOKS: readonly Look[] = [
  { theme: 'light', fontScale: 1 },
  { theme: 'light', fontScale: 1.4 },
  { theme: 'dark', fontScale: 1 },
  { theme: 'dark', fontScale: 1.4 },
];

/** Name of a look in file names and headings. */
export const lookName = ({ theme, fontScale }: Look): string =>
  fontScale === 1 ? theme : `${theme}-large`;

/** A phone's screen in CSS px, and how many pixels each has in a picture. */
export const SCREEN = { width: 375, height: 780 };
export const PIXELS = 2;

/** Where the app is used: its clock and its language. */
export const AT_HOME = { timezoneId: 'Asia/Shanghai', locale: 'zh-CN' } as const;
