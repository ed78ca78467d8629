import type { AuditAction } from '@micro-wish/vocabulary';
import { createHash } from 'node:crypto';

/** What of an entry the chain seals. */
export interface AuditEntry {
  _id: string;
  at: number;
  by: string;
  action: AuditAction;
  subject: string;
  note: string;
}

declare const NOTE: unique symbol;

/**
 * What is said beside an act. The chain can never be altered, so nothing that anybody wrote may get
 * into it: a note is made of numbers, ids and words of the program, and of no text of a person.
 */
export type AuditNote = string & { readonly [NOTE]: true };

/** An id, said to be one: of a thing here, never what somebody typed. */
export interface IdPart {
  id: string;
}

/** A word of the program: one of a known few. A text that can be anything is none. */
export type Word<Part> = Part extends string ? (string extends Part ? never : Part) : Part;

type Parts<Given> = { [Place in keyof Given]: Word<Given[Place]> };

export const noteOf = <const Given extends readonly (string | number | IdPart)[]>(
  ...parts: Parts<Given>
): AuditNote =>
  (parts as readonly (string | number | IdPart)[])
    .map((part) => (typeof part === 'object' ? part.id : String(part)))
    .join(' ') as AuditNote;

/** An end of the chain. */
export interface Link {
  seq: number;
  hash: string;
}

/** Where every chain begins. */
export const START: Link = { seq: 0, hash: 'start' };

/** The link that seals an entry behind another link. */
export const linkAfter = (
  before: Link,
  { _id, at, by, action, subject, note }: AuditEntry,
): Link => {
  const seq = before.seq + 1;
  const sealed = JSON.stringify([before.hash, seq, _id, at, by, action, subject, note]);
  return { seq, hash: createHash('sha256').update(sealed).digest('hex') };
};

/**
 * The first place at which a chain does not hold: an entry that was altered, removed or moved, by
 * its id; a link that is missing, or an end that is not the one that was kept, by its number.
 */
export const firstBroken = (
  links: readonly (Link & { entryId: string })[],
  entries: ReadonlyMap<string, AuditEntry & { seq: number | null }>,
  head: Link,
): string | undefined => {
  let end = START;
  for (const link of [...links].sort((a, b) => a.seq - b.seq)) {
    if (link.seq !== end.seq + 1) return `#${end.seq + 1}`;
    const entry = entries.get(link.entryId);
    if (!entry || entry.seq !== link.seq) return link.entryId;
    const next = linkAfter(end, entry);
    if (next.hash !== link.hash) return link.entryId;
    end = next;
  }
  if (end.seq !== head.seq || end.hash !== head.hash) return `#${end.seq + 1}`;
  const sealed = new Set(links.map(({ entryId }) => entryId));
  return [...entries.values()].find(({ _id, seq }) => seq !== null && !sealed.has(_id))?._id;
};
