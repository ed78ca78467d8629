import { isTwinOf, likeliest, sharesTitle } from '../../../cloudfunctions/domain/wish/likeness';
import { submitted } from './samples';

const wish = (_id: string, submittedAt: number, title = '一双球鞋') => ({
  ...submitted,
  _id,
  submittedAt,
  title,
});
const NONE = { twin: [], guardian: [], title: [] };

describe('what may be the same wish again', () => {
  it.each([
    ['another child with the same key', { _id: 'b', twinKey: 'k' }, true],
    ['a child with another key', { _id: 'b', twinKey: 'l' }, false],
    ['the child itself', { _id: 'a', twinKey: 'k' }, false],
    ['a child that was erased', { _id: 'b', twinKey: '' }, false],
  ])('is that of %s: %#', (_, other, isTwin) => {
    expect(isTwinOf({ _id: 'a', twinKey: 'k' }, other)).toBe(isTwin);
  });

  it('is like nothing where its own child was erased', () => {
    expect(isTwinOf({ _id: 'a', twinKey: '' }, { _id: 'b', twinKey: '' })).toBe(false);
    expect(isTwinOf({ _id: 'a' }, { _id: 'b' })).toBe(false);
  });

  it.each([
    ['球鞋', '一双球鞋', true],
    ['一双球鞋', '球鞋', true],
    ['球鞋', '球拍', false],
  ])('%s and %s share a title: %s', (one, other, shares) => {
    expect(sharesTitle(one, other)).toBe(shares);
  });

  it('stands with all its reasons, the most first, then the oldest; never itself, nothing erased', () => {
    const [own, both, old, young] = [
      wish('own', 0),
      wish('both', 9),
      wish('old', 1),
      wish('young', 2),
    ];
    const erased = wish('erased', 0, '');
    const found = likeliest(own, {
      twin: [young, own],
      guardian: [both, erased],
      title: [old, both],
    });
    expect(found.map(({ wish: { _id }, because }) => [_id, because])).toEqual([
      ['both', ['guardian', 'title']],
      ['old', ['title']],
      ['young', ['twin']],
    ]);
  });

  it('is five at the most', () => {
    const many = Array.from({ length: 7 }, (_, at) => wish(`w${at}`, at));
    expect(likeliest(wish('own', 0), { ...NONE, title: many }).map((one) => one.wish._id)).toEqual([
      'w0',
      'w1',
      'w2',
      'w3',
      'w4',
    ]);
  });
});
