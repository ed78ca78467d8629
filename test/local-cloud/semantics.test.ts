import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type LocalCloud } from '../../tools/local-cloud';
import { readCodes } from '../support/qr';

const fixture = join(__dirname, '..', 'fixtures', 'cloud');

/** The unmodified SDK in a function of its own, asked to do one thing after another. */
describe('the local cloud, asked through the real wx-server-sdk', () => {
  let folder: string;
  let cloud: LocalCloud;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-cloud-'));
    const functionsDir = join(folder, 'functions');
    await buildFunctions({ sourceDir: join(fixture, 'functions'), outDir: functionsDir });
    cloud = await startLocalCloud({
      functionsDir,
      manifestFile: join(fixture, 'cloud.json'),
      dataDir: join(folder, 'data'),
    });
  });
  afterAll(async () => {
    expect(cloud.leaks()).toEqual([]);
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Outcome {
    value?: unknown;
    errCode?: number;
    errMsg?: string;
  }
  const probe = async (name: string, input: unknown = null, openid = 'someone'): Promise<Outcome> =>
    (await cloud.call('probe', { probe: name, input }, openid)) as Outcome;
  const value = async (name: string, input?: unknown): Promise<never> => {
    const outcome = await probe(name, input);
    if (outcome.errCode !== undefined || outcome.errMsg !== undefined) {
      throw new Error(`${name}: ${String(outcome.errCode)} ${String(outcome.errMsg)}`);
    }
    return outcome.value as never;
  };
  let made = 0;
  const thing = (fields: object = {}) => ({ email: `thing-${(made += 1)}`, ...fields });

  describe('who is calling', () => {
    it('is told by getWXContext', async () => {
      expect(await value('context')).toMatchObject({ OPENID: 'someone', SOURCE: 'wx_client' });
    });

    it('is never mixed up between 60 calls side by side', async () => {
      const names = Array.from({ length: 60 }, (_, place) => `person-${place}`);
      const seen = await Promise.all(names.map((name) => probe('slowContext', null, name)));
      expect(seen.map(({ value }) => value)).toEqual(
        names.map((name) => ({ before: name, after: name })),
      );
    });

    it('is nobody without a login', async () => {
      const { value } = await probe('context', null, '');
      expect((value as { OPENID?: string }).OPENID ?? '').toBe('');
    });
  });

  describe('documents', () => {
    it('are written and read as they are, emoji and all', async () => {
      const data = thing({ _id: 'a', text: '心愿 🏮 <b>', nested: { list: [1, 2.5, null] } });
      await value('add', data);
      expect(await value('get', 'a')).toMatchObject({ data });
    });

    it('that are missing: an update changes 0, a get answers nothing or fails, as asked', async () => {
      expect(await value('update', { id: 'gone', data: { x: 1 } })).toMatchObject({
        stats: { updated: 0 },
      });
      expect((await value('get', 'gone')) as { data: unknown }).toMatchObject({ data: null });
      expect((await probe('getOrThrow', 'gone')).errMsg).toMatch(/document.get:fail/);
    });

    it('are removed, and set anew', async () => {
      await value('set', { id: 'r', data: thing() });
      expect(await value('remove', 'r')).toMatchObject({ stats: { removed: 1 } });
      expect(await value('remove', 'r')).toMatchObject({ stats: { removed: 0 } });
    });

    it('a duplicate _id or unique key is −502001 with E11000', async () => {
      await value('add', { _id: 'dup', email: 'dup' });
      for (const again of [
        { _id: 'dup', email: 'x' },
        { _id: 'dup2', email: 'dup' },
      ]) {
        const { errCode, errMsg } = await probe('add', again);
        expect(errCode).toBe(-502001);
        expect(errMsg).toMatch(/E11000/);
      }
    });

    it('a unique index treats what is missing as null', async () => {
      await value('add', { _id: 'null-1' });
      expect((await probe('add', { _id: 'null-2' })).errMsg).toMatch(/E11000/);
      await value('remove', 'null-1');
    });

    it('a collection that is not in the manifest is −502005', async () => {
      expect(await probe('addTo', { collection: 'elsewhere', data: {} })).toMatchObject({
        errCode: -502005,
      });
    });

    it('serverDate is a date when read back', async () => {
      await value('remove', 'null-1');
      expect(await value('date')).toBe(true);
      await value('remove', 'dated');
    });
  });

  describe('updates', () => {
    it('refuse what MongoDB refuses, and change nothing', async () => {
      await value('set', { id: 'u', data: thing({ count: 'three', list: 'none', flat: 1 }) });
      const before = await value('get', 'u');
      expect((await probe('inc', { id: 'u', by: 1 })).errMsg).toMatch(/non-numeric/);
      expect((await probe('push', { id: 'u', value: 1 })).errMsg).toMatch(/must be an array/);
      expect((await probe('update', { id: 'u', data: { 'flat.below': 1 } })).errMsg).toMatch(
        /Cannot create field/,
      );
      expect(await value('get', 'u')).toEqual(before);
    });

    it('count exactly under 50 increments at once', async () => {
      await value('set', { id: 'n', data: thing({ count: 0 }) });
      await Promise.all(Array.from({ length: 50 }, () => value('inc', { id: 'n', by: 1 })));
      expect(await value('get', 'n')).toMatchObject({ data: { count: 50 } });
    });
  });

  describe('queries', () => {
    beforeAll(async () => {
      for (let rank = 0; rank < 120; rank += 1) {
        await value(
          'add',
          thing({ _id: `q${rank}`, group: 'q', rank, tags: ['all', `t${rank % 3}`] }),
        );
      }
    });

    it('answer 100 by default and never more than 1000', async () => {
      expect(((await value('where', { query: { group: 'q' } })) as { data: [] }).data).toHaveLength(
        100,
      );
      expect(
        ((await value('where', { query: { group: 'q' }, limit: 5000 })) as { data: [] }).data,
      ).toHaveLength(120);
    });

    it('use a range and an order of the index, both ways', async () => {
      const ranks = async (input: object) =>
        ((await value('above', input)) as { data: { rank: number }[] }).data.map(
          ({ rank }) => rank,
        );
      expect(await ranks({ group: 'q', above: 115 })).toEqual([116, 117, 118, 119]);
      expect(await ranks({ group: 'q', above: 115, desc: true })).toEqual([119, 118, 117, 116]);
      expect(await ranks({ group: 'q', above: -1.5 })).toHaveLength(100);
    });

    it('find a document by any element of an array', async () => {
      expect(await value('count', { tags: 't1' })).toMatchObject({ total: 40 });
    });

    it('that no index serves are refused', async () => {
      expect((await probe('where', { query: { colour: 'red' } })).errMsg).toMatch(
        /no index serves/,
      );
    });

    it('aggregate', async () => {
      expect(await value('aggregate', 'q')).toMatchObject({ list: [{ total: 7140 }] });
    });
  });

  describe('transactions', () => {
    beforeEach(async () => {
      await value('set', { id: 'left', data: { email: 'left', by: 'start' } });
      await value('set', { id: 'right', data: { email: 'right', by: 'start' } });
    });

    it('conflict at write time, with a message that says so', async () => {
      expect(await value('conflict')).toMatchObject({
        errMsg: expect.stringMatching(/TransactionConflict/) as string,
      });
    });

    it('allow write skew, as the platform does', async () => {
      expect(await value('skew')).toBe('both');
    });

    it('read one snapshot', async () => {
      expect(await value('snapshot')).toEqual({ first: 'start', second: 'start' });
    });

    it('leave nothing behind when rolled back', async () => {
      expect(await value('rollback')).toBeNull();
    });

    it('hold a plain write until they are over', async () => {
      expect(await value('waits')).toMatchObject({ by: 'tx', plain: true });
    });
  });

  describe('functions', () => {
    it('that run too long are ended; the next call is served', async () => {
      await expect(cloud.call('probe', { probe: 'sleep', input: 60_000 })).rejects.toThrow(
        /-504003/,
      );
      expect(await value('sleep', 1)).toBe('awake');
    });

    it('that throw, or answer more than 1 MB, fail with the platform’s code', async () => {
      const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      await expect(cloud.call('probe', { probe: 'fail' })).rejects.toThrow(/-504002/);
      await expect(cloud.call('probe', { probe: 'large', input: 1_100_000 })).rejects.toThrow(
        /-604001/,
      );
      log.mockRestore();
    });

    it('run in UTC', async () => {
      expect(await value('timezone')).toBe(0);
    });
  });

  describe('stand-ins for WeChat', () => {
    const check = (content: string) =>
      value('openapi', {
        name: ['security', 'msgSecCheck'],
        data: { openid: 'someone', scene: 3, version: 2, content },
      });

    it.each([
      ['一双球鞋', 'pass'],
      ['加微信私聊', 'review'],
      ['枪支', 'risky'],
    ])('msgSecCheck of %s is %s', async (content, suggest) => {
      expect(await check(content)).toMatchObject({ result: { suggest } });
    });

    it('msgSecCheck refuses an author who has not visited', async () => {
      const outcome = await probe('openapi', {
        name: ['security', 'msgSecCheck'],
        data: { openid: 'never-seen', scene: 3, version: 2, content: '你好' },
      });
      expect(outcome.errCode).toBe(61010);
    });

    it('subscribeMessage.send wants one accept a message, and short fields', async () => {
      const send = (thing1: string) =>
        probe('openapi', {
          name: ['subscribeMessage', 'send'],
          data: {
            touser: 'reader',
            templateId: 't',
            page: 'p',
            data: { thing1: { value: thing1 } },
          },
        });
      expect((await send('你好')).errCode).toBe(43101);
      await fetch(`${cloud.url}/client/subscribe`, {
        method: 'POST',
        headers: { 'x-openid': 'reader' },
        body: JSON.stringify({ tmplIds: ['t'] }),
      });
      expect((await send('字'.repeat(21))).errCode).toBe(47003);
      expect((await send('心愿有了新进展')).errCode).toBeUndefined();
      expect((await send('再来一条')).errCode).toBe(43101);
      expect(cloud.inbox()).toMatchObject([
        { openid: 'reader', data: { thing1: '心愿有了新进展' } },
      ]);
    });

    it('wxacode.getUnlimited is an image that can be scanned', async () => {
      const { png, contentType } = (await value('code', {
        scene: 'campaign=spring',
        page: 'pages/home/home',
      })) as { png: string; contentType: string };
      expect(contentType).toBe('image/png');
      expect(await readCodes(Buffer.from(png, 'base64'))).toEqual([
        'wxacode:pages/home/home?scene=campaign%3Dspring',
      ]);
    });

    it('a right that config.json does not name is −604101', async () => {
      const outcome = await probe('openapi', {
        name: ['phonenumber', 'getPhoneNumber'],
        data: { code: 'x' },
      });
      expect(outcome.errCode).toBe(-604101);
    });
  });

  describe('files', () => {
    it('are uploaded by a function and read through a signed link', async () => {
      const { url } = (await value('file', { path: 'sheets/一.csv', text: '卡号,礼物' })) as {
        url: string;
      };
      const response = await fetch(url);
      expect(await response.text()).toBe('卡号,礼物');
      expect(response.headers.get('content-type')).toMatch(/text\/csv/);
      const { status } = await fetch(url.replace(/sign=\w+/, 'sign=0'));
      expect(status).toBe(404);
    });

    it('never leave their folder', async () => {
      const outcome = await probe('file', { path: '../../escaped.txt', text: 'x' });
      expect(outcome.value).toBeUndefined();
    });
  });

  describe('its door', () => {
    const post = (path: string, init: RequestInit = {}) =>
      fetch(cloud.url + path, { method: 'POST', body: '{}', ...init });

    it('refuses what is no call with a clear status', async () => {
      expect((await post('/call/nothing')).status).toBe(404);
      expect((await post('/call/probe', { body: 'not json' })).status).toBe(400);
      expect((await post('/call/probe', { body: '[]' })).status).toBe(400);
      expect((await post('/call/probe', { body: `"${'x'.repeat(2_000_000)}"` })).status).toBe(413);
      expect((await post('/elsewhere')).status).toBe(404);
      expect((await post('//')).status).toBe(404);
      for (const body of ['{}', 'null', '[]', '{"fileList":[1,null]}', '{"tmplIds":5}']) {
        expect((await post('/client/temp-url', { body })).status).toBe(400);
        expect((await post('/client/subscribe', { body })).status).toBe(400);
      }
      expect((await fetch(`${cloud.url}/files/%E0%A4%A?sign=x`)).status).toBe(404);
    });

    it('keeps the database to the functions: there is no door to it', async () => {
      const body = JSON.stringify({ action: 'database.getDocument', collectionName: 'things' });
      for (const path of ['/admin', '/admin/any/probe', '/database']) {
        expect((await post(path, { body })).status).toBe(404);
      }
    });
  });
});
