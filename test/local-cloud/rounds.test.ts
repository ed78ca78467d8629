import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type CloudStats, type LocalCloud } from '../../tools/local-cloud';

const fixture = join(__dirname, '..', 'fixtures', 'cloud');

/** The fixture's manifest, with time for two dozen functions to start on a busy machine. */
const writeManifest = (file: string): void => {
  const manifest = JSON.parse(readFileSync(join(fixture, 'cloud.json'), 'utf8')) as object;
  const functions = { probe: { timeoutSeconds: 60, memoryMB: 128 } };
  writeFileSync(file, JSON.stringify({ ...manifest, functions }));
};

describe('what a call asks of the database', () => {
  let folder: string;
  let cloud: LocalCloud;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'round-trips-'));
    const functionsDir = join(folder, 'functions');
    await buildFunctions({ sourceDir: join(fixture, 'functions'), outDir: functionsDir });
    const manifestFile = join(folder, 'cloud.json');
    writeManifest(manifestFile);
    cloud = await startLocalCloud({
      functionsDir,
      manifestFile,
      dataDir: join(folder, 'data'),
    });
  });
  afterAll(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Rounds and requests of one call, as its answer's headers say. */
  const asked = async (probe: string, input: unknown = null): Promise<[number, number]> => {
    const response = await fetch(`${cloud.url}/call/probe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-openid': 'someone' },
      body: JSON.stringify({ probe, input }),
    });
    await response.json();
    const count = (header: string): number => Number(response.headers.get(header));
    return [count('x-db-rounds'), count('x-db-requests')];
  };

  it('is nothing, where a call asks nothing', async () => {
    await expect(asked('context')).resolves.toEqual([0, 0]);
  });

  it('is a round for each request that waits for the one before', async () => {
    await expect(asked('oneAfterAnother', ['a', 'b', 'c'])).resolves.toEqual([3, 3]);
  });

  it('is one round for requests side by side, however quickly each is answered', async () => {
    for (let again = 0; again < 20; again += 1) {
      await expect(asked('sideBySide', ['a', 'b', 'c', 'd', 'e'])).resolves.toEqual([1, 5]);
    }
  });

  it('is another round for what is asked after all others were answered', async () => {
    await expect(asked('sideBySideThenOne', ['a', 'b'])).resolves.toEqual([2, 3]);
  });

  it('leaves out what is asked of other services', async () => {
    await expect(asked('file', { path: 'a.txt', text: 'hello' })).resolves.toEqual([0, 0]);
  });

  it('is counted for each of many calls at once by itself', async () => {
    const calls = Array.from({ length: 24 }, (_, place) =>
      asked('oneAfterAnother', Array<string>(1 + (place % 4)).fill('a')),
    );
    const expected = calls.map((_, place) => [1 + (place % 4), 1 + (place % 4)]);
    await expect(Promise.all(calls)).resolves.toEqual(expected);
  });

  it('can be read afterwards, the last of each function', async () => {
    await asked('sideBySide', ['a', 'b']);
    const expected = { probe: { rounds: 1, requests: 2 } };
    expect(cloud.stats().roundTrips).toEqual(expected);
    const stats = await fetch(`${cloud.url}/dev/stats`);
    await expect(stats.json() as Promise<CloudStats>).resolves.toMatchObject({
      roundTrips: expected,
    });
  });
});
