import { formatCode, readCode } from '@micro-wish/vocabulary';
import fc from 'fast-check';
import {
  manifestOf,
  shortHash as serverHash,
  type ManifestSource,
} from '../../../cloudfunctions/domain/card/manifest';
import type { Card } from '../../../cloudfunctions/domain/card/card';
import { deriveCode, hashCode } from '../../../cloudfunctions/domain/card/code';
import {
  indexManifest,
  forgetHandOut,
  judgeOffline,
  rememberHandOut,
  visitOf,
  shortHash,
  type OfflineScan,
} from '../../../miniprogram/packages/station/offline/manifest';
import { JUNE_1 } from '../samples';

const HOUR = 3_600_000;
const window = { from: JUNE_1 - HOUR, until: JUNE_1 + HOUR };

const codesOf = (cardId: string) => ({
  paper: deriveCode('key', { cardId, issueNo: 1 }, 'paper'),
  digital: deriveCode('key', { cardId, issueNo: 1 }, 'digital'),
});

/** The event's desks. */
const stations = [
  { stationId: 'desk-1', label: '一号台' },
  { stationId: 'desk-2', label: '二号台' },
];

const cardOf = (cardId: string, more: Partial<ManifestSource> = {}): ManifestSource => {
  const { paper, digital } = codesOf(cardId);
  return {
    _id: cardId,
    kind: 'wish',
    codes: [
      { hash: hashCode(paper), issueNo: 1, carrier: 'paper' },
      { hash: hashCode(digital), issueNo: 1, carrier: 'digital' },
    ],
    issueNo: 1,
    gift: { title: '跑鞋', category: 'sport' },
    alias: '亮亮的海豚',
    ageBand: '7-12',
    cardNo: 'K00000001',
    stationId: 'desk-1',
    state: 'issued',
    approved: true,
    ready: true,
    redemptions: [],
    ...more,
  };
};

/** The index of an event whose only card is this one. */
const indexOf = (more: Partial<ManifestSource> = {}) =>
  indexManifest(manifestOf([cardOf('card', more)], { stations }));

const scan = (more: Partial<OfflineScan> = {}): OfflineScan => ({
  code: codesOf('card').paper,
  stationId: 'desk-1',
  window,
  now: JUNE_1,
  ...more,
});

const anyCode = fc.uuid().map((cardId) => codesOf(cardId).paper);

describe('a code read with no network', () => {
  it('is hashed as the server hashes it for the manifest', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(shortHash(code)).toBe(serverHash(hashCode(code)));
      }),
    );
  });

  it('is read as the server reads it: any case, hyphens, spaces, look-alikes', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const typed = formatCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
        expect(readCode(typed)).toBe(code);
        expect(readCode(typed)).toBe(code);
        expect(readCode(`https://example.org/c?code=${code}`)).toBe(code);
      }),
    );
  });

  it('is malformed with any one wrong character, as on the server', () => {
    const alphabet = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    fc.assert(
      fc.property(anyCode, fc.nat(15), fc.constantFrom(...alphabet), (code, place, wrong) => {
        const other = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(readCode(other)).toBe(readCode(other));
        expect(readCode(other)).toBe(other === code ? code : undefined);
      }),
    );
  });
});

