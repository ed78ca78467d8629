import type {
  CampaignSettings,
  ComplaintRow,
  EventView,
  Fairness,
  Fen,
  GrantView,
} from '../../../typings/contract';
import {
  areasText,
  campaignInput,
  copyOf,
  draftOf,
  readAreas,
} from '../../../miniprogram/packages/staff/campaign/components/campaign-form/draft';
import {
  EMPTY_INVITE,
  holderProblem,
  offerOf,
} from '../../../miniprogram/packages/staff/people/components/invite-form/offer';
import { publishable } from '../../../miniprogram/packages/staff/people/components/terms-editor/terms';
import {
  auditInput,
  auditRows,
  NO_FILTER,
  verdictText,
} from '../../../miniprogram/packages/staff/people/pages/audit/view';
import { campaignLines } from '../../../miniprogram/packages/staff/campaign/pages/campaigns/view';
import {
  colleagues,
  complaintLines,
  openedView,
} from '../../../miniprogram/packages/staff/complaint/pages/complaints/view';
import { fairnessView } from '../../../miniprogram/packages/staff/campaign/pages/fairness/view';
import { askedFor, grantRows } from '../../../miniprogram/packages/staff/people/pages/people/view';
import { sentRows } from '../../../miniprogram/packages/family/pages/complaint/view';
import { JUNE_1 } from '../samples';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('people', () => {
  const grant = (change: Partial<GrantView> = {}): GrantView => ({
    grantId: 'g-1',
    role: 'community',
    areaName: '海棠社区',
    person: 'p_0123456789abcdef01234567',
    grantedAt: JUNE_1,
    grantedBy: 'p_aaaaaaaa9abcdef012345678',
    state: 'active',
    mine: false,
    ...change,
  });

  it('are called by their label, or by a short number', () => {
    const rows = grantRows([grant({ label: '海棠 李' }), grant(), grant({ mine: true })]);
    expect(rows.map(({ who }) => who)).toEqual(['海棠 李', '编号 01234567', '01234567（你）']);
    expect(rows[0]).toMatchObject({ role: '社区审核', scope: '海棠社区', mayEnd: true });
    expect(rows[0]?.since).toContain('由 aaaaaaaa 授权');
  });

  it('whose time is over can be ended no more', () => {
    const [ended, expired] = grantRows([
      grant({ state: 'over', endedAt: JUNE_1 }),
      grant({ state: 'over' }),
    ]);
    expect(ended).toMatchObject({ mayEnd: false, stateWord: expect.stringContaining('结束') });
    expect(expired).toMatchObject({ mayEnd: false, stateWord: '已到期' });
    expect(askedFor('over')).toEqual({ state: 'over' });
    expect(askedFor('scanner')).toEqual({ role: 'scanner', state: 'active' });
  });

  it('an invite needs an area, or an event that is not over; no desk is every desk', () => {
    const event = { eventId: 'e', title: '领取日', until: JUNE_1 + HOUR } as EventView;
    const scanner = { ...EMPTY_INVITE, role: 'scanner' as const, eventId: 'e' };
    expect(offerOf(EMPTY_INVITE, [], JUNE_1).problem).toContain('区域');
    expect(holderProblem({ ...EMPTY_INVITE, label: '石榴' })).toContain('登记码');
    expect(holderProblem({ ...EMPTY_INVITE, code: 'o1' })).toContain('怎么称呼');
    expect(holderProblem({ ...EMPTY_INVITE, code: 'o1', label: '石榴' })).toBe('');
    expect(offerOf(scanner, [], JUNE_1).problem).toContain('领取活动');
    expect(offerOf(scanner, [event], JUNE_1 + DAY).problem).toContain('已经结束');
    expect(offerOf(scanner, [event], JUNE_1).offer).toEqual({
      role: 'scanner',
      eventId: 'e',
      from: JUNE_1,
      until: JUNE_1 + 3 * HOUR,
    });
    expect(offerOf({ ...EMPTY_INVITE, role: 'admin' }, [], JUNE_1).offer).toEqual({
      role: 'admin',
    });
  });
});

