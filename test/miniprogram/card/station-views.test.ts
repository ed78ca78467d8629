import { codeInScan, groupedCode, missingCharacters } from '@micro-wish/vocabulary';
import type { RejectReason, ScanAccepted, ScanRejected } from '../../../typings/contract';
import {
  pendingOf,
  without,
  type Pending,
} from '../../../miniprogram/packages/station/pages/scan/pending';
import { logOfToday, withScan } from '../../../miniprogram/packages/station/pages/scan/recent';
import {
  noAnswer,
  notAllowed,
  verdictOf,
  type VerdictTone,
} from '../../../miniprogram/packages/station/pages/scan/verdict';
import {
  deskStillOpen,
  eventChoices,
  giftView,
} from '../../../miniprogram/packages/station/pages/scan/view';
import { JUNE_1 } from '../samples';

const HOUR = 3_600_000;

const stations = [
  { stationId: 'desk-1', label: '1 号台' },
  { stationId: 'desk-2', label: '2 号台' },
];

const facts = {
  cardId: 'card-1',
  cardNo: 'K00000001',
  gift: { title: '跑鞋', category: 'sport' as const, details: { size: '36', colour: '蓝' } },
  alias: '晨星 12',
  ageBand: '7-12' as const,
  generation: 1,
};

const accepted: ScanAccepted = { status: 'accepted', ...facts, redeemedAt: JUNE_1 };

const refused = (reason: RejectReason, more: Partial<ScanRejected> = {}): ScanRejected => ({
  status: 'rejected',
  reason,
  ...facts,
  ...more,
});

describe('the verdict', () => {
  it('lets the gift go, and says which', () => {
    expect(verdictOf(accepted, stations)).toMatchObject({
      tone: 'go',
      word: '可以发放',
      detail: '10:30 核销',
      gift: '跑鞋',
      cardNo: 'K00000001',
      retry: '',
    });
  });

  const TONES: Record<RejectReason, VerdictTone> = {
    malformed: 'wait',
    not_found: 'stop',
    nonce_conflict: 'wait',
    annulled: 'wait',
    wrong_event: 'stop',
    own_child: 'wait',
    already_redeemed: 'stop',
    void: 'stop',
    blocked: 'wait',
    revoked: 'stop',
    unapproved: 'wait',
    not_ready: 'wait',
    too_early: 'wait',
    too_late: 'stop',
    wrong_station: 'wait',
    incomplete: 'wait',
  };

  it.each(Object.entries(TONES) as [RejectReason, VerdictTone][])(
    '%s is %s, in a few characters and one sentence',
    (reason, tone) => {
      const verdict = verdictOf(refused(reason), stations);
      expect(verdict.tone).toBe(tone);
      expect(verdict.word.length).toBeLessThanOrEqual(6);
      expect(verdict.sentence.match(/。/g)).toHaveLength(1);
      expect(verdict.retry).toBe('');
    },
  );

  it('says when and at which desk a gift was taken first', () => {
    const first = { at: JUNE_1, stationId: 'desk-2', deviceId: 'device-9' };
    expect(verdictOf(refused('already_redeemed', { first }), stations).detail).toBe(
      '6月1日 10:30 在「2 号台」领取',
    );
  });

  it('names the desk where the gift lies', () => {
    const verdict = verdictOf(refused('wrong_station', { station: stations[1]! }), stations);
    expect(verdict.detail).toBe('请到「2 号台」');
  });

  it('says from when and until when the gift can be taken', () => {
    const window = { from: JUNE_1, until: JUNE_1 + 6 * HOUR };
    expect(verdictOf(refused('too_early', { window }), stations).detail).toBe('6月1日 10:30 开始');
    expect(verdictOf(refused('too_late', { window }), stations).detail).toBe('6月1日 16:30 已结束');
  });

  it('bears a refusal that knows nothing of a card', () => {
    const verdict = verdictOf({ status: 'rejected', reason: 'not_found' }, stations);
    expect(verdict).toMatchObject({ gift: '', category: '', alias: '', cardNo: '' });
  });

  it('never claims success without an answer, and offers the same scan again', () => {
    for (const offline of [true, false]) {
      const verdict = noAnswer(offline, giftView(accepted));
      expect(verdict).toMatchObject({ tone: 'wait', retry: '重试', gift: '跑鞋' });
      expect(verdict.sentence).toContain('先不要发放');
    }
  });

  it('offers no retry to who may not scan', () => {
    const verdict = notAllowed('你没有这个核销点的授权。', giftView(accepted));
    expect(verdict).toMatchObject({ tone: 'stop', retry: '' });
  });
});

