import type { EventView, Fen, StaffWishRow } from '../../../typings/contract';
import {
  doneOf,
  newBatch,
  refusalsOf,
  runBatch,
  wordlessText,
} from '../../../miniprogram/packages/staff/wish/pages/queue/bulk';
import {
  actOfKey,
  chosenAt,
  moved,
  NOTHING_CHOSEN,
} from '../../../miniprogram/packages/staff/wish/pages/queue/selection';
import {
  communityOptions,
  deskOptions,
  emptyText,
  filterChips,
  fundedText,
  isNarrowed,
  liesAtDesks,
  listInput,
  manyStepOf,
  mayChoose,
  queueRows,
  sortedWishes,
  tableHead,
  WHOLE,
  type Filter,
  type SortKey,
} from '../../../miniprogram/packages/staff/wish/pages/queue/view';
import {
  readEach,
  sumsOf,
} from '../../../miniprogram/packages/staff/wish/components/fund-sheet/sums';
import { nextSorting } from '../../../miniprogram/packages/staff/common/sorting';
import { JUNE_1, row as sample } from '../samples';

const DAY = 24 * 60 * 60 * 1000;

const row = (change: Partial<StaffWishRow> = {}): StaffWishRow =>
  sample({ alias: '晨星', waitingSince: JUNE_1, ...change });

const idsOf = (rows: readonly { wishId: string }[]) => rows.map(({ wishId }) => wishId).join('');

describe('the queue', () => {
  const wishes = [
    row({ wishId: 'a', mine: false, ageBand: '13-17' }),
    row({ wishId: 'b', waitingSince: JUNE_1 + DAY, ageBand: '7-12' }),
    row({ wishId: 'c', mine: false, title: '阿姨牌书包', ageBand: '0-6' }),
    row({ wishId: 'd', waitingSince: JUNE_1 - DAY }),
  ];

  it('puts those whose turn is the reader’s first, each part in its order', () => {
    expect(idsOf(sortedWishes(wishes, null))).toBe('bdac');
  });

  it('is sorted by a column up, down, and then as it came', () => {
    const up = nextSorting<SortKey>(null, 'ageBand');
    expect(idsOf(sortedWishes(wishes, up))).toBe('cbda');
    const down = nextSorting(up, 'ageBand');
    expect(idsOf(sortedWishes(wishes, down))[0]).toBe('a');
    expect(tableHead(down).find(({ key }) => key === 'ageBand')?.sort).toBe('descending');
    expect(nextSorting(down, 'ageBand')).toBeNull();
    expect(nextSorting(down, 'since')).toEqual({ key: 'since', down: false });
    expect(idsOf(sortedWishes(wishes, { key: 'since', down: false }))[0]).toBe('d');
  });

  it('says how long a wish waits, and in words when that is too long', () => {
    const after = (days: number) => queueRows([row()], JUNE_1 + days * DAY, 'review')[0];
    expect(after(0.5)).toMatchObject({ waiting: '等了不到 1 天', late: false });
    expect(after(7)).toMatchObject({ waiting: '等了 7 天', late: false });
    expect(after(8)).toMatchObject({ waiting: '等了 8 天，请先办', late: true });
    const { waitingSince: _none, ...decided } = row({ state: 'approved' });
    expect(queueRows([decided], JUNE_1, 'review')[0]).toMatchObject({ waiting: '', late: false });
  });

  it('counts what waits, however many', () => {
    const states = { submitted: 1234, returned: 0, approved: 3, funded: 2 };
    const chips = filterChips(true, { mine: 12, states });
    const counts = Object.fromEntries(chips.map(({ filter, count }) => [filter, count]));
    expect(counts).toMatchObject({
      mine: '12',
      submitted: '1234',
      returned: '0',
      ready: '',
      '': '',
    });
    expect(filterChips(true, undefined).every(({ count }) => count === '')).toBe(true);
  });

  it('has no tab of an own turn for who reviews nothing', () => {
    expect(filterChips(false, undefined).map(({ filter }) => filter)).not.toContain('mine');
  });

  it('asks for no more than it is narrowed to', () => {
    expect(listInput('nanshan', 'mine', WHOLE)).toEqual({ campaignId: 'nanshan', mine: true });
    expect(listInput('nanshan', '', { ...WHOLE, search: ' 书包 ', flagged: true })).toEqual({
      campaignId: 'nanshan',
      search: '书包',
      flagged: true,
    });
  });

  it('offers the communities of the reader, and all of them together first', () => {
    const own = { communityId: 'c-01', name: '海棠社区' };
    expect(communityOptions([own])).toEqual([
      { value: '', word: '全部社区' },
      { value: 'c-01', word: '海棠社区' },
    ]);
  });

  it('offers the desks of the events, where gifts lie at desks', () => {
    const event = (eventId: string) =>
      ({
        eventId,
        title: eventId,
        stations: [{ stationId: 'desk-1', label: '一号台' }],
      }) as EventView;
    const here = { stationId: 'desk-1', deskEventId: 'june' };
    expect(deskOptions([event('june')])[1]).toEqual({ word: '一号台', ...here });
    expect(deskOptions([event('june'), event('may')]).map(({ word }) => word)).toEqual([
      '全部核销点',
      'june · 一号台',
      'may · 一号台',
    ]);
    expect(listInput('nanshan', 'ready', { ...WHOLE, ...here })).toEqual({
      campaignId: 'nanshan',
      state: 'ready',
      ...here,
    });
    expect(isNarrowed({ ...WHOLE, ...here })).toBe(true);
    expect(
      ['mine', 'funded', 'ready', 'fulfilled', ''].map((tab) => liesAtDesks(tab as Filter)),
    ).toEqual([false, false, true, true, true]);
  });

  it('an empty list says what to do', () => {
    expect(emptyText('mine', false).title).toBe('都审完了');
    expect(emptyText('ready', false).hint).toBe('换一个状态看看。');
    expect(emptyText('mine', true).title).toBe('没有找到');
  });
});

