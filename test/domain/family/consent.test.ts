import { mayPublish, standingVersions } from '../../../cloudfunctions/domain/family/consent';
import type { ConsentScope } from '../../../typings/contract';

const granted = (version: string, ...scopes: ConsentScope[]) =>
  ({ event: 'granted', version, scopes }) as const;
const withdrawn = (version: string, ...scopes: ConsentScope[]) =>
  ({ event: 'withdrawn', version, scopes }) as const;

describe('the consent that stands', () => {
  it.each([
    ['nothing was said', [], []],
    ['one of two needed purposes', [granted('1', 'review')], []],
    ['the other one later', [granted('1', 'review'), granted('1', 'gift')], ['1']],
    ['one each in two campaigns', [granted('1', 'review'), granted('2', 'gift')], []],
    ['agreed once', [granted('1', 'review', 'gift')], ['1']],
    [
      'agreed to two campaigns',
      [granted('1', 'review', 'gift'), granted('2', 'review', 'gift')],
      ['1', '2'],
    ],
    [
      'an optional purpose withdrawn',
      [granted('1', 'review', 'gift', 'photo'), withdrawn('1', 'photo')],
      ['1'],
    ],
    ['review withdrawn', [granted('1', 'review', 'gift'), withdrawn('1', 'review')], []],
    ['gift withdrawn', [granted('1', 'review', 'gift'), withdrawn('1', 'gift')], []],
    [
      'withdrawn in one campaign, so asked again by all',
      [granted('1', 'review', 'gift'), granted('2', 'review', 'gift'), withdrawn('2', 'review')],
      [],
    ],
    [
      'agreed again after that',
      [granted('1', 'review', 'gift'), withdrawn('1', 'review'), granted('2', 'review', 'gift')],
      ['2'],
    ],
  ])('%s', (_, history, standing) => {
    expect(standingVersions(history)).toEqual(standing);
  });
});

describe('a child’s text', () => {
  const agreed = (...scopes: ConsentScope[]) => ({ scopes });
  it.each([
    ['of nobody', [], false],
    ['that its guardian allows', [agreed('review', 'gift', 'publicText')], true],
    ['that its guardian does not allow', [agreed('review', 'gift')], false],
    [
      'that one of two does not allow',
      [agreed('review', 'gift', 'publicText'), agreed('review', 'gift')],
      false,
    ],
    [
      'that the one who stays allows',
      [agreed('review', 'gift', 'publicText'), agreed('gift')],
      true,
    ],
    ['of one who is leaving', [agreed('review', 'publicText')], false],
  ])('%s', (_, consents, may) => {
    expect(mayPublish(consents)).toBe(may);
  });
});
