import { readCells } from '../../../cloudfunctions/excel/read';
import { PACK_ROSTER_COLUMNS } from '../../../cloudfunctions/domain/pack/roster-sheet';
import type { Output, RosterMode } from '../../../typings/contract';
import { openCloud, type TestCloud } from '../../support/cloud';
import { documentsOf } from '../../support/books';
import { readPages } from '../../support/pdf';
import { deliver, giveBack, newPlan, newUnit, openPacks, send, sums } from '../../support/packs';
import { rosterFile, rosterRow, uploadRoster, type RosterCell } from '../../support/roster';
import { campaignId, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

let forms = 0;

const row = (more: Record<string, RosterCell> = {}): Record<string, RosterCell> => {
  forms += 1;
  return {
    孩子小名: `小满${forms}`,
    出生年月: '2016-05',
    社区: '海岸社区',
    同意书编号: `BX-${String(forms).padStart(4, '0')}`,
    签署日期: '2025-05-20',
    存放处: '二号柜',
    同意礼物发放: '是',
    ...more,
  };
};

const upload = async (rows: Record<string, RosterCell>[]): Promise<string> =>
  uploadRoster(cloud, world.community.openid, await rosterFile(rows, PACK_ROSTER_COLUMNS));

const importAll = async (
  batchId: string,
  fileId: string,
  mode: RosterMode = 'all',
): Promise<Output<'staff', 'roster.import'>> => {
  let [cursor, entered, known] = [0, 0, 0];
  const rejected = [];
  for (;;) {
    const input = { requestId: newRequestId(), campaignId, batchId, fileId, mode, cursor };
    const answer = await world.community.call('staff', 'roster.import', input);
    entered += answer.entered;
    known += answer.known;
    rejected.push(...answer.rejected);
    if (answer.next === undefined) return { ...answer, entered, known, rejected };
    cursor = answer.next;
  }
};

const cardsOf = async (batchId: string) =>
  (await world.community.call('staff', 'pack.batch', { batchId })).packs;

const guardiansKept = (): number => documentsOf(cloud.dataDir, 'guardians').length;

describe('a roster of packs, for children on paper', () => {
  it('is tried first, and marks what it can’t give; the same file again gives nothing', async () => {
    const { batchId, planId } = await openPacks(cloud, world, { [V]: 2, family: 1 });
    const rows = [
      row(),
      row({ 亲子陪伴: '是' }),
      row({ 同意礼物发放: '否' }),
      row({ 出生年月: '2010-09' }),
      row(),
      row(),
      row({ 社区: '山脚社区' }),
    ];
    const fileId = await upload(rows);
    const before = guardiansKept();
    const check = await world.community.call('staff', 'roster.check', {
      campaignId,
      batchId,
      fileId,
    });
    expect(check).toMatchObject({ rows: 7, ready: 3, known: 0, problemCount: 4 });
    expect(check.problems.map(({ row: at, message }) => `${at} ${message}`)).toEqual([
      '4 没有这项同意，不能录入',
      '5 没有分到：这个批次的份数不够',
      '7 没有分到：这个批次的份数不够',
      '8 「山脚社区」不在你负责的区域',
    ]);
    expect(guardiansKept()).toBe(before);

    const input = { requestId: newRequestId(), campaignId, batchId, fileId };
    expect(await world.community.refused('staff', 'roster.import', { ...input, mode: 'all' })).toBe(
      'FAILED_PRECONDITION',
    );
    const given = await importAll(batchId, fileId, 'good');
    expect(given).toMatchObject({ entered: 3, known: 0 });
    expect(given.rejected.map((one) => one.row)).toEqual([5, 7]);
    expect((await cardsOf(batchId)).map(({ version }) => version).sort()).toEqual([V, V, 'family']);
    // Whoever got none was not entered either; no family of these is in WeChat.
    expect(guardiansKept()).toBe(before + 3);

    const again = await upload(rows.slice(0, 2));
    expect(await importAll(batchId, again)).toMatchObject({ entered: 0, known: 2 });
    await sums(world, planId);

    const marked = await world.community.call('staff', 'roster.marked', {
      campaignId,
      batchId,
      fileId,
    });
    const content = Buffer.from(await (await fetch(marked.url)).arrayBuffer());
    const sheet = readCells(content, 50);
    expect(JSON.stringify(sheet)).toContain('没有分到：这个批次的份数不够');

    const { items } = await world.community.call('staff', 'roster.list', { campaignId, batchId });
    expect(items.find((one) => one.fileId === fileId)).toMatchObject({ entered: 3, refused: 4 });
    expect((await world.community.call('staff', 'roster.list', { campaignId })).items).toEqual([]);
  });

  it('finds the child of an earlier form, and is taken back until one is delivered', async () => {
    const { batchId, unitId, planId, member } = await openPacks(cloud, world, { [V]: 3 });
    const known = row();
    const other = await send(world, await newPlan(world), unitId, { [V]: 1 });
    await importAll(other, await upload([known]));
    const before = guardiansKept();
    const fileId = await upload([known, row()]);
    const { rosterId } = await importAll(batchId, fileId);
    expect(guardiansKept()).toBe(before + 1);
    const undo = () =>
      world.community.send('staff', 'roster.undo', { requestId: newRequestId(), rosterId });
    expect(await undo()).toMatchObject({ ok: true, data: { undone: 2, left: false } });
    expect(guardiansKept()).toBe(before);
    expect((await cardsOf(batchId)).map(({ state }) => state)).toEqual([]);
    expect(await sums(world, planId)).toMatchObject({ withUnits: 3, delivered: 0 });

    const second = await importAll(batchId, await upload([known]));
    const [card] = await cardsOf(batchId);
    expect(card).toMatchObject({ ready: true });
    // The family has no phone: the slip is what it shows.
    const { url } = await world.community.call('staff', 'pack.sheet', { batchId });
    const pages = await readPages(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const [code = ''] =
      /(?:[0-9A-Z]{4}-){2,}[0-9A-Z]{1,4}/.exec(JSON.stringify(pages[1]?.lines)) ?? [];
    expect(await deliver(member, { batchId, unitId }, code)).toMatchObject({ status: 'accepted' });
    expect(
      await world.community.refused('staff', 'roster.undo', {
        requestId: newRequestId(),
        rosterId: second.rosterId,
      }),
    ).toBe('FAILED_PRECONDITION');
  });

  it('says before what it will do, also of a child whose batch was closed without it', async () => {
    const { batchId, unitId, planId } = await openPacks(cloud, world, { [V]: 1 });
    const known = row();
    await importAll(batchId, await upload([known]));
    await giveBack(world, batchId);
    await world.community.call('staff', 'pack.close', { requestId: newRequestId(), batchId });
    const next = await send(world, planId, unitId, { [V]: 2 });
    const { items } = await world.community.call('staff', 'pack.candidates', {
      planId,
      communityId: 'c-1',
    });
    expect(items.filter(({ refused }) => refused === 'has_pack')).toEqual([]);
    const fileId = await upload([known]);
    const input = { campaignId, batchId: next, fileId };
    expect(await world.community.call('staff', 'roster.check', input)).toMatchObject({
      ready: 1,
      problemCount: 0,
    });
    expect(await importAll(next, fileId)).toMatchObject({ entered: 1, rejected: [] });
  });

  it('leaves room for the wish of the same form, and each is taken back by itself', async () => {
    const { batchId } = await openPacks(cloud, world, { [V]: 1 });
    const known = row();
    const packs = await importAll(batchId, await upload([known]));
    const wish = { ...rosterRow(1), ...known };
    const wishes = async (): Promise<string> =>
      uploadRoster(cloud, world.community.openid, await rosterFile([wish]));
    const input = async () => ({ campaignId, fileId: await wishes() });
    const check = async () => world.community.call('staff', 'roster.check', await input());
    const enter = async () =>
      world.community.call('staff', 'roster.import', {
        ...(await input()),
        requestId: newRequestId(),
        mode: 'all',
      });
    const undo = (rosterId: string) =>
      world.community.call('staff', 'roster.undo', { requestId: newRequestId(), rosterId });
    const kept = guardiansKept();

    expect(await check()).toMatchObject({ ready: 1, known: 0 });
    const first = await enter();
    expect(first).toMatchObject({ entered: 1, known: 0 });
    expect(guardiansKept()).toBe(kept);
    expect(await check()).toMatchObject({ ready: 0, known: 1 });
    expect(await enter()).toMatchObject({ entered: 0, known: 1 });
    const aliases = documentsOf<{ alias: string }>(cloud.dataDir, 'wishes').map(
      ({ alias }) => alias,
    );
    expect(aliases).toEqual((await cardsOf(batchId)).map(({ alias }) => alias));

    expect(await undo(first.rosterId)).toMatchObject({ undone: 1 });
    expect(guardiansKept()).toBe(kept);
    expect(await cardsOf(batchId)).toHaveLength(1);

    const again = await enter();
    expect(await undo(packs.rosterId)).toMatchObject({ undone: 1 });
    expect(documentsOf(cloud.dataDir, 'wishes')).toHaveLength(1);
    expect(await undo(again.rosterId)).toMatchObject({ undone: 1 });
    expect(guardiansKept()).toBe(kept - 1);
  });

  it('a consent that is taken back on paper ends the card and leaves the sums', async () => {
    const { batchId, planId } = await openPacks(cloud, world, { [V]: 2 });
    const fileId = await upload([row(), row({ 出生年月: '去年' })]);
    await importAll(batchId, fileId, 'good');
    const [card] = await cardsOf(batchId);
    const before = guardiansKept();
    expect(
      await world.community.call('staff', 'entry.withdraw', {
        requestId: newRequestId(),
        cardId: card?.cardId ?? '',
      }),
    ).toEqual({ left: [] });
    expect(await cardsOf(batchId)).toEqual([]);
    expect(await sums(world, planId)).toMatchObject({ withUnits: 2, received: 10 });
    expect(guardiansKept()).toBe(before);
    // The file that it came in is gone with it.
    expect(
      await world.community.refused('staff', 'roster.marked', { campaignId, batchId, fileId }),
    ).toBe('NOT_FOUND');
  });

  it('is for staff of the unit’s area, and its template names communities and places', async () => {
    const planId = await newPlan(world);
    const batchId = await send(world, planId, await newUnit(world, ['社区广场', '图书馆']), {
      [V]: 1,
    });
    const { url } = await world.community.call('staff', 'roster.template', { campaignId, batchId });
    const cells = JSON.stringify(
      readCells(Buffer.from(await (await fetch(url)).arrayBuffer()), 50),
    );
    for (const { title } of PACK_ROSTER_COLUMNS) expect(cells).toContain(title);
    const fileId = await upload([row({ 交接地点: '海岸花园 3 栋' })]);
    const { problems } = await world.community.call('staff', 'roster.check', {
      campaignId,
      batchId,
      fileId,
    });
    expect(problems).toMatchObject([{ column: '交接地点', message: '应为：社区广场、图书馆' }]);
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'elsewhere',
      level: 'community',
      areaId: 'c-2',
    });
    expect(
      await cloud.as('elsewhere').refused('staff', 'roster.template', { campaignId, batchId }),
    ).toBe('PERMISSION_DENIED');
  });
});
