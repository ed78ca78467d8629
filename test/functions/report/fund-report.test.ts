import readXlsxFile from 'read-excel-file/node';
import type { Fen, WishCategory } from '../../../typings/contract';
import { openCloud, type TestCloud } from '../../support/cloud';
import { readPages, unlikeLetters } from '../../support/pdf';
import {
  approve,
  arrive,
  campaignId,
  fundId,
  fundWish,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  redeem,
  submit,
  type World,
} from '../../support/world';

const fetchFile = async (url: string): Promise<Buffer> => {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

const GIFTS: WishCategory[] = [
  'sport',
  'sport',
  'sport',
  'sport',
  'study',
  'study',
  'study',
  'toy',
];

describe('what is published about a fund', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await world.admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '微光读书会',
      amountFen: 123_456 as Fen,
    });
    for (const [number, category] of GIFTS.entries()) {
      const { guardian, childId } = await newFamily(cloud, `family-${number}`);
      const { wishId } = await submit(guardian, childId, `第${number}双球鞋`, category);
      await approve(world, wishId);
      await fundWish(world, wishId);
      await arrive(world, wishId);
    }
  });
  afterAll(() => cloud.end());

  const report = async (format: 'pdf' | 'xlsx'): Promise<Buffer> => {
    const { url } = await world.admin.call('staff', 'fund.report', { campaignId, format });
    return fetchFile(url);
  };

  const FAMILY = /豆豆|球鞋|海岸社区/;

  it('the report on paper says the sums, every letter as it should be, and nothing of a child', async () => {
    const pages = await readPages(await report('pdf'));
    const words = pages.flatMap(({ lines }) => lines).join('\n');
    for (const sum of ['11,234.56', '1,200.00', '10,034.56', '10,000.00', '1,234.56']) {
      expect(words).toContain(sum);
    }
    for (const name of ['春天的心愿', '灯塔公司', '微光读书会']) expect(words).toContain(name);
    expect(words).not.toMatch(FAMILY);
    expect(words).not.toContain('〓');
    expect(unlikeLetters(pages)).toEqual([]);
  });

  it('fewer than three gifts are in no group of their own, on paper or in the table', async () => {
    const words = (await readPages(await report('pdf'))).flatMap(({ lines }) => lines).join('\n');
    expect(words).not.toContain('玩具');
    const sheets = await readXlsxFile(await report('xlsx'));
    const byCategory = sheets.find(({ sheet }) => sheet === '礼物类别')?.data;
    expect(byCategory).toEqual([
      [null, '礼物（份）', '支出（元）'],
      ['运动', 4, 600],
      ['其余合计', 4, 600],
    ]);
    expect(JSON.stringify(sheets)).not.toMatch(FAMILY);
    const donors = sheets.find(({ sheet }) => sheet === '捐方')?.data;
    expect(donors?.slice(1)).toEqual([
      ['灯塔公司', 1, 10_000],
      ['微光读书会', 1, 1234.56],
    ]);
  });

  it('a donor reads what the money did, to the 分, and nothing of a child', async () => {
    const { url } = await world.admin.call('staff', 'fund.statement', {
      campaignId,
      donor: '灯塔公司',
    });
    const pages = await readPages(await fetchFile(url));
    const words = pages.flatMap(({ lines }) => lines).join('\n');
    for (const part of ['灯塔公司', '为 8 个孩子备好了礼物', '1,200.00 元', '8,800.00 元']) {
      expect(words).toContain(part);
    }
    expect(words).not.toMatch(FAMILY);
    expect(words).not.toContain('玩具');
    expect(pages).toHaveLength(1);
    expect(unlikeLetters(pages)).toEqual([]);
  });

  it('letter, report, public page and export say the same of what was handed over', async () => {
    for (const number of [0, 1, 2]) {
      const guardian = cloud.as(`family-${number}`);
      const [wish] = (await guardian.call('family', 'wish.mine', {})).items;
      const cardId = await issue(world, wish?.wishId ?? '');
      const { code } = await guardian.call('family', 'card.show', { cardId });
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
    }
    const { url } = await world.admin.call('staff', 'fund.statement', {
      campaignId,
      donor: '灯塔公司',
    });
    const letter = (await readPages(await fetchFile(url))).flatMap(({ lines }) => lines).join('\n');
    expect(letter).toContain('点亮了 3 个孩子的心愿');
    expect(letter).toContain('3 份已送到孩子手里的礼物');
    expect(letter).toContain('5 份已备好、等待领取的礼物');
    const { counts } = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(counts.fulfilled).toBe(3);
    const paper = (await readPages(await report('pdf'))).flatMap(({ lines }) => lines).join('\n');
    expect(paper).toContain('8 个');
    expect(paper).toContain('3 个');
    const list = await world.district.call('staff', 'list.export', {
      wanted: { list: 'wishes', campaignId, state: 'fulfilled' },
    });
    expect(list.rows).toBe(3);
  });

  it('a donor whose money waits is thanked for it', async () => {
    const input = { campaignId, donor: '微光读书会' };
    const { url } = await world.admin.call('staff', 'fund.statement', input);
    const words = (await readPages(await fetchFile(url))).flatMap(({ lines }) => lines).join('\n');
    expect(words).toContain('正在等待点亮第一个心愿');
    expect(words).toContain('1,234.56 元');
  });

  it('who gave nothing gets no letter', async () => {
    await expect(
      world.admin.refused('staff', 'fund.statement', { campaignId, donor: '没有捐过' }),
    ).resolves.toBe('NOT_FOUND');
    await expect(world.admin.call('staff', 'fund.donors', { fundId })).resolves.toEqual({
      items: [
        { donor: '灯塔公司', donations: 1, donatedFen: 1_000_000 },
        { donor: '微光读书会', donations: 1, donatedFen: 123_456 },
      ],
    });
  });

  it('each file is in the audit and goes with the printed sheets', async () => {
    await report('xlsx');
    const { items } = await world.admin.call('staff', 'audit.list', { action: 'fund.report' });
    expect(items[0]).toMatchObject({ subject: campaignId, note: 'xlsx' });
  });
});