describe('what is done with many together', () => {
  const admin = { admin: true, reviews: false };
  const reviewer = { admin: false, reviews: true };

  it('is money where wishes wait for it, for an admin alone, and else a decision', () => {
    expect(manyStepOf('approved', admin)).toBe('fund');
    expect(manyStepOf('approved', reviewer)).toBe('');
    expect(manyStepOf('mine', reviewer)).toBe('review');
    expect(manyStepOf('', admin)).toBe('');
    const approved = row({ state: 'approved', mine: false });
    expect(mayChoose(approved, 'fund')).toBe(true);
    expect(mayChoose(approved, 'review')).toBe(false);
    expect(mayChoose(row(), 'review')).toBe(true);
    expect(mayChoose(row(), '')).toBe(false);
    expect(mayChoose(row({ state: 'funded' }), 'fund')).toBe(false);
  });

  it('tells what the money comes to and what is left, to the 分', () => {
    const asked = { count: 60, capFen: 200_000, availableFen: 10_000_000 };
    expect(sumsOf(asked, '123.45')).toEqual({
      total: '7,407 元',
      left: '92,593 元',
      short: false,
    });
    expect(sumsOf(asked, '2000').short).toBe(true);
    expect(sumsOf(asked, '1,2.').total).toBe('');
    expect(readEach(asked, '123.45')).toEqual({ fen: 12_345, problem: '' });
    expect(readEach(asked, '2000.01').problem).toBe('每个心愿最多 2,000 元');
    expect(readEach(asked, '2000').problem).toContain('只够 50 个');
    expect(fundedText(59, 12_345 as Fen)).toBe('已为 59 个心愿预留 7,283.55 元');
  });
});

describe('the keys of a PC', () => {
  it.each([
    ['ArrowDown', { type: 'move', by: 1, extend: false }],
    [' ', { type: 'choose' }],
    ['Enter', { type: 'open' }],
    ['a', { type: 'decide', decision: 'approve' }],
    ['R', { type: 'decide', decision: 'return' }],
    ['x', { type: 'decide', decision: 'reject' }],
    ['n', { type: 'next' }],
    ['N', { type: 'next' }],
    ['Escape', { type: 'close' }],
    ['q', undefined],
  ])('%j', (key, act) => {
    expect(actOfKey({ key, shiftKey: false })).toEqual(act);
  });

  it('moves within the list, and chooses on the way with shift', () => {
    const down = { by: 1, extend: false } as const;
    const longer = { by: 1, extend: true } as const;
    const first = moved(NOTHING_CHOSEN, down, 3);
    expect(first).toMatchObject({ at: 0, chosen: [] });
    const stretch = moved(moved(first, longer, 3), longer, 3);
    expect(stretch).toMatchObject({ at: 2, chosen: [0, 1, 2] });
    expect(moved(stretch, longer, 3).at).toBe(2);
    expect(moved(first, { by: -1, extend: false }, 3).at).toBe(0);
  });

  it('chooses one, a stretch, and no longer', () => {
    const one = chosenAt(NOTHING_CHOSEN, 4, false);
    expect(chosenAt(one, 2, true).chosen).toEqual([2, 3, 4]);
    expect(chosenAt(one, 4, false).chosen).toEqual([]);
  });
});

describe('a decision on many', () => {
  const ids = Array.from({ length: 23 }, (_, place) => `wish-${place}`);

  it('goes in calls of ten, tells its progress, and says what was not done', async () => {
    const batch = newBatch(ids);
    const progress: number[] = [];
    await runBatch(
      batch,
      ({ wishIds }) =>
        Promise.resolve(
          wishIds.map((wishId) =>
            wishId.endsWith('1')
              ? { wishId, refused: '请打开看过' }
              : { wishId, state: 'approved' },
          ),
        ),
      (done) => progress.push(done),
    );
    expect(progress).toEqual([0, 10, 20]);
    expect(doneOf(batch)).toHaveLength(20);
    expect(refusalsOf(batch)).toEqual(['3 个没有办成：请打开看过']);
  });

  it('counts those that stand on the wall without words though their families allow them', () => {
    const batch = newBatch(['a', 'b', 'c']);
    expect(wordlessText(batch)).toBe('');
    batch.outcomes.push(
      { wishId: 'a', state: 'approved', wordless: true },
      { wishId: 'b', state: 'approved' },
      { wishId: 'c', refused: '可能重复' },
    );
    expect(wordlessText(batch)).toBe('，其中 1 个没有公开文字，可以打开档案补写');
  });

  it('goes on with the same call after the network was lost', async () => {
    const batch = newBatch(ids);
    const sent: string[] = [];
    const send = (part: { requestId: string; wishIds: string[] }) => {
      sent.push(part.requestId);
      if (sent.length === 2) return Promise.reject(new Error('no network'));
      return Promise.resolve(
        part.wishIds.map((wishId) => ({ wishId, state: 'approved' as const })),
      );
    };
    await expect(runBatch(batch, send, () => undefined)).rejects.toThrow('no network');
    await runBatch(batch, send, () => undefined);
    expect(sent[2]).toBe(sent[1]);
    expect(doneOf(batch)).toEqual(ids);
  });
});
