import type { Page } from 'playwright-core';

/** How a cloud behaves that does not answer by itself. */
export type Silence = 'silent' | 'refusing';

const CALLS = '**/cloud/call/**';

/** From now on the cloud keeps a page waiting, or refuses every call of it. */
export const silence = async (page: Page, how: Silence): Promise<void> => {
  const refusal = { ok: false, code: 'INTERNAL', message: '', requestId: 'req-1' };
  await page.route(CALLS, (route) =>
    how === 'silent' ? Promise.resolve() : route.fulfill({ json: refusal }),
  );
};

/** The cloud answers by itself again. */
export const unsilence = (page: Page): Promise<void> => page.unroute(CALLS);
