import type {
  ComparedWish,
  EventView,
  Fen,
  StaffCardRow,
  StaffMe,
  StaffWishFile,
} from '../../../typings/contract';
import {
  draftOf,
  draftProblem,
  eventInput,
  lastEvent,
  newDraft,
  withDesk,
  withPlace,
} from '../../../miniprogram/packages/staff/card/components/event-form/draft';
import {
  decisionOf,
  problemOf,
} from '../../../miniprogram/packages/staff/wish/components/review-panel/decision';
import { actionsFor } from '../../../miniprogram/packages/staff/card/pages/cards/actions';
import {
  chosenOf,
  issueRows,
  toggled,
  withAllChosen,
} from '../../../miniprogram/packages/staff/card/components/card-issue/view';
import {
  cardFilters,
  cardRows,
  cardSummary,
  narrowedCards,
  sortedCards,
} from '../../../miniprogram/packages/staff/card/pages/cards/view';
import { readDonation } from '../../../miniprogram/packages/staff/money/pages/fund/view';
import { entryRows } from '../../../miniprogram/packages/staff/money/ledger';
import {
  afterArrival,
  giftRows,
  nextRow,
} from '../../../miniprogram/packages/staff/gift/pages/gifts/view';
import {
  arrivalOutcome,
  comparedLines,
  fileView,
  fundOutcome,
  idleText,
  reviewOutcome,
  tasksFor,
} from '../../../miniprogram/packages/staff/wish/components/wish-desk/view';
import { readAmount } from '../../../miniprogram/packages/staff/common/amounts';
import { everyItem, nextFilledPage } from '../../../miniprogram/utils/paging';
import { chunksOf } from '../../../miniprogram/packages/staff/common/chunks';
import { askDesk, deskLabel, NO_DESK } from '../../../miniprogram/packages/staff/common/desks';
import { file, JUNE_1, row } from '../samples';

const fen = (amount: number): Fen => amount as Fen;

const me = (change: Partial<StaffMe> = {}): StaffMe => ({
  admin: false,
  auditor: false,
  grants: [],
  ...change,
});

const districtMe = me({
  grants: [{ grantId: 'g-1', level: 'district', areaId: 'd-01', areaName: '南山区' }],
});

const stations = [
  { stationId: 'desk-1', label: '1 号台' },
  { stationId: 'desk-2', label: '2 号台' },
];

const event: EventView = {
  eventId: 'event-1',
  campaignId: 'nanshan-2025',
  title: '六一领取',
  place: '活动中心',
  from: JUNE_1,
  until: JUNE_1 + 6 * 3_600_000,
  stations,
};

