import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { silence } from '../support/answers';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { innerPlaces, openPlaces, statePlaces, type Place } from '../support/places';
import { openWindow } from './support';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Smallest side of whatever is tapped, in CSS pixels. */
const SMALLEST_TAP = 44;

const SCREEN = { width: 375, height: 780 };

type Theme = 'light' | 'dark';

let house: House;
let places: Place[];

beforeAll(async () => {
  house = await openHouse();
  places = [
    ...(await openPlaces(house)),
    ...(await innerPlaces(house)),
    ...(await statePlaces(house)),
  ];
}, 240_000);

afterAll(() => house.close());

/** Findings of axe that keep somebody from using the page: rule, where, and what of it. */
const findingsOn = async (page: Page): Promise<string[]> => {
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
    }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
};

/** What may be tapped, can be seen, and is too small for a thumb. */
const smallTargetsOn = (page: Page): Promise<string[]> =>
  page.evaluate((smallest) => {
    const roles = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab'];
    const selector = ['input', 'textarea', ...roles.map((role) => `[role=${role}]`)].join();
    return (
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'))
        // A label around a control is tapped as the control itself.
        .map((element) => ({ element, whole: element.closest('wx-label') ?? element }))
        .map(({ element, whole }) => ({ element, box: whole.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0)
        .filter(({ box }) => box.width < smallest - 0.5 || box.height < smallest - 0.5)
        .map(
          ({ element, box }) =>
            `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 12)} ` +
            `${Math.round(box.width)}×${Math.round(box.height)}`,
        )
    );
  }, SMALLEST_TAP);

/** Goes to a place, as far as it has something to show. */
const reachPlace = async (page: Page, place: Place, theme: Theme, fontScale: number) => {
  const { name, path, openid, without, reach, shows } = place;
  const phone = new Phone(page, page);
  const network = without === 'network' ? 'none' : 'wifi';
  await page.unrouteAll();
  if (without !== undefined && without !== 'network') await silence(page, without);
  const phoneId = `axe-${name}-${theme}-${fontScale}`;
  await page.goto(phoneUrl(house.url, { phoneId, openid, path, theme, fontScale, network }));
  await page.evaluate(AXE);
  await reach?.(phone);
  if (without === 'silent') await phone.screen.waitFor();
  else await phone.sees(shows);
};

const turnTo = (page: Page, theme: Theme): Promise<void> =>
  page.evaluate((other) => {
    postMessage({ to: 'phone', type: 'theme', theme: other }, location.origin);
  }, theme);

/** Goes to every place once and judges it in each theme; answers what keeps somebody out. */
const faultsOf = async (fontScale: number, themes: readonly [Theme, ...Theme[]]) => {
  const context = await house.browser.newContext({
    viewport: SCREEN,
    hasTouch: true,
    // What fades in has no colour of its own yet.
    reducedMotion: 'reduce',
  });
  const { page } = await openWindow(context);
  const faults: string[] = [];
  for (const place of places) {
    const [first] = themes;
    try {
      await reachPlace(page, place, first, fontScale);
    } catch (error) {
      faults.push(`${place.name}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    for (const theme of themes) {
      if (theme !== first) await turnTo(page, theme);
      const found = [...(await findingsOn(page)), ...(await smallTargetsOn(page))];
      faults.push(...found.map((words) => `${place.name}, ${theme}: ${words}`));
    }
  }
  await context.close();
  return faults;
};

test('nothing on any page keeps somebody out, by day and by night', async () => {
  expect(await faultsOf(1, ['light', 'dark'])).toEqual([]);
}, 600_000);

const sweep = process.env['ALL_LOOKS'] ? test : test.skip;

sweep(
  'nor in large letters',
  async () => {
    expect(await faultsOf(1.4, ['dark', 'light'])).toEqual([]);
  },
  600_000,
);
