import type { EventView, StaffCardRow, StaffWishRow } from '../../../typings/contract';
import { failing, later, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';
import { JUNE_1, row } from '../samples';

interface CardsPage extends AnyPage {
  data: {
    eventId: string;
    rows: { cardId: string }[];
    cardsState: { kind: string } | null;
    narrowed: { search: string; chosen: Record<string, string> };
    candidates: { wishId: string; chosen: boolean }[];
    tab: string;
    problem: string;
    done: string;
    asked: unknown;
  };
  chooseEvent(tap: object): void;
  narrow(event: object): void;
  retryCards(): void;
  chooseWishes(event: object): void;
  issue(event: object): Promise<void>;
  ask(tap: object): void;
  change(event: object): Promise<void>;
}

const event = (eventId: string): EventView => ({
  eventId,
  campaignId: 'nanshan-2025',
  title: eventId,
  place: '活动中心',
  from: JUNE_1,
  until: JUNE_1 + 3_600_000,
  stations: [
    { stationId: 'desk-1', label: '1 号台' },
    { stationId: 'desk-2', label: '2 号台' },
  ],
});

const card = (cardId: string, stationId: string, more: Partial<StaffCardRow> = {}) =>
  ({
    cardId,
    cardNo: cardId,
    state: 'issued',
    alias: '晨星 12',
    gift: '跑鞋',
    communityName: '海岸社区',
    ready: true,
    stationId,
    ...more,
  }) as StaffCardRow;

const CARDS: Record<string, StaffCardRow[]> = {
  'event-1': [card('k1', 'desk-1'), card('k2', 'desk-2')],
  'event-2': [card('k3', 'desk-1'), card('k4', 'desk-2')],
};

/** What is waiting for a card. */
let wishes: StaffWishRow[] = [];

const usual = ({ action, input }: { action: string; input: Record<string, unknown> }): unknown => {
  if (action === 'me') return { admin: true, grants: [] };
  if (action === 'event.list') return { items: [event('event-1'), event('event-2')] };
  if (action === 'wish.list') return { items: input['state'] === 'ready' ? wishes : [] };
  if (action === 'card.list') {
    const cards = CARDS[input['eventId'] as string] ?? [];
    return { items: input['search'] === undefined ? cards : cards.slice(0, 1) };
  }
  return {};
};

const open = pageOf<CardsPage>('packages/staff/card/pages/cards/cards');

const shownOn = (page: CardsPage) => page.data.rows.map(({ cardId }) => cardId);

const narrowedTo = (search: string, chosen: Record<string, string>) => ({
  detail: { search, chosen },
});

beforeEach(() => {
  paper.asked = [];
  paper.answer = usual;
  wishes = [row({ wishId: 'a', state: 'ready' }), row({ wishId: 'b', state: 'ready' })];
});

describe('wishes that wait for a card', () => {
  const chosenOn = (page: CardsPage) =>
    page.data.candidates.flatMap(({ wishId, chosen }) => (chosen ? wishId : []));

  const leaveOut = (page: CardsPage, left: string) =>
    page.chooseWishes({
      detail: {
        rows: page.data.candidates.map((one) => ({ ...one, chosen: one.wishId !== left })),
      },
    });

  it('are left out as they were, as often as they are read, until another event', async () => {
    const page = await open();
    leaveOut(page, 'a');
    wishes = [...wishes, row({ wishId: 'c', state: 'ready' })];
    page.retryCards();
    await settle();
    expect(chosenOn(page)).toEqual(['b', 'c']);
    page.chooseEvent(tapOn({ eventId: 'event-2' }));
    await settle();
    expect(chosenOn(page)).toEqual(['a', 'b', 'c']);
  });

  it('leave the list with their card, though what follows fails', async () => {
    const page = await open();
    leaveOut(page, 'a');
    paper.answer = (asked) => {
      if (asked.action === 'wish.list') throw failing;
      return usual(asked);
    };
    await page.issue({ detail: { wishIds: ['b'] } });
    expect(page.data).toMatchObject({ candidates: [{ wishId: 'a', chosen: false }] });
    expect(page.data.done).toBe('已发 1 张卡');
  });
});

describe('the cards of an event', () => {
  it('are narrowed by what their controls show, and no longer at another event', async () => {
    const page = await open();
    page.narrow(narrowedTo('', { desk: 'desk-2' }));
    await settle();
    expect(shownOn(page)).toEqual(['k2']);
    expect(page.data.narrowed.chosen).toEqual({ desk: 'desk-2' });
    page.chooseEvent(tapOn({ eventId: 'event-2' }));
    await settle();
    expect(page.data.narrowed).toEqual({ search: '', chosen: {} });
    expect(shownOn(page)).toEqual(['k3', 'k4']);
  });

  it('stand only once what was searched has been answered', async () => {
    const page = await open();
    page.narrow(narrowedTo('k1', {}));
    await settle();
    const search = later({ items: [card('k1', 'desk-1')] });
    paper.answer = (asked) => (asked.input['search'] === undefined ? usual(asked) : search.answer);
    page.setData({ cardsState: { kind: 'loading' } });
    page.retryCards();
    await settle();
    expect(page.data.cardsState).toMatchObject({ kind: 'loading' });
    search.come();
    await settle();
    expect(page.data.cardsState).toBeNull();
    expect(shownOn(page)).toEqual(['k1']);
  });

  it('that fail late say nothing of the event chosen meanwhile', async () => {
    const page = await open();
    const late = later(undefined);
    paper.answer = async (asked) => {
      if (asked.action !== 'card.list' || asked.input['eventId'] !== 'event-2') return usual(asked);
      await late.answer;
      throw failing;
    };
    page.chooseEvent(tapOn({ eventId: 'event-2' }));
    page.chooseEvent(tapOn({ eventId: 'event-1' }));
    await settle();
    late.come();
    await settle();
    expect(page.data.cardsState).toBeNull();
    expect(shownOn(page)).toEqual(['k1', 'k2']);
  });

  it('that cannot be read again after a step leave the step done', async () => {
    const page = await open();
    paper.answer = (asked) => {
      if (asked.action === 'card.list') throw failing;
      return usual(asked);
    };
    page.ask(tapOn({ action: 'freeze', cardId: 'k1', cardNo: 'k1' }));
    await page.change({ detail: { reason: '丢了' } });
    await settle();
    expect(page.data).toMatchObject({ done: 'k1 已冻结', asked: null, cardsState: null });
    expect(page.data.problem).toMatch('出了点问题');
    expect(shownOn(page)).toEqual(['k1', 'k2']);
  });
});
