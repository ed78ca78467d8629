import type { FrameLocator, Locator, Page } from 'playwright-core';
import { sessionQuery, type Session } from '../../tools/browser-runtime/phone/host/session';

/** How often an option of a wheel is tapped at most, and how long its wheel may turn, in ms. */
const TURNS = 8;
const TURN_MS = 2500;
/** How long a wheel stands before it is taken to rest, in ms. */
const STANDS_MS = 250;

/** A phone as a person uses it: what is on its screen, what can be tapped and written. */
export class Phone {
  constructor(
    /** The window that shows the phone. */
    readonly page: Page,
    private readonly at: Page | FrameLocator,
  ) {}

  /** The page that is on top. */
  get screen(): Locator {
    return this.at.locator('.page-layer:not([hidden])').last();
  }

  /** What the phone itself shows over its pages: pickers, questions, the camera. */
  get over(): Locator {
    return this.at.locator('.host-layers');
  }

  /** The developer's panel, which shows when anything went wrong. */
  get problems(): Locator {
    return this.at.locator('.host-problem');
  }

  /** The button, link or choice that reads so, or that is read out so. */
  control(name: string | RegExp): Locator {
    const roles = ['button', 'link', 'radio', 'checkbox', 'tab', 'switch'] as const;
    return roles
      .map((role) => this.screen.getByRole(role, { name }))
      .reduce((found, next) => found.or(next))
      .filter({ visible: true })
      .first();
  }

  text(words: string | RegExp): Locator {
    return this.screen.getByText(words).filter({ visible: true }).first();
  }

  tap(name: string | RegExp): Promise<void> {
    return this.control(name).click();
  }

  /** Taps what the phone shows over the page. */
  tapOver(name: string | RegExp): Promise<void> {
    return this.over.getByRole('button', { name, exact: true }).last().click();
  }

  async sees(words: string | RegExp): Promise<void> {
    await this.text(words).waitFor();
  }

  /** Writes into the field of this name. */
  async write(label: string, words: string): Promise<void> {
    await this.screen.getByRole('textbox', { name: label, exact: true }).fill(words);
  }

  /** Opens the picker that is read out so, and takes an option of its wheels. */
  async pick(name: RegExp, ...options: string[]): Promise<void> {
    await this.control(name).click();
    for (const option of options) await turnWheel(this.over, option);
    await this.tapOver('确定');
  }
}

/** Taps an option until its wheel rests on it: a wheel that is still coming up moves away. */
export const turnWheel = async (over: Locator, name: string): Promise<void> => {
  const row = over.getByRole('option', { name, exact: true });
  const chosen = over.getByRole('option', { name, exact: true, selected: true });
  for (let attempt = 0; attempt < TURNS; attempt += 1) {
    await row.click();
    const rests = chosen.waitFor({ timeout: TURN_MS }).then(
      () => true,
      () => false,
    );
    if (!(await rests)) continue;
    // On a busy machine a wheel may stand still for a moment where it only passes.
    await over.page().waitForTimeout(STANDS_MS);
    if (await chosen.isVisible()) return;
  }
  throw new Error(`the wheel does not come to rest on ${name}`);
};

/** The address of one phone by itself. */
export const phoneUrl = (houseUrl: string, session: Partial<Session>): string =>
  `${houseUrl}/phone.html?${sessionQuery(session)}`;
