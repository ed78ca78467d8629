import { WISH_STATE_WORDS } from '@micro-wish/vocabulary';
import { readCodes } from '../support/qr';
import { openPhones, type Phone, type Phones } from './phones';
import { until } from './support';

const CAMPAIGN = 'nanshan-2025';

/** Scenes by which WeChat opens the app: a chat, Moments as a single page, a scanned 小程序码. */
const SCENE = { friend: 1007, singlePage: 1154, code: 1047 } as const;

/** What a public page has no business to know. */
const PRIVATE = /nickname|alias|childId|guardian|openid|wishId|cardId|birthMonth|phone|demo-/i;

let phones: Phones;

beforeAll(async () => {
  phones = await openPhones();
});

afterAll(() => phones.end());

interface Opened extends Phone {
  /** `function.action` of every call the page made, in order. */
  calls: string[];
  /** All that the cloud answered. */
  answers(): Promise<string>;
}

/** Opens a link as WeChat would on somebody's phone; nobody is signed in with ''. */
const openLink = async (path: string, scene: number, openid = ''): Promise<Opened> => {
  const phone = await phones.phone(openid, 'packages/family/pages/privacy/privacy', {
    phone: `receiver-${openid || 'nobody'}`,
  });
  const calls: string[] = [];
  const answers: Promise<string>[] = [];
  phone.page.on('request', (request) => {
    const [, name] = /\/cloud\/call\/(\w+)/.exec(request.url()) ?? [];
    if (name === undefined) return;
    const { action } = JSON.parse(request.postData() ?? '{}') as { action: string };
    calls.push(`${name}.${action}`);
  });
  phone.page.on('response', (response) => {
    if (!response.url().includes('/cloud/call/')) return;
    // An answer to a page that has been left is nobody's, and cannot be read any more.
    answers.push(response.text().catch(() => ''));
  });
  const address = new URL(phone.page.url());
  address.searchParams.set('path', path.replace(/^\//, ''));
  address.searchParams.set('scene', String(scene));
  await phone.page.goto(address.toString());
  return { ...phone, calls, answers: async () => (await Promise.all(answers)).join('\n') };
};

/** Where a page that is shared stands. */
const pathOf = (page: string): string =>
  page === 'home' ? 'pages/home/home' : `packages/family/pages/${page}/${page}`;

/** Shares the page by its menu; answers the path on the card and the picture's address. */
const share = async (page: string, way: '转发给朋友' | '分享到朋友圈') => {
  const phone = await phones.phone('sharer', `${pathOf(page)}?campaignId=${CAMPAIGN}`);
  await phone.sees(/心愿/);
  if (page === 'home') await phone.tap('跳过');
  await phone.page.getByRole('button', { name: '更多' }).tap();
  await phone.tap(way);
  const path = await phone.page.locator('.host-card-path').innerText();
  const picture = phone.page.locator('img.host-card-picture');
  const { width, height } = await picture.evaluate((image: HTMLImageElement) =>
    image.decode().then(() => ({ width: image.naturalWidth, height: image.naturalHeight })),
  );
  await phone.picture(`share-${page}-${way}`);
  await phone.close();
  return { path, ratio: width / height };
};

/** What was answered, less the telephone that is there for everybody. */
const told = async (opened: { answers(): Promise<string> }): Promise<string> =>
  (await opened.answers()).replace(/"contact":\{[^}]*\},?/g, '');

const openings = async () =>
  (await phones.cloud.as('').call('campaign', 'report', { campaignId: CAMPAIGN })).openings;

const WORDS: Record<string, RegExp> = {
  home: /已实现/,
  story: /一盏灯的四种亮度/,
  partners: /个微心愿，已经亮了/,
};
const SHARED = Object.keys(WORDS);

describe.each(SHARED)('%s sent to a friend', (page) => {
  it.each([
    ['who is signed in', 'a-friend'],
    ['who is not', ''],
  ])(
    'opens there for somebody %s, is counted once and tells nothing private',
    async (_, openid) => {
      const { path, ratio } = await share(page, '转发给朋友');
      expect(path).toBe(`${pathOf(page)}?campaignId=${CAMPAIGN}&from=friend`);
      expect(ratio).toBeCloseTo(5 / 4, 2);
      const before = (await openings()).friend;
      const opened = await openLink(path, SCENE.friend, `${openid}${openid && page}`);
      await opened.sees(WORDS[page] ?? '');
      await opened.page.waitForTimeout(300);
      await opened.page.reload();
      await opened.sees(WORDS[page] ?? '');
      await opened.page.waitForTimeout(300);
      expect((await openings()).friend).toBe(before + 1);
      expect(opened.calls.every((call) => call.startsWith('campaign.'))).toBe(true);
      expect(await told(opened)).not.toMatch(PRIVATE);
      expect(opened.problems).toEqual([]);
      await opened.close();
    },
  );
});

describe.each(SHARED)('%s in Moments', (page) => {
  it('opens as a single page with no login: at most one read, no door that leads on', async () => {
    const { path, ratio } = await share(page, '分享到朋友圈');
    expect(path).toBe(`${pathOf(page)}?campaignId=${CAMPAIGN}&from=moments`);
    expect(ratio).toBe(1);
    const before = await openings();
    const opened = await openLink(path, SCENE.singlePage);
    await opened.sees(WORDS[page] ?? '');
    const read = { home: ['campaign.get'], story: [], partners: ['campaign.report'] }[page];
    expect(opened.calls).toEqual(read);
    expect(await opened.page.locator('wx-button, wx-navigator').count()).toBe(0);
    const doors = opened.page.locator('wx-view[role=button], wx-view[role=link]');
    expect(await doors.filter({ visible: true }).count()).toBe(0);
    expect(await told(opened)).not.toMatch(PRIVATE);
    expect(await openings()).toEqual(before);
    await opened.picture(`moments-${page}`);
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it('has its words from the package where no answer comes', async () => {
    const opened = await openLink(pathOf(page), SCENE.singlePage);
    await opened.page.route('**/cloud/call/**', (route) => route.abort());
    await opened.page.reload();
    await opened.sees(page === 'partners' ? '一起点灯的人' : '点亮微心愿');
    await opened.close();
  });
});

describe('a poster', () => {
  const DESIGNS = [
    ['夜空', 'poster-sky', 1],
    ['一盏灯', 'poster-lantern', 2],
    ['一封信', 'poster-letter', 3],
  ] as const;

  it.each(DESIGNS)(
    '%s carries a code that opens the campaign, signed in or not',
    async (name, source, number) => {
      const maker = await phones.phone('poster-maker', 'packages/family/pages/poster/poster');
      await maker.tap(name);
      const save = maker.page.locator('wx-button', { hasText: '保存或发给朋友' });
      await maker.page
        .locator('wx-button:not([disabled])', { hasText: '保存或发给朋友' })
        .waitFor();
      await maker.page.waitForTimeout(300);
      await save.tap();
      const address = await maker.page.locator('img.host-share-image').getAttribute('src');
      const drawn = await maker.page.evaluate(async (url) => {
        const picture = await (await fetch(url)).blob();
        return new Promise<string>((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          reader.readAsDataURL(picture);
        });
      }, address ?? '');
      await maker.picture(`poster-${source}`);

      const [code, ...more] = await readCodes(Buffer.from(drawn.split(',')[1] ?? '', 'base64'));
      expect(more).toEqual([]);
      expect(code).toBe(`wxacode:pages/home/home?scene=${CAMPAIGN}~${number}`);
      expect(maker.problems).toEqual([]);
      await maker.close();

      const before = (await openings())[source];
      for (const openid of ['', `scanner-of-${source}`]) {
        const opened = await openLink((code ?? '').replace('wxacode:', ''), SCENE.code, openid);
        await opened.sees(/已实现/);
        await opened.page.waitForTimeout(300);
        expect(await told(opened)).not.toMatch(PRIVATE);
        expect(opened.problems).toEqual([]);
        await opened.close();
      }
      expect((await openings())[source]).toBe(before + 2);
    },
  );
});

/** The welcome is on the screen, is skipped, and is gone: also for the next start. */
const skipWelcome = async (phone: Phone): Promise<void> => {
  const welcome = phone.page.getByText('一个心愿，一盏灯');
  await welcome.waitFor();
  await phone.tap('跳过');
  await welcome.waitFor({ state: 'detached' });
};

describe('the first visit', () => {
  it('is greeted once, may skip, and is never greeted again', async () => {
    const phone = await phones.phone('newcomer', 'pages/home/home');
    await skipWelcome(phone);
    await phone.page.reload();
    await phone.sees(/已实现/);
    expect(await phone.page.getByText('一个心愿，一盏灯').count()).toBe(0);
    await phone.close();
  });

  it('sees the sky and the story before any answer', async () => {
    const phone = await phones.phone('early', 'packages/family/pages/privacy/privacy');
    await phone.page.route('**/cloud/call/**', () => undefined);
    await phone.open('pages/home/home');
    await phone.tap('跳过');
    await phone.sees('点亮微心愿');
    await phone.sees('我们的故事');
    expect(await phone.page.locator('[class$=tassel]').count()).toBe(60);
    await phone.close();
  });
});

describe('the legend of the wall', () => {
  it('shows one kind of light alone when it is tapped, and all of them again', async () => {
    const phone = await phones.phone('chooser', 'pages/home/home');
    await phone.tap('跳过');
    await phone.page
      .getByRole('button', { name: /心愿，/ })
      .first()
      .waitFor();
    /** The states of the lights on the wall, as they are read out. */
    const states = () =>
      phone.page.evaluate(() => {
        const lights = [...document.querySelectorAll('[aria-label*="心愿，"]')];
        return [...new Set(lights.map((one) => one.getAttribute('aria-label')?.split('，').pop()))];
      });
    const everything = (await states()).sort();
    expect(everything.length).toBeGreaterThan(3);
    const shows = async (wanted: (string | undefined)[]): Promise<void> => {
      let seen: (string | undefined)[] = [];
      for (let times = 0; times < 100; times += 1) {
        seen = (await states()).sort();
        if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
        await phone.page.waitForTimeout(100);
      }
      expect(seen).toEqual(wanted);
    };
    const { submitted, returned, funded, ready } = WISH_STATE_WORDS;
    for (const [light, words] of [
      ['待审核', [submitted, returned]],
      ['备礼中', [funded, ready]],
    ] as const) {
      await phone.page.getByRole('button', { name: `只看 ${light}` }).tap();
      await shows(words.filter((word) => everything.includes(word)).sort());
    }
    await phone.page.getByRole('button', { name: '只看 备礼中' }).tap();
    await shows(everything);
    expect(phone.problems).toEqual([]);
    await phone.close();
  });
});

describe('a wall of 5,000 wishes', () => {
  it('stays light while one looks through it', async () => {
    const phone = await phones.phone('wanderer', 'pages/home/home');
    await skipWelcome(phone);
    await phone.page.route('**/cloud/call/campaign', async (route) => {
      const { action, input } = JSON.parse(route.request().postData() ?? '{}') as {
        action: string;
        input: { cursor?: string; limit?: number };
      };
      const response = await route.fetch();
      if (action === 'get') {
        const reply = (await response.json()) as { data: { counts: Record<string, number> } };
        reply.data.counts = { ...reply.data.counts, fulfilled: 4955 };
        return route.fulfill({ json: reply });
      }
      if (action !== 'wall') return route.fulfill({ response });
      const first = Number(input.cursor ?? 0);
      const items = Array.from({ length: input.limit ?? 20 }, (_, index) => ({
        wishNo: `W${first + index}`,
        publicText: '',
        category: 'art',
        ageBand: '7-12',
        state: 'fulfilled',
      }));
      return route.fulfill({
        json: { ok: true, data: { items, next: String(first + items.length) } },
      });
    });
    await phone.page.reload();
    for (let times = 0; times < 12; times += 1) {
      const more = phone.page.getByText('再看一些');
      await more.scrollIntoViewIfNeeded();
      await more.tap();
      await phone.page.getByText('再看一些').waitFor();
    }
    const lights = phone.page.locator('[class$=tassel]');
    // Those of the pieces near the screen, and the four of the legend; the others go out soon.
    await until(
      () => lights.count(),
      (count) => count >= 60 && count <= 60 * 6 + 4,
    );
    expect(phone.problems).toEqual([]);
    await phone.picture('wall-of-5000');
    await phone.close();
  });
});