describe('campaigns', () => {
  const settings: CampaignSettings = {
    campaignId: 'spring',
    title: '春天的心愿',
    place: '广场',
    donor: '灯塔公司',
    from: Date.parse('2026-03-01T00:00:00+08:00'),
    until: Date.parse('2026-03-31T23:59:59.999+08:00'),
    fundId: 'fund',
    reviewLevels: ['district', 'community'],
    capFen: 123_450 as Fen,
    maxWishesPerChild: 1,
    areas: [
      { areaId: 'd-1', name: '东区', level: 'district' },
      { areaId: 's-1', name: '海街', level: 'street', parentId: 'd-1' },
      { areaId: 'c-1', name: '海岸社区', level: 'community', parentId: 's-1' },
      { areaId: 'c-2', name: '山脚社区', level: 'community', parentId: 'd-1' },
    ],
    consentVersion: '2026-03',
    consentTerms: [],
  };

  it('areas are read as they are written', () => {
    expect(readAreas(areasText(settings.areas))).toEqual({ areas: settings.areas });
    expect(areasText(settings.areas).split('\n')[2]).toBe('　　社区 海岸社区 c-1');
  });

  it.each([
    ['区 东区', 1],
    ['区 东区 d-1\n镇 海街 s-1', 2],
    ['区 东区 d-1\n\n　社区 海岸 d-1', 3],
    ['', 1],
  ])('areas that cannot be read are named by their line: %j', (text, wrongLine) => {
    expect(readAreas(text)).toEqual({ wrongLine });
  });

  it('a campaign is saved as it was opened, its levels in order', () => {
    const { input } = campaignInput(draftOf(settings));
    const { consentTerms: _, ...expected } = settings;
    expect(input).toEqual({
      ...expected,
      reviewLevels: ['community', 'district'],
      contact: null,
    });
    const contact = { phone: '0755-00001111', hours: '' };
    expect(campaignInput(draftOf({ ...settings, contact })).input?.contact).toEqual(contact);
  });

  it('a copy is the next one: new id, the same rules, a period as long from today', () => {
    const draft = copyOf(settings, JUNE_1);
    expect(draft).toMatchObject({ campaignId: '', isNew: true, cap: '1234.5' });
    expect(campaignInput(draft).problem).toContain('编号');
    const { input } = campaignInput({ ...draft, campaignId: 'summer-26' });
    expect(input).toMatchObject({ campaignId: 'summer-26', isNew: true, areas: settings.areas });
    expect(Math.round((input!.until - input!.from) / DAY)).toBe(31);
  });

  it('says where a campaign stands', () => {
    const word = (now: number, closedAt?: number) =>
      campaignLines([{ ...settings, ...(closedAt === undefined ? {} : { closedAt }) }], '', now)[0]
        ?.word;
    expect(word(settings.from - 1)).toBe('还没开始');
    expect(word(settings.from)).toBe('正在征集');
    expect(word(settings.until + 1)).toBe('已结束');
    expect(word(settings.from, settings.from)).toBe('已停止征集');
  });

  it('a consent text is published under a version of its own, and whole', () => {
    const terms = [
      { title: ' 收集什么 ', text: '小名。' },
      { title: '', text: '' },
    ];
    expect(publishable('2026-04', terms, '2026-03').text).toEqual({
      version: '2026-04',
      terms: [{ title: '收集什么', text: '小名。' }],
    });
    expect(publishable('2026-03', terms, '2026-03').problem).toContain('版本号');
    expect(publishable('2026-04', [{ title: '收集什么', text: '' }], '').problem).toContain('内容');
  });
});

describe('complaints', () => {
  const row = (change: Partial<ComplaintRow> = {}): ComplaintRow => ({
    complaintId: 'k-1',
    topic: 'gift',
    at: JUNE_1,
    dueAt: JUNE_1 + 7 * DAY,
    overdue: false,
    state: 'open',
    mine: false,
    ...change,
  });

  it('say how long there is to answer, and who does', () => {
    const due = (now: number, change: Partial<ComplaintRow> = {}) =>
      complaintLines([row(change)], '', now)[0]?.due;
    expect(due(JUNE_1 + DAY)).toBe('还有 6 天');
    expect(due(JUNE_1 + 6 * DAY + HOUR)).toBe('今天到期');
    expect(due(JUNE_1 + 9 * DAY, { overdue: true })).toBe('超期 2 天');
    expect(due(JUNE_1, { state: 'answered' })).toBe('已答复');
    const [line] = complaintLines([row({ owner: 'p_0123456789' })], 'k-1', JUNE_1);
    expect(line).toMatchObject({ owner: '由 01234567 处理', chosen: true });
  });

  it('can be taken by whoever is free to, and answered by who took it or an admin', () => {
    const may = (change: Partial<ComplaintRow>, isAdmin = false) => {
      const { mayTake, mayAnswer } = openedView({ ...row(change), words: '慢' }, isAdmin, JUNE_1);
      return { mayTake, mayAnswer };
    };
    expect(may({})).toEqual({ mayTake: true, mayAnswer: true });
    expect(may({ mine: true, owner: 'p_1' })).toEqual({ mayTake: false, mayAnswer: true });
    expect(may({ owner: 'p_2' })).toEqual({ mayTake: false, mayAnswer: false });
    expect(may({ owner: 'p_2' }, true)).toEqual({ mayTake: true, mayAnswer: true });
    expect(may({ state: 'answered' }, true)).toEqual({ mayTake: false, mayAnswer: false });
  });

  it('are given to a colleague of the district, named once', () => {
    const grant = (change: Partial<GrantView>) =>
      ({ person: 'p_00000000ff', role: 'district', areaName: '东区', ...change }) as GrantView;
    expect(
      colleagues([
        grant({ label: '王' }),
        grant({}),
        grant({ person: 'p_1', role: 'community' }),
        grant({ person: 'p_2', mine: true }),
      ]),
    ).toEqual([{ person: 'p_00000000ff', name: '王（区审核 东区）' }]);
  });

  it('are shown to the family with their answers', () => {
    const [waiting, answered] = sentRows([
      { ...row(), words: '颜色不对' },
      {
        ...row({ state: 'answered' }),
        words: '请再看看',
        wishNo: 'W1',
        answer: { words: '已换好', at: JUNE_1 },
      },
    ]);
    expect(waiting).toMatchObject({ stateWord: expect.stringContaining('前答复'), answer: '' });
    expect(answered).toMatchObject({ title: expect.stringContaining('心愿 W1'), answer: '已换好' });
  });
});

