import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { silence } from '../support/answers';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { innerPlaces } from '../support/inner-places';
import type { Place } from '../support/place';
import { openPlaces, statePlaces } from '../support/places';
import { openWindow } from './support';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Pages that wait are judged in each theme, too, and all of them in large letters. */
const EVERY_LOOK = Boolean(process.env['ALL_LOOKS']);

/** Most bytes of one `setData`. */
const MOST_DATA = 20 * 1024;

/** Smallest side of whatever is tapped, in CSS pixels. */
const SMALLEST_TAP = 44;

const SCREEN = { width: 375, height: 780 };

/** What the engine says of a value that a component does not take, or of an attribute it lacks. */
const WRONG_VALUE = /type-incompatible|is not a valid property|has no attribute/;

type Theme = 'light' | 'dark';

let house: House;
let places: Place[];
/** Pages that wait, or have no answer: all of them are drawn by the same two components. */
let waiting: ReadonlySet<Place>;

beforeAll(async () => {
  house = await openHouse();
  const states = await statePlaces(house);
  waiting = new Set(states.filter(({ without }) => without !== undefined));
  places = [...(await openPlaces(house)), ...(await innerPlaces(house)), ...states];
}, 240_000);

afterAll(() => house.close());

/** Time in ms after which what was tapped has shown it. */
const RELEASE = 450;

/** Waits until nothing looks tapped, and no colour is on its way to another. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      !document.querySelector('.pressed, [class*="--pressed"]') &&
      document
        .getAnimations()
        .every((motion) => motion.effect?.getComputedTiming().iterations === Infinity),
  );
};

/**
 * Findings of axe that keep somebody from using the page: rule, where, and what of it. Vant dims a button
 * that is off and does not say so to readers: its colours do not count.
 */
const findings = async (page: Page, options: RunOptions): Promise<string[]> => {
  const results = await page.evaluate(
    (wanted) =>
      (
        globalThis as unknown as { axe: { run(on: object, how: object): Promise<AxeResults> } }
      ).axe.run({ exclude: ['.van-button--disabled'] }, wanted),
    { ...options, resultTypes: ['violations' as const] },
  );
  if (!results.passes.some(({ id }) => id === 'color-contrast')) return ['no colour was judged'];
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
};

const findingsOn = (page: Page): Promise<string[]> => findings(page, {});

/** Another theme changes colours and nothing else. */
const contrastsOn = (page: Page): Promise<string[]> =>
  findings(page, { runOnly: ['color-contrast'] });

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
  await page.addStyleTag({ content: '* { transition: none !important }' });
  await reach?.(phone);
  if (without === 'silent') await phone.screen.waitFor();
  else await phone.sees(shows);
  // A tap shows a moment later, and is seen for a moment after that.
  if (reach) await page.waitForTimeout(RELEASE);
  await settled(page);
};

interface DataNote {
  is: string;
  bytes: number;
  keys: string[];
}

/** What the page's logic gave its view at once and was too large. */
const heavyDataOn = async (page: Page): Promise<string[]> => {
  const notes = await page.evaluate(() =>
    (globalThis as unknown as { __phone: { heaviestData(): DataNote[] } }).__phone.heaviestData(),
  );
  return notes
    .filter(({ bytes }) => bytes > MOST_DATA)
    .map(({ is, bytes, keys }) => `setData of ${is} (${keys.join()}): ${bytes} bytes`);
};

/** Changes the theme, colours and all. */
const turnTo = async (page: Page, theme: Theme): Promise<void> => {
  await page.evaluate((other) => {
    postMessage({ to: 'phone', type: 'theme', theme: other }, location.origin);
  }, theme);
  await page.waitForFunction((other) => document.documentElement.dataset['theme'] === other, theme);
  await settled(page);
};

/** What is wrong at the places of the app. */
interface Faults {
  /** What keeps somebody from using them. */
  barriers: string[];
  /** What makes an old phone stutter. */
  weights: string[];
  /** What a component was given and does not take. */
  values: string[];
}

/** Goes to every place once and judges it in each theme. */
const walk = async (fontScale: number, [first, ...others]: readonly [Theme, ...Theme[]]) => {
  const context = await house.browser.newContext({
    viewport: SCREEN,
    hasTouch: true,
    // What fades in has no colour of its own yet; nor has what changes, see `reachPlace`.
    reducedMotion: 'reduce',
  });
  // Each page that opens has it at once: handing it over each time costs more than to run it.
  await context.addInitScript({ content: AXE });
  const { page } = await openWindow(context);
  const faults: Faults = { barriers: [], weights: [], values: [] };
  let at = '';
  page.on('console', (message) => {
    if (WRONG_VALUE.test(message.text())) faults.values.push(`${at}: ${message.text()}`);
  });
  for (const place of places) {
    at = place.name;
    const found = async (theme: Theme, look: (page: Page) => Promise<string[]>) =>
      (await look(page)).map((words) => `${place.name}, ${theme}: ${words}`);
    try {
      await reachPlace(page, place, first, fontScale);
    } catch (error) {
      faults.barriers.push(`${place.name}: ${String(error)}`);
      continue;
    }
    faults.barriers.push(...(await found(first, findingsOn)));
    faults.barriers.push(...(await found(first, smallTargetsOn)));
    faults.weights.push(...(await found(first, heavyDataOn)));
    if (!EVERY_LOOK && waiting.has(place)) continue;
    for (const theme of others) {
      await turnTo(page, theme);
      faults.barriers.push(...(await found(theme, contrastsOn)));
    }
  }
  await context.close();
  return faults;
};

/** Between them the two walks know every colour and every size; `ALL_LOOKS=1` takes both. */
const WALKS: [string, number, readonly [Theme, ...Theme[]]][] = [
  ['letters of the usual size', 1, ['light', 'dark']],
  ['large letters', 1.4, ['dark', 'light']],
];

describe.each(EVERY_LOOK ? WALKS : WALKS.slice(0, 1))(
  'every page and state, %s',
  (_, fontScale, themes) => {
    let faults: Faults;

    beforeAll(async () => {
      faults = await walk(fontScale, themes);
    }, 600_000);

    test('keeps nobody out, by day and by night', () => {
      expect(faults.barriers).toEqual([]);
    });

    test('gives its view no more than 20 KB at once', () => {
      expect(faults.weights).toEqual([]);
    });

    test('gives its components values of their types', () => {
      expect(faults.values).toEqual([]);
    });
  },
);
