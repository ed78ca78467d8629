import type { WallItem } from '../../../typings/contract';
import type { Person, TestCloud } from '../../support/cloud';
import { openLongWall, WALL_GUARDIAN, wallWishId } from '../../support/long-wall';
import { campaignId, newRequestId } from '../../support/world';

/** Wishes that wait, newer than a few that were approved long ago. */
const WAITING = 450;
const LIT = 12;

describe('a wall of hundreds', () => {
  let cloud: TestCloud;
  let guardian: Person;

  beforeAll(async () => {
    cloud = await openLongWall(WAITING, LIT);
    guardian = cloud.as(WALL_GUARDIAN);
  });
  afterAll(() => cloud.end());

  /** Reads it page by page to its end; something may happen between two pages. */
  const readOn = async (behind: (last: WallItem) => Promise<unknown> = async () => {}) => {
    const items: WallItem[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? {} : { cursor };
      const page = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 60, ...more });
      items.push(...page.items);
      cursor = page.next;
      const last = page.items.at(-1);
      if (cursor !== undefined && last) await behind(last);
    } while (cursor !== undefined);
    return items;
  };

  it('begins with its lights, and shows each wish once to its end', async () => {
    const items = await readOn();
    const lit = items.flatMap(({ state }, place) => (state === 'approved' ? place : []));
    expect(lit).toEqual(Array.from({ length: LIT }, (_, place) => place * 2));
    expect(new Set(items.map(({ wishNo }) => wishNo)).size).toBe(items.length);
    expect(items).toHaveLength(WAITING + LIT + 1);
  });

  it('ends for whoever makes a cursor up', async () => {
    for (const place of ['999.-1.200101-000000000000', '7.12.999999-zzzzzzzzzzzz']) {
      const cursor = Buffer.from(place).toString('base64url');
      const { next } = await cloud.as('').call('campaign', 'wall', { campaignId, cursor });
      expect(next === undefined || next !== cursor).toBe(true);
    }
  });

  it('goes on where it was, though the last wish of each page leaves it', async () => {
    const items = await readOn(({ wishNo }) =>
      guardian.call('family', 'wish.withdraw', {
        requestId: newRequestId(),
        wishId: wallWishId(Number(wishNo.slice(2))),
      }),
    );
    expect(new Set(items.map(({ wishNo }) => wishNo)).size).toBe(items.length);
    expect(items).toHaveLength(WAITING + LIT + 1);
  });
});
