import type { EnrolmentView, PublicProgramme } from '../../../typings/contract';
import {
  factsView,
  numberIn,
  ownRows,
} from '../../../miniprogram/packages/family/pages/certificate/view';
import { mineRows, openRows } from '../../../miniprogram/packages/family/pages/programmes/view';
import { JUNE_1 } from '../samples';

const HOUR = 60 * 60 * 1000;

const session = {
  sessionId: 's-1',
  title: '第一课',
  place: '活动室',
  from: JUNE_1 + 24 * HOUR,
  until: JUNE_1 + 26 * HOUR,
  inOut: true,
};

const mine = (more: Partial<EnrolmentView> = {}): EnrolmentView => ({
  enrolmentId: 'e-1',
  programmeId: 'p-1',
  childId: 'child-1',
  kind: 'ability',
  title: '周末课堂',
  organiser: '东区妇联',
  state: 'waiting',
  place: 3,
  sessions: [session],
  attended: [],
  pass: false,
  mayFeedback: false,
  ...more,
});

const names = new Map([['child-1', '小满']]);
const row = (more: Partial<EnrolmentView>) => mineRows([mine(more)], 'family', names, JUNE_1)[0];

describe('the page of projects', () => {
  it.each([
    [
      {},
      { state: '排队中', note: '排在第 3 位，有名额会告诉您。', mayLeave: true, isOffered: false },
    ],
    [
      { state: 'offered', offeredUntil: JUNE_1 },
      { isOffered: true, mayLeave: false },
    ],
    [
      { state: 'enrolled', pass: true },
      { hasPass: true, next: session },
    ],
    [
      { state: 'cancelled', cancelled: { reason: '台风' } },
      { note: '项目已取消：台风', next: null },
    ],
  ] as const)('says of %j what can be done', (more, shown) => {
    expect(row(more as Partial<EnrolmentView>)).toMatchObject({ who: '小满', ...shown });
  });

  const open = (more: Partial<PublicProgramme> = {}): PublicProgramme => ({
    programmeId: 'p-1',
    kind: 'lecture',
    title: '讲座',
    organiser: '东区妇联',
    summary: '',
    for: 'adult',
    places: { capacity: 5, free: 2 },
    opensAt: JUNE_1,
    closesAt: JUNE_1 + HOUR,
    sessions: [session],
    figures: { enrolled: 3, sessionsHeld: 0, attendances: 0 },
    ...more,
  });

  it.each([
    [JUNE_1 - 1, {}, false, /开始报名$/],
    [JUNE_1, {}, true, /^还有 2 个名额$/],
    [JUNE_1, { places: { capacity: 5, free: 0 } }, true, /^已满，可以排队$/],
    [JUNE_1 + HOUR + 1, {}, false, /^报名已截止$/],
    [JUNE_1, { cancelled: true as const }, false, /^已取消$/],
  ])('at %d %j: may join %s', (now, more, mayJoin, places) => {
    const [shown] = openRows([open(more)], now);
    expect(shown).toMatchObject({ mayJoin, isForChild: false });
    expect(shown?.places).toMatch(places);
  });
});

describe('the verification of a certificate', () => {
  it('shows what was frozen, and of an unknown number nothing', () => {
    expect(factsView({ status: 'unknown' })).toMatchObject({ word: '没有这张证书', lines: [] });
    const facts = factsView({ status: 'valid', kind: 'training', title: '课', hours: 6 });
    expect(facts.lines).toContainEqual({ name: '时长', value: '6.0 学时' });
    expect(facts.lines).toContainEqual({ name: '持证人', value: '信息已删除' });
  });

  it('reads a number out of a link or a text', () => {
    expect(numberIn('https://x.cn/c/CERT-8F3K-Q2MD-7XWA')).toBe('CERT-8F3K-Q2MD-7XWA');
    expect(numberIn('8F3KQ2MD7XWA')).toBe('8F3KQ2MD7XWA');
  });

  it('prints what is not revoked or replaced', () => {
    const rows = ownRows(
      (['valid', 'expired', 'replaced', 'revoked'] as const).map((status) => ({
        number: status,
        status,
        kind: 'hours' as const,
      })),
    );
    expect(rows.map(({ mayPrint }) => mayPrint)).toEqual([true, true, false, false]);
  });
});
