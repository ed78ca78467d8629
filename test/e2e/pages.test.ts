import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/build';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import type { Place } from '../support/place';
import { openPlaces } from '../support/places';
import { openWindow, type Window } from './support';

let house: House;
let places: Place[];

beforeAll(async () => {
  house = await openHouse();
  places = await openPlaces(house);
}, 240_000);

afterAll(() => house.close());

/** Pages of the app, as its `app.json` lists them. */
const declaredPages = (): string[] => {
  const text = readFileSync(join(root, 'miniprogram', 'app.json'), 'utf8');
  const { pages, subPackages } = JSON.parse(text) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
  };
  return [
    ...pages,
    ...subPackages.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`)),
  ];
};

/** How far the page's content is wider than its screen, in CSS px. */
const overflowOf = (phone: Phone): Promise<number> =>
  phone.screen.locator('.page-scroller').evaluate((box) => box.scrollWidth - box.clientWidth);

/** What the page showed wrongly, in words; empty where all was well. */
const faultsOf = async (
  { page, errors }: Window,
  { name, path, openid, reach, shows }: Place,
  looks: { theme: 'light' | 'dark'; fontScale: number },
): Promise<string[]> => {
  errors.length = 0;
  const phone = new Phone(page, page);
  await page.goto(phoneUrl(house.url, { phoneId: `sweep-${name}`, openid, path, ...looks }));
  try {
    await reach?.(phone);
    await phone.sees(shows);
  } catch {
    return [`${name} does not show ${String(shows)}`];
  }
  const overflow = await overflowOf(phone);
  return [
    ...errors.map((words) => `${name}: ${words}`),
    ...(overflow > 0 ? [`${name} is ${overflow} px wider than the screen`] : []),
  ];
};

test('every page of app.json has its place', () => {
  const placed = places.map(({ path }) => path.split('?')[0]);
  expect(placed.sort()).toEqual(declaredPages().sort());
});

type Look = [theme: 'light' | 'dark', fontScale: 1 | 1.4];

/** Between them, the two hold every colour and every size; `ALL_LOOKS=1` tries all four. */
const LOOKS: Look[] = process.env['ALL_LOOKS']
  ? [
      ['light', 1],
      ['light', 1.4],
      ['dark', 1],
      ['dark', 1.4],
    ]
  : [
      ['light', 1],
      ['dark', 1.4],
    ];

test.each(LOOKS)(
  'every page opens and fits the screen, %s, letters at %s',
  async (theme, fontScale) => {
    const context = await house.browser.newContext({ viewport: { width: 375, height: 780 } });
    const window = await openWindow(context);
    const faults: string[] = [];
    for (const place of places) {
      faults.push(...(await faultsOf(window, place, { theme, fontScale })));
    }
    await context.close();
    expect(faults).toEqual([]);
  },
  400_000,
);
