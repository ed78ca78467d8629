import { readSheet } from 'read-excel-file/node';
import type { ListWanted } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../support/cloud';
import { enter } from '../support/paper';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  openWorld,
  readyCard,
  type World,
} from '../support/world';

describe('a list as .xlsx', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await readyCard(cloud, world, 'a-family');
    await enter(world.community, 'F-1', { title: '=1+1' });
    const elsewhere = { requestId: 'elsewhere', openid: 'elsewhere', level: 'community' as const };
    await world.admin.call('staff', 'grant.staff', { ...elsewhere, areaId: 'c-2' });
    await enter(cloud.as('elsewhere'), 'F-2', { communityId: 'c-2' });
  });
  afterAll(() => cloud.end());

  const rowsOf = async (person: Person, wanted: ListWanted) => {
    const { url } = await person.call('staff', 'list.export', { wanted });
    const sheet = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const [head = [], ...rows] = sheet;
    return rows.map((row) => Object.fromEntries(head.map((title, at) => [title, row[at]])));
  };

  it('has the rows that its caller sees, money as numbers, times as dates of Shanghai', async () => {
    const wanted = { list: 'wishes', campaignId } as const;
    const rows = await rowsOf(world.community, wanted);
    expect(rows.map((row) => row['社区'])).toEqual(['海岸社区', '海岸社区']);
    const [first] = rows;
    expect(first).toMatchObject({ '价格（元）': 150, 想要的礼物: '一双球鞋' });
    const { items } = await world.community.call('staff', 'wish.list', { campaignId });
    const at = (items[0]?.submittedAt ?? 0) + 8 * HOUR;
    expect(Math.abs(Number(first?.['提交时间']) - at)).toBeLessThan(1000);
    await expect(rowsOf(world.district, wanted)).resolves.toHaveLength(3);
  });

  it('keeps as text what a sheet would compute', async () => {
    const rows = await rowsOf(world.community, { list: 'wishes', campaignId });
    expect(rows.map((row) => row['想要的礼物'])).toContain('=1+1');
  });

  it.each<[ListWanted, number]>([
    [{ list: 'cards', eventId }, 1],
    [{ list: 'absentees', eventId }, 1],
    [{ list: 'attempts', eventId }, 0],
    [{ list: 'calls', campaignId }, 0],
  ])('is there for %j', async (wanted, count) => {
    await expect(rowsOf(world.community, wanted)).resolves.toHaveLength(count);
  });

  it('of the ledger is for an admin', async () => {
    const wanted = { list: 'ledger', fundId } as const;
    await expect(world.community.refused('staff', 'list.export', { wanted })).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const rows = await rowsOf(world.admin, wanted);
    expect(rows.map((row) => [row['类型'], row['金额（元）']])).toEqual([
      ['到账', 10_000],
      ['预留', 200],
      ['支出', 150],
      ['释放', 50],
    ]);
  });

  it('is on record, and goes in an hour', async () => {
    const { items } = await world.admin.call('staff', 'audit.list', { action: 'list.export' });
    expect(items.map(({ subject, note }) => `${subject} ${note}`)).toContain('wishes spring 2');
    const { url } = await world.community.call('staff', 'list.export', {
      wanted: { list: 'cards', eventId },
    });
    await cloud.timer('jobs', Date.now() + 61 * 60 * 1000);
    expect((await fetch(url)).status).toBe(404);
  });
});
