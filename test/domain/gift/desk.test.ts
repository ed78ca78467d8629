import {
  deskFor,
  deskNamed,
  isDeskName,
  liesElsewhere,
  namedDesks,
  type DeskEvent,
} from '../../../cloudfunctions/domain/gift/desk';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';

const fair: DeskEvent = {
  _id: 'fair',
  title: '六一专场',
  stations: [
    { stationId: 'desk-1', label: '一号台' },
    { stationId: 'desk-2', label: '二号台' },
  ],
};
const library: DeskEvent = {
  _id: 'library',
  title: '图书馆专场',
  stations: [
    { stationId: 'desk-1', label: '一号台' },
    { stationId: 'front', label: '前台' },
  ],
};
const gone: DeskEvent = {
  _id: 'gone',
  title: '下雨那天',
  stations: [{ stationId: 'tent', label: '帐篷' }],
  cancelled: { at: 1 },
};
const events = [fair, library, gone];

const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'not refused';
};

describe('the desk of a gift', () => {
  it.each<[string, string | undefined, { stationId: string; eventId?: string }, string | null]>([
    ['with a card is one of its event', 'library', { stationId: 'front' }, 'library'],
    ['with a card may say that event', 'fair', { stationId: 'desk-2', eventId: 'fair' }, 'fair'],
    ['with a card of a cancelled event stays there', 'gone', { stationId: 'tent' }, 'gone'],
    [
      'without a card is one of the event that is said',
      undefined,
      { stationId: 'front', eventId: 'library' },
      'library',
    ],
    [
      'without either is any that there is, of an event nobody said',
      undefined,
      { stationId: 'front' },
      null,
    ],
  ])('%s', (_, cardEventId, asked, deskEventId) => {
    expect(deskFor(events, cardEventId, asked)).toEqual({
      stationId: asked.stationId,
      deskEventId,
    });
  });

  it.each<[string, string | undefined, { stationId: string; eventId?: string }, string]>([
    [
      'that its card’s event lacks',
      'library',
      { stationId: 'desk-2' },
      'NOT_FOUND 这份礼物的卡那里没有这个核销点。「图书馆专场」有 一号台、前台。',
    ],
    [
      'of another event, though of the same id',
      'library',
      { stationId: 'desk-1', eventId: 'fair' },
      'NOT_FOUND 这份礼物的卡那里没有这个核销点。「图书馆专场」有 一号台、前台。',
    ],
    [
      'that the event said lacks',
      undefined,
      { stationId: 'front', eventId: 'fair' },
      'NOT_FOUND 没有这个核销点。「六一专场」有 一号台、二号台。',
    ],
    [
      'of a cancelled event',
      undefined,
      { stationId: 'tent' },
      'NOT_FOUND 没有这个核销点。「六一专场」有 一号台、二号台；「图书馆专场」有 一号台、前台。',
    ],
    [
      'of no event',
      undefined,
      { stationId: 'desk-1', eventId: 'none' },
      'NOT_FOUND 没有这场领取活动，请从列表中选择。',
    ],
  ])('is refused where it is one %s, with those there are', (_, cardEventId, asked, words) => {
    expect(refused(() => deskFor(events, cardEventId, asked))).toBe(words);
  });

  it.each([
    [{ state: 'ready', stationId: 'desk-2', deskEventId: 'fair' }, fair, false],
    [{ state: 'ready', stationId: 'desk-2', deskEventId: 'fair' }, library, true],
    // Of the same id, it is another desk, as far as it is known.
    [{ state: 'ready', stationId: 'desk-1', deskEventId: 'fair' }, library, true],
    [{ state: 'ready', stationId: 'desk-1' }, library, false],
    [{ state: 'ready', stationId: 'desk-2' }, library, true],
    [{ state: 'funded', stationId: null }, library, false],
  ])('%o lies elsewhere than %#', (gift, event, elsewhere) => {
    expect(liesElsewhere(gift, event)).toBe(elsewhere);
  });
});

describe('a desk by its name in a sheet', () => {
  it('says its event where two events have one of the name', () => {
    expect(namedDesks([fair, library]).map(({ name }) => name)).toEqual([
      '一号台（六一专场）',
      '二号台',
      '一号台（图书馆专场）',
      '前台',
    ]);
    expect(namedDesks([fair]).map(({ name }) => name)).toEqual(['一号台', '二号台']);
  });

  it('says its id where its event has two of the name', () => {
    const stations = [...fair.stations, { stationId: 'desk-9', label: '一号 台' }];
    const twice = { ...fair, stations };
    expect(namedDesks([twice]).map(({ name }) => name)).toEqual([
      '一号台 desk-1',
      '二号台',
      '一号 台 desk-9',
    ]);
    expect(deskNamed([twice], undefined, '一号台desk-9')).toMatchObject({ stationId: 'desk-9' });
    expect(deskNamed([twice], undefined, '一号台')).toHaveProperty('fault');
  });

  it.each<[string | undefined, string, string | null]>([
    ['library', '一号台', 'library desk-1'],
    ['library', ' 一号台（图书馆专场） ', 'library desk-1'],
    ['library', '一号台（六一专场）', null],
    ['library', '二号台', null],
    [undefined, '二号台', 'fair desk-2'],
    [undefined, '一号台（图书馆专场）', 'library desk-1'],
    [undefined, '一号台', null],
    [undefined, '帐篷', null],
    ['gone', '帐篷', 'gone tent'],
  ])('of a card of %s, 「%s」 is %s', (cardEventId, written, desk) => {
    const found = deskNamed(events, cardEventId, written);
    expect('fault' in found ? null : `${found.deskEventId} ${found.stationId}`).toBe(desk);
  });

  it.each([
    ['一号台', true],
    [' 一号台（图书馆专场） ', true],
    ['前台', true],
    ['八号台', false],
  ])('「%s」 is the name of some desk: %s', (written, is) => {
    expect(isDeskName(events, written)).toBe(is);
  });

  it('without a card is one of those that are to come', () => {
    expect(deskNamed(events, undefined, '八号台')).toEqual({
      fault:
        '没有「八号台」这个领取点，请从列表里选：一号台（六一专场）、二号台、一号台（图书馆专场）、前台',
    });
    expect(deskNamed([gone], undefined, '帐篷')).toEqual({
      fault: '没有「帐篷」这个领取点，请从列表里选',
    });
  });

  it('is told back in 20 characters', () => {
    const long = '台'.repeat(21);
    const label = (stationId: string) => ({ stationId, label: long });
    const twice = { ...fair, stations: [label('a'), label('b')] };
    const told = `「${'台'.repeat(20)}」`;
    expect(deskNamed([gone], undefined, long)).toMatchObject({
      fault: expect.stringContaining(told) as string,
    });
    expect(deskNamed([twice], undefined, long)).toMatchObject({
      fault: expect.stringContaining(told) as string,
    });
  });

  it('that is none of its event is told with those there are', () => {
    expect(deskNamed(events, 'library', '二号台')).toEqual({
      fault: '这份礼物的卡那一场没有「二号台」这个领取点，请从列表里选：一号台、前台',
    });
    expect(deskNamed(events, undefined, '一号台')).toEqual({
      fault: '不止一个「一号台」，请从列表里选，写明是哪一场',
    });
  });
});
