import {
  isOnPaper,
  isSignedBy,
  sameWriting,
  signerOf,
} from '../../../cloudfunctions/domain/family/paper-form';

describe('a form on paper', () => {
  const midnight = Date.parse('2025-06-01T00:00:00+08:00');
  it.each([
    ['a millisecond before its day', midnight - 1, false],
    ['as its day begins', midnight, true],
    ['later on that day', midnight + 3_600_000, true],
  ])('cannot be signed in the future: %s', (_, now, can) => {
    expect(isSignedBy('2025-06-01', now)).toBe(can);
  });

  it.each([
    [['paper_1'], true],
    [['paper_1', 'paper_2'], true],
    [['paper_1', 'p_openid'], false],
    [['paper'], false],
    [['p_openid'], false],
  ])('a family of %j is on paper: %s', (ids, onPaper) => {
    expect(isOnPaper(ids)).toBe(onPaper);
  });

  it('is the same in full width, with spaces and in capitals', () => {
    expect(sameWriting('Ａ－ 0 1')).toBe(sameWriting('a-01'));
    expect(sameWriting('A-01')).not.toBe(sameWriting('A-10'));
  });
});

describe('who signed for the wish of a child that was entered for a pack', () => {
  const form = { formNo: 'HA-1', signedOn: '2025-05-20', keptAt: '二号柜' };
  const signer = { _id: 'paper_1', paper: form };
  const inWechat = { _id: 'p_openid', paper: null };
  const child = { nickname: '小苗', communityId: 'c-1', wishIds: {} };
  const wish = { campaignId: 'spring', communityId: 'c-1' };

  it.each([
    ['the guardian on paper', child, [signer], signer],
    ['the one on paper beside one in WeChat', child, [inWechat, signer], signer],
    ['a family that looks after itself', child, [inWechat], 'in_wechat'],
    ['a family of another community', { ...child, communityId: 'c-2' }, [signer], 'in_wechat'],
    ['a child that had its wish', { ...child, wishIds: { spring: ['w'] } }, [signer], 'known'],
    ['a child with no wish any more', { ...child, wishIds: { spring: [] } }, [signer], signer],
    ['a wish of another campaign', { ...child, wishIds: { autumn: ['w'] } }, [signer], signer],
    ['a child that was erased', { ...child, nickname: '' }, [signer], 'known'],
  ])('%s', (_, entered, guardians, expected) => {
    expect(signerOf(entered, guardians, wish)).toBe(expected);
  });
});