describe('the verdict with no network', () => {
  it('lets the gift go, to be uploaded, and says which', () => {
    expect(judgeOffline(indexOf(), scan())).toEqual({
      status: 'pending',
      card: {
        gift: { title: '跑鞋', category: 'sport' },
        ageBand: '7-12',
        cardNo: 'K00000001',
        shelf: '',
        alias: '亮亮的海豚',
        stationId: 'desk-1',
        standing: 0,
      },
    });
  });

  it('is the same for the paper and the digital carrier', () => {
    const index = indexOf();
    const { digital } = codesOf('card');
    expect(judgeOffline(index, scan({ code: digital }))).toEqual(judgeOffline(index, scan()));
  });

  it('is malformed for what can be no code', () => {
    expect(judgeOffline(indexOf(), scan({ code: '你好' }))).toEqual({
      status: 'rejected',
      reason: 'malformed',
    });
  });

  it('is not_found for a card that the manifest does not know, or an issue before a reissue', () => {
    const { paper: code } = codesOf('another');
    const expected = { status: 'rejected', reason: 'not_found' };
    expect(judgeOffline(indexOf(), scan({ code }))).toEqual(expected);
    expect(judgeOffline(indexOf({ issueNo: 2 }), scan())).toEqual(expected);
  });

  it.each<[string, Partial<ManifestSource>]>([
    ['void', { state: 'void' }],
    ['blocked', { state: 'frozen' }],
    ['unapproved', { approved: false }],
    ['not_ready', { ready: false, stationId: null }],
    ['already_redeemed', { redemptions: [{ status: 'effective' }] as never }],
  ])('is %s where the manifest says so, before any other reason', (reason, more) => {
    const verdict = judgeOffline(indexOf(more), scan({ now: 0, stationId: 'desk-2' }));
    expect(verdict).toMatchObject({ status: 'rejected', reason, card: { alias: '亮亮的海豚' } });
  });

  it('is too_early before the event, too_late behind it, and good at both of its ends', () => {
    const at = (now: number) => {
      const verdict = judgeOffline(indexOf(), scan({ now }));
      return verdict.status === 'rejected' ? verdict.reason : verdict.status;
    };
    expect(at(window.from - 1)).toBe('too_early');
    expect(at(window.from)).toBe('pending');
    expect(at(window.until)).toBe('pending');
    expect(at(window.until + 1)).toBe('too_late');
  });

  it('is wrong_station at another desk, and names the desk where the gift lies', () => {
    expect(judgeOffline(indexOf(), scan({ stationId: 'desk-2' }))).toMatchObject({
      reason: 'wrong_station',
      card: { stationId: 'desk-1' },
    });
  });

  it('is already_redeemed on both carriers once this device has handed the gift out', () => {
    const index = indexOf();
    const { paper, digital } = codesOf('card');
    rememberHandOut(index, digital);
    for (const code of [paper, digital]) {
      expect(judgeOffline(index, scan({ code }))).toMatchObject({ reason: 'already_redeemed' });
    }
  });
});

describe('what a device takes along', () => {
  it('tells size, colour, age and number of each card', () => {
    const details = { size: '35', colour: '蓝' };
    const index = indexOf({ gift: { title: '跑鞋', category: 'sport', details, shelf: 'A-03' } });
    expect(judgeOffline(index, scan())).toMatchObject({
      card: {
        gift: { title: '跑鞋', details },
        shelf: 'A-03',
        ageBand: '7-12',
        cardNo: 'K00000001',
      },
    });
  });

  it('is at most 120 bytes a card, of 1,000 cards with 60 gifts in 8 sizes and 5 colours', () => {
    const cards = Array.from({ length: 1000 }, (_, place) => {
      const details = {
        size: String(130 + 5 * (place % 8)),
        colour: '红黄蓝绿紫'[place % 5] ?? '',
      };
      const title = `想要的第${place % 60}种礼物名`;
      return cardOf(`card-${place}`, {
        gift: { title, category: 'sport', details, shelf: 'A-03' },
        alias: '亮亮的小海豚',
        cardNo: `K${String(10_000_000 + place)}`,
      });
    });
    const manifest = manifestOf(cards, {
      stations: [...stations, { stationId: 'desk-3', label: '三号台' }],
    });
    expect(Buffer.byteLength(JSON.stringify(manifest)) / cards.length).toBeLessThanOrEqual(120);
  });
});

describe('a pass with no network', () => {
  const scanned = (direction: 'in' | 'out') =>
    ({ status: 'effective', stationId: 'desk-1', direction }) as Card['redemptions'][number];
  const passOf = (...redemptions: Card['redemptions']) =>
    indexOf({ kind: 'pass', stationId: null, ageBand: null, redemptions });
  const visit = (stationId: string, direction: 'in' | 'out'): OfflineScan =>
    scan({ stationId, visit: visitOf({ stationId, direction }) });

  it('is good once for each session, in and out', () => {
    const index = passOf(scanned('in'));
    const said = (stationId: string, direction: 'in' | 'out') => {
      const verdict = judgeOffline(index, visit(stationId, direction));
      return verdict.status === 'rejected' ? verdict.reason : verdict.status;
    };
    expect(said('desk-1', 'in')).toBe('already_redeemed');
    expect(said('desk-1', 'out')).toBe('pending');
    expect(said('desk-2', 'in')).toBe('pending');
    rememberHandOut(
      index,
      codesOf('card').paper,
      visitOf({ stationId: 'desk-1', direction: 'out' }),
    );
    expect(said('desk-1', 'out')).toBe('already_redeemed');
    expect(said('desk-2', 'out')).toBe('pending');
    forgetHandOut(index, codesOf('card').paper, visitOf({ stationId: 'desk-1', direction: 'out' }));
    expect(said('desk-1', 'out')).toBe('pending');
  });

  it('of who left the programme is void, whatever was scanned', () => {
    const index = indexOf({ kind: 'pass', stationId: null, state: 'void', redemptions: [] });
    expect(judgeOffline(index, visit('desk-1', 'in'))).toMatchObject({ reason: 'void' });
  });
});
