import { newAlert } from '../../../cloudfunctions/domain/mother/alert';
import { isHeld } from '../../../cloudfunctions/domain/mother/record';
import {
  recordForAuthor,
  recordForFamily,
  recordForSupervisor,
  viewOfAlert,
  viewOfOuting,
} from '../../../cloudfunctions/domain/mother/views';
import { planned, record } from './samples';

const DAY = 24 * 60 * 60 * 1000;
const passed = { at: 1, note: '画了一棵树', held: false };
const stopped = { at: 2, note: '地址在……', held: true };
const written = record({ note: '一起读了绘本', additions: [passed, stopped] });
const heldBack = record({ note: '电话是……', held: true, additions: [passed, stopped] });

const words = ({ note, more }: { note?: string; more: { note: string }[] }): string[] => [
  ...(note === undefined ? [] : [note]),
  ...more.map((addition) => addition.note),
];

it.each([
  ['pass', false],
  ['review', true],
  ['risky', true],
])('a text that moderation found %s is held: %s', (verdict, held) => {
  expect(isHeld(verdict)).toBe(held);
});

describe('the words of a record', () => {
  it('the family reads what moderation let pass', () => {
    expect(words(recordForFamily(written))).toEqual(['一起读了绘本', '画了一棵树']);
    expect(words(recordForFamily(heldBack))).toEqual(['画了一棵树']);
  });

  it('its author reads all that she wrote, and not that it was held', () => {
    expect(words(recordForAuthor(heldBack))).toEqual(['电话是……', '画了一棵树', '地址在……']);
    expect(recordForAuthor(heldBack)).not.toHaveProperty('held');
  });

  it('the supervisor reads all of it; the deputy reads what passed, and that there is more', () => {
    const supervisor = recordForSupervisor(heldBack, true);
    expect(words(supervisor)).toEqual(['电话是……', '画了一棵树', '地址在……']);
    const deputy = recordForSupervisor(heldBack, false);
    expect(words(deputy)).toEqual(['画了一棵树']);
    expect([supervisor.held, deputy.held]).toEqual([true, true]);
    expect(recordForSupervisor(record({ additions: [passed] }), true).held).toBe(false);
  });

  it('where none was written, none is there', () => {
    expect(recordForFamily(record())).not.toHaveProperty('note');
    expect(recordForAuthor(record())).not.toHaveProperty('note');
  });
});

describe('what stands beside the words', () => {
  it('the next day where one was agreed on', () => {
    expect(recordForFamily(record({ next: '2025-03-17' })).next).toBe('2025-03-17');
    expect(recordForFamily(record())).not.toHaveProperty('next');
  });

  it('whether the time was confirmed, for its author and for who supervises', () => {
    const confirmed = record({ confirmed: { by: 'p_staff', at: 1 } });
    expect(recordForAuthor(confirmed).confirmed).toBe(true);
    expect(recordForAuthor(record()).confirmed).toBe(false);
    expect(recordForSupervisor(confirmed, false).confirmed).toBe(true);
    expect(recordForSupervisor(record(), false).confirmed).toBe(false);
  });

  it('until when its author may change it', () => {
    expect(recordForAuthor(record()).editableUntil).toBe(record().at + DAY);
  });

  it('that the supervisor keeps the words back, once she does', () => {
    const kept = { ...heldBack, keptBack: true };
    expect(recordForSupervisor(kept, true).keptBack).toBe(true);
    expect(recordForSupervisor(heldBack, true)).not.toHaveProperty('keptBack');
    expect(recordForSupervisor({ ...kept, keptBack: false }, true)).not.toHaveProperty('keptBack');
  });
});

it('an outing says when they came back, and nothing of it before', () => {
  expect(viewOfOuting(planned)).toEqual({
    outingId: 'o',
    place: '图书馆',
    from: planned.from,
    until: planned.until,
    state: 'planned',
  });
  expect(viewOfOuting({ ...planned, backAt: planned.until }).backAt).toBe(planned.until);
});

it('an alert says when it was opened, and nothing of it before', () => {
  const about = { pairId: 'pair', kind: 'silent', matter: '2025-04-01', to: 'deputy' } as const;
  const alert = newAlert({ ...about, personIds: ['p'] }, 5);
  expect(viewOfAlert(alert)).toEqual({
    alertId: 'alert#silent#2025-04-01#pair#deputy',
    kind: 'silent',
    at: 5,
    to: 'deputy',
  });
  expect(viewOfAlert({ ...alert, openedAt: 9 }).openedAt).toBe(9);
});
