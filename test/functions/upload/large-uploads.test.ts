import { withCheck } from '@micro-wish/vocabulary';
import { join } from 'node:path';
import type { Card } from '../../../cloudfunctions/domain/card/card';
import { CARRIERS, hashCode } from '../../../cloudfunctions/domain/card/code';
import { Engine } from '../../../tools/local-cloud/database/engine';
import { readManifest } from '../../../tools/local-cloud/manifest';
import { manifestFile } from '../../support/build';
import { openCloud, type TestCloud } from '../../support/cloud';
import {
  collector,
  eventId,
  newRequestId,
  openWorld,
  readyCard,
  type World,
} from '../../support/world';

/** More than the audit takes from the cards at a time. */
const SCANS = 150;

/** A code of two, a paper one and a digital one, for the card at a place. */
const codeOf = (place: number, carrier: number): string =>
  withCheck(String(place * CARRIERS.length + carrier).padStart(15, '0'));

/** A card like another, with an id and codes of its own. */
const copyOf = (card: Card, place: number): Card => {
  const codes = CARRIERS.map((carrier, index) => ({
    hash: hashCode(codeOf(place, index)),
    issueNo: 1,
    carrier,
  }));
  return {
    ...card,
    _id: `card_${place}`,
    cardNo: `K9${String(place).padStart(7, '0')}`,
    wishId: `wish_${place}`,
    codes,
    codeHashes: codes.map(({ hash }) => hash),
    nonces: [`card#card_${place}`],
  };
};

/** Adds copies of a card to the data of a cloud that is closed. */
const addCopies = (dataDir: string, cardId: string): void => {
  const { collections } = readManifest(manifestFile);
  const indexes = new Map(Object.entries(collections).map(([name, one]) => [name, one.indexes]));
  const engine = new Engine(join(dataDir, 'cloud.db'), indexes, { requireIndexes: true });
  const card = engine.read('cards', cardId) as Card | null;
  if (!card) throw new Error(`card ${cardId} is not there`);
  engine.load(
    'cards',
    Array.from({ length: SCANS }, (_, place) => ({ ...copyOf(card, place) })),
  );
  engine.close();
};

describe('many scans of one upload', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    const first = await openCloud();
    world = await openWorld(first);
    const { cardId } = await readyCard(first, world, 'guardian');
    await first.close();
    addCopies(first.dataDir, cardId);
    cloud = await first.restart({});
    world = { ...world, admin: cloud.as('demo-admin'), volunteer: cloud.as('volunteer') };
    const { results } = await world.volunteer.call('station', 'card.sync', {
      eventId,
      stationId: 'desk-1',
      deviceId: 'phone-1',
      clockOffsetMs: 0,
      entries: Array.from({ length: SCANS }, (_, place) => ({
        nonce: newRequestId(),
        code: codeOf(place, 0),
        collector,
        scannedAt: Date.now(),
      })),
    });
    expect(results.filter(({ status }) => status === 'accepted')).toHaveLength(SCANS);
    await expect(world.admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
  });
  afterAll(() => cloud.end());

  it('are all in the audit, though they share their moment, and no page loses one', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.admin.call('staff', 'audit.list', {
        action: 'card.redeem',
        limit: 20,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map(({ subject }) => subject));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(SCANS);
    expect(seen).toHaveLength(SCANS);
  });
});
