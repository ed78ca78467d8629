/** A queue of ten cards at a real desk: the network goes in the middle, and the app is closed too. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';
import { openCloud, type TestCloud } from '../support/cloud';
import { buildAll, root } from '../support/build';
import { openWindow } from './support';

const EVENT = 'event-2025';
const DESK = '1 号兑换台';
const VOLUNTEER = 'demo-volunteer-1';
const CARDS = 10;

interface Waiting {
  cardId: string;
  guardian: string;
  code: string;
}

let cloud: TestCloud;
let runtime: BrowserRuntime;
let browser: Browser;
let context: BrowserContext;
let mistakes: string[] = [];

/** Families of the demo whose gift lies ready at the desk, with the code they would show. */
const queueOfFamilies = async (): Promise<Waiting[]> => {
  const waiting: Waiting[] = [];
  for (let number = 1; waiting.length < CARDS && number <= 60; number += 1) {
    const guardian = `demo-guardian-${number}`;
    const reply = await cloud.as(guardian).send('family', 'card.mine', {});
    for (const card of reply.ok ? reply.data.items : []) {
      if (!card.ready || card.stationLabel !== DESK) continue;
      const { cardId } = card;
      const shown = await cloud.as(guardian).send('family', 'card.show', { cardId });
      if (shown.ok && waiting.length < CARDS) {
        waiting.push({ cardId, guardian, code: shown.data.code });
      }
    }
  }
  return waiting;
};

const openPhone = async (network: 'wifi' | 'none' = 'wifi'): Promise<Page> => {
  const { page, errors } = await openWindow(context, /ERR_INTERNET_DISCONNECTED/);
  mistakes = errors;
  const query = new URLSearchParams({
    phone: 'desk',
    openid: VOLUNTEER,
    path: 'packages/station/pages/scan/scan',
    network,
  });
  await page.goto(`${runtime.url}/phone.html?${query.toString()}`);
  return page;
};

const status = (page: Page) => page.locator('.status');

/** Types the code and presses Enter, as a person or a hardware scanner does. */
const scan = async (page: Page, code: string): Promise<void> => {
  await page.locator('.code input').first().fill(code);
  await page.keyboard.press('Enter');
};

/** Scans a card, hands its gift to the child, and goes on; answers the verdict's large words. */
const handOver = async (page: Page, code: string): Promise<string> => {
  await scan(page, code);
  await page.getByText('孩子本人', { exact: true }).click();
  const words = await page.locator('.verdict').innerText();
  await page.getByText('返回', { exact: true }).click();
  await page.locator('.verdict').waitFor({ state: 'detached' });
  return words;
};

const cardState = async ({ guardian, cardId }: Waiting): Promise<string | undefined> =>
  (await cloud.as(guardian).call('family', 'card.mine', {})).items.find(
    (card) => card.cardId === cardId,
  )?.state;

beforeAll(async () => {
  await buildAll();
  [cloud, browser] = await Promise.all([openCloud({ demo: true }), openBrowser()]);
  runtime = await startBrowserRuntime({ projectDir: root, cloudUrl: cloud.url, port: 0 });
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await runtime.close();
  await cloud.end();
});

it('a queue of ten cards with the network lost in the middle: every gift is accounted for', async () => {
  const queue = await queueOfFamilies();
  expect(queue).toHaveLength(CARDS);
  const before = await cloud.as('demo-admin').call('staff', 'event.progress', { eventId: EVENT });

  const page = await openPhone();
  await page.locator('.desk-name', { hasText: DESK }).click();
  await status(page).filter({ hasText: '名单' }).filter({ hasText: '张' }).waitFor();

  // Three with the server's word.
  for (const { code } of queue.slice(0, 3)) {
    expect(await handOver(page, code)).toContain('核销成功');
  }

  // The browser loses the network; the queue goes on by the list.
  await context.setOffline(true);
  for (const { code } of queue.slice(3, 6)) {
    const words = await handOver(page, code);
    expect(words).toContain('待同步');
    expect(words).not.toContain('核销成功');
  }
  await scan(page, queue[0]?.code ?? '');
  await page.locator('.verdict').filter({ hasText: '已经领过' }).waitFor();
  await page.getByText('返回', { exact: true }).click();
  await status(page).filter({ hasText: '离线' }).filter({ hasText: '3 条待上传' }).waitFor();

  // The app is closed, and opened again on a phone that has no network.
  await page.close();
  await context.setOffline(false);
  const reopened = await openPhone('none');
  await status(reopened).filter({ hasText: '离线' }).filter({ hasText: '3 条待上传' }).waitFor();
  await scan(reopened, queue[4]?.code ?? '');
  await reopened.locator('.verdict').filter({ hasText: '已经领过' }).waitFor();
  await reopened.getByText('返回', { exact: true }).click();
  for (const { code } of queue.slice(6)) {
    expect(await handOver(reopened, code)).toContain('待同步');
  }
  await status(reopened).filter({ hasText: '7 条待上传' }).waitFor();
  expect(await cardState(queue[9] as Waiting)).not.toBe('redeemed');

  // The network returns, and everything goes up by itself.
  await reopened.close();
  const back = await openPhone('wifi');
  await status(back).filter({ hasText: '在线' }).waitFor();
  await back.waitForFunction(() => !document.body.innerText.includes('待上传'));

  expect(await Promise.all(queue.map(cardState))).toEqual(queue.map(() => 'redeemed'));
  const after = await cloud.as('demo-admin').call('staff', 'event.progress', { eventId: EVENT });
  expect(after.redeemed).toBe(before.redeemed + CARDS);
  expect(after.openConflicts).toBe(before.openConflicts);
  expect(mistakes).toEqual([]);
}, 120_000);