describe('a child’s file', () => {
  it('tells what there is, and leaves out what there is not', () => {
    const { facts } = fileView(
      file({
        details: { size: '36', colour: '蓝' },
        reservedFen: fen(29_900),
        stationId: 'desk-2',
      }),
      [event],
    );
    const text = facts.map(({ label, text: value }) => `${label} ${value}`);
    expect(text).toEqual(
      expect.arrayContaining([
        '孩子 小满 · C00000001',
        '尺码 36',
        '已预留 299 元',
        '领取点 2 号台',
      ]),
    );
    expect(facts.map(({ label }) => label)).not.toContain('型号');
    expect(facts.map(({ label }) => label)).not.toContain('礼物价格');
  });

  it('names the level whose turn it is', () => {
    expect(fileView(file(), []).stateWord).toBe('等待社区审核');
    expect(fileView(file({ state: 'ready' }), []).stateWord).toBe('礼物已到');
  });

  it('puts two wishes side by side, and says in what they agree', () => {
    const side: ComparedWish = {
      wishId: 'wish-1',
      wishNo: 'W1',
      alias: '小海豚',
      ageBand: '7-12',
      birthMonth: '2016-05',
      communityName: '海棠社区',
      category: 'sport',
      title: '一双跑鞋',
      state: 'submitted',
      submittedAt: JUNE_1,
      childNickname: '小满',
    };
    const { childNickname: _masked, ...far } = { ...side, wishNo: 'W2', alias: '慢慢的云朵' };
    const lines = comparedLines([side, far]);
    const line = (label: string) => lines.find((one) => one.label === label);
    expect(line('小名')).toMatchObject({ own: '小满', other: '不在你的区域，不显示', same: false });
    expect(line('出生年月')).toMatchObject({ own: '2016-05', same: true });
    expect(line('代号')?.same).toBe(false);
  });

  it('lists likely duplicates with where they stand', () => {
    const similar: StaffWishFile['similar'] = [
      {
        wishId: 'wish-2',
        wishNo: 'W2',
        title: '跑鞋',
        communityName: '海棠社区',
        state: 'ready',
        because: ['title'],
      },
    ];
    expect(fileView(file({ similar }), []).similar[0]?.about).toBe('W2 · 海棠社区 · 礼物已到');
  });

  it('offers each step to who may take it', () => {
    expect(tasksFor(file(), me())).toEqual(['review']);
    expect(tasksFor(file({ mine: false }), me())).toEqual([]);
    const timeline = [
      { at: JUNE_1, state: 'submitted', event: 'community_approved' },
      { at: JUNE_1, state: 'approved', event: 'district_approved' },
    ] as StaffWishFile['timeline'];
    const approved = file({ state: 'approved', mine: false, timeline });
    expect(tasksFor(approved, me({ admin: true }))).toEqual(['fund']);
    expect(tasksFor(approved, me())).toEqual([]);
    expect(tasksFor(approved, districtMe)).toEqual(['take-back']);
    const funded = file({ state: 'funded', mine: false, reservedFen: fen(29_900) });
    expect(tasksFor(funded, me())).toEqual(['arrive']);
    const emptyHanded = file({ state: 'funded', mine: false });
    expect(tasksFor(emptyHanded, me({ admin: true }))).toEqual(['fund']);
    expect(tasksFor(file({ state: 'fulfilled', mine: false }), districtMe)).toEqual([]);
  });

  it('nobody acts for an own child', () => {
    const own = file({ ownChild: true, state: 'approved' });
    expect(tasksFor(own, me({ admin: true }))).toEqual([]);
    expect(idleText(own)).toContain('自己孩子');
  });

  it('says whose turn it is where there is nothing to do', () => {
    expect(idleText(file({ mine: false }))).toBe('现在轮到社区审核，你可以先查看。');
    expect(idleText(file({ state: 'withdrawn', mine: false }))).toContain('已经结束');
  });

  it('says what a step did and what can be put right', () => {
    expect(reviewOutcome('approve', 'submitted', true).title).toBe('初审通过');
    expect(reviewOutcome('reject', 'rejected', true).undo).toContain('10 分钟内撤销');
    expect(reviewOutcome('reject', 'rejected', false).undo).toBe('');
    expect(fundOutcome(fen(29_900), fen(100_000), false).text).toContain('1,000 元');
    expect(fundOutcome(fen(29_900), fen(100_000), true).title).toContain('已申请');
    expect(arrivalOutcome(fen(25_000), fen(29_900)).text).toBe(
      '支出 250 元，多预留的 49 元 已退回余额。',
    );
    expect(arrivalOutcome(fen(29_900), fen(29_900)).text).toBe('支出 299 元。');
  });
});

describe('a decision', () => {
  const draft = { decision: '' as const, reason: '', publicText: '' };

  it('needs a choice, and a reason for sending back', () => {
    expect(problemOf(draft)).not.toBe('');
    expect(problemOf({ ...draft, decision: 'return', reason: '  ' })).not.toBe('');
    expect(decisionOf({ ...draft, decision: 'reject', reason: ' 超出范围 ' }, true)).toEqual({
      decision: 'reject',
      reason: '超出范围',
    });
  });

  it('takes a public text only where the guardian allowed one', () => {
    const approved = { ...draft, decision: 'approve' as const, publicText: '想要跑鞋' };
    expect(decisionOf(approved, true)).toEqual({ decision: 'approve', publicText: '想要跑鞋' });
    expect(decisionOf(approved, false)).toEqual({ decision: 'approve' });
  });
});

describe('an amount', () => {
  it('is read to the 分', () => {
    expect(readAmount('299.01').fen).toBe(29_901);
    expect(readAmount('1,299').fen).toBe(129_900);
  });

  it.each(['', '0', '-1', '1.234', 'abc'])('%p is none', (typed) => {
    expect(readAmount(typed)).toMatchObject({ fen: undefined });
    expect(readAmount(typed).problem).not.toBe('');
  });

  it('stays within its limits, and says which it passes', () => {
    const limits = [
      { fen: fen(200_000), says: '每个心愿最多' },
      { fen: fen(10_000), says: '余额不够，可用余额是' },
    ];
    expect(readAmount('100', limits).problem).toBe('');
    expect(readAmount('100.01', limits).problem).toBe('余额不够，可用余额是 100 元');
    expect(readAmount('2000.01', limits).problem).toBe('每个心愿最多 2,000 元');
  });
});

