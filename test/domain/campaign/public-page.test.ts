import { pagesShowing, stands } from '../../../cloudfunctions/domain/campaign/public-page';

const AT = 1_000_000;
const page = {
  _id: 'wall#spring',
  campaignId: 'spring',
  page: 'wall' as const,
  changes: 2,
  changedAt: AT,
  madeOn: 2,
  madeAt: AT + 10_000,
  until: AT + 60_000,
  answer: {},
};

describe('a public page', () => {
  it.each([
    ['made on all its changes stands', {}, AT + 10_000, true],
    ['stands to the last moment', {}, AT + 59_999, true],
    ['ends by the clock', {}, AT + 60_000, false],
    ['that shows less than has changed does not stand', { madeOn: 1 }, AT + 10_001, false],
    ['that was never made does not stand', { answer: null }, AT + 10_001, false],
    ['made beside a change stands for the moment', { madeAt: AT + 1 }, AT + 2999, true],
    ['made beside a change is made once more', { madeAt: AT + 1 }, AT + 3000, false],
    ['made when a change had settled stands', { madeAt: AT + 3000 }, AT + 3000, true],
  ])('%s', (_, change, now, expected) => {
    expect(stands({ ...page, ...change }, now)).toBe(expected);
  });
});

describe('the pages that a change shows on', () => {
  const pass = { kind: 'pass', campaignId: '', pass: { campaignId: 'spring' } };
  it.each([
    ['a wish', 'wishes', { campaignId: 'spring' }, ['get#spring', 'wall#spring']],
    ['a scanned pass', 'cards', pass, ['programmes#spring']],
    [
      'an enrolment, by its feedback',
      'enrolments',
      { campaignId: 'spring' },
      ['programmes#spring'],
    ],
    ['a pack', 'cards', { kind: 'pack', campaignId: 'spring' }, []],
  ])('%s', (_, collection, document, pages) => {
    expect(pagesShowing(collection, document)).toEqual(pages);
  });
});
