import { DAY_MS } from '@micro-wish/vocabulary';
import {
  firstOf,
  nextFigures,
  pagesShowing,
  pagesShowingScan,
  partId,
  remadeAt,
  stands,
} from '../../../cloudfunctions/domain/campaign/public-page';
import { card } from '../card/samples';

const AT = 1_000_000;
const MINUTES = 60_000;
/** The end of the day in Shanghai on which it was made. */
const MIDNIGHT = Date.parse('1970-01-02T00:00:00+08:00');
const page = { page: 'wall' as const, madeAt: AT, until: AT + 60 * MINUTES, answer: {} };

describe('a public page', () => {
  it.each([
    ['stands once it is made', {}, AT, true],
    ['that was never made, or has changed, does not', { answer: null }, AT, false],
    ['stands to the last moment', { until: AT + 5 }, AT + 4, true],
    ['ends by the clock', { until: AT + 5 }, AT + 5, false],
    ['gets ten minutes old', {}, AT + 10 * MINUTES - 1, true],
    ['and no older: a change may have been lost', {}, AT + 10 * MINUTES, false],
    ['that reports stands still for the day', { page: 'report' as const }, AT + 59 * MINUTES, true],
    [
      'that reports stands to the last moment of the day',
      { page: 'report' as const, until: Infinity },
      MIDNIGHT - 1,
      true,
    ],
    [
      'that reports is another on the next day',
      { page: 'report' as const, until: Infinity },
      MIDNIGHT,
      false,
    ],
  ])('%s', (_, change, now, expected) => {
    expect(stands({ ...page, ...change }, now)).toBe(expected);
  });

  it.each([
    ['begins under the name of the whole', 0, 'wall#spring'],
    ['goes on under a name of its own', 1, 'wall#spring#1'],
  ])('%s', (_, part, id) => {
    expect(partId('wall#spring', part)).toBe(id);
  });

  const NINE = AT + 9 * MINUTES;
  it.each([
    ['beside a change is made once more', AT + 2999, NINE, AT + 3000],
    ['beside a change, but not later than it would be', AT + 1, AT + 2, AT + 2],
    ['when the change had settled stands until its time', AT + 3000, NINE, NINE],
  ])('made %s', (_, madeAt, until, expected) => {
    expect(remadeAt(madeAt, AT, until)).toBe(expected);
  });

  it('is another at the first moment to come, or never', () => {
    expect(firstOf(AT, [AT - 1, AT, AT + 2, AT + 1])).toBe(AT + 1);
    expect(firstOf(AT, [AT, Infinity])).toBe(8.64e15);
  });

  it('has other figures at midnight, until a campaign has been over for a month', () => {
    const midnight = Date.parse('2025-06-02T00:00:00+08:00');
    const until = midnight - 30 * DAY_MS;
    expect(nextFigures({ until }, midnight - 1)).toBe(midnight);
    expect(nextFigures({ until }, midnight)).toBe(8.64e15);
  });
});

describe('the pages that a change shows on', () => {
  const pass = { kind: 'pass', campaignId: '', pass: { campaignId: 'spring' } };
  const event = { campaignId: 'spring', rehearsalOf: null };
  it.each([
    ['a wish', 'wishes', { campaignId: 'spring' }, ['get#spring', 'wall#spring']],
    ['a card', 'cards', { ...card, campaignId: 'spring' }, ['get#spring', 'wall#spring']],
    ['a scanned pass', 'cards', pass, ['programmes#spring']],
    ['a pass that says no campaign', 'cards', { kind: 'pass', pass: {} }, []],
    [
      'an enrolment, by its feedback',
      'enrolments',
      { campaignId: 'spring' },
      ['programmes#spring'],
    ],
    ['a pack', 'cards', { kind: 'pack', campaignId: 'spring' }, []],
    ['an event, by its window', 'events', event, ['wall#spring']],
    ['a batch of packs', 'events', { ...event, batch: {} }, []],
    ['a programme at the desk', 'events', { ...event, programme: {} }, []],
    ['a rehearsal', 'events', { ...event, rehearsalOf: 'fair' }, []],
    ['a campaign', 'campaigns', { _id: 'spring' }, ['get#spring', 'consent#spring']],
    ['an area of two', 'areas', { campaignIds: ['a', 'b'] }, ['get#a', 'get#b']],
    ['a wish of no campaign', 'wishes', {}, []],
    ['an order', 'orders', { campaignId: 'spring' }, []],
  ])('%s', (_, collection, document, pages) => {
    expect(pagesShowing(collection, document)).toEqual(pages);
  });

  it.each([
    ['within the window, is counted', true, AT, ['get#spring']],
    ['behind the window, is on the wall too', true, AT + 1, ['get#spring', 'wall#spring']],
    ['and was not there, changes the wall', false, AT, ['get#spring', 'wall#spring']],
  ])('a gift that is fetched %s', (_, ready, receivedAt, pages) => {
    const scanned = { ...card, campaignId: 'spring', ready };
    expect(pagesShowingScan(scanned, { event: { until: AT }, receivedAt })).toEqual(pages);
  });
});
