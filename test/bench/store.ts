import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALIASES } from '../../cloudfunctions/domain/family/alias';
import type { Card } from '../../cloudfunctions/domain/card/card';
import { CARRIERS, deriveCode, hashCode } from '../../cloudfunctions/domain/card/code';
import { Engine } from '../../tools/local-cloud/database/engine';
import { readManifest } from '../../tools/local-cloud/manifest';
import { manifestFile } from '../support/build';
import { openCloud, personOn, type Person } from '../support/cloud';
import { startCloudProcess } from '../support/process';
import { eventId, HOUR, newRequestId, openWorld, readyCard } from '../support/world';

/** A campaign with an event, volunteers, and one card that went all the way from a wish. */
export interface Template {
  dataDir: string;
  card: Card;
  /** The key of the codes. */
  key: string;
}

/** Volunteers of the bench, one for each device. */
export const DEVICES = 50;
export const volunteerOf = (device: number): string => `volunteer-${device}`;

const openEngine = (dataDir: string): Engine => {
  const collections = Object.entries(readManifest(manifestFile).collections);
  const indexes = new Map(collections.map(([name, one]) => [name, one.indexes]));
  return new Engine(join(dataDir, 'cloud.db'), indexes, { requireIndexes: true });
};

export const makeTemplate = async (): Promise<Template> => {
  const cloud = await openCloud();
  const world = await openWorld(cloud);
  const { cardId } = await readyCard(cloud, world, 'guardian');
  for (let device = 0; device < DEVICES; device += 1) {
    await world.admin.call('staff', 'grant.scanner', {
      requestId: newRequestId(),
      openid: volunteerOf(device),
      eventId,
      from: Date.now() - HOUR,
      until: Date.now() + 24 * HOUR,
    });
  }
  await cloud.close();
  const { dataDir } = cloud;
  const engine = openEngine(dataDir);
  const card = engine.read('cards', cardId) as Card | null;
  engine.close();
  const kept = readFileSync(join(dataDir, 'environment.json'), 'utf8');
  const key = (JSON.parse(kept) as Record<string, string>)['CARD_KEY_1'];
  if (!card || key === undefined) throw new Error('the template has no card');
  return { dataDir, card, key };
};

/** As many different gifts as an event may well have. */
const GIFTS = 40;

/** The card's id is as random as a real one, and always the same. */
const cardIdOf = (place: number): string =>
  `card_${createHash('sha256').update(`card ${place}`).digest('base64url').slice(0, 16)}`;

/** A card like the template's, with an id, codes, an alias and a gift of its own. */
export const copyOf = ({ card, key }: Template, place: number): Card => {
  const cardId = cardIdOf(place);
  const codes = CARRIERS.map((carrier) => ({
    hash: hashCode(deriveCode(key, { cardId, issueNo: 1 }, carrier)),
    issueNo: 1,
    carrier,
  }));
  return {
    ...card,
    _id: cardId,
    cardNo: `K${String(place).padStart(8, '0')}`,
    wishId: `wish-${place}`,
    alias: ALIASES[place % ALIASES.length] ?? '',
    gift: { title: `四号书包 ${place % GIFTS}`, category: 'study' },
    codes,
    codeHashes: codes.map(({ hash }) => hash),
    nonces: [`card#${cardId}`],
  };
};

/** A card that can be redeemed at desk-1. */
export interface StoredCard {
  cardId: string;
  code: string;
}

/** A local cloud in a process of its own with this many cards in its store. */
export interface Store {
  cards: number;
  url: string;
  dataDir: string;
  card(place: number): StoredCard;
  as(openid: string): Person;
  /** Ends the process and removes the data. */
  end(): Promise<void>;
}

const copies = function* (template: Template, cards: number) {
  for (let place = 0; place < cards; place += 1) yield { ...copyOf(template, place) };
};

export const openStore = async (template: Template, cards: number): Promise<Store> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'micro-wish-bench-'));
  cpSync(template.dataDir, dataDir, { recursive: true });
  const engine = openEngine(dataDir);
  engine.load('cards', copies(template, cards));
  engine.close();
  const { url, stop } = await startCloudProcess(dataDir);
  return {
    cards,
    url,
    dataDir,
    card: (place) => {
      const cardId = cardIdOf(place);
      return { cardId, code: deriveCode(template.key, { cardId, issueNo: 1 }, 'paper') };
    },
    as: (openid) => personOn(url, openid),
    async end() {
      await stop('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
