import type { EpochMs } from '../../../typings/contract';
import type { AuditNote, Word } from '../../domain/common/audit';
import { firstBroken, linkAfter, START, type Link } from '../../domain/common/audit';
import type { Card } from '../../domain/card/card';
import { command, find, findAll, insert, read, transact } from './database';
import { LONGEST_CALL_MS } from './job-progress';
import { momentPage } from './paging';
import type { AuditAction } from '@micro-wish/vocabulary';

/** Who did what, pseudonymous; append-only. */
export interface AuditRecord {
  _id: string;
  at: EpochMs;
  by: string;
  action: AuditAction;
  subject: string;
  note: string;
  /** Its place in the chain; null until it is chained, which is shortly after the fact. */
  seq: number | null;
}

/** One link: what stood in the entry when it was chained, and the link before it. */
export interface AuditLinkRecord {
  _id: string;
  seq: number;
  entryId: string;
  hash: string;
}

/** The end of the chain; `_id` is `head`. */
export interface AuditHeadRecord {
  _id: string;
  seq: number;
  hash: string;
  /** How far redemptions have been taken from the cards: `updatedAt` of the last one. */
  cardsUntil: EpochMs;
}

/**
 * Writes down an act that changes nothing else, such as an export; what changes documents is
 * written down in its own transaction, by `once`.
 */
export const recordAct = async <const Note extends string | number = AuditNote>(
  record: Omit<AuditRecord, 'seq' | 'note'> & { note: Word<Note> },
): Promise<void> => {
  const isNew = await insert('audit', { ...record, note: String(record.note), seq: null });
  if (!isNew) throw new Error(`audit ${record._id} stands already`);
};

/** The same for what the timer may do twice: its first entry stands. */
export const recordOnce = async (
  record: Omit<AuditRecord, 'seq' | 'note'> & { note: AuditNote },
): Promise<void> => {
  await insert('audit', { ...record, seq: null });
};

const CARDS_AT_ONCE = 100;
const LINKS_AT_ONCE = 30;
const HEAD = 'head';

/** What a card's redemptions add to the audit: the scan itself writes nothing but the card. */
const entriesOf = (card: Card): Omit<AuditRecord, 'seq'>[] =>
  card.redemptions.map(({ nonce, receivedAt, by, stationId, collector, direction, forced }) => ({
    _id: `card.redeem#${card._id}#${nonce}`,
    at: receivedAt,
    by,
    action: 'card.redeem',
    subject: card._id,
    note: [
      stationId,
      collector?.type ?? 'self',
      ...(direction === 'out' ? ['out'] : []),
      ...(forced ? ['forced', ...forced.passed] : []),
    ].join(' '),
  }));

/**
 * The cards that changed after a moment, oldest first: a page, and whatever shares the moment of
 * its last one, as the scans of one upload do.
 */
const cardsChangedAfter = async (since: EpochMs): Promise<Card[]> => {
  const page = await find(
    'cards',
    { updatedAt: command.gt(since) },
    { orderBy: ['updatedAt', 'asc'], limit: CARDS_AT_ONCE },
  );
  const last = page.at(-1);
  if (!last || page.length < CARDS_AT_ONCE) return page;
  const { updatedAt } = last;
  return [
    ...page.filter((card) => card.updatedAt !== updatedAt),
    ...(await findAll('cards', { updatedAt })),
  ];
};

/** Takes the redemptions that cards have gained into the audit; a repeated one is there already. */
const takeRedemptions = async (): Promise<void> => {
  const head = await read('auditHead', HEAD);
  let since = (head?.cardsUntil ?? 0) - LONGEST_CALL_MS;
  for (;;) {
    const cards = await cardsChangedAfter(since);
    const last = cards.at(-1);
    if (!last) return;
    for (const card of cards)
      for (const entry of entriesOf(card)) await insert('audit', { ...entry, seq: null });
    const until = last.updatedAt;
    since = until;
    await transact(async (transaction) => {
      const before = (await transaction.get('auditHead', HEAD)) ?? {
        _id: HEAD,
        ...START,
        cardsUntil: 0,
      };
      await transaction.put('auditHead', {
        ...before,
        cardsUntil: Math.max(before.cardsUntil, until),
      });
    });
  }
};

/** Chains some of the entries that are not chained yet; answers how many. */
const chainSome = async (): Promise<number> => {
  const waiting = await find(
    'audit',
    { seq: null },
    { orderBy: ['at', 'asc'], limit: LINKS_AT_ONCE },
  );
  if (waiting.length === 0) return 0;
  return transact(async (transaction) => {
    const head = (await transaction.get('auditHead', HEAD)) ?? {
      _id: HEAD,
      ...START,
      cardsUntil: 0,
    };
    let end: Link = head;
    let chained = 0;
    for (const { _id } of waiting) {
      const entry = await transaction.get('audit', _id);
      if (entry?.seq !== null) continue;
      end = linkAfter(end, entry);
      chained += 1;
      await transaction.put('audit', { ...entry, seq: end.seq });
      await transaction.put('auditChain', {
        _id: String(end.seq).padStart(12, '0'),
        seq: end.seq,
        entryId: _id,
        hash: end.hash,
      });
    }
    await transaction.put('auditHead', { ...head, seq: end.seq, hash: end.hash });
    return chained;
  });
};

/** Chains whatever is not chained yet. Safe to run twice, and side by side. */
export const chainAudit = async (): Promise<void> => {
  await takeRedemptions();
  while ((await chainSome()) > 0);
};

/** Follows the chain from its first entry; answers the first place where it does not hold. */
export const verifyAudit = async (): Promise<{ ok: boolean; firstBroken?: string }> => {
  const [head, links, entries] = await Promise.all([
    read('auditHead', HEAD),
    findAll('auditChain', {}),
    findAll('audit', {}),
  ]);
  const broken = firstBroken(
    links,
    new Map(entries.map((entry) => [entry._id, entry])),
    head ?? START,
  );
  return broken === undefined ? { ok: true } : { ok: false, firstBroken: broken };
};

/** One page of the audit, newest first: `limit` entries, and those of the last one's moment. */
export const auditPage = async (
  filter: {
    action?: string | undefined;
    subject?: string | undefined;
    by?: string | undefined;
    since?: EpochMs | undefined;
  },
  cursor: EpochMs | undefined,
  limit: number,
): Promise<{ entries: AuditRecord[]; next?: EpochMs }> => {
  const { action, subject, by, since } = filter;
  const where = {
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
    ...(by === undefined ? {} : { by }),
  };
  const { documents: entries, next } = await momentPage('audit', 'at', where, {
    cursor,
    limit,
    order: 'desc',
    ...(since === undefined ? {} : { since }),
  });
  return { entries, ...(next === undefined ? {} : { next }) };
};
