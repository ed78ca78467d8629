import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from '../support/build';

const SHOTS = join(root, 'test-output', 'e2e');

/** Longest wait for what a person expects to see, in ms: a busy machine is no failure. */
const PATIENCE = 40_000;

/** Longest wait for a picture of what went wrong, in ms. */
const PICTURE_PATIENCE = 10_000;

/** A browser window whose every error is kept. */
export interface Window {
  page: Page;
  /** What the console and the app itself said went wrong. */
  errors: string[];
}

/** Opens a window; with `quietly`, errors in the console of these words are expected. */
export const openWindow = async (
  context: BrowserContext,
  quietly: RegExp = /(?!)/,
): Promise<Window> => {
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const errors: string[] = [];
  const keep = (words: string): void => {
    if (!quietly.test(words)) errors.push(words);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') keep(message.text());
  });
  page.on('pageerror', (error) => keep(error.message));
  return { page, errors };
};

/**
 * One story told in scenes, each a test. Where one fails it leaves a picture of the window behind,
 * and those after it, which need what it did, fail at once.
 */
export const story = (seen: () => Page): ((name: string, act: () => Promise<void>) => void) => {
  let broken: string | undefined;
  return (name, act) =>
    test(
      name,
      async () => {
        if (broken !== undefined) throw new Error(`the story ended before, at: ${broken}`);
        try {
          await act();
        } catch (error) {
          broken = name;
          const seenThen = await shoot(seen(), name).catch(() => 'no picture could be taken');
          throw new Error(`seen then: ${seenThen}`, { cause: error });
        }
      },
      4 * PATIENCE,
    );
};

/** A picture of the window, below `test-output`; answers its file. */
const shoot = async (page: Page, name: string): Promise<string> => {
  mkdirSync(SHOTS, { recursive: true });
  const path = join(SHOTS, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  await page.screenshot({ path, timeout: PICTURE_PATIENCE });
  return path;
};

/** Asks until the answer is what is waited for, and hands it on. @throws Error after ten seconds */
export const until = async <T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> => {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not happen');
};
