import type { Manifest, ManifestStanding } from '../../../typings/contract';
import { isRedeemed, type Card, type EventPlan } from './card';
import { kindOf } from './kinds';

/** What of a card the manifest is made of. */
export const MANIFEST_FIELDS = [
  'kind',
  'pack',
  'codes',
  'issueNo',
  'gift',
  'alias',
  'stationId',
  'state',
  'approved',
  'ready',
  'redemptions',
] as const;

export type ManifestSource = Pick<Card, '_id' | (typeof MANIFEST_FIELDS)[number]>;

/** 8 bytes of a code's hash: enough to tell cards apart, and no way back to the code. */
const BYTES_OF_HASH = 8;

/** How a device writes a code's hash: base64url of its first 8 bytes. */
export const shortHash = (hexHash: string): string =>
  Buffer.from(hexHash.slice(0, BYTES_OF_HASH * 2), 'hex').toString('base64url');

const standingOf = (card: ManifestSource, event: Pick<EventPlan, 'batch'>): ManifestStanding => {
  if (isRedeemed(card)) return 'already_redeemed';
  if (card.state === 'void') return 'void';
  if (card.state === 'frozen') return 'blocked';
  if (!card.approved) return 'unapproved';
  return kindOf(card).isThere(card, event) ? 0 : 'not_ready';
};

/** The cards of an event as a device takes them along; gifts that are alike are written once. */
export const manifestOf = (
  cards: readonly ManifestSource[],
  event: Pick<EventPlan, 'stations' | 'batch'>,
): Manifest => {
  const stationIds = event.stations.map(({ stationId }) => stationId);
  const gifts = new Map<string, number>();
  const manifest: Manifest = { gifts: [], stationIds, cards: [] };
  for (const card of cards) {
    const { title, category, shelf } = card.gift;
    const key = `${category}\n${title}`;
    let gift = gifts.get(key);
    if (gift === undefined) {
      gift = manifest.gifts.push({ title, category }) - 1;
      gifts.set(key, gift);
    }
    const hashOf = (carrier: 'paper' | 'digital'): string => {
      const code = card.codes.find(
        (one) => one.carrier === carrier && one.issueNo === card.issueNo,
      );
      return code ? shortHash(code.hash) : '';
    };
    const station = card.stationId === null ? -1 : stationIds.indexOf(card.stationId);
    manifest.cards.push([
      hashOf('paper'),
      hashOf('digital'),
      gift,
      card.alias,
      station,
      standingOf(card, event),
      ...(shelf === undefined ? ([] as const) : ([shelf] as const)),
    ]);
  }
  return manifest;
};
