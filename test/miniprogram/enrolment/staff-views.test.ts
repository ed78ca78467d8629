import { DAY_MS, HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import type { CertificateRow, EnrolmentRow, StaffProgramme } from '../../../typings/contract';
import {
  awardText,
  certificateLines,
  learnerLines,
  scoreOf,
} from '../../../miniprogram/packages/staff/enrolment/pages/certificates/view';
import {
  enrolmentLines,
  headOf,
} from '../../../miniprogram/packages/staff/enrolment/pages/enrolments/view';
import {
  copyOf,
  draftOf,
  emptyDraft,
  nextSession,
  programmeInput,
} from '../../../miniprogram/packages/staff/enrolment/pages/programme/view';
import { programmeLines } from '../../../miniprogram/packages/staff/enrolment/pages/programmes/view';
import {
  sessionLines,
  sessionNow,
} from '../../../miniprogram/packages/staff/enrolment/pages/sessions/view';
import { JUNE_1 } from '../samples';

const START = JUNE_1 + 5 * DAY_MS + 30_500;

const programme = (more: Partial<StaffProgramme> = {}): StaffProgramme => ({
  programmeId: 'p-1',
  campaignId: 'campaign-1',
  kind: 'spirit',
  title: '公开的名字',
  neutralTitle: '周末课堂',
  organiser: '东区妇联',
  summary: '',
  for: 'child',
  capacity: 6,
  reserved: 1,
  opensAt: JUNE_1 - DAY_MS,
  closesAt: JUNE_1 + 3 * DAY_MS,
  sessions: [
    {
      sessionId: 's-1',
      title: '第一课',
      place: '活动室',
      from: START,
      until: START + 2 * HOUR_MS,
      inOut: true,
    },
  ],
  places: { capacity: 6, reserved: 1, enrolled: 3, offered: 1, waiting: 2, free: 1 },
  figures: { enrolled: 3, sessionsHeld: 0, attendances: 0 },
  ...more,
});

const row = (more: Partial<EnrolmentRow> = {}): EnrolmentRow => ({
  enrolmentId: 'e-1',
  who: '圆圆的星星',
  state: 'waiting',
  priority: 0,
  joinedAt: JUNE_1,
  attended: [],
  flagged: false,
  calls: [],
  ...more,
});

describe('the list of programmes', () => {
  it.each([
    [JUNE_1 - 2 * DAY_MS, '还没开始报名'],
    [JUNE_1 - DAY_MS, '正在报名'],
    [JUNE_1 + 3 * DAY_MS, '正在报名'],
    [JUNE_1 + 3 * DAY_MS + 1, '报名已截止'],
    [START, '正在进行'],
    [START + 2 * HOUR_MS, '正在进行'],
    [START + 2 * HOUR_MS + 1, '已结束'],
  ])('at %d it says %s', (now, word) => {
    expect(programmeLines([programme()], now)[0]?.word).toBe(word);
  });

  it('puts what is over last and says why one was cancelled', () => {
    const over = programme({ programmeId: 'over', cancelled: { at: JUNE_1, reason: '台风' } });
    const gone = over.sessions.map((session) => ({ ...session, cancelled: true as const }));
    const lines = programmeLines([{ ...over, sessions: gone }, programme()], JUNE_1);
    expect(lines.map(({ programmeId }) => programmeId)).toEqual(['p-1', 'over']);
    expect(lines[0]?.places).toBe('已报名 3 / 6 · 待确认 1 · 预留 1 · 排队 2 · 空 1');
    expect(lines[1]).toMatchObject({ word: '已取消', next: '取消原因：台风' });
  });
});

describe('the form of a programme', () => {
  it('gives back what it was opened with, to the millisecond', () => {
    const known = programme({ ages: { from: 4, to: 9 }, communityIds: ['c-1'] });
    const { value } = programmeInput(draftOf(known), 'campaign-1');
    expect(value?.sessions).toEqual(known.sessions);
    expect(value).toMatchObject({ ages: { from: 4, to: 9 }, communityIds: ['c-1'], capacity: 6 });
  });

  it('reads a session that ends after midnight', () => {
    const draft = draftOf(programme());
    const [session] = draft.sessions;
    const sessions = session ? [{ ...session, from: '22:00', until: '00:30' }] : [];
    const { value } = programmeInput({ ...draft, sessions }, 'campaign-1');
    const read = value?.sessions[0];
    expect((read?.until ?? 0) - (read?.from ?? 0)).toBe(150 * MINUTE_MS);
  });

  it('copies it two weeks on, as a new one that can be saved', () => {
    const now = START + 40 * DAY_MS;
    const draft = copyOf(programme(), now);
    const { value, problem } = programmeInput(draft, 'campaign-1');
    expect(problem).toBe('');
    expect(value?.programmeId).toBeUndefined();
    const from = value?.sessions[0]?.from ?? 0;
    expect(from).toBeGreaterThanOrEqual(now + 14 * DAY_MS);
    expect((from - START) % DAY_MS).toBe(0);
    expect(value?.closesAt).toBeLessThan(from - DAY_MS);
  });

  it('adds a session a week later with an id of its own', () => {
    const { sessions } = draftOf(programme());
    const next = nextSession([...sessions, { ...sessions[0]!, sessionId: 's-3' }], JUNE_1);
    expect(next).toMatchObject({ sessionId: 's-4', place: '活动室', inOut: true });
  });

  it.each([
    [{ title: ' ' }, '请填写项目名称'],
    [{ neutralTitle: '' }, '请填写通行证和消息上用的短名称'],
    [{ capacity: '0' }, '请填写名额'],
    [{ reserved: '7' }, '预留名额不能多于总名额'],
    [{ ageFrom: '9', ageTo: '4' }, '年龄范围写反了'],
    [{ months: '0' }, '证书有效月数填 1 到 120'],
    [{ closesDay: '2020-01-01' }, '报名截止要晚于报名开始'],
    [{ sessions: [] }, '请至少安排一场'],
  ])('of %j says what is wrong', (wrong, problem) => {
    expect(programmeInput({ ...draftOf(programme()), ...wrong }, 'campaign-1')).toEqual({
      problem,
    });
  });

  it('begins empty, and says so', () => {
    expect(programmeInput(emptyDraft(JUNE_1), 'campaign-1').problem).toBe('请填写项目名称');
  });
});

describe('the list of enrolments', () => {
  const steps = (more: Partial<EnrolmentRow>, now: number, free = 1) => {
    const known = programme();
    const head = headOf({ ...known, places: { ...known.places, free } }, now);
    const [line] = enrolmentLines([row(more)], head, 1, 'all');
    return [
      ...(line?.mayPromote ? ['promote'] : []),
      ...(line?.mayCall ? ['call'] : []),
      ...(line?.mayPrioritise ? ['priority'] : []),
      ...(line?.mayReject ? ['reject'] : []),
    ];
  };

  it.each([
    [{}, JUNE_1, 1, ['promote', 'priority', 'reject']],
    [{}, JUNE_1, 0, ['priority', 'reject']],
    [{}, START - DAY_MS - 1, 1, ['priority', 'reject']],
    [{}, START - DAY_MS, 1, ['call', 'priority', 'reject']],
    [{ state: 'offered' }, START - 1, 0, ['call', 'reject']],
    [{ state: 'offered' }, START, 0, ['reject']],
    [{ state: 'enrolled' }, START, 0, ['reject']],
    [{ state: 'enrolled' }, START + 2 * HOUR_MS + 1, 0, []],
    [{ state: 'declined' }, JUNE_1, 1, []],
  ] as const)('of %j at %d with %d free offers %j', (more, now, free, offered) => {
    expect(steps(more as Partial<EnrolmentRow>, now, free)).toEqual(offered);
  });

  it.each([
    [JUNE_1 - DAY_MS - 1, false],
    [JUNE_1 - DAY_MS, true],
    [JUNE_1 + 3 * DAY_MS, true],
    [JUNE_1 + 3 * DAY_MS + 1, false],
  ])('takes a roster of enrolments while people join, at %d: %s', (now, may) => {
    expect(headOf(programme(), now).mayJoin).toBe(may);
  });

  it.each([
    [START - 30 * MINUTE_MS - 1, false],
    [START - 30 * MINUTE_MS, true],
    [START + 2 * HOUR_MS, true],
    [START + 2 * HOUR_MS + 1, false],
  ])('opens the desk to walk-ins at %d: %s', (now, may) => {
    expect(headOf(programme(), now).mayWalkIn).toBe(may);
  });

  it('says why somebody is passed over, and where the number stands', () => {
    const known = row({
      place: 2,
      priority: 5,
      passed: 'not_reached',
      calls: [{ at: JUNE_1, outcome: 'not_reached' }],
      form: { formNo: 'A-12', keptAt: '社区档案柜' },
    });
    const [line] = enrolmentLines([known], headOf(programme(), JUNE_1), 1, 'queue');
    expect(line?.about).toContain('第 2 位 · 优先级 +5');
    expect(line?.notes).toEqual([
      '先跳过：电话没有打通',
      expect.stringContaining('没有打通'),
      '电话在纸表 A-12，存于社区档案柜',
    ]);
  });
});

describe('sessions, and certificates', () => {
  it('counts who came to each, and looks at the one that runs', () => {
    const rows = [row({ state: 'enrolled', attended: ['s-1'] }), row({ state: 'enrolled' })];
    expect(sessionLines(programme(), rows, START + 1)[0]?.attended).toBe('1 人到场');
    expect(sessionLines(programme(), [], JUNE_1)[0]?.attended).toBe('还没开始');
    expect(sessionNow(programme(), START + 1)).toBe('s-1');
  });

  it('tells who can have a certificate', () => {
    const passed = { state: 'enrolled', attended: ['s-1'], assessment: { passed: true } } as const;
    const rows = [
      row({ ...passed, enrolmentId: 'a', attended: [...passed.attended] }),
      row({ ...passed, enrolmentId: 'b', attended: [] }),
      row({ enrolmentId: 'c', state: 'enrolled', attended: ['s-1'] }),
      row({ ...passed, enrolmentId: 'd', attended: ['s-1'], certificateNumber: 'CERT-1' }),
      row({ enrolmentId: 'e', state: 'cancelled' }),
    ];
    expect(
      learnerLines(rows, ['s-1'], new Set(['a'])).map(({ word, isReady, chosen }) => [
        word,
        isReady,
        chosen,
      ]),
    ).toEqual([
      ['可以发证', true, true],
      ['未达到', false, false],
      ['未达到', false, false],
      ['已发证书', false, false],
    ]);
    expect(
      awardText([
        { enrolmentId: 'a', number: 'CERT-1' },
        { enrolmentId: 'b', refused: 'not_passed' },
      ]),
    ).toBe('发了 1 张证书；1 人没有发：考核还没有合格');
  });

  it.each([
    ['', undefined],
    [' 82.5 ', 82.5],
    ['101', NaN],
    ['好', NaN],
  ])('reads the score %j', (typed, score) => {
    expect(scoreOf(typed)).toBe(score);
  });

  it('lets another admin confirm a revocation, never who asked', () => {
    const asked = (mine: boolean): CertificateRow => ({
      number: 'CERT-1',
      kind: 'training',
      title: '周末课堂',
      name: '林知夏',
      hours: 6,
      issuedOn: '2025-06-01',
      status: 'valid',
      revocation: { reason: '登记错了', mine, at: JUNE_1 },
    });
    const may = (mine: boolean, isAdmin: boolean) =>
      certificateLines([asked(mine)], isAdmin)[0]?.mayConfirm;
    expect([may(false, true), may(true, true), may(false, false)]).toEqual([true, false, false]);
  });
});
