import { OWN_ANNULMENT_MS } from '@micro-wish/vocabulary';
import fc from 'fast-check';
import type { Grant, ScannerGrant, StaffGrant } from '../../../cloudfunctions/domain/common/access';
import {
  effectiveRedemption,
  freeze,
  isRedeemed,
  type Card,
} from '../../../cloudfunctions/domain/card/card';
import { remember } from '../../../cloudfunctions/domain/card/card-history';
import {
  acceptHeld,
  conflictsOf,
  settleConflict,
} from '../../../cloudfunctions/domain/card/conflict';
import { annul } from '../../../cloudfunctions/domain/card/scan';
import {
  decideScan,
  heldCause,
  scannerSpans,
  spansUntil,
  staffSpans,
  type GrantSpan,
} from '../../../cloudfunctions/domain/card/upload';
import { rightsOf, staffGrant } from '../wish/samples';
import { act, card, event, HOUR, MINUTE, NOW, redemption, scan } from './samples';

const always: GrantSpan = { from: -Infinity, until: Infinity, isCurrent: true };
const ALWAYS = () => [always];

/** The card after an upload, and the answer. */
const upload = (
  before: Card,
  nonce: string,
  more: Partial<typeof scan> = {},
  spans: () => readonly GrantSpan[] = ALWAYS,
) => {
  const { outcome, change } = decideScan(
    before,
    { ...scan, handedOut: true, ...more },
    act(nonce),
    spans,
  );
  return { outcome, after: { ...before, ...change } };
};

describe('a moment that can be true', () => {
  const spans = [{ from: NOW - HOUR, until: NOW + HOUR, isCurrent: true }];
  const cause = (at: number, more: { receivedAt?: number; issuedAt?: number } = {}) =>
    heldCause(spans, { at, receivedAt: NOW, issuedAt: NOW - HOUR, ...more });

  it.each([
    [-1, undefined],
    [0, undefined],
    [1, 'future'],
  ])('lies at most two minutes behind its receipt: %d ms', (offset, expected) => {
    expect(cause(NOW + 2 * MINUTE + offset)).toBe(expected);
  });

  it.each([
    [-1, 'before_issue'],
    [0, undefined],
    [1, undefined],
  ])('lies at most two minutes before the card’s issue: %d ms', (offset, expected) => {
    expect(cause(NOW - 2 * MINUTE + offset, { issuedAt: NOW })).toBe(expected);
  });

  it.each([
    [NOW - HOUR - 1, 'outside_grant'],
    [NOW - HOUR, undefined],
    [NOW + HOUR, undefined],
    [NOW + HOUR + 1, 'outside_grant'],
  ])('lies within the grant: %d', (at, expected) => {
    expect(cause(at, { receivedAt: NOW + 9 * HOUR, issuedAt: NOW - 9 * HOUR })).toBe(expected);
  });

  it('within a grant that has ended waits for staff, unless another one goes on', () => {
    const at = { at: NOW, receivedAt: NOW, issuedAt: NOW };
    const ended = { from: NOW - 1, until: NOW, isCurrent: false };
    expect(heldCause([ended], at)).toBe('grant_ended');
    expect(heldCause([ended, { from: NOW + 1, until: NOW + 2, isCurrent: true }], at)).toBe(
      undefined,
    );
  });
});

