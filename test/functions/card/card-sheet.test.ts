import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { periodText } from '@micro-wish/vocabulary';
import Database from 'libsql';
import { readSheet as readXlsx } from 'read-excel-file/node';
import type { Input } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import { enter } from '../../support/paper';
import { readPages, readSheet, unlikeLetters } from '../../support/pdf';
import {
  approve,
  arrive,
  campaignId,
  eventId,
  fundWish,
  HOUR,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  redeem,
  submit,
  type World,
} from '../../support/world';

interface SheetCard {
  cardId: string;
  wishId: string;
  cardNo: string;
  gift: string;
  alias: string;
}

interface CsvRow {
  cardNo: string;
  code: string;
  gift: string;
  alias: string;
}

const GIFTS = [
  '一双球鞋',
  '书包',
  '水彩笔48色',
  '会发光的轮滑鞋（32码）',
  'Switch 健身环',
  '小提琴',
];

const newCard = async (
  cloud: TestCloud,
  world: World,
  number: number,
  { title = GIFTS[number % GIFTS.length], community = 'c-1' } = {},
): Promise<SheetCard> => {
  const { guardian, childId } = await newFamily(cloud, `family-${number}`, undefined, community);
  const { wishId } = await submit(guardian, childId, title);
  await approve(world, wishId);
  await fundWish(world, wishId);
  if (number % 2 === 0) await arrive(world, wishId);
  const cardId = await issue(world, wishId);
  const { items } = await guardian.call('family', 'card.mine', {});
  const card = items.find((item) => item.cardId === cardId);
  if (!card) throw new Error(`no card for wish ${wishId}`);
  return { cardId, wishId, cardNo: card.cardNo, gift: card.gift, alias: card.alias };
};

const download = async (url: string): Promise<{ type: string; content: Buffer }> => {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return {
    type: response.headers.get('content-type') ?? '',
    content: Buffer.from(await response.arrayBuffer()),
  };
};

const exportBy = async (
  person: Person,
  cards: readonly SheetCard[],
  format: 'pdf' | 'csv',
  covers = false,
): Promise<Buffer> => {
  const cardIds = cards.map(({ cardId }) => cardId);
  const { url } = await person.call('staff', 'card.sheet', {
    eventId,
    cardIds,
    format,
    ...(covers ? { covers } : {}),
  });
  const { type, content } = await download(url);
  expect(type).toMatch(format === 'pdf' ? 'application/pdf' : 'text/csv');
  return content;
};

/** The rows of a list none of whose fields is quoted. */
const rowsOf = (csv: Buffer): CsvRow[] =>
  csv
    .toString('utf8')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => {
      const [cardNo = '', code = '', gift = '', alias = ''] = line.split(',');
      return { cardNo, code, gift, alias };
    });

const auditOf = (dataDir: string): Record<string, unknown>[] => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db.prepare("SELECT body FROM documents WHERE collection = 'audit'").all();
    return rows
      .map((row) => JSON.parse(String((row as { body: unknown }).body)) as Record<string, unknown>)
      .filter(({ action }) => action === 'card.sheet');
  } finally {
    db.close();
  }
};

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => /card-sheets.*\.(pdf|csv)$/.test(name))
    : [];

