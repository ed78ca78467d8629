import type { Absentee, EventView } from '../../../typings/contract';
import { failing, later, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';

interface EventPage extends AnyPage {
  data: {
    state: { kind: string } | null;
    listState: { kind: string } | null;
    progress: { title: string } | null;
    absentees: { cardId: string; chosen: boolean }[];
    chosenCount: number;
    destination: number;
    conflicts: unknown[];
    cancelling: boolean;
    problem: string;
    done: string;
  };
  onHide(): void;
  chooseEvent(event: object): void;
  chooseTab(tap: object): void;
  toggle(tap: object): void;
  sort(tap: object): void;
  narrow(event: object): Promise<void>;
  move(): Promise<void>;
  cancel(event: object): Promise<void>;
}

const event = (eventId: string): EventView => ({
  eventId,
  campaignId: 'nanshan-2025',
  title: eventId,
  place: '活动中心',
  from: Date.now() - 1000,
  until: Date.now() + 3_600_000,
  stations: [
    { stationId: 'desk-1', label: '1 号台' },
    { stationId: 'desk-2', label: '2 号台' },
  ],
});

const absentee = (cardId: string, gift: string, stationId: string): Absentee => ({
  cardId,
  cardNo: cardId,
  wishId: cardId,
  alias: '晨星 12',
  gift,
  communityName: '海岸社区',
  stationId,
});

const MISSING = [
  absentee('k1', '跑鞋', 'desk-2'),
  absentee('k2', '书包', 'desk-1'),
  absentee('k3', '足球', 'desk-2'),
];

const progressOf = (eventId: string) => ({
  event: event(eventId),
  cards: 3,
  redeemed: 0,
  byStation: [],
  byCategory: [],
  timeline: [],
  openConflicts: 0,
  failedScans: [],
  devices: [],
});

const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  const eventId = String(input['eventId']);
  if (action === 'me') return { admin: true, grants: [] };
  if (action === 'event.list') return { items: [event('event-1'), event('event-2')] };
  if (action === 'event.progress') return progressOf(eventId);
  if (action === 'event.absentees') {
    return { items: eventId === 'event-1' ? MISSING : [absentee('k9', '跑鞋', 'desk-1')] };
  }
  return { items: [] };
};

const opened: EventPage[] = [];
const openPage = pageOf<EventPage>('packages/staff/card/pages/event/event');
const open = async (): Promise<EventPage> => {
  const page = await openPage({ eventId: 'event-1' });
  opened.push(page);
  return page;
};

const listedOn = ({ data }: EventPage) => data.absentees.map(({ cardId }) => cardId);
const tickedOn = ({ data }: EventPage) =>
  data.absentees.flatMap(({ cardId, chosen }) => (chosen ? cardId : []));

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
});

afterEach(() => {
  for (const page of opened.splice(0)) page.onHide();
});

describe('who has not come for a gift', () => {
  it('is sorted by a column, up, down and as it came, with the same ones ticked', async () => {
    const page = await open();
    page.toggle(tapOn({ cardId: 'k1' }));
    page.sort(tapOn({ key: 'desk' }));
    expect(listedOn(page)).toEqual(['k2', 'k1', 'k3']);
    expect(tickedOn(page)).toEqual(['k1']);
    page.sort(tapOn({ key: 'desk' }));
    expect(listedOn(page)).toEqual(['k1', 'k3', 'k2']);
    page.sort(tapOn({ key: 'desk' }));
    expect(listedOn(page)).toEqual(['k1', 'k2', 'k3']);
  });

  it('stays ticked when the list is read again, and not where it is no longer listed', async () => {
    const page = await open();
    page.toggle(tapOn({ cardId: 'k1' }));
    page.toggle(tapOn({ cardId: 'k2' }));
    page.chooseTab(tapOn({ tab: 'conflicts' }));
    page.chooseTab(tapOn({ tab: 'absent' }));
    await settle();
    expect(tickedOn(page)).toEqual(['k1', 'k2']);
    await page.narrow({ detail: { search: '', chosen: { desk: 'desk-2' } } });
    await page.narrow({ detail: { search: '', chosen: {} } });
    expect(tickedOn(page)).toEqual(['k1']);
  });

  it('is that of the event chosen last', async () => {
    const page = await open();
    const late = later(undefined);
    paper.answer = async (asked) => {
      if (asked.input['eventId'] === 'event-2') await late.answer;
      return usual(asked);
    };
    page.chooseEvent({ detail: { value: 1 } });
    page.chooseEvent({ detail: { value: 0 } });
    await settle();
    late.come();
    await settle();
    expect(page.data).toMatchObject({ state: null, progress: { title: 'event-1' } });
    expect(listedOn(page)).toEqual(['k1', 'k2', 'k3']);
  });

  it('is moved, and said so though the list cannot be read again', async () => {
    const page = await open();
    page.toggle(tapOn({ cardId: 'k1' }));
    page.setData({ destination: 0 });
    paper.answer = (asked) => {
      if (asked.action === 'event.absentees') throw failing;
      return usual(asked);
    };
    await page.move();
    expect(page.data).toMatchObject({
      done: '已把 1 张卡移到「event-2 · 1 号台」',
      listState: null,
    });
    expect(page.data.problem).toMatch('出了点问题');
    expect(listedOn(page)).toEqual(['k2', 'k3']);
  });
});

describe('an event', () => {
  it('is cancelled once, and said so though it cannot be read again', async () => {
    const page = await open();
    page.setData({ cancelling: true });
    paper.answer = (asked) => {
      if (asked.action === 'event.list') throw failing;
      return usual(asked);
    };
    const because = { detail: { reason: '天气原因' } };
    await Promise.all([page.cancel(because), page.cancel(because)]);
    expect(paper.asked.filter(({ action }) => action === 'event.cancel')).toHaveLength(1);
    expect(page.data).toMatchObject({
      state: null,
      cancelling: false,
      done: '活动已取消，卡还在，可以移到另一场',
    });
  });

  it('does not say that nothing is in conflict before it was read', async () => {
    const page = await open();
    const late = later({ items: [] });
    paper.answer = (asked) => (asked.action === 'conflict.list' ? late.answer : usual(asked));
    page.chooseTab(tapOn({ tab: 'conflicts' }));
    await settle();
    expect(page.data.listState).toMatchObject({ kind: 'loading' });
    late.come();
    await settle();
    expect(page.data.listState).toBeNull();
  });
});
