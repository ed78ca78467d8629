import { AGE_BANDS, readCode } from '@micro-wish/vocabulary';
import { sha256 } from 'js-sha256';
import type {
  AgeBand,
  Direction,
  EpochMs,
  Manifest,
  ManifestStanding,
  RejectReason,
  WishCategory,
  WishDetails,
} from '../../../../typings/contract';

/** A card as the device knows it with no network. */
export interface OfflineCard {
  gift: { title: string; category: WishCategory; details?: WishDetails };
  /** Its place on the desk's shelf; '' where none is known. */
  shelf: string;
  alias: string;
  ageBand: AgeBand | undefined;
  cardNo: string;
  /** The desk where the gift lies; `undefined` while it is not there. */
  stationId: string | undefined;
  /** What stands against a redemption; 0 is nothing. */
  standing: ManifestStanding;
  /** It is this device that has handed it out since. */
  isHere?: boolean;
  /** Of a pass: the visits that were scanned, here or elsewhere. */
  visits?: Set<string>;
}

/** Cards by the short hash of each of their codes: both carriers lead to one card. */
export type ManifestIndex = ReadonlyMap<string, OfflineCard>;

/** A scan with no network. */
export interface OfflineScan {
  /** As scanned or typed. */
  code: string;
  stationId: string;
  /** Of a pass: which visit, see `visitOf`; '' where gifts are handed out. */
  visit?: string;
  /** When the event hands out gifts, or the session lets in. */
  window: { from: EpochMs; until: EpochMs };
  /** The server's time, as far as the device knows it: its clock and the offset measured before. */
  now: EpochMs;
}

/** Reasons that the manifest can tell; the server may know others once it learns of the scan. */
export type OfflineReason = Extract<
  RejectReason,
  | 'malformed'
  | 'not_found'
  | Exclude<ManifestStanding, 0>
  | 'too_early'
  | 'too_late'
  | 'wrong_station'
>;

/**
 * What the device says with no network. `pending` is 待同步 and never 已核销: the gift may go, and
 * the scan is to be queued. A refusal names the card where there is one.
 */
export type OfflineVerdict =
  | { status: 'pending'; card: OfflineCard }
  | { status: 'rejected'; reason: OfflineReason; card?: OfflineCard };

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BYTES_OF_HASH = 8;

/** How the manifest writes a code: base64url of the first 8 bytes of its SHA-256. */
export const shortHash = (code: string): string => {
  const bytes = sha256.array(code).slice(0, BYTES_OF_HASH);
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      text += BASE64URL.charAt((bits >> held) & 63);
    }
    bits &= (1 << held) - 1;
  }
  return held > 0 ? text + BASE64URL.charAt((bits << (6 - held)) & 63) : text;
};

/** Which visit a scan is: a pass is scanned once for each session, in and out; '' of a gift. */
export const visitOf = ({
  stationId,
  direction,
}: {
  stationId: string;
  direction?: Direction;
}): string => (direction === undefined ? '' : `${stationId}/${direction}`);

/** Makes a manifest ready to judge by, once: each scan is then one look-up. */
export const indexManifest = ({ gifts, details, stationIds, cards }: Manifest): ManifestIndex => {
  const index = new Map<string, OfflineCard>();
  for (const row of cards) {
    const [paper, digital, gift, alias, station, standing, age, cardNo, about] = row;
    const [, , , , , , , , , shelf = '', visits] = row;
    const known = gifts[gift] ?? { title: '', category: 'other' };
    const more = details[about];
    const card: OfflineCard = {
      gift: more === undefined ? known : { ...known, details: more },
      shelf,
      alias,
      ageBand: AGE_BANDS[age],
      cardNo,
      stationId: stationIds[station],
      standing,
      ...(visits
        ? {
            visits: new Set(
              visits.map((visit) =>
                visitOf({
                  stationId: stationIds[Math.floor(visit / 2)] ?? '',
                  direction: visit % 2 === 1 ? 'out' : 'in',
                }),
              ),
            ),
          }
        : {}),
    };
    for (const hash of [paper, digital]) if (hash !== '') index.set(hash, card);
  }
  return index;
};

/** The card of a scanned or typed code, by either carrier. */
export const cardOf = (index: ManifestIndex, code: string): OfflineCard | undefined => {
  const read = readCode(code);
  return read === undefined ? undefined : index.get(shortHash(read));
};

const reject = (reason: OfflineReason, card?: OfflineCard): OfflineVerdict =>
  card ? { status: 'rejected', reason, card } : { status: 'rejected', reason };

/** Judges a scan from the manifest, by the server's rules in the server's order. */
export const judgeOffline = (
  index: ManifestIndex,
  { code, stationId, visit = '', window, now }: OfflineScan,
): OfflineVerdict => {
  const read = readCode(code);
  if (read === undefined) return reject('malformed');
  const card = index.get(shortHash(read));
  if (!card) return reject('not_found');
  if (card.standing !== 0) return reject(card.standing, card);
  if (card.visits?.has(visit)) return reject('already_redeemed', card);
  if (now < window.from) return reject('too_early', card);
  if (now > window.until) return reject('too_late', card);
  if (!card.visits && card.stationId !== stationId) return reject('wrong_station', card);
  return { status: 'pending', card };
};

/**
 * Remembers that this device has handed the card's gift out, so that neither of its carriers is
 * let through again. After a restart it is called for every scan that is still in the queue.
 */
export const rememberHandOut = (index: ManifestIndex, code: string, visit = ''): void => {
  const card = cardOf(index, code);
  if (card?.visits) {
    card.visits.add(visit);
    return;
  }
  if (card?.standing === 0) Object.assign(card, { standing: 'already_redeemed', isHere: true });
};

/** The hand-over of this device was taken back before anybody else knew of it. */
export const forgetHandOut = (index: ManifestIndex, code: string, visit = ''): void => {
  const card = cardOf(index, code);
  card?.visits?.delete(visit);
  if (card?.isHere) Object.assign(card, { standing: 0, isHere: false });
};
