import { HELD, toldOf } from '../../../cloudfunctions/domain/family/held';

describe('a family is given of what is stored the told fields alone', () => {
  const told = ['title', 'gift', 'timeline.at', 'answer.words'];
  it.each<[string, unknown, unknown]>([
    ['a told field, and none beside it', { title: '画笔', keyNo: 1 }, { title: '画笔' }],
    [
      'a told field with all below it',
      { gift: { shelf: 'A-1', from: { shop: '文具店' } } },
      { gift: { shelf: 'A-1', from: { shop: '文具店' } } },
    ],
    [
      'of each entry of a list what is told of it',
      {
        timeline: [
          { at: 1, by: 'staff' },
          { at: 2, by: 'staff' },
        ],
      },
      { timeline: [{ at: 1 }, { at: 2 }] },
    ],
    ['a told field that says nothing', { title: null }, { title: null }],
    [
      'a told field of a field that is not there yet',
      { title: '画笔', answer: null },
      { title: '画笔' },
    ],
    ['of a field with nothing told in it no trace', { answer: { by: 'staff' } }, {}],
    ['no other field that begins alike', { titleKey: 'k', timeline: [] }, { timeline: [] }],
    ['no field of that name further down', { place: { title: '图书馆' } }, {}],
    ['nothing of nothing', {}, {}],
  ])('%s', (_, stored, given) => {
    expect(toldOf(stored, told)).toEqual(given);
  });

  it('who took a hand-over back is the staff’s own, and why is told', () => {
    const card = {
      cardNo: 'K-1',
      keyNo: 3,
      redemptions: [
        { at: 5, by: 'p_volunteer', annulled: { at: 6, by: 'p_staff', reason: '错发' } },
      ],
    };
    expect(toldOf(card, HELD.cards.told)).toEqual({
      cardNo: 'K-1',
      redemptions: [{ at: 5, annulled: { at: 6, reason: '错发' } }],
    });
  });

  it('nothing is both told and withheld', () => {
    for (const { told: given, withheld } of Object.values(HELD)) {
      const kept = Object.keys(withheld);
      expect((given as readonly string[]).filter((path) => kept.includes(path))).toEqual([]);
    }
  });
});
