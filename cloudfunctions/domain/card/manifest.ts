import { AGE_BANDS } from '@micro-wish/vocabulary';
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
  'ageBand',
  'cardNo',
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
  if (card.kind !== 'pass' && isRedeemed(card)) return 'already_redeemed';
  if (card.state === 'void') return 'void';
  if (card.state === 'frozen') return 'blocked';
  if (!card.approved) return 'unapproved';
  return kindOf(card).isThere(card, event) ? 0 : 'not_ready';
};

/** The scans of a pass that stand: twice the place of the session, and one more for out. */
const visitsOf = (
  { redemptions }: Pick<ManifestSource, 'redemptions'>,
  stationIds: readonly string[],
): number[] =>
  redemptions
    .filter(({ status, stationId }) => status === 'effective' && stationIds.includes(stationId))
    .map(
      ({ stationId, direction }) => stationIds.indexOf(stationId) * 2 + Number(direction === 'out'),
    );

/** Places of things in a manifest; what is alike is written once. */
const dictionary = ({ gifts, details }: Pick<Manifest, 'gifts' | 'details'>) => {
  const lists = { gifts, details };
  const places = new Map<string, number>();
  return <Kind extends keyof typeof lists>(
    kind: Kind,
    thing: (typeof lists)[Kind][number],
  ): number => {
    const key = `${kind} ${JSON.stringify(thing)}`;
    const known = places.get(key) ?? (lists[kind] as unknown[]).push(thing) - 1;
    places.set(key, known);
    return known;
  };
};

/** What not every row has. */
const lastOf = (
  card: ManifestSource,
  shelf: string | undefined,
  stationIds: readonly string[],
): [] | [shelf: string] | [shelf: string, visits: number[]] => {
  if (card.kind === 'pass') return [shelf ?? '', visitsOf(card, stationIds)];
  return shelf === undefined ? [] : [shelf];
};

/** The cards of an event as a device takes them along; gifts that are alike are written once. */
export const manifestOf = (
  cards: readonly ManifestSource[],
  event: Pick<EventPlan, 'stations' | 'batch'>,
): Manifest => {
  const stationIds = event.stations.map(({ stationId }) => stationId);
  const manifest: Manifest = { gifts: [], details: [], stationIds, cards: [] };
  const placeIn = dictionary(manifest);
  for (const card of cards) {
    const { title, category, details, shelf } = card.gift;
    const hashOf = (carrier: 'paper' | 'digital'): string => {
      const code = card.codes.find(
        (one) => one.carrier === carrier && one.issueNo === card.issueNo,
      );
      return code ? shortHash(code.hash) : '';
    };
    manifest.cards.push([
      hashOf('paper'),
      hashOf('digital'),
      placeIn('gifts', { title, category }),
      card.alias,
      stationIds.findIndex((stationId) => stationId === card.stationId),
      standingOf(card, event),
      AGE_BANDS.findIndex((band) => band === card.ageBand),
      card.cardNo,
      details === undefined ? -1 : placeIn('details', details),
      ...lastOf(card, shelf, stationIds),
    ]);
  }
  return manifest;
};