describe('the book', () => {
  it('signs an entry by what it does to the available money', () => {
    const rows = entryRows([
      {
        entryId: 'e3',
        by: 'p_1',
        type: 'spend',
        amountFen: fen(29_900),
        at: JUNE_1,
        wishId: 'wish-1',
      },
      {
        entryId: 'e2',
        by: 'p_1',
        type: 'reserve',
        amountFen: fen(29_900),
        at: JUNE_1,
        wishId: 'wish-1',
      },
      {
        entryId: 'e1',
        by: 'p_1',
        type: 'donate',
        amountFen: fen(10_000_000),
        at: JUNE_1,
        donor: '一家企业',
      },
    ]);
    expect(rows.map(({ word, amount }) => `${word} ${amount}`)).toEqual([
      '支出 299 元',
      '预留 −299 元',
      '到账 +100,000 元',
    ]);
    expect(rows[2]?.about).toBe('一家企业');
  });

  it('a donation needs a donor and an amount', () => {
    expect(readDonation(' ', '')).toMatchObject({
      donorProblem: '请填写捐方名称',
      amountProblem: '请填写金额',
    });
    expect(readDonation(' 一家企业 ', '100000').donation).toEqual({
      donor: '一家企业',
      amountFen: 10_000_000,
    });
  });
});

describe('gifts on their way', () => {
  const rows = giftRows([
    row({ wishId: 'a', reservedFen: fen(10_000) }),
    row({ wishId: 'b', reservedFen: fen(20_000) }),
    row({ wishId: 'c', reservedFen: fen(30_000) }),
  ]);

  it('one after the other, the last leads back to the first', () => {
    expect(nextRow(rows, 'a')?.wishId).toBe('b');
    expect(nextRow(rows, 'c')?.wishId).toBe('a');
  });

  it('after one is recorded the one below it is next', () => {
    expect(afterArrival(rows, 'b').current?.wishId).toBe('c');
    expect(afterArrival(rows, 'c').current?.wishId).toBe('b');
    expect(afterArrival(rows.slice(0, 1), 'a')).toEqual({ rows: [], current: null });
  });
});

