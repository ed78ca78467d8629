import type { ScanVerdict } from '../../../typings/contract';
import { askedAt, doorView } from '../../../miniprogram/packages/station/pages/scan/door';
import {
  whatIsScanned,
  type Scanned,
} from '../../../miniprogram/packages/station/pages/scan/scanned-words';
import {
  alreadyHeld,
  heldVerdict,
  noAnswer,
  notKept,
  refusedOffline,
  verdictOf,
  type Verdict,
} from '../../../miniprogram/packages/station/pages/scan/verdict';
import {
  eventChoices,
  type GiftView,
  type OpenEvent,
} from '../../../miniprogram/packages/station/pages/scan/view';
import { JUNE_1 } from '../samples';

const REASONS = [
  'malformed',
  'not_found',
  'nonce_conflict',
  'annulled',
  'wrong_event',
  'own_child',
  'already_redeemed',
  'void',
  'blocked',
  'revoked',
  'not_ready',
  'too_early',
  'too_late',
  'wrong_station',
  'incomplete',
] as const;

const first = { at: JUNE_1, stationId: 's-1', deviceId: 'device-1' };
const stations = [{ stationId: 's-1', label: '第一课' }];
const facts = { gift: '', category: '', alias: '晨星', cardNo: 'K1' };
const list = { at: JUNE_1, window: { from: JUNE_1, until: JUNE_1 } };

const accepted = {
  status: 'accepted',
  gift: { title: '', category: 'daily' },
  redeemedAt: JUNE_1,
} as ScanVerdict;

/** All that can be said of a scan. */
const everything = (scanned: Scanned): Verdict[] => [
  verdictOf(accepted, stations, scanned),
  ...REASONS.map((reason) => verdictOf({ status: 'rejected', reason, first }, stations, scanned)),
  refusedOffline({ reason: 'not_found' }, list, stations, scanned),
  refusedOffline({ reason: 'already_redeemed' }, list, stations, scanned),
  noAnswer(true, facts, scanned),
  heldVerdict(facts, scanned),
  alreadyHeld(undefined, scanned),
  notKept(facts, scanned),
];

const wordsOf = ({ word, sentence, detail }: Verdict): string => [word, sentence, detail].join(' ');

/** Nobody collects a gift with a card there. Of a pass no gift cannot have come. */
const OF_GIFTS = /礼物|发放|领取(?!码)|卡|服务台|再发/;

describe('at the door of a family, of the care pack', () => {
  it.each(everything('pack').map((verdict) => [wordsOf(verdict)]))('it says: %s', (words) => {
    expect(words).not.toMatch(OF_GIFTS);
  });
});

describe('at the door of a session, of the pass', () => {
  it.each(
    (['in', 'out'] as const).flatMap((way) =>
      everything(way)
        .filter((_, place) => REASONS[place - 1] !== 'not_ready')
        .map((verdict) => [wordsOf(verdict)]),
    ),
  )('it says: %s', (words) => {
    expect(words).not.toMatch(/礼物|发放|领取|卡(?!住)|再发/);
  });
});

const batch = {
  eventId: 'batch-1',
  campaignId: 'campaign-1',
  title: '暖心包',
  place: '',
  from: JUNE_1,
  until: JUNE_1 + 1,
  stations: [{ stationId: 'unit-1', label: '荔枝花艺坊', kind: 'pack' }],
} as OpenEvent;

test('a desk of packs asks who takes the pack', () => {
  const desk = eventChoices([batch], JUNE_1)[0]?.desks[0];
  expect(desk && whatIsScanned(desk.stations, desk)).toBe('pack');
  const door = doorView(desk ?? null, 'in');
  expect(Object.values(door).join(' ')).not.toMatch(/礼物|发放|卡/);
  expect(askedAt(door, {} as GiftView)).toMatchObject({
    ask: '谁来收包？点一下就算送到',
    leave: '先不给，返回',
  });
});
