import { failing, later, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface CommunityPage extends AnyPage {
  data: {
    state: { kind: string } | null;
    problem: string;
    communities: { name: string }[];
    children: { childId: string }[];
  };
  chooseCommunity(event: object): void;
}

interface MatchingPage extends CommunityPage {
  data: CommunityPage['data'] & {
    skill: string;
    child: { childId: string } | null;
    matches: { motherId: string }[];
  };
  chooseChild(tap: object): Promise<void>;
  searchSkill(): void;
}

interface AssignPage extends CommunityPage {
  data: CommunityPage['data'] & { chosen: number };
  onShow(): void;
  toggle(tap: object): void;
}

interface WalkinPage extends CommunityPage {
  takeChild(tap: object): Promise<void>;
}

const COMMUNITIES = [
  { communityId: 'c-1', name: '海岸社区' },
  { communityId: 'c-2', name: '山脚社区' },
];

const childOf = (communityId: string) => ({
  childId: `of-${communityId}`,
  alias: '晨星 12',
  ageBand: '7-12',
  communityName: communityId,
  agreed: true,
});

const programme = {
  programmeId: 'p-1',
  title: '周末课堂',
  for: 'child',
  places: { enrolled: 0, capacity: 9, offered: 0, reserved: 0, waiting: 0, free: 9 },
};

const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  const communityId = String(input['communityId']);
  if (action === 'community.list') return { items: COMMUNITIES };
  if (action === 'mother.children') return { items: [childOf(communityId)] };
  if (action === 'pack.candidates')
    return { items: [{ ...childOf(communityId), version: '7-12' }] };
  if (action === 'pack.batch') return { planId: 'plan-1', counts: [], places: [] };
  if (action === 'programme.list') return { items: [programme] };
  if (action === 'mother.match') {
    return {
      items: [
        {
          motherId: `${String(input['childId'])} ${String(input['skill'] ?? '')}`,
          skills: [],
          reasons: [],
        },
      ],
    };
  }
  if (action === 'enrolment.walkIn') return { sessionId: 's-1' };
  if (action === 'pair.overseers') return { items: [{ grantId: 'g', level: 'community' }] };
  return { items: [] };
};

const openMatching = pageOf<MatchingPage>('packages/staff/mother/pages/matching/matching');
const openPropose = pageOf<CommunityPage>('packages/staff/referral/pages/propose/propose');
const openWalkin = pageOf<WalkinPage>('packages/staff/enrolment/pages/walkin/walkin');
const openAssign = pageOf<AssignPage>('packages/staff/pack/pages/assign/assign');

const PAGES = [
  ['matching', openMatching],
  ['propose', openPropose],
  ['walk-in', () => openWalkin({ programmeId: 'p-1' })],
  ['assign', () => openAssign({ batchId: 'b-1' })],
] as const satisfies [string, () => Promise<CommunityPage>][];

const turnTo = (page: CommunityPage, value: number): void =>
  page.chooseCommunity({ detail: { value } });

const shownOn = ({ data }: CommunityPage): string[] => data.children.map(({ childId }) => childId);

const askedFor = (action: string): unknown[] =>
  paper.asked.filter((asked) => asked.action === action);

/** What is asked about this community comes late, or fails late. */
const withLate = (communityId: string, fails = false) => {
  const late = later(undefined);
  paper.answer = async (asked) => {
    if (asked.input['communityId'] !== communityId) return usual(asked);
    await late.answer;
    if (fails) throw failing;
    return usual(asked);
  };
  return late;
};

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

describe.each(PAGES)('the children of a community, %s', (_, open) => {
  it('are those of the reader’s own communities', async () => {
    const page: CommunityPage = await open();
    expect(page.data.communities).toEqual(COMMUNITIES);
    expect(shownOn(page)).toEqual(['of-c-1']);
    turnTo(page, 1);
    await settle();
    expect(shownOn(page)).toEqual(['of-c-2']);
    expect(askedFor('community.list')).toHaveLength(1);
  });

  it.each([false, true])('are not those of an earlier choice that come late', async (fails) => {
    const page: CommunityPage = await open();
    const late = withLate('c-2', fails);
    turnTo(page, 1);
    turnTo(page, 0);
    await settle();
    late.come();
    await settle();
    expect(shownOn(page)).toEqual(['of-c-1']);
    expect(page.data).toMatchObject({ state: null, problem: '' });
  });

  it('say so where they cannot be read, and nothing of another community stands', async () => {
    const page: CommunityPage = await open();
    withLate('c-2', true).come();
    turnTo(page, 1);
    await settle();
    expect(page.data.state).toMatchObject({ kind: 'error' });
  });
});

describe('mothers for a child', () => {
  it('are those for whoever is chosen now', async () => {
    const page = await openMatching();
    await page.chooseChild(tapOn({ childId: 'of-c-1' }));
    const late = later(undefined);
    paper.answer = async (asked) => {
      if (asked.input['skill'] === '阅读') await late.answer;
      return usual(asked);
    };
    page.setData({ skill: '阅读' });
    page.searchSkill();
    page.setData({ skill: '画画' });
    page.searchSkill();
    await settle();
    late.come();
    await settle();
    expect(page.data.matches.map(({ motherId }) => motherId)).toEqual(['of-c-1 画画']);
  });

  it('are asked for once, though the field is left after the keyboard said so', async () => {
    const page = await openMatching();
    await page.chooseChild(tapOn({ childId: 'of-c-1' }));
    page.setData({ skill: '阅读' });
    page.searchSkill();
    page.searchSkill();
    await settle();
    expect(askedFor('mother.match')).toHaveLength(2);
    expect(askedFor('pair.overseers')).toHaveLength(1);
  });
});

describe('children to be given a pack', () => {
  it('stay ticked when the page is come back to, while they may have one', async () => {
    const page = await openAssign({ batchId: 'b-1' });
    page.toggle(tapOn({ childId: 'of-c-1' }));
    page.onShow();
    await settle();
    expect(page.data.chosen).toBe(1);
    paper.answer = (asked) =>
      asked.action === 'pack.candidates'
        ? { items: [{ ...childOf('c-1'), refused: 'has_pack' }] }
        : usual(asked);
    page.onShow();
    await settle();
    expect(page.data.chosen).toBe(0);
  });
});

describe('a child at the door', () => {
  it.each([
    ['at a session', { sessionId: 's-1' }, '晨星 12 登记好了，这一场算到场'],
    ['between two', {}, '晨星 12 登记好了，从下一场开始参加'],
  ])('is told what it is in for, %s', async (_, taken, told) => {
    const page = await openWalkin({ programmeId: 'p-1' });
    paper.answer = (asked) => (asked.action === 'enrolment.walkIn' ? taken : usual(asked));
    await page.takeChild(tapOn({ childId: 'of-c-1' }));
    expect(page.data).toMatchObject({ done: told });
  });

  it('is taken in, and of all that is shown only the places are read again', async () => {
    const page = await openWalkin({ programmeId: 'p-1' });
    paper.asked = [];
    await page.takeChild(tapOn({ childId: 'of-c-1' }));
    expect(paper.asked.map(({ action }) => action)).toEqual(['enrolment.walkIn', 'programme.list']);
    expect(page.data).toMatchObject({ done: '晨星 12 登记好了，这一场算到场' });
  });
});