describe('a code', () => {
  const CODE = '0123456789ABCDEF';

  it.each([
    [CODE, CODE],
    ['0123-4567-89AB-CDEF', CODE],
    [' oi23 4567 89ab cdef ', CODE],
    [`https://example.org/c/${CODE}`, CODE],
    [`https://example.org/c?code=0123-4567-89ab-cdef`, CODE],
  ])('is read from %s', (text, expected) => {
    expect(codeInScan(text)).toBe(expected);
  });

  it('that is none is handed on to be judged, cut to what is judged', () => {
    expect(codeInScan('https://example.org/promo')).toBe('https://example.org/promo');
    expect(codeInScan('x'.repeat(500))).toHaveLength(200);
  });

  it('is grouped as it is printed while it is typed', () => {
    expect(groupedCode('o12l')).toBe('0121');
    expect(groupedCode('0123456')).toBe('0123-456');
    expect(groupedCode(`${CODE}999`)).toBe('0123-4567-89AB-CDEF');
    expect(missingCharacters('0123-456')).toBe(9);
    expect(missingCharacters(groupedCode(CODE))).toBe(0);
  });
});

describe('the desks to choose from', () => {
  const event = {
    eventId: 'event-1',
    campaignId: 'campaign-1',
    title: '六一领取',
    place: '活动中心',
    from: JUNE_1,
    until: JUNE_1 + 6 * HOUR,
    stations,
  };
  const granted = { ...event, grantedFrom: JUNE_1, grantedUntil: JUNE_1 + 8 * HOUR };

  it('are those of the grant', () => {
    const [choice] = eventChoices([{ ...granted, stationIds: ['desk-2'] }], JUNE_1);
    expect(choice?.desks.map(({ label }) => label)).toEqual(['2 号台']);
    expect(choice?.desks[0]?.stations).toEqual(stations);
  });

  it('say so while the grant does not hold, after those that do', () => {
    const over = { ...granted, eventId: 'event-0', grantedUntil: JUNE_1 - HOUR };
    const choices = eventChoices([over, granted], JUNE_1);
    expect(choices.map(({ eventId, notNow }) => [eventId, notNow])).toEqual([
      ['event-1', ''],
      ['event-0', '你的授权已经结束'],
    ]);
    expect(eventChoices([granted], JUNE_1 - HOUR)[0]?.notNow).toBe('还没到你的授权时间');
  });

  it('are all open to staff, who need no grant', () => {
    const [choice] = eventChoices([event], JUNE_1);
    expect(choice?.notNow).toBe('');
    expect(choice?.desks).toHaveLength(2);
  });

  it('a remembered desk is forgotten once the grant no longer covers it', () => {
    const desk = eventChoices([granted], JUNE_1)[0]?.desks[0];
    expect(deskStillOpen(desk, eventChoices([granted], JUNE_1))).toEqual(desk);
    expect(
      deskStillOpen(desk, eventChoices([{ ...granted, stationIds: ['desk-2'] }], JUNE_1)),
    ).toBe(undefined);
  });
});

describe('what the device remembers', () => {
  it('counts the gifts of today, newest first, without a name', () => {
    const go = verdictOf(accepted, stations);
    const stop = verdictOf(refused('void'), stations);
    const log = withScan(withScan(logOfToday(undefined, JUNE_1), go, JUNE_1), stop, JUNE_1 + HOUR);
    expect(log.handedOver).toBe(1);
    expect(log.scans.map(({ clock, word }) => [clock, word])).toEqual([
      ['11:30', '卡已作废'],
      ['10:30', '可以发放'],
    ]);
    expect(JSON.stringify(log)).not.toContain('晨星');
  });

  it('starts anew every day', () => {
    const log = withScan(logOfToday(undefined, JUNE_1), verdictOf(accepted, stations), JUNE_1);
    expect(logOfToday(log, JUNE_1 + HOUR)).toBe(log);
    expect(logOfToday(log, JUNE_1 + 24 * HOUR)).toMatchObject({ handedOver: 0, scans: [] });
  });

  it('finds the unanswered redemption of a card', () => {
    const pending = (nonce: string, code: string): Pending => ({
      request: {
        nonce,
        code,
        eventId: 'event-1',
        stationId: 'desk-1',
        deviceId: 'device-1',
        collector: { type: 'child' },
      },
      gift: giftView(accepted),
      stations,
    });
    const list = [pending('n1', 'A'), pending('n2', 'B')];
    const at = { eventId: 'event-1', stationId: 'desk-1' };
    expect(pendingOf(list, { ...at, code: 'B' })?.request.nonce).toBe('n2');
    expect(pendingOf(list, { ...at, code: 'C' })).toBeUndefined();
    expect(without(list, list[0]!)).toEqual([list[1]]);
  });
});