describe('cards on paper', () => {
  let cloud: TestCloud;
  let world: World;
  let cards: SheetCard[];

  const card = (index: number): SheetCard => {
    const found = cards[index];
    if (!found) throw new Error(`no card ${index}`);
    return found;
  };

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    cards = [];
    for (let number = 0; number < 23; number += 1) {
      cards.push(await newCard(cloud, world, number));
    }
  });
  afterAll(() => cloud.end());

  it('23 cards are three pages, and the code on each is that of its paper carrier', async () => {
    const { pages, cards: paper } = await readSheet(
      await exportBy(world.community, cards, 'pdf'),
      23,
    );
    const rows = rowsOf(await exportBy(world.community, cards, 'csv'));
    expect(pages).toBe(3);
    expect(paper.map(({ codes }) => codes)).toEqual(rows.map(({ code }) => [code]));
    for (const [index, { lines }] of paper.entries()) {
      const { cardNo, gift, alias } = card(index);
      const words = lines.join('');
      for (const part of [cardNo, gift, alias]) expect(words).toContain(part);
      expect(words).not.toContain('豆豆');
    }
    expect(unlikeLetters(paper)).toEqual([]);
  });

  it('the list for a print shop is exact to the byte', async () => {
    const [row] = rowsOf(await exportBy(world.admin, [card(1)], 'csv'));
    const { cardNo, gift, alias } = card(1);
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    const { from = 0, until = 0 } = items.find((event) => event.eventId === eventId) ?? {};
    const [community, period] = ['海岸社区', periodText(from, until)];
    expect(row?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    await expect(exportBy(world.admin, [card(1)], 'csv')).resolves.toEqual(
      Buffer.from(
        `\uFEFFcardNo,code,gift,alias\r\n${cardNo},${row?.code ?? ''},${gift},${alias}\r\n`,
        'utf8',
      ),
    );
    await expect(exportBy(world.admin, [card(1)], 'csv', true)).resolves.toEqual(
      Buffer.from(
        '\uFEFFcardNo,code,gift,alias,desk,community,time,place\r\n' +
          `${cardNo},${row?.code ?? ''},${gift},${alias},,${community},${period},社区广场\r\n`,
        'utf8',
      ),
    );
  });

  it('a field with commas or quotes reaches the print shop as it is, and a formula never does', async () => {
    const quoted = await newCard(cloud, world, 31, { title: '一套"三国",精装' });
    const csv = (await exportBy(world.community, [quoted], 'csv')).toString('utf8');
    expect(csv).toContain(',"一套""三国"",精装",');
    await expect(newCard(cloud, world, 33, { title: '=1+1' })).rejects.toThrow('公式');
  });

  it('a scanned paper code brings the gift, once', async () => {
    const sheet = await exportBy(world.community, [card(0)], 'pdf');
    const { cards: paper } = await readSheet(sheet, 1);
    const code = paper[0]?.codes[0] ?? '';
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
      status: 'accepted',
      cardId: card(0).cardId,
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
      status: 'rejected',
      reason: 'already_redeemed',
    });
  });

  it('a reissued card is printed with its new code', async () => {
    const before = rowsOf(await exportBy(world.community, [card(2)], 'csv'))[0]?.code ?? '';
    await world.community.call('staff', 'card.reissue', {
      requestId: newRequestId(),
      cardId: card(2).cardId,
      reason: '卡丢了',
    });
    const after = rowsOf(await exportBy(world.community, [card(2)], 'csv'))[0]?.code ?? '';
    expect(after).not.toBe(before);
    await expect(redeem(world.volunteer, before)).resolves.toMatchObject({ reason: 'revoked' });
    await expect(redeem(world.volunteer, after)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('a card says when it was printed, until it is reissued', async () => {
    const printed = async (number: number): Promise<number | undefined> => {
      const { items } = await world.community.call('staff', 'card.list', { eventId, limit: 100 });
      return items.find(({ cardId }) => cardId === card(number).cardId)?.printedAt;
    };
    const fresh = await newCard(cloud, world, 34);
    cards[34] = fresh;
    await expect(printed(34)).resolves.toBeUndefined();
    const before = cloud.now();
    await exportBy(world.community, [fresh], 'csv');
    const at = await printed(34);
    expect(at).toBeGreaterThanOrEqual(before);
    await world.community.call('staff', 'card.reissue', {
      requestId: newRequestId(),
      cardId: fresh.cardId,
      reason: '卡丢了',
    });
    await expect(printed(34)).resolves.toBeUndefined();
    await exportBy(world.community, [fresh], 'pdf');
    expect(await printed(34)).toBeGreaterThanOrEqual(at ?? Infinity);
  });

  it('of a family on paper it is known which form it signed, on the slip and in the list', async () => {
    const { wishId } = await enter(world.community, 'F-017', { nickname: '丫丫' });
    await approve(world, wishId);
    await fundWish(world, wishId);
    const cardId = await issue(world, wishId);
    const { items } = await world.community.call('staff', 'card.list', {
      eventId,
      search: 'F-017',
    });
    expect(items).toMatchObject([{ cardId, formNo: 'F-017', communityName: '海岸社区' }]);

    const asked = { eventId, cardIds: [cardId, card(11).cardId], format: 'pdf' as const };
    const { url } = await world.community.call('staff', 'card.sheet', { ...asked, covers: true });
    const [slip, paper] = await readPages((await download(url)).content);
    // A long alias goes on in the next line of its column.
    const told = slip?.lines.join('') ?? '';
    for (const part of ['海岸社区', '共 2 张', 'F-017', items[0]?.cardNo, items[0]?.alias]) {
      expect(told).toContain(part);
    }
    expect(told).not.toContain('丫丫');
    expect(paper?.lines.join(' ')).not.toContain('F-017');

    const wanted = { list: 'cards', eventId } as const;
    const list = await world.community.call('staff', 'list.export', { wanted });
    const [head = [], ...rows] = await readXlsx((await download(list.url)).content);
    const row = rows.find((cells) => cells.includes(items[0]?.cardNo ?? ''));
    const cells = Object.fromEntries(head.map((title, at) => [String(title), row?.[at]]));
    expect(cells).toMatchObject({
      卡号: items[0]?.cardNo,
      代号: items[0]?.alias,
      社区: '海岸社区',
      同意书编号: 'F-017',
    });
    expect(cells['打印时间']).toBeInstanceOf(Date);
    const seen = await cloud.as('family-11').call('family', 'access.mine', {});
    const purposes = seen.items.map(({ purpose }) => purpose);
    expect(purposes).toEqual(expect.arrayContaining(['打印兑换卡', '导出「领取名单」']));
  });

  it('each export is in the audit, with what was exported and by whom', async () => {
    const before = auditOf(cloud.dataDir).length;
    await exportBy(world.community, [card(5), card(6)], 'csv');
    await exportBy(world.admin, [card(7)], 'pdf');
    const acts = auditOf(cloud.dataDir);
    expect(acts).toHaveLength(before + 2);
    const notes = acts.map(({ subject, note }) => [subject, note]);
    expect(notes).toContainEqual([eventId, `csv ${card(5).cardId} ${card(6).cardId}`]);
    expect(notes).toContainEqual([eventId, `pdf ${card(7).cardId}`]);
    expect(new Set(acts.map(({ by }) => by)).size).toBe(2);
  });

  describe('is refused, and nothing is exported:', () => {
    const refused = async (
      person: Person,
      input: Partial<Input<'staff', 'card.sheet'>>,
    ): Promise<string> => {
      const [documents, files] = [fingerprint(cloud.dataDir), filesIn(cloud.dataDir)];
      const code = await person.refused('staff', 'card.sheet', {
        eventId,
        cardIds: [card(8).cardId],
        format: 'csv',
        ...input,
      });
      expect(fingerprint(cloud.dataDir)).toBe(documents);
      expect(filesIn(cloud.dataDir)).toEqual(files);
      expect(files.length).toBeGreaterThan(0);
      return code;
    };

    it('a card that does not exist, as one of another area', async () => {
      const cardIds = [card(8).cardId, 'card_of_nobody'];
      await expect(refused(world.community, { cardIds })).resolves.toBe('PERMISSION_DENIED');
    });

    it('an event that does not exist', async () => {
      await expect(refused(world.admin, { eventId: 'nowhere' })).resolves.toBe('NOT_FOUND');
    });

    it('a card of another event', async () => {
      const { eventId: other } = await world.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        campaignId,
        title: '另一天',
        from: Date.now(),
        until: Date.now() + HOUR,
        stations: [{ stationId: 'desk-1', label: '一号台' }],
      });
      await expect(refused(world.admin, { eventId: other })).resolves.toBe('FAILED_PRECONDITION');
    });

    it('a void card among good ones', async () => {
      await world.community.call('staff', 'card.void', {
        requestId: newRequestId(),
        cardId: card(9).cardId,
        reason: '印错了',
      });
      const cardIds = [card(8).cardId, card(9).cardId];
      await expect(refused(world.community, { cardIds })).resolves.toBe('FAILED_PRECONDITION');
    });

    it('a frozen card, until it is unfrozen', async () => {
      const change = { cardId: card(4).cardId, reason: '找一找' };
      await world.community.call('staff', 'card.freeze', { requestId: newRequestId(), ...change });
      const cardIds = [card(8).cardId, card(4).cardId];
      await expect(refused(world.community, { cardIds })).resolves.toBe('FAILED_PRECONDITION');
      await world.community.call('staff', 'card.unfreeze', {
        requestId: newRequestId(),
        ...change,
      });
      expect(rowsOf(await exportBy(world.community, [card(4)], 'csv'))).toHaveLength(1);
    });

    it('a redeemed card', async () => {
      const cardIds = [card(0).cardId];
      await expect(refused(world.community, { cardIds })).resolves.toBe('FAILED_PRECONDITION');
    });

    it('a card outside the own area', async () => {
      const grant = { requestId: newRequestId(), level: 'community', areaId: 'c-2' } as const;
      await world.admin.call('staff', 'grant.staff', { ...grant, openid: 'next-door' });
      await expect(refused(cloud.as('next-door'), {})).resolves.toBe('PERMISSION_DENIED');
    });

    it.each([
      ['no card', { cardIds: [] }],
      ['201 cards', { cardIds: Array.from({ length: 201 }, (_, n) => `card-${n}`) }],
      ['a card twice', { cardIds: ['card-1', 'card-1'] }],
      ['another format', { format: 'doc' as never }],
    ])('%s', async (_, input) => {
      await expect(refused(world.admin, input)).resolves.toBe('INVALID_ARGUMENT');
    });
  });

  it('with a link prefix the code on paper is a link, and scanning it brings the gift', async () => {
    const prefix = 'https://wish.example.org/c/';
    cloud = await cloud.restart({ CARD_LINK_PREFIX: prefix });
    const [community, volunteer] = [cloud.as('community'), cloud.as('volunteer')];
    const [row] = rowsOf(await exportBy(community, [card(10)], 'csv'));
    const { cards: paper } = await readSheet(await exportBy(community, [card(10)], 'pdf'), 1);
    const link = prefix + (row?.code ?? '');
    expect(paper[0]?.codes).toEqual([link]);
    await expect(redeem(volunteer, link)).resolves.toMatchObject({ status: 'accepted' });
  });
});