describe('an event', () => {
  const NOW = JUNE_1;

  it('comes out of the form as it went in', () => {
    const input = eventInput(draftOf(event), event.campaignId);
    expect(input).toEqual({
      eventId: event.eventId,
      campaignId: event.campaignId,
      title: event.title,
      place: event.place,
      location: null,
      from: event.from,
      until: event.until,
      stations: event.stations,
    });
  });

  it('a new one is tomorrow, by the clock of Shanghai', () => {
    const draft = newDraft(Date.UTC(2025, 5, 1, 17));
    expect([draft.fromDay, draft.fromHour]).toEqual(['2025-06-03', '09:00']);
  });

  it('needs a name, an end after its start, and desks with names', () => {
    const draft = { ...newDraft(NOW), title: '六一领取' };
    expect(draftProblem(draft)).toBe('');
    expect(draftProblem({ ...draft, title: ' ' })).toBe('请填写活动名称');
    expect(draftProblem({ ...draft, untilHour: draft.fromHour })).toContain('晚于');
    expect(draftProblem({ ...draft, stations: [] })).toContain('至少');
    expect(draftProblem({ ...draft, stations: [{ stationId: 'x', label: '' }] })).toContain('名字');
  });

  it('takes a point of a map as it is pasted, and refuses what is none', () => {
    const draft = { ...newDraft(NOW), title: '六一领取', address: ' 南头街 1 号 ' };
    expect(eventInput({ ...draft, point: '22.53，113.92' }, 'c').location).toEqual({
      latitude: 22.53,
      longitude: 113.92,
      address: '南头街 1 号',
    });
    for (const point of ['南头街', '113.92, 22.53', '22.53', '22.53, 500']) {
      expect(draftProblem({ ...draft, point })).toContain('纬度');
    }
  });

  it('a new one begins with the desks of the last that was held', () => {
    const packs = [{ stationId: 'desk-1', label: '暖心包台', kind: 'pack' as const }];
    const last = lastEvent([
      { ...event, eventId: 'later', from: JUNE_1 + 1, stations: packs },
      event,
      { ...event, eventId: 'off', from: JUNE_1 + 2, cancelled: { at: JUNE_1, reason: '下雨' } },
    ]);
    expect(last?.eventId).toBe('later');
    // A desk for packs stays one, in a copy as in an event that is changed.
    expect(eventInput(newDraft(NOW, last), 'spring').stations).toEqual(packs);
    expect(newDraft(NOW, lastEvent([]) ?? null).stations).toHaveLength(1);
  });

  it('takes a place from the map with its name, its address and its point', () => {
    const draft = withPlace(newDraft(NOW), {
      name: '图书馆',
      address: '海岸一路 12 号',
      latitude: 22.5312345678,
      longitude: 113.923,
    });
    expect(eventInput({ ...draft, title: '领取' }, 'spring')).toMatchObject({
      place: '图书馆',
      location: { latitude: 22.531235, longitude: 113.923, address: '海岸一路 12 号' },
    });
    const unnamed = { name: '', address: '', latitude: 1, longitude: 2 };
    expect(withPlace({ ...newDraft(NOW), place: '大厅' }, unnamed).place).toBe('大厅');
  });

  it('a new desk takes the first number that is free', () => {
    expect(withDesk([{ stationId: 'desk-2', label: '二' }]).at(-1)?.stationId).toBe('desk-1');
    expect(withDesk(stations).at(-1)?.stationId).toBe('desk-3');
  });

  it.each([
    // A card asks for the desks of its event alone; a desk that is the only one needs no asking.
    ['event-1', NO_DESK, ['event-1'], 2, ''],
    ['event-1', { eventId: 'event-1', stationId: 'desk-2' }, ['event-1'], 2, 'desk-2'],
    // Of the same id it is another desk.
    ['event-2', { eventId: 'event-1', stationId: 'desk-1' }, ['event-2'], 1, 'desk-1'],
    ['event-1', { eventId: 'event-2', stationId: 'desk-1' }, ['event-1'], 2, ''],
    // Without a card the event is asked first: not one that is over or cancelled.
    ['', NO_DESK, ['event-1', 'event-2'], 0, ''],
    ['', { eventId: 'event-2', stationId: '' }, ['event-1', 'event-2'], 1, 'desk-1'],
    ['', { eventId: 'event-1', stationId: 'desk-2' }, ['event-1', 'event-2'], 2, 'desk-2'],
  ])(
    'a gift of a card of 「%s」 is asked for its desk after %o',
    (card, chosen, asked, desks, at) => {
      const events: EventView[] = [
        event,
        { ...event, eventId: 'event-2', stations: [{ stationId: 'desk-1', label: '前台' }] },
        { ...event, eventId: 'event-3', until: JUNE_1 - 1 },
        { ...event, eventId: 'event-4', cancelled: { at: JUNE_1, reason: '下雨' } },
      ];
      const question = askDesk(events, card, chosen, JUNE_1);
      expect(question.events.map(({ eventId }) => eventId)).toEqual(asked);
      expect(question.stations).toHaveLength(desks);
      expect(question.stationId).toBe(at);
    },
  );

  it('once all events are over, their desks are asked all the same', () => {
    const { stations: asked } = askDesk([event], '', NO_DESK, event.until + 1);
    expect(asked).toEqual(stations);
  });

  it('a desk is called what its event calls it, and by all its names where that is not known', () => {
    const second = {
      ...event,
      eventId: 'event-2',
      stations: [{ stationId: 'desk-1', label: '前台' }],
    };
    expect(deskLabel([event, second], 'desk-1', 'event-2')).toBe('前台');
    expect(deskLabel([event, second], 'desk-1')).toBe('1 号台／前台');
    expect(deskLabel([event, second], undefined)).toBe('');
  });
});

