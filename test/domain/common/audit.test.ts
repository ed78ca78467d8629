import {
  firstBroken,
  linkAfter,
  noteOf,
  START,
  type AuditEntry,
} from '../../../cloudfunctions/domain/common/audit';

const entry = (no: number): AuditEntry & { seq: number } => ({
  _id: `entry-${no}`,
  at: no,
  by: 'admin',
  action: 'fund.donate',
  subject: 'fund',
  note: `note ${no}`,
  seq: no,
});

const chainOf = (entries: readonly (AuditEntry & { seq: number })[]) => {
  const links: { entryId: string; seq: number; hash: string }[] = [];
  let end = START;
  for (const each of entries) {
    end = linkAfter(end, each);
    links.push({ ...end, entryId: each._id });
  }
  return { links, head: end };
};

const entries = [entry(1), entry(2), entry(3)];
const { links, head } = chainOf(entries);
const byId = (list: readonly (AuditEntry & { seq: number | null })[]) =>
  new Map(list.map((each) => [each._id, each]));
const changed = (no: number, more: Partial<AuditEntry & { seq: number | null }>) =>
  byId(entries.map((each) => (each.seq === no ? { ...each, ...more } : each)));

describe('the audit chain', () => {
  it('holds as it was written, in whatever order its links are read', () => {
    expect(firstBroken(links, byId(entries), head)).toBeUndefined();
    expect(firstBroken([...links].reverse(), byId(entries), head)).toBeUndefined();
    expect(firstBroken([], new Map(), START)).toBeUndefined();
  });

  it('seals every field of an entry', () => {
    const fields: Partial<AuditEntry>[] = [
      { at: 9 },
      { by: 'other' },
      { action: 'fund.refund' },
      { subject: 'other' },
      { note: 'other' },
    ];
    for (const field of fields) {
      expect(firstBroken(links, changed(2, field), head)).toBe('entry-2');
    }
  });

  it.each([
    ['an entry that is gone', links, byId([entry(1), entry(3)]), head, 'entry-2'],
    ['an entry that was moved', links, changed(2, { seq: 3 }), head, 'entry-2'],
    ['a link that is gone', links.filter(({ seq }) => seq !== 2), byId(entries), head, '#2'],
    ['an end that was cut off', links.slice(0, 2), byId(entries), head, '#3'],
    ['a link behind the end', links, byId(entries), chainOf(entries.slice(0, 2)).head, '#4'],
    ['a head with another hash', links, byId(entries), { ...head, hash: 'x' }, '#4'],
    [
      'an entry that says it is sealed and is not',
      links,
      byId([...entries, { ...entry(4), seq: 4 }]),
      head,
      'entry-4',
    ],
  ])('finds %s', (_, given, known, end, broken) => {
    expect(firstBroken(given, known, end)).toBe(broken);
  });

  it('an entry that waits for its seal is no fault', () => {
    const waiting = { ...entry(4), seq: null };
    expect(firstBroken(links, byId([...entries, waiting]), head)).toBeUndefined();
  });
});

it('a note is made of ids, numbers and words of the program', () => {
  expect(noteOf({ id: 'wish-1' }, 'returned', 3)).toBe('wish-1 returned 3');
  expect(noteOf()).toBe('');
});
