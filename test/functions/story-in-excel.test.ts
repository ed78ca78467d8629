import Database from 'libsql';
import { join } from 'node:path';
import type { Fen } from '../../typings/contract';
import { openCloud, type TestCloud } from '../support/cloud';
import { readSheet } from '../support/pdf';
import { rosterFile, rosterRow, uploadRoster } from '../support/roster';
import { campaignId, eventId, fundId, newRequestId, openWorld, type World } from '../support/world';

const WISHES = 60;
/** In 分: odd sums, so that what is rounded anywhere is seen. */
const reserveOf = (place: number): Fen => (12_345 + place * 101) as Fen;
const priceOf = (place: number): Fen => (11_111 + place * 97) as Fen;

/** An entry of the ledger as it is kept, read past every function. */
interface Kept {
  type: string;
  amountFen: number;
  wishId: string | null;
  seq: number;
}

/** What the books come to, counted from the kept entries by nothing but + and −. */
const recount = (dataDir: string) => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db
      .prepare(`SELECT body FROM documents WHERE collection = 'fundEntries'`)
      .all() as { body: string }[];
    const entries = rows.map(({ body }) => JSON.parse(body) as Kept);
    const sum = (type: string): number =>
      entries
        .filter((entry) => entry.type === type)
        .reduce((all, { amountFen }) => all + amountFen, 0);
    const openOf = new Map<string, number>();
    for (const { type, amountFen, wishId } of entries) {
      if (wishId === null) continue;
      const sign = type === 'reserve' ? 1 : -1;
      openOf.set(wishId, (openOf.get(wishId) ?? 0) + sign * amountFen);
    }
    return {
      numbers: entries.map(({ seq }) => seq).sort((a, b) => a - b),
      donated: sum('donate'),
      reserved: sum('reserve') - sum('release') - sum('spend'),
      spent: sum('spend'),
      open: [...openOf.values()].filter((fen) => fen !== 0),
    };
  } finally {
    db.close();
  }
};

describe('a community sends 60 wishes in Excel', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it('and they become 60 gifts, whose books agree to the 分', async () => {
    const { admin, community, district } = world;
    // With what the world began with: ¥100,000.
    await admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '灯塔公司',
      amountFen: 9_000_000 as Fen,
    });
    const rows = Array.from({ length: WISHES }, (_, place) => rosterRow(place + 1));
    const fileId = await uploadRoster(cloud, community.openid, await rosterFile(rows));
    const check = await community.call('staff', 'roster.check', { campaignId, fileId });
    expect(check).toMatchObject({ rows: WISHES, ready: WISHES, problemCount: 0 });
    const { entered } = await community.call('staff', 'roster.import', {
      requestId: newRequestId(),
      campaignId,
      fileId,
      mode: 'all',
    });
    expect(entered).toBe(WISHES);

    const { items } = await community.call('staff', 'wish.list', { campaignId, limit: 100 });
    const wishIds = items.map(({ wishId }) => wishId);
    expect(wishIds).toHaveLength(WISHES);
    for (const [place, wishId] of wishIds.entries()) {
      for (const reviewer of [community, district]) {
        const review = { requestId: newRequestId(), wishId, decision: 'approve' } as const;
        await reviewer.call('staff', 'wish.review', review);
      }
      const amountFen = reserveOf(place);
      await admin.call('staff', 'wish.fund', { requestId: newRequestId(), wishId, amountFen });
    }
    const halfWay = recount(cloud.dataDir);
    const reserved = wishIds.reduce((sum, _, place) => sum + reserveOf(place), 0);
    expect(halfWay).toMatchObject({ donated: 10_000_000, reserved, spent: 0 });

    for (const [place, wishId] of wishIds.entries()) {
      await community.call('staff', 'gift.arrive', {
        requestId: newRequestId(),
        wishId,
        priceFen: priceOf(place),
        stationId: place % 2 === 0 ? 'desk-1' : 'desk-2',
      });
    }
    const { cards } = await community.call('staff', 'card.issue', {
      requestId: newRequestId(),
      eventId,
      wishIds,
    });
    expect(cards).toHaveLength(WISHES);
    const cardIds = cards.map(({ cardId }) => cardId);
    const sheet = await community.call('staff', 'card.sheet', { eventId, cardIds, format: 'pdf' });
    const printed = Buffer.from(await (await fetch(sheet.url)).arrayBuffer());
    const paper = await readSheet(printed, WISHES);
    expect(paper.pages).toBe(WISHES / 10);
    expect(new Set(paper.cards.flatMap(({ codes }) => codes)).size).toBe(WISHES);

    const books = recount(cloud.dataDir);
    const spent = wishIds.reduce((sum, _, place) => sum + priceOf(place), 0);
    expect(books).toMatchObject({ donated: 10_000_000, reserved: 0, spent, open: [] });
    expect(books.numbers).toEqual(books.numbers.map((_, place) => place + 1));
    const shown = await admin.call('staff', 'fund.ledger', { fundId });
    expect(shown).toMatchObject({
      donatedFen: books.donated,
      reservedFen: books.reserved,
      spentFen: books.spent,
      availableFen: books.donated - books.reserved - books.spent,
    });
    await expect(admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
  }, 300_000);
});