describe('cards', () => {
  const card = (change: Partial<StaffCardRow> = {}): StaffCardRow => ({
    cardId: 'card-1',
    cardNo: 'K00000001',
    wishId: 'wish-1',
    alias: '晨星 12',
    gift: '一双跑鞋',
    communityName: '海岸社区',
    state: 'issued',
    ready: true,
    ...change,
  });

  it('say where the gift is, or when it was taken', () => {
    const desks = cardRows(
      [
        card({ ready: false }),
        card({ stationId: 'desk-2' }),
        card({ state: 'redeemed', redeemedAt: JUNE_1 }),
      ],
      stations,
    ).map(({ desk }) => desk);
    expect(desks).toEqual(['礼物在路上', '2 号台', '6月1日 10:30 领取']);
  });

  it('are sorted by a column, or as they stand: what still needs somebody first', () => {
    const cards = [
      card({ cardId: 'a', gift: '足球', state: 'redeemed', redeemedAt: JUNE_1 }),
      card({ cardId: 'b', gift: '书包', stationId: 'desk-2' }),
      card({ cardId: 'c', gift: '电子琴', stationId: 'desk-1' }),
    ];
    const order = (sorting: Parameters<typeof sortedCards>[1]) =>
      sortedCards(cards, sorting, stations)
        .map(({ cardId }) => cardId)
        .join('');
    expect(order(null)).toBe('bca');
    expect(order({ key: 'gift', down: false })).toBe('cba');
    expect(order({ key: 'gift', down: true })).toBe('abc');
    expect(order({ key: 'desk', down: false })).toBe('cba');
  });

  it('take the steps of their state, and none once they are over', () => {
    expect(actionsFor('issued').map(({ action }) => action)).toEqual(['freeze', 'reissue', 'void']);
    expect(actionsFor('frozen').map(({ action }) => action)).toEqual([
      'unfreeze',
      'renew',
      'reissue',
      'void',
    ]);
    expect(actionsFor('redeemed')).toEqual([]);
    expect(actionsFor('void')).toEqual([]);
  });

  it('are summed up by state', () => {
    expect(cardSummary([card(), card(), card({ state: 'frozen' })])).toBe(
      '3 张卡：可使用 2，已冻结 1',
    );
    expect(cardSummary([])).toBe('0 张卡');
  });

  it('are offered to wishes without a live one', () => {
    const wishes = [
      row({ wishId: 'none', state: 'ready' }),
      row({ wishId: 'live', state: 'ready', cardId: 'card-1' }),
      row({ wishId: 'ended', state: 'ready', cardId: 'card-2' }),
    ];
    const cards = [card(), card({ cardId: 'card-2', state: 'void' })];
    const rows = issueRows(wishes, cards, event);
    expect(chosenOf(rows)).toEqual(['none', 'ended']);
    expect(chosenOf(toggled(rows, 'none'))).toEqual(['ended']);
    expect(chosenOf(withAllChosen(rows, false))).toEqual([]);
  });

  it('are offered with what lies at no desk of this event', () => {
    const rows = issueRows(
      [
        row({ wishId: 'here', state: 'ready', stationId: 'desk-1' }),
        row({ wishId: 'there', state: 'ready', stationId: 'desk-1', deskEventId: 'event-2' }),
        row({ wishId: 'nowhere', state: 'ready', stationId: 'tent' }),
        row({ wishId: 'to come', state: 'funded' }),
      ],
      [],
      event,
    );
    expect(rows.filter(({ elsewhere }) => elsewhere).map(({ wishId }) => wishId)).toEqual([
      'there',
      'nowhere',
    ]);
    expect(cardRows([card({ elsewhere: true })], stations)[0]?.desk).toBe('礼物不在这场的台上');
  });

  it('are narrowed by desk, community and state, each only where it tells cards apart', () => {
    const cards = [
      card({ cardId: 'a', stationId: 'desk-2' }),
      card({ cardId: 'b', stationId: 'desk-1', communityName: '山脚社区' }),
      card({ cardId: 'c', stationId: 'desk-1' }),
    ];
    const filters = cardFilters(cards, stations);
    expect(filters.map(({ key, options }) => [key, ...options.map(({ word }) => word)])).toEqual([
      ['desk', '全部核销点', '1 号台', '2 号台'],
      ['community', '全部社区', '海岸社区', '山脚社区'],
    ]);
    const found = (chosen: Record<string, string>) =>
      narrowedCards(cards, { search: '', chosen }).map(({ cardId }) => cardId);
    expect(found({})).toEqual(['a', 'b', 'c']);
    expect(found({ desk: 'desk-1' })).toEqual(['b', 'c']);
    expect(found({ desk: 'desk-1', community: '海岸社区', state: '' })).toEqual(['c']);
    expect(found({ state: 'frozen' })).toEqual([]);
  });
});

describe('reading by cursor', () => {
  const pages: Record<string, { items: number[]; next?: string }> = {
    '': { items: [], next: 'b' },
    b: { items: [1, 2], next: 'c' },
    c: { items: [3] },
  };
  const read = (cursor = '') => Promise.resolve(pages[cursor] ?? { items: [] });

  it('goes on while a filtered page is empty', async () => {
    expect(await nextFilledPage(read)).toEqual({ items: [1, 2], next: 'c' });
    expect(await nextFilledPage(read, 'c')).toEqual({ items: [3] });
  });

  it('reads a list to its end', async () => {
    const counts: number[] = [];
    expect(await everyItem(read, (count) => counts.push(count))).toEqual([1, 2, 3]);
    expect(counts).toEqual([0, 2, 3]);
  });

  it('parts a list', () => {
    expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunksOf([], 2)).toEqual([]);
  });
});