describe('the time of a grant', () => {
  const grant: ScannerGrant = {
    _id: 'g',
    kind: 'scanner',
    personId: 'p',
    eventId: 'event-1',
    stationIds: ['desk-1'],
    from: NOW - HOUR,
    until: NOW + HOUR,
    grantedAt: NOW - HOUR,
    grantedBy: 'a',
    endedAt: null,
  };
  const at = { eventIds: ['event-1'], stationId: 'desk-1', now: NOW };

  it.each([
    ['now', {}, [{ from: NOW - HOUR, until: NOW + HOUR, isCurrent: true }]],
    ['ended', { endedAt: NOW }, [{ from: NOW - HOUR, until: NOW, isCurrent: false }]],
    ['over', { until: NOW - 1 }, [{ from: NOW - HOUR, until: NOW - 1, isCurrent: false }]],
    ['beginning now', { from: NOW }, [{ from: NOW, until: NOW + HOUR, isCurrent: true }]],
    ['to come', { from: NOW + 1 }, []],
    ['another desk', { stationIds: ['desk-2'] }, []],
    ['another event', { eventId: 'event-2' }, []],
  ])('a scanner’s: %s', (_, more, expected) => {
    expect(scannerSpans([{ ...grant, ...more }], at)).toEqual(expected);
  });

  it('ends with its desk, at which nobody may scan now', () => {
    const spans = [
      { from: NOW - HOUR, until: NOW + HOUR, isCurrent: true },
      { from: NOW - HOUR, until: NOW - 1, isCurrent: false },
    ];
    expect(spansUntil(spans, NOW)).toEqual([
      { from: NOW - HOUR, until: NOW, isCurrent: false },
      { from: NOW - HOUR, until: NOW - 1, isCurrent: false },
    ]);
  });

  describe('of staff', () => {
    const staff = { ...staffGrant('community', 'c-01'), grantedAt: NOW };
    const admin = { ...staff, level: 'admin' as const, areaId: '' };
    const auditor = { ...admin, level: 'auditor' as const };
    const elsewhere = { ...card, areaPath: ['d-01', 'c-02'] };
    const span = { from: NOW, until: Infinity, isCurrent: true };

    it.each<[string, Grant, typeof card | undefined, object[]]>([
      ['a community, for a card of another', staff, elsewhere, []],
      ['a community, for a card of no area', staff, { ...card, areaPath: [] }, [span]],
      ['a community, where no card is known', staff, undefined, [span]],
      ['an admin, for any card', admin, elsewhere, [span]],
      ['an auditor, where no card is known', auditor, undefined, []],
      ['a scanner, where no card is known', grant, undefined, []],
    ])('%s', (_, one, of, spans) => {
      expect(staffSpans([one], rightsOf(), of)).toEqual(spans);
    });

    it('an admin by grant was none before it, the first by configuration always was', () => {
      const rights = { ...rightsOf(), admin: true };
      expect(staffSpans([admin], rights, card)).toEqual([span]);
      expect(staffSpans([staff, grant], rights, card)).toEqual([span, always]);
    });
  });

  it('of staff begins with the grant, and is for the cards of their area', () => {
    const staff: StaffGrant = {
      _id: 's',
      kind: 'staff',
      level: 'community',
      areaId: 'c-01',
      areaName: '',
      personId: 'p',
      grantedAt: NOW - HOUR,
      grantedBy: 'a',
      endedAt: null,
    };
    const rights = { admin: false, auditor: false, grants: [staff] };
    expect(staffSpans([staff], rights, card)).toEqual([
      { from: NOW - HOUR, until: Infinity, isCurrent: true },
    ]);
    expect(staffSpans([{ ...staff, endedAt: NOW }], rights, card)).toEqual([
      { from: NOW - HOUR, until: NOW, isCurrent: false },
    ]);
    expect(staffSpans([staff], rights, { ...card, areaPath: ['d-01', 'c-02'] })).toEqual([]);
    expect(staffSpans([{ ...staff, level: 'auditor', areaId: '' }], rights, card)).toEqual([]);
    expect(staffSpans([], { ...rights, admin: true }, card)).toEqual([always]);
  });
});

describe('an upload', () => {
  it('of a card frozen since is accepted, and says what came since', () => {
    const frozen = remember(card, { ...card, ...freeze(card) }, 'card.freeze', NOW);
    const { outcome, after } = upload(frozen, 'n-1', { at: NOW - 1, receivedAt: NOW + MINUTE });
    expect(outcome).toMatchObject({ status: 'accepted' });
    expect(after).toMatchObject({ state: 'redeemed', stateBefore: 'frozen' });
    expect(conflictsOf(after)).toMatchObject([
      {
        kind: 'changed',
        nonce: 'n-1',
        scan: { since: { changes: [{ kind: 'frozen', at: NOW }] } },
      },
    ]);
    expect(after.conflictEventIds).toEqual(['event-1']);
  });

  it('of a card moved since stands in the conflicts of both events', () => {
    const moved = remember(card, { ...card, eventId: 'event-2' }, 'card.move', NOW);
    const { after } = upload(moved, 'n-1', { at: NOW - 1 });
    expect(after.conflictEventIds).toEqual(['event-1', 'event-2']);
  });

  it('that is held changes nothing of the card’s state, and stays held however often it comes', () => {
    const none = () => [];
    const { outcome, after } = upload(card, 'n-1', {}, none);
    expect(outcome).toEqual({ status: 'held' });
    expect({ ...after, held: [], nonces: card.nonces, conflictEventIds: [] }).toEqual(card);
    expect(after.nonces).toContain('n-1');
    // With a grant again, and later: what was asked of staff is theirs to answer.
    expect(upload(after, 'n-1', { receivedAt: NOW + HOUR }).outcome).toEqual({ status: 'held' });
    const other = decideScan(after, scan, { ...act('n-1'), payload: act('n-2').payload });
    expect(other.outcome).toMatchObject({ verdict: { reason: 'nonce_conflict' } });
  });

  describe('that staff decide', () => {
    const { after: waiting } = upload(card, 'n-1', {}, () => []);
    const [held] = waiting.held;
    if (!held) throw new Error('nothing is held');
    const resolved = { at: NOW, by: 's', resolution: 'refuse', note: '' };

    it('is redeemed by its own moment where they accept it', () => {
      const { change } = acceptHeld(waiting, held, event, '问过志愿者');
      expect(effectiveRedemption({ ...waiting, ...change })).toMatchObject({
        nonce: 'n-1',
        at: NOW,
        by: 'p_volunteer',
      });
    });

    it('answers refused from then on where they refuse it', () => {
      const settled = {
        ...waiting,
        ...settleConflict(waiting, { kind: 'held', nonce: 'n-1' }, resolved),
      };
      expect(upload(settled, 'n-1').outcome).toEqual({ status: 'refused' });
    });

    it('cannot be accepted where it was wrong at its moment', () => {
      const frozen = { ...waiting, ...freeze(waiting) };
      expect(() => acceptHeld(frozen, held, event, '')).toThrow('冻结');
    });

    it('is of the time when it came where its own cannot be true', () => {
      const early = { ...held, at: 1 };
      const { change } = acceptHeld(waiting, early, event, '手机时间不对');
      expect(effectiveRedemption({ ...waiting, ...change })?.at).toBe(held.receivedAt);
    });
  });
});

