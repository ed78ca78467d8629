import { POSTERS, sceneOf } from '../../../cloudfunctions/domain/campaign/share-source';
import { refusal } from '../wish/samples';

describe('what a poster’s code carries', () => {
  it('is the campaign and the poster’s number', () => {
    expect(POSTERS.map((poster) => sceneOf('spring', poster))).toEqual([
      'spring~1',
      'spring~2',
      'spring~3',
    ]);
  });

  it.each([
    ['30 characters', 'x'.repeat(30), 'allowed'],
    ['31 characters', 'x'.repeat(31), 'FAILED_PRECONDITION'],
    ['no character', '', 'allowed'],
    ['what a scene cannot hold', '春天', 'FAILED_PRECONDITION'],
  ])('a campaign’s id of %s', (_, campaignId, outcome) => {
    expect(refusal(() => sceneOf(campaignId, 'poster-sky'))).toBe(outcome);
  });
});
