import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from '../support/build';

const SHOTS = join(root, 'test-output', 'e2e');

/** What the browser does not do by itself in time is an error, in ms. */
const PATIENCE = 15_000;

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

/** A test that leaves a picture of the window behind where it fails. */
export const scene = (name: string, seen: () => Page, act: () => Promise<void>): void => {
  test(name, async () => {
    try {
      await act();
    } catch (error) {
      mkdirSync(SHOTS, { recursive: true });
      const file = join(SHOTS, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
      await seen().screenshot({ path: file });
      throw new Error(`seen at this moment: ${file}`, { cause: error });
    }
  });
};
