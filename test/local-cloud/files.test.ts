import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type LocalCloud } from '../../tools/local-cloud';
import { backUp } from '../../tools/local-cloud/backup';
import { findInFolder } from '../support/data-folder';

const DAY_MS = 24 * 60 * 60 * 1000;
const fixture = join(__dirname, '..', 'fixtures', 'cloud');

describe('files of clients', () => {
  let folder: string;
  let dataDir: string;
  let cloud: LocalCloud;

  const open = (): Promise<LocalCloud> =>
    startLocalCloud({
      functionsDir: join(folder, 'functions'),
      manifestFile: join(fixture, 'cloud.json'),
      dataDir,
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-cloud-files-'));
    dataDir = join(folder, 'data');
    const outDir = join(folder, 'functions');
    await buildFunctions({ sourceDir: join(fixture, 'functions'), outDir });
    cloud = await open();
  });
  afterAll(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const upload = async (
    path: string,
    openid: string,
  ): Promise<{ fileID?: string; code?: string }> => {
    const response = await fetch(`${cloud.url}/client/upload?path=${encodeURIComponent(path)}`, {
      method: 'POST',
      headers: openid === '' ? {} : { 'x-openid': openid },
      body: `by ${openid}`,
    });
    return (await response.json()) as { fileID?: string; code?: string };
  };
  const link = async (
    fileID: string,
    openid: string,
  ): Promise<{ code: string; tempFileURL: string }> => {
    const response = await fetch(`${cloud.url}/client/temp-url`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(openid && { 'x-openid': openid }) },
      body: JSON.stringify({ fileList: [fileID] }),
    });
    const { fileList } = (await response.json()) as {
      fileList: { code: string; tempFileURL: string }[];
    };
    return fileList[0] ?? { code: 'none', tempFileURL: '' };
  };

  it('are taken where the manifest says so, from whoever is signed in', async () => {
    expect(await upload('inbox/mine.txt', 'alice')).toMatchObject({
      fileID: expect.stringContaining('inbox/mine.txt'),
    });
    expect(await upload('inbox/nobody.txt', '')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await upload('sheets/mine.txt', 'alice')).toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it.each([
    'inbox/mine.txt',
    'inbox/',
    'inbox/a/../b.txt',
    'inbox/../sheets/x.txt',
    'inbox//x.txt',
    './inbox/x.txt',
    '/inbox/x.txt',
    'inboxes/x.txt',
    '',
    '../escaped.txt',
    'inbox/a\u0000b',
    'inbox/a\nb',
    `inbox/${'长'.repeat(200)}`,
  ])('are not taken at %p', async (path) => {
    const before = readdirSync(join(dataDir, 'files'), { recursive: true }).sort();
    expect(await upload(path, 'bob')).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(readdirSync(join(dataDir, 'files'), { recursive: true }).sort()).toEqual(before);
  });

  it('are linked to for their owner alone; what a function made, for no client', async () => {
    const { fileID = '' } = await upload('inbox/list.txt', 'alice');
    const { tempFileURL } = await link(fileID, 'alice');
    expect(await (await fetch(tempFileURL)).text()).toBe('by alice');
    for (const other of ['bob', '']) {
      expect(await link(fileID, other)).toMatchObject({
        code: 'STORAGE_EXCEED_AUTHORITY',
        tempFileURL: '',
      });
    }
    const made = (await cloud.call('probe', {
      probe: 'file',
      input: { path: 'sheets/a.txt', text: 'by a function' },
    })) as { value: { fileID: string; url: string } };
    expect(await link(made.value.fileID, 'alice')).toMatchObject({ tempFileURL: '' });
    expect((await fetch(made.value.url)).status).toBe(200);
  });

  it('belong to their owner behind a restart, until a function takes them away', async () => {
    const { fileID = '' } = await upload('inbox/kept.txt', 'carol-and-nobody-else');
    await cloud.close();
    cloud = await open();
    expect(await link(fileID, 'carol-and-nobody-else')).toMatchObject({ code: 'SUCCESS' });
    await cloud.call('probe', { probe: 'forget', input: fileID });
    expect(await link(fileID, 'carol-and-nobody-else')).toMatchObject({ tempFileURL: '' });
    await cloud.close();
    expect(findInFolder(dataDir, ['carol-and-nobody-else'])).toEqual([]);
    cloud = await open();
  });

  it('that were half written when the cloud was killed are gone at its next start', async () => {
    await cloud.close();
    mkdirSync(join(dataDir, 'files', 'inbox'), { recursive: true });
    writeFileSync(join(dataDir, 'files', 'inbox', 'x.txt.0123abcd.making'), 'half');
    writeFileSync(join(dataDir, 'files', 'inbox', 'a.making'), 'whole');
    cloud = await open();
    const left = readdirSync(join(dataDir, 'files', 'inbox'));
    expect(left).toContain('a.making');
    expect(left).not.toContain('x.txt.0123abcd.making');
  });

  it('that live for an hour are in no backup', async () => {
    await upload('inbox/backed-up.txt', 'alice');
    const to = join(folder, 'backup');
    await backUp(dataDir, to, { leaveOut: ['inbox/'] });
    const kept = readdirSync(to, { recursive: true, encoding: 'utf8' });
    expect(kept.filter((name) => name.includes('inbox'))).toEqual([]);
    expect(kept).toContain(join('files', 'sheets', 'a.txt'));
  });

  it('go by their age, by the clock of the cloud, with whose they were', async () => {
    await cloud.forward(DAY_MS);
    const { fileID = '' } = await upload('inbox/nobody-asks-for-it.txt', 'dora-and-nobody-else');
    await cloud.forward(2 * DAY_MS - 60_000);
    expect(await link(fileID, 'dora-and-nobody-else')).toMatchObject({ code: 'SUCCESS' });
    await cloud.forward(120_000);
    expect(await link(fileID, 'dora-and-nobody-else')).toMatchObject({ tempFileURL: '' });
    await cloud.close();
    expect(findInFolder(dataDir, ['dora-and-nobody-else'])).toEqual([]);
    cloud = await open();
  });

  it('are gone with every document and message once the cloud is emptied', async () => {
    const { fileID = '' } = await upload('inbox/last.txt', 'one');
    expect(await link(fileID, 'one')).toMatchObject({ code: 'SUCCESS' });
    await cloud.empty();
    expect((await link(fileID, 'one')).code).not.toBe('SUCCESS');
    expect(findInFolder(dataDir, ['by one'])).toEqual([]);
  });
});
