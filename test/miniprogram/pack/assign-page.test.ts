import type { PackCandidate } from '../../../typings/contract';
import { failing, pageOf, paper, settle, tapOn, type AnyPage, type Asked } from '../paper-page';

interface AssignPage extends AnyPage {
  data: {
    chosen: number;
    elsewhere: number;
    children: { childId: string }[];
    progress: string;
    percent: number;
    done: string;
    problem: string;
    busy: boolean;
  };
  chooseCommunity(event: object): void;
  chooseAll(): void;
  toggle(tap: object): void;
  assign(): Promise<void>;
}

const OF_EACH = 120;

const COMMUNITIES = ['海岸社区', '山脚社区', '湖边社区'].map((name, place) => ({
  communityId: `c-${place}`,
  name,
}));

const candidatesIn = (communityId: string): PackCandidate[] =>
  Array.from({ length: OF_EACH }, (_, place) => ({
    childId: `${communityId}-${place}`,
    alias: `晨星 ${place}`,
    ageBand: '7-12',
    version: '7-12',
  }));

const idsIn = ({ input }: Asked): string[] => input['childIds'] as string[];

const given = (asked: Asked) => ({
  results: idsIn(asked).map((childId) => ({ childId, cardId: `card of ${childId}` })),
});

const usual = (asked: Asked): unknown => {
  if (asked.action === 'community.list') return { items: COMMUNITIES };
  if (asked.action === 'pack.batch') return { planId: 'plan-1', counts: [], places: [] };
  if (asked.action === 'pack.assign') return given(asked);
  return { items: candidatesIn(String(asked.input['communityId'])) };
};

const assignments = (): Asked[] => paper.asked.filter(({ action }) => action === 'pack.assign');

const openAssign = pageOf<AssignPage>('packages/staff/pack/pages/assign/assign');

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

/** All children of all communities are ticked. */
const openWithAll = async (): Promise<AssignPage> => {
  const page = await openAssign({ batchId: 'batch-1' });
  for (const value of COMMUNITIES.keys()) {
    page.chooseCommunity({ detail: { value } });
    await settle();
    page.chooseAll();
  }
  return page;
};

it('360 children of several communities are assigned in one go, with progress', async () => {
  const page = await openWithAll();
  expect(page.data).toMatchObject({ chosen: 360, elsewhere: 240 });
  const seen: [string, number][] = [];
  paper.answer = (asked) => {
    if (asked.action === 'pack.assign') seen.push([page.data.progress, page.data.percent]);
    return usual(asked);
  };
  await page.assign();
  const parts = assignments().map(idsIn);
  expect(new Set(parts.flat()).size).toBe(360);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(24);
  expect(seen.slice(0, 2)).toEqual([
    ['', 0],
    ['已办 24 / 360', 7],
  ]);
  expect(page.data).toMatchObject({ done: '已分配 360 个孩子', chosen: 0, busy: false });
});

it('what was cut off is sent again as it was, and nobody is asked for twice', async () => {
  const page = await openWithAll();
  paper.answer = (asked) => {
    if (assignments().length > 2 && asked.action === 'pack.assign') throw failing;
    return usual(asked);
  };
  await page.assign();
  expect(page.data).toMatchObject({ chosen: 360 - 48, busy: false });
  expect(page.data.problem).toContain('已分配 48 个孩子');
  const cut = assignments().at(-1);
  paper.asked = [];
  paper.answer = usual;
  await page.assign();
  expect(assignments()[0]?.input).toEqual(cut?.input);
  expect(assignments().flatMap(idsIn)).toHaveLength(360 - 48);
  expect(page.data).toMatchObject({ done: '已分配 312 个孩子', problem: '' });
});

it('whoever got none is told with the reason', async () => {
  const page = await openAssign({ batchId: 'batch-1' });
  page.toggle(tapOn({ childId: 'c-0-0' }));
  page.toggle(tapOn({ childId: 'c-0-1' }));
  paper.answer = (asked) =>
    asked.action === 'pack.assign'
      ? { results: idsIn(asked).map((childId) => ({ childId, refused: 'short' })) }
      : usual(asked);
  await page.assign();
  expect(page.data.done).toMatch(/^已分配 0 个，2 个没有：.+ 2$/);
});
