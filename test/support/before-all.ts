import { shareBrowser } from '../../tools/browser-runtime/testing/browser';
import { buildFunctions } from './build';
import { openRun } from './once';

/** Once before all tests; what it answers is closed after them. */
export default async function beforeAllTests(): Promise<void> {
  await buildFunctions();
  openRun();
  const browser = await shareBrowser();
  Object.assign(globalThis, { closeSharedBrowser: () => browser.close() });
}