describe('the audit', () => {
  it('is asked for one day from its first moment to its last', () => {
    const day = Date.parse('2026-03-01T00:00:00+08:00');
    expect(auditInput({ ...NO_FILTER, day: '2026-03-01', by: 'p_1' })).toEqual({
      by: 'p_1',
      since: day,
      cursor: String(day + DAY),
    });
    expect(auditInput(NO_FILTER)).toEqual({});
    expect(auditInput({ ...NO_FILTER, day: '2026-03-01' }, '77')).toMatchObject({ cursor: '77' });
  });

  it('says in words where it is broken', () => {
    expect(verdictText({ ok: true }).title).toBe('记录完整');
    expect(verdictText({ ok: false, firstBroken: '#12' }).hint).toContain('第 12 条缺失');
    expect(verdictText({ ok: false, firstBroken: 'abc' }).hint).toContain('编号 abc 的记录');
  });

  it('shows acts in words, people by label or role, and things by their numbers', () => {
    const entry = {
      entryId: 'e',
      at: JUNE_1,
      action: 'wish.review',
      subject: 'w',
      note: 'approve',
    };
    const [row, unknown] = auditRows([
      { ...entry, by: 'p_0123456789ab', who: '林 · 社区', about: '心愿 W1', seq: 3 },
      { ...entry, by: 'jobs', action: 'new.act', seq: null },
    ]);
    expect(row).toMatchObject({
      seq: '#3',
      what: '审核心愿',
      who: '林 · 社区',
      about: '心愿 W1',
      note: '同意',
    });
    expect(auditRows([{ ...entry, by: 'p_0123456789ab', seq: 4 }])[0]).toMatchObject({
      who: '家庭 01234567',
      about: 'w',
    });
    expect(unknown).toMatchObject({ seq: '', what: 'new.act', who: '系统' });
  });
});

describe('fairness', () => {
  const treated = {
    wishes: 8,
    decided: 4,
    approved: 3,
    fulfilled: 3,
    decisionDays: 2,
    giftDays: 9,
  };
  const fairness: Fairness = {
    campaignId: 'spring',
    asOf: JUNE_1,
    all: treated,
    byCommunity: [
      { communityId: 'c-1', name: '海岸', ...treated },
      { communityId: 'c-2', name: '山脚', wishes: 2, decided: 2, approved: 0, fulfilled: 0 },
      { communityId: 'c-3', name: '灯塔', ...treated, decisionDays: 4 },
    ],
    unserved: [{ communityId: 'c-4', name: '星桥' }],
    spent: [{ category: null, gifts: 4, spentFen: 102_300 as Fen }],
  };

  it('puts first who waits longest, and draws bars against the longest', () => {
    const { rows } = fairnessView(fairness);
    expect(rows.map(({ name }) => name)).toEqual(['灯塔', '海岸', '山脚']);
    expect(rows.map(({ decisionPercent }) => decisionPercent)).toEqual([100, 50, 0]);
    expect(rows[1]).toMatchObject({ rate: '75%', decision: '2 天', gift: '9 天' });
  });

  it('says nothing of fewer than three, and names who has no wish', () => {
    const { rows, unserved, spent } = fairnessView(fairness);
    expect(rows[2]).toMatchObject({ rate: '不足 3 个', ratePercent: 0, decision: '不足 3 个' });
    expect(unserved).toBe('星桥');
    expect(spent).toMatchObject([{ name: '其余各类合计', amount: '1,023 元', gifts: '4 份' }]);
  });
});