describe('taking back 撤销', () => {
  const by = (personId: string, now: number, asStaff = false) => ({
    personId,
    now,
    asStaff,
    reason: '扫错了',
    disposition: 'returned' as const,
  });
  const redeemed = (...redemptions: Card['redemptions']): Card => ({
    ...card,
    state: 'redeemed',
    stateBefore: 'issued',
    redemptions,
  });

  it.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('is for a volunteer until a quarter of an hour after the receipt: %d ms', (offset, may) => {
    // What the device says of the time of the scan is no matter.
    const own = redeemed(redemption('n-1', { at: NOW + 48 * HOUR, receivedAt: NOW }));
    const take = () => annul(own, by('p_volunteer', NOW + OWN_ANNULMENT_MS + offset));
    if (may) expect(take()).toMatchObject({ state: 'issued', generation: 2 });
    else expect(take).toThrow('15 分钟');
  });

  it('makes the earliest of the others effective, and never frees the card', () => {
    const second = {
      ...redemption('n-2', { at: NOW + 2, personId: 'p_b' }),
      status: 'superseded' as const,
    };
    const third = {
      ...redemption('n-3', { at: NOW + 1, personId: 'p_c' }),
      status: 'superseded' as const,
    };
    const twice = redeemed(redemption('n-1'), second, third);
    const after = { ...twice, ...annul(twice, by('p_volunteer', NOW)) };
    expect(after).toMatchObject({ state: 'redeemed', generation: 2 });
    expect(after.redemptions.map(({ nonce, status }) => `${nonce} ${status}`)).toEqual([
      'n-1 annulled',
      'n-2 superseded',
      'n-3 effective',
    ]);
  });

  it('of a hand-over that took another’s place is for staff', () => {
    const theirs = redeemed(redemption('n-1', { personId: 'p_other' }));
    const { after } = upload(theirs, 'n-2', { at: NOW - MINUTE });
    expect(effectiveRedemption(after)?.nonce).toBe('n-2');
    expect(() => annul(after, by('p_volunteer', NOW))).toThrow('工作人员');
    expect(annul(after, by('p_staff', NOW, true))).toMatchObject({ generation: 2 });
  });
});

/**
 * For any moment and offset that a device claims: a volunteer alone never makes a card redeemable
 * that another desk has handed out, and never takes back what came more than 15 minutes ago.
 */
it('a volunteer alone opens no card that another has handed out', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('other' as const), ago: fc.integer({ min: 0, max: 3 * HOUR }) }),
    fc.record({
      kind: fc.constant('upload' as const),
      moment: fc.integer({ min: NOW - 3 * HOUR, max: NOW + 50 * HOUR }),
    }),
    fc.record({ kind: fc.constant('redeem' as const) }),
    fc.record({ kind: fc.constant('annul' as const) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 20 * MINUTE }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now = NOW;
      let current: Card = card;
      let count = 0;
      const spans = () => [{ from: NOW - 2 * HOUR, until: NOW + 2 * HOUR, isCurrent: true }];
      const other = { personId: 'p_other', stationId: 'desk-1' };
      for (const one of steps) {
        count += 1;
        const nonce = `n-${count}`;
        if (one.kind === 'wait') now += one.ms;
        if (one.kind === 'other') {
          const at = Math.max(now - one.ago, NOW - HOUR);
          current = upload(current, nonce, { ...other, at, receivedAt: now }, spans).after;
        }
        if (one.kind === 'upload') {
          current = upload(current, nonce, { at: one.moment, receivedAt: now }, spans).after;
        }
        if (one.kind === 'redeem') {
          const online = { handedOut: false, at: now, receivedAt: now };
          current = upload(current, nonce, online, spans).after;
        }
        if (one.kind === 'annul') {
          const before = effectiveRedemption(current);
          try {
            const act = {
              personId: 'p_volunteer',
              asStaff: false,
              now,
              reason: '',
              disposition: 'returned' as const,
            };
            current = { ...current, ...annul(current, act) };
          } catch {
            continue;
          }
          if (before) expect(now - before.receivedAt).toBeLessThanOrEqual(OWN_ANNULMENT_MS);
        }
        const handedOutByOther = current.redemptions.some(({ by }) => by === 'p_other');
        if (handedOutByOther) expect(isRedeemed(current)).toBe(true);
        expect(current.state === 'redeemed').toBe(isRedeemed(current));
      }
    }),
    { numRuns: 3000 },
  );
});
