import type { Direction, EpochMs, EventView, Manifest, Output } from '../../../../typings/contract';
import { keepDeskUntil } from '../../../utils/desk-storage';
import { forget, keep, recall } from '../../../utils/storage';
import { indexManifest, type ManifestIndex } from './manifest';

/** The list of an event's cards as this device took it along. */
export interface CardList {
  event: EventView;
  /** When it was downloaded, by the device's clock. */
  at: EpochMs;
  /** Server − device. */
  clockOffsetMs: number;
  index: ManifestIndex;
  cards: number;
}

/** Names the parts of the list that is whole; the parts are under keys of their own. */
interface Head {
  event: EventView;
  at: EpochMs;
  clockOffsetMs: number;
  parts: number;
  /** Two sets of keys take turns, so that a download cut short leaves the older list whole. */
  turn: 0 | 1;
}

const HEAD_KEY = 'scan:list';
const partKey = (turn: 0 | 1, part: number): string => `${HEAD_KEY}:${turn}:${part}`;

type Opened = Output<'station', 'open'>;

const indexOf = (parts: readonly Manifest[]): ManifestIndex =>
  new Map(parts.flatMap((part) => [...indexManifest(part)]));

const countOf = (parts: readonly Manifest[]): number =>
  parts.reduce((sum, { cards }) => sum + cards.length, 0);

const listOf = ({ event, at, clockOffsetMs }: Omit<Head, 'parts' | 'turn'>, parts: Manifest[]) => ({
  event,
  at,
  clockOffsetMs,
  index: indexOf(parts),
  cards: countOf(parts),
});

/** When such scans are taken: the hours of the event, or of the session. */
export const windowOf = (
  event: EventView | undefined,
  { stationId, direction }: { stationId: string; direction?: Direction },
): { from: EpochMs; until: EpochMs } => {
  const { sessions, from = 0, until = 0 } = event ?? {};
  const doors = sessions?.find((session) => session.stationId === stationId);
  if (!doors) return { from, until };
  return { from: doors.from, until: direction === 'out' ? doors.outUntil : doors.until };
};

/** When nothing is scanned there any more: who is fetched late is scanned out all the same. */
export const closesAt = ({ until, sessions = [] }: EventView): EpochMs =>
  Math.max(until, ...sessions.map(({ outUntil }) => outUntil));

/** Two measures of one clock differ by the network; a larger difference is another clock. */
const JITTER_MS = 2000;

/** The offset to go on with: the one before, unless the clock was changed. */
const steadyOffset = (before: number | undefined, measured: number): number =>
  before !== undefined && Math.abs(measured - before) <= JITTER_MS ? before : measured;

/**
 * Downloads the whole list, part by part, and keeps it.
 * @throws CallError where a part does not come: the list before stays as it was.
 */
export const downloadList = async (
  openPart: (cursor?: string) => Promise<Opened>,
  before: CardList | undefined,
): Promise<CardList> => {
  const first = await openPart();
  const parts = [first.manifest];
  for (let next = first.next; next !== undefined;) {
    const part: Opened = await openPart(next);
    parts.push(part.manifest);
    next = part.next;
  }
  const clockOffsetMs = steadyOffset(before?.clockOffsetMs, first.clockOffsetMs);
  const head = { event: first.event, at: Date.now(), clockOffsetMs };
  await keepParts(head, parts);
  return listOf(head, parts);
};

const keepParts = async (head: Omit<Head, 'parts' | 'turn'>, parts: Manifest[]): Promise<void> => {
  const old = (await recall<Head>(HEAD_KEY, true))?.value;
  const turn = old?.turn === 0 ? 1 : 0;
  for (const [at, part] of parts.entries()) await keep(partKey(turn, at), part, true);
  await keep(HEAD_KEY, { ...head, parts: parts.length, turn } satisfies Head, true);
  await keepDeskUntil(closesAt(head.event) - head.clockOffsetMs);
  for (let at = 0; old && at < old.parts; at += 1) await forget(partKey(old.turn, at));
};

/** Takes the list off the device. */
export const forgetList = async (): Promise<void> => {
  const head = (await recall<Head>(HEAD_KEY, true))?.value;
  await forget(HEAD_KEY);
  for (let at = 0; head && at < head.parts; at += 1) await forget(partKey(head.turn, at));
};

/** The list that was kept for this event; undefined where there is none, or a part is missing. */
export const recallList = async (eventId: string): Promise<CardList | undefined> => {
  const head = (await recall<Head>(HEAD_KEY, true))?.value;
  if (head?.event.eventId !== eventId) return undefined;
  const keys = Array.from({ length: head.parts }, (_, part) => partKey(head.turn, part));
  const kept = await Promise.all(keys.map((key) => recall<Manifest>(key, true)));
  const parts = kept.flatMap((part) => (part ? [part.value] : []));
  return parts.length === head.parts ? listOf(head, parts) : undefined;
};
