/** How a phone is set when its picture is taken. */
export interface Look {
  /** What it is called in file names and headings. */
  name: string;
  theme: 'light' | 'dark';
  fontScale: number;
  /** Size of the screen in CSS px. */
  screen: { width: number; height: number };
}

const PHONE = { width: 375, height: 780 };
const SMALL_PHONE = { width: 320, height: 568 };
const PC = { width: 1024, height: 768 };

/** A phone by day with letters of the usual size. */
export const PLAIN: Look = { name: 'light', theme: 'light', fontScale: 1, screen: PHONE };

/** All looks that the app has to be good in. */
export const LOOKS: readonly Look[] = [
  PLAIN,
  { name: 'light-large', theme: 'light', fontScale: 1.4, screen: PHONE },
  { name: 'dark', theme: 'dark', fontScale: 1, screen: PHONE },
  { name: 'dark-large', theme: 'dark', fontScale: 1.4, screen: PHONE },
  { name: 'small-large', theme: 'light', fontScale: 1.4, screen: SMALL_PHONE },
  { name: 'wide', theme: 'light', fontScale: 1, screen: PC },
];

/** How many pixels of a picture each CSS px has. */
export const PIXELS = 2;

/** Where the app is used: its clock and its language. */
export const AT_HOME = { timezoneId: 'Asia/Shanghai', locale: 'zh-CN' } as const;
