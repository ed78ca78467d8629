import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../tools/local-cloud';

const fixture = join(__dirname, '..', 'fixtures', 'cloud');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long a call may take on a slow machine. */
const SLACK = 20_000;

interface Tick {
  trigger: string;
  at: number;
  now: number;
  server: string;
}
interface Told {
  now: number;
  made: number;
  text: string;
  ticks: Tick[];
}

describe('the clock of the local cloud', () => {
  let folder: string;
  let functionsDir: string;
  let cloud: LocalCloud;
  const open = (options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> =>
    startLocalCloud({
      functionsDir,
      manifestFile: join(fixture, 'cloud.json'),
      dataDir: join(folder, 'data'),
      ...options,
    });
  const told = async (): Promise<Told> => (await cloud.call('ticker', {}, 'someone')) as Told;
  const probe = (name: string, input: unknown): Promise<unknown> =>
    cloud.call('probe', { probe: name, input }, 'someone');
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${cloud.url}/clock`, { method: 'POST', headers, body: JSON.stringify(body) });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-cloud-clock-'));
    functionsDir = join(folder, 'functions');
    await buildFunctions({ sourceDir: join(fixture, 'functions'), outDir: functionsDir });
  });
  beforeEach(async () => {
    cloud = await open();
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(join(folder, 'data'), { recursive: true, force: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const expectAhead = (moment: number, byMs: number): void => {
    expect(moment - Date.now()).toBeGreaterThan(byMs - SLACK);
    expect(moment - Date.now()).toBeLessThanOrEqual(byMs);
  };

  it('moves in functions that run already, and in what the cloud stamps', async () => {
    expectAhead((await told()).now, 0);
    expectAhead(await cloud.forward(3 * HOUR), 3 * HOUR);
    const { now, made, text, ticks } = await told();
    for (const moment of [now, made, Date.parse(text)]) expectAhead(moment, 3 * HOUR);
    expectAhead(Date.parse(ticks.at(-1)?.server ?? ''), 3 * HOUR);
    expect(await probe('date', null)).toEqual({ value: true });
  });

  it('runs what falls due in order, each at its moment, and answers when that is done', async () => {
    const before = cloud.now();
    const after = await cloud.forward(2 * DAY);
    const { ticks } = await told();
    expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).sort((a, b) => a - b));
    for (const { at, now } of ticks) {
      expect(now).toBeGreaterThanOrEqual(at);
      expect(now).toBeLessThan(at + SLACK);
    }
    expect(ticks.filter(({ trigger }) => trigger === 'at-nine')).toHaveLength(2);
    const minutes = ticks.filter(({ trigger }) => trigger === 'every-minute').map(({ at }) => at);
    expect(minutes).toHaveLength(49);
    expect(minutes.slice(0, -1).every((at) => at % HOUR === 0)).toBe(true);
    expect(minutes.at(-1)).toBeGreaterThanOrEqual(before + 2 * DAY - 1);
    expect(after).toBeGreaterThanOrEqual(minutes.at(-1) ?? Infinity);
  });

  it('runs what fell due once, where it is told to', async () => {
    await cloud.forward(5 * DAY, 'last');
    const { ticks } = await told();
    expect(ticks.map(({ trigger }) => trigger).sort()).toEqual(['at-nine', 'every-minute']);
    for (const { now } of ticks) expectAhead(now, 5 * DAY);
  });

  it('is moved over HTTP, and asked', async () => {
    const { now } = (await (await post({ forwardMs: HOUR })).json()) as { now: number };
    expectAhead(now, HOUR);
    const asked = (await (await fetch(`${cloud.url}/clock`)).json()) as { now: number };
    expectAhead(asked.now, HOUR);
  });

  it.each([-1, 1.5, '5', null, undefined, 1e300, 200 * 365 * DAY])(
    'refuses to go by %p, and stays',
    async (forwardMs) => {
      const response = await post({ forwardMs });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ ok: false, code: 'INVALID_ARGUMENT' });
      expectAhead(cloud.now(), 0);
    },
  );

  it('is not moved by another site', async () => {
    const response = await post({ forwardMs: HOUR }, { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(403);
    expectAhead(cloud.now(), 0);
  });

  it('adds moves up that are asked for at once, with calls between them', async () => {
    const moves = Promise.all([
      cloud.forward(HOUR),
      cloud.forward(HOUR),
      post({ forwardMs: HOUR }),
    ]);
    const seen: number[] = [];
    for (let count = 0; count < 10; count += 1) seen.push((await told()).now);
    await moves;
    seen.push((await told()).now);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expectAhead(cloud.now(), 3 * HOUR);
  });

  it('stays where it is over a restart, and starts further ahead where it is told to', async () => {
    await cloud.forward(5 * HOUR);
    await cloud.close();
    cloud = await open({ clockMs: HOUR });
    expectAhead((await told()).now, 5 * HOUR);
    await cloud.close();
    cloud = await open({ clockMs: 9 * HOUR });
    expectAhead((await told()).now, 9 * HOUR);
    await expect(open({ clockMs: -1 })).rejects.toThrow('forward only');
  });

  it('lets links to files and visits run out', async () => {
    const { value } = (await probe('file', { path: 'a/b.txt', text: '你好' })) as {
      value: { url: string };
    };
    const check = { name: ['security', 'msgSecCheck'] };
    const data = { openid: 'someone', version: 2, scene: 2, content: '你好' };
    expect((await fetch(value.url)).status).toBe(200);
    expect(await probe('openapi', { ...check, data })).toMatchObject({ value: { errCode: 0 } });
    await cloud.call('probe', { probe: 'context', input: null }, 'other');
    await cloud.forward(2 * HOUR + MINUTE);
    expect((await fetch(value.url)).status).toBe(404);
    const other = { ...data, openid: 'other' };
    expect(await probe('openapi', { ...check, data: other })).toMatchObject({ errCode: 61010 });
  });

  it('ticks by itself where timers are started, and misses no moment of a move', async () => {
    await cloud.close();
    cloud = await open({ timers: true });
    await cloud.forward(HOUR);
    const { ticks } = await told();
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ticks.map(({ at, trigger }) => `${trigger} ${at}`)).size).toBe(ticks.length);
  });

  it('closes in the middle of a move, and stands where it had come to', async () => {
    const before = cloud.now();
    const move = cloud.forward(300 * DAY);
    while (cloud.now() < before + HOUR) await told();
    await cloud.close();
    const stood = await move;
    cloud = await open();
    expect(cloud.now()).toBeGreaterThanOrEqual(stood - 1);
    expect(stood).toBeGreaterThan(before + HOUR / 2);
    expect(stood).toBeLessThan(before + 299 * DAY);
  });
});
