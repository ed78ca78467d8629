import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Output, RosterMode } from '../../../typings/contract';
import { unpack } from '../../../cloudfunctions/excel/unpack';
import { readCells } from '../../../cloudfunctions/excel/read';
import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { rosterFile, rosterRow, uploadRoster, type RosterCell } from '../../support/roster';
import {
  campaignId,
  HOUR,
  keepWorld,
  newFamily,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

const many = (count: number, from = 1) =>
  Array.from({ length: count }, (_, place) => rosterRow(from + place));

describe("a community's roster", () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
  });
  afterAll(() => cloud.end());

  const upload = async (rows: Record<string, RosterCell>[]): Promise<string> =>
    uploadRoster(cloud, world.community.openid, await rosterFile(rows));

  const check = (fileId: string) =>
    world.community.call('staff', 'roster.check', { campaignId, fileId });

  /** Goes on until the end, as the page does. */
  const importAll = async (
    fileId: string,
    mode: RosterMode = 'all',
  ): Promise<Output<'staff', 'roster.import'>> => {
    let cursor = 0;
    let entered = 0;
    for (;;) {
      const input = { requestId: newRequestId(), campaignId, fileId, mode, cursor };
      const answer = await world.community.call('staff', 'roster.import', input);
      entered += answer.entered;
      if (answer.next === undefined) return { ...answer, entered };
      cursor = answer.next;
    }
  };

  const wishes = async () => {
    const items: Output<'staff', 'wish.list'>['items'] = [];
    let cursor: string | undefined;
    do {
      const page = await world.community.call('staff', 'wish.list', {
        campaignId,
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  };

  const filesKept = (): string[] =>
    readdirSync(join(cloud.dataDir, 'files'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.xlsx'),
    );

  it('is tried first: every mistake by row and column, and nothing is entered', async () => {
    const fileId = await upload([
      rosterRow(1),
      rosterRow(2, { 出生年月: '去年', 想要的礼物: '很'.repeat(21) }),
      rosterRow(3, { 社区: '没有的社区' }),
      rosterRow(4, { 社区: '山脚社区' }),
      rosterRow(5, { 同意礼物发放: '否', 签署日期: '2025-02-30' }),
      rosterRow(1),
    ]);
    const answer = await check(fileId);
    expect(answer).toMatchObject({ rows: 6, ready: 1, known: 0, problemCount: 7 });
    expect(answer.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 出生年月',
      '3 想要的礼物',
      '4 社区',
      '5 社区',
      '6 签署日期',
      '6 同意礼物发放',
      '7 孩子小名',
    ]);
    await expect(wishes()).resolves.toEqual([]);
    const input = { requestId: newRequestId(), campaignId, fileId, mode: 'all' as const };
    await expect(world.community.refused('staff', 'roster.import', input)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(wishes()).resolves.toEqual([]);
    await expect(importAll(fileId, 'good')).resolves.toMatchObject({ entered: 1 });
  });

  it('is entered once: again nothing, with rows added only those, and the file goes', async () => {
    await expect(importAll(await upload(many(40)))).resolves.toMatchObject({ entered: 40 });
    await expect(importAll(await upload(many(40)))).resolves.toMatchObject({
      entered: 0,
      known: 40,
    });
    const longer = await upload([...many(40), rosterRow(41)]);
    await expect(check(longer)).resolves.toMatchObject({ ready: 1, known: 40 });
    await expect(importAll(longer)).resolves.toMatchObject({ entered: 1 });
    await expect(wishes()).resolves.toHaveLength(41);
    expect(filesKept()).toEqual([]);
  });

  it('costs seven requests to the database for each further row of a part', async () => {
    const requests: number[] = [];
    for (const [from, count] of [
      [1, 1],
      [2, 10],
    ] as const) {
      await expect(importAll(await upload(many(count, from)))).resolves.toMatchObject({
        entered: count,
      });
      requests.push(cloud.stats().roundTrips['staff']?.requests ?? Infinity);
    }
    const [one = 0, ten = 0] = requests;
    expect(ten - one).toBeLessThanOrEqual(9 * 7);
  });

  it('with a child that is there already under another form says so, and takes it', async () => {
    await importAll(await upload(many(1)));
    const fileId = await upload([rosterRow(1, { 同意书编号: 'HA-9999' })]);
    const { warnings, ready } = await check(fileId);
    expect(ready).toBe(1);
    expect(warnings).toMatchObject([{ row: 2, column: '孩子小名' }]);
  });

  it('that was cut off anywhere goes on, and each row is entered once', async () => {
    const fileId = await upload(many(40));
    await cloud.close();
    let commits = 0;
    let last = 0;
    cloud = await cloud.reopen({
      faultAt: (name, action) =>
        name === 'staff' && action === 'database.commitTransaction' && (commits += 1) === last
          ? 'after'
          : undefined,
    });
    world = { ...world, community: cloud.as('community') };
    const input = { requestId: newRequestId(), campaignId, fileId, mode: 'all' as const };
    for (;;) {
      commits = 0;
      last += 1;
      const reply = await world.community.send('staff', 'roster.import', input);
      if (reply.ok) break;
      if (last === 2) {
        const { items } = await world.community.call('staff', 'roster.list', { campaignId });
        expect(items).toMatchObject([{ state: 'importing', rows: 40, cursor: 0, fileId }]);
      }
    }
    expect(last).toBeGreaterThan(3);
    last = 0;
    await expect(wishes()).resolves.toHaveLength(40);
    const { items } = await world.community.call('staff', 'roster.list', { campaignId });
    expect(items).toMatchObject([{ state: 'done', entered: 40, fileId: '' }]);
  });

  it('is taken back as if it had never been, unless somebody has acted upon it', async () => {
    const { rosterId } = await importAll(await upload(many(90)));
    const undo = () =>
      world.community.call('staff', 'roster.undo', { requestId: newRequestId(), rosterId });
    await expect(undo()).resolves.toEqual({ undone: 80, left: true });
    await expect(undo()).resolves.toEqual({ undone: 10, left: false });
    await expect(wishes()).resolves.toEqual([]);
    expect(findInFolder(cloud.dataDir, ['小苗7', 'HA-0007'])).toEqual([]);

    const again = await importAll(await upload(many(3)));
    const [first] = await wishes();
    await world.community.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId: first?.wishId ?? '',
      decision: 'approve',
    });
    const input = { requestId: newRequestId(), rosterId: again.rosterId };
    await expect(world.community.refused('staff', 'roster.undo', input)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(wishes()).resolves.toHaveLength(3);
  });

  it('with words that moderation refuses leaves that row out', async () => {
    const fileId = await upload([...many(20), rosterRow(21, { 想要的礼物: '赌博机' })]);
    const answer = await importAll(fileId, 'good');
    expect(answer).toMatchObject({ entered: 20, rejected: [{ row: 22 }] });
  });

  it('that is partly wrong leaves its faults: in the history, and marked in the file', async () => {
    const rows = [rosterRow(1), rosterRow(2, { 尺码: new Date(Date.UTC(2025, 9, 12)) })];
    const fileId = await upload([...rows, rosterRow(3, { 想要的礼物: '赌博机' })]);
    const input = { requestId: newRequestId(), campaignId, fileId, mode: 'good' as const };
    await world.community.call('staff', 'roster.import', { ...input, fileName: '名单 一.xlsx' });
    const { items } = await world.community.call('staff', 'roster.list', { campaignId });
    expect(items).toMatchObject([
      { fileName: '名单 一.xlsx', sheetRows: 3, entered: 1, known: 0, refused: 2, fileId },
    ]);
    const { url } = await world.community.call('staff', 'roster.marked', { campaignId, fileId });
    const marked = Buffer.from(await (await fetch(url)).arrayBuffer());
    const found = readCells(marked, 100);
    const cells = 'cells' in found ? found.cells : [];
    expect(cells[0]?.at(-1)).toBe('请改正');
    expect(cells.map((row) => row.at(-1))).toEqual([
      '请改正',
      null,
      expect.stringMatching(/^尺码：.*10月12日/),
      '内容里有不合适的文字，没有录入',
    ]);
    // Mended and sent again, with the words about it still beside: what is there is passed over.
    const again = await uploadRoster(cloud, 'community', marked);
    await expect(check(again)).resolves.toMatchObject({ rows: 3, known: 1, problemCount: 1 });
  });

  it('that nobody imports is deleted in a day, and by no erasure of somebody else', async () => {
    await check(await upload([rosterRow(1, { 孩子小名: '小翠鸟' })]));
    expect(filesKept()).toHaveLength(1);
    await cloud.timer('jobs', Date.now() + 23 * HOUR);
    expect(filesKept()).toHaveLength(1);
    await cloud.timer('jobs', Date.now() + 25 * HOUR);
    expect(filesKept()).toEqual([]);

    await check(await upload([rosterRow(1)]));
    const { guardian } = await newFamily(cloud, 'a-family');
    await guardian.call('family', 'data.erase', { requestId: newRequestId() });
    // It is on its way: nobody who is in it could have erased anything yet.
    expect(filesKept()).toHaveLength(1);
    await cloud.timer('jobs', Date.now() + 25 * HOUR);
    expect(filesKept()).toEqual([]);
  });

  it('comes out of a template that the check reads back', async () => {
    const { url } = await world.community.call('staff', 'roster.template', { campaignId });
    const template = Buffer.from(await (await fetch(url)).arrayBuffer());
    const fileId = await uploadRoster(cloud, 'community', template);
    await expect(check(fileId)).resolves.toMatchObject({
      problems: [{ column: '', message: '表头下面没有内容' }],
    });
    const sheet = unpack(template).text('xl/worksheets/sheet1.xml');
    const columns = sheet.match(/<col [^>]*>/gu) ?? [];
    expect(columns).toHaveLength(17);
    for (const column of columns) expect(column).toMatch(/ style="\d+"/u);
  });

  it('of a file that nobody checked is gone in a day, and nothing is put in its place before', async () => {
    const { path } = await world.community.call('staff', 'roster.place', {});
    const put = (content: string) =>
      fetch(`${cloud.url}/client/upload?path=${encodeURIComponent(path)}`, {
        method: 'POST',
        headers: { 'x-openid': 'community' },
        body: content,
      });
    const { fileID } = (await (await put('families')).json()) as { fileID: string };
    expect((await put('others')).status).toBe(403);
    const links = async () => {
      const response = await fetch(`${cloud.url}/client/temp-url`, {
        method: 'POST',
        headers: { 'x-openid': 'community' },
        body: JSON.stringify({ fileList: [fileID] }),
      });
      const { fileList } = (await response.json()) as { fileList: { tempFileURL: string }[] };
      const link = fileList[0]?.tempFileURL ?? '';
      return link === '' ? 404 : (await fetch(link)).status;
    };
    await cloud.timer('jobs', Date.now() + 23 * HOUR);
    await expect(links()).resolves.toBe(200);
    await cloud.timer('jobs', Date.now() + 25 * HOUR);
    await expect(links()).resolves.toBe(404);
  });

  it("of another's file or no roster is refused", async () => {
    const sheet = 'cloud://local.6c6f-local/card-sheets/sheet_1/cards.pdf';
    const refused = (fileId: string) =>
      world.community.refused('staff', 'roster.check', { campaignId, fileId });
    await expect(refused(sheet)).resolves.toBe('INVALID_ARGUMENT');
    await expect(refused('cloud://a/rosters/../../rosters/12345678.xlsx')).resolves.toBe(
      'INVALID_ARGUMENT',
    );
    await expect(refused('cloud://a/rosters/12345678.xlsx')).resolves.toBe('NOT_FOUND');
    const noise = await uploadRoster(cloud, 'community', Buffer.from('no workbook'));
    await expect(refused(noise)).resolves.toBe('INVALID_ARGUMENT');
  });

  it('of 5,000 rows is checked in one call, and 400 of them entered', async () => {
    const fileId = await upload(many(5000));
    await expect(check(fileId)).resolves.toMatchObject({ rows: 5000, ready: 5000 });
    let cursor = 0;
    for (let calls = 0; calls < 5; calls += 1) {
      const input = { requestId: newRequestId(), campaignId, fileId, mode: 'all' as const, cursor };
      const { entered, next = 0 } = await world.community.call('staff', 'roster.import', input);
      expect(entered).toBe(80);
      cursor = next;
    }
    expect(cursor).toBe(400);
  });
});
