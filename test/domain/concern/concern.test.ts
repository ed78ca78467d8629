import { DAY_MS, HOUR_MS } from '@micro-wish/vocabulary';
import {
  answered,
  dueTelling,
  isShutOut,
  named,
  notReported,
  opened,
  raised,
  reported,
  requireHoldersLeft,
  requireOpenTo,
  told,
} from '../../../cloudfunctions/domain/concern/concern';

const NOW = Date.parse('2025-06-01T02:00:00Z');
const sealed = { keyNo: 1, iv: '', data: '' };
const concern = raised({ _id: 'concern-1', payload: 'x', sealed, key: 'k' }, NOW);
const by = (personId: string, now = NOW) => ({ personId, now });

describe('a concern that nobody opens', () => {
  it.each([
    [NOW + 2 * HOUR_MS - 1, null],
    [NOW + 2 * HOUR_MS, 'concern'],
    [NOW + 30 * DAY_MS, 'concern'],
  ])('is told again after two hours: at %i', (now, kind) => {
    expect(dueTelling(concern, now)?.kind ?? null).toBe(kind);
  });

  it('is told once', () => {
    expect(dueTelling(told(concern), NOW + 30 * DAY_MS)).toBeNull();
  });

  it('is not told again once it was opened', () => {
    expect(dueTelling(opened(concern, by('a')), NOW + DAY_MS)).toBeNull();
  });
});

describe('an outside report', () => {
  const report = { to: 'police', at: NOW - HOUR_MS, number: '深公 12' } as const;

  it.each([
    [NOW + 3 * DAY_MS - 1, null],
    [NOW + 3 * DAY_MS, 'concernAnswer'],
  ])('is asked after three days later: at %i', (now, kind) => {
    expect(dueTelling(reported(concern, report, by('a')), now)?.kind ?? null).toBe(kind);
  });

  it('is asked after, though it is opened meanwhile', () => {
    const after = opened(reported(concern, report, by('a')), by('b', NOW + DAY_MS));
    expect(after.openedAt).toBe(NOW);
    expect(dueTelling(after, NOW + 3 * DAY_MS)?.kind).toBe('concernAnswer');
  });

  it('is asked after no more once the answer is there', () => {
    const after = answered(reported(concern, report, by('a')), sealed, by('a'));
    expect(dueTelling(after, NOW + 30 * DAY_MS)).toBeNull();
    expect(after.answers).toMatchObject([{ report: 0, by: 'a' }]);
  });

  it('cannot lie in the future, and an answer needs one', () => {
    expect(() => reported(concern, { ...report, at: NOW + 1 }, by('a'))).toThrow('不能晚于现在');
    expect(() => answered(concern, sealed, by('a'))).toThrow('还没有登记');
  });
});

describe('not reporting', () => {
  it('takes a second holder', () => {
    const asked = notReported(concern, sealed, by('a'));
    expect(asked.state).toBe('waits_for_second');
    expect(dueTelling(asked, NOW + 30 * DAY_MS)).toBeNull();
    expect(() => notReported(asked, sealed, by('a'))).toThrow('另一位');
    const closed = notReported(asked, sealed, by('b'));
    expect(closed).toMatchObject({ state: 'closed', notReported: { by: 'a', second: 'b' } });
    expect(() => notReported(closed, sealed, by('c'))).toThrow('已经办结');
  });

  it('is past where it was reported, and a wait is ended by a report', () => {
    const report = { to: 'other', at: NOW, number: null } as const;
    const asked = notReported(concern, sealed, by('a'));
    expect(reported(asked, report, by('b')).state).toBe('reported');
    expect(() => notReported(reported(concern, report, by('a')), sealed, by('b'))).toThrow();
  });
});

describe('who is named in it', () => {
  it('is shut out, and finds nothing', () => {
    const after = named(concern, 'b', ['a', 'b'], by('a'));
    expect(isShutOut(after, 'b')).toBe(true);
    expect(() => requireOpenTo(after, 'b')).toThrow('没有找到');
    expect(requireOpenTo(after, 'a')).toBe(after);
    expect(() => requireOpenTo(null, 'a')).toThrow('没有找到');
  });

  it('leaves somebody to read it', () => {
    const after = named(concern, 'b', ['a', 'b'], by('a'));
    expect(() => named(after, 'a', ['a', 'b'], by('a'))).toThrow('没有人能处理');
  });
});

it.each([
  [[], false],
  [['a'], false],
  [['a', 'a'], false],
  [['a', 'over'], false],
  [['a', 'b'], true],
  [['a', 'b', 'c'], true],
])('with grants of %j left one may end: %s', (left, may) => {
  const end = () => {
    requireHoldersLeft(
      left.map((personId) => ({ personId, endedAt: personId === 'over' ? NOW : null })),
    );
  };
  if (may) expect(end).not.toThrow();
  else expect(end).toThrow('至少要有两位');
});
