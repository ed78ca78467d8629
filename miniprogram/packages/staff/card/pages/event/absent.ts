import type { Absentee, EventView } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { chunksOf } from '../../../common/chunks';
import { NOT_NARROWED, type ListFilter, type Narrowed } from '../../../common/narrowing';
import { nextSorting, type Sorting } from '../../../common/sorting';
import { absenteesOf } from './reading';
import {
  absenteeFilters,
  absenteeHead,
  absenteeRows,
  destinationsOf,
  narrowedAbsentees,
  sortedAbsentees,
  type AbsenteeRow,
  type AbsenteeSortKey,
  type Destination,
} from './view';

/** Cards that one call moves: short enough to answer in time. */
const MOVE_SIZE = 25;

/** The data that `absent` works with. */
export const absentData = () => ({
  absentees: [] as AbsenteeRow[],
  head: absenteeHead(null),
  chosenCount: 0,
  filters: [] as ListFilter[],
  narrowed: NOT_NARROWED as Narrowed,
  /** Nothing is missing at all, whatever is searched. */
  isEmpty: true,
  /** How far a move of many has come. */
  moving: '',
  destinations: [] as Destination[],
  destination: -1,
});

interface AbsentPage {
  data: ReturnType<typeof absentData>;
  wanted: string;
  known: EventView[];
  missing: Absentee[];
  found: Absentee[];
  ticked: string[];
  sorting: Sorting<AbsenteeSortKey> | null;
  setData(change: object): void;
  event(): EventView | undefined;
  loadList(): Promise<void>;
  findAbsentees(): Promise<void>;
  showAbsentees(): void;
  tick(cardIds: string[]): void;
  act<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ): Promise<boolean>;
}

/** Cards that nobody came for: found, put in order, and moved to where they may be fetched. */
export const absent = {
  missing: [] as Absentee[],
  /** Of these, the ones that the list is narrowed down to. */
  found: [] as Absentee[],
  ticked: [] as string[],
  sorting: null as Sorting<AbsenteeSortKey> | null,

  async loadAbsentees(this: AbsentPage) {
    const { wanted } = this;
    const missing = await absenteesOf(wanted);
    if (wanted !== this.wanted) return;
    this.missing = missing;
    this.setData({
      destinations: destinationsOf(this.known, wanted, Date.now()),
      filters: absenteeFilters(missing, this.event()?.stations ?? []),
      isEmpty: missing.length === 0,
    });
    await this.findAbsentees();
  },

  async narrow(this: AbsentPage, { detail }: { detail: Narrowed }) {
    this.setData({ narrowed: detail, problem: '' });
    try {
      await this.findAbsentees();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  /** What is searched is found by the server, which knows numbers that the list does not tell. */
  async findAbsentees(this: AbsentPage) {
    const { wanted } = this;
    const { search } = this.data.narrowed;
    const found = search === '' ? this.missing : await absenteesOf(wanted, search);
    if (search !== this.data.narrowed.search || wanted !== this.wanted) return;
    this.found = narrowedAbsentees(found, this.data.narrowed);
    this.showAbsentees();
  },

  /** Only what is listed stays ticked: nothing is moved unseen. */
  showAbsentees(this: AbsentPage) {
    const stations = this.event()?.stations ?? [];
    const sorted = sortedAbsentees(this.found, this.sorting, stations);
    const absentees = absenteeRows(sorted, stations, this.ticked);
    this.ticked = absentees.flatMap(({ cardId, chosen }) => (chosen ? cardId : []));
    this.setData({ absentees, chosenCount: this.ticked.length });
  },

  sort(this: AbsentPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    this.sorting = nextSorting(this.sorting, currentTarget.dataset['key'] as AbsenteeSortKey);
    this.setData({ head: absenteeHead(this.sorting) });
    this.showAbsentees();
  },

  toggle(this: AbsentPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    const others = this.ticked.filter((other) => other !== cardId);
    this.tick(others.length < this.ticked.length ? others : [...others, cardId]);
  },

  toggleAll(this: AbsentPage) {
    const { absentees, chosenCount } = this.data;
    this.tick(chosenCount < absentees.length ? absentees.map(({ cardId }) => cardId) : []);
  },

  tick(this: AbsentPage, cardIds: string[]) {
    this.ticked = cardIds;
    this.setData({ problem: '' });
    this.showAbsentees();
  },

  chooseDestination(this: AbsentPage, { detail }: WechatMiniprogram.PickerChange) {
    this.setData({ destination: Number(detail.value), problem: '' });
  },

  /** Part by part; after a failure the rest stays chosen and the failed part keeps its requestId. */
  async move(this: AbsentPage) {
    const to = this.data.destinations[this.data.destination];
    const cardIds = [...this.ticked];
    if (!to || cardIds.length === 0) {
      this.setData({ problem: cardIds.length === 0 ? '请先选择要移走的卡' : '请选择移到哪里' });
      return;
    }
    const { eventId, stationId } = to;
    let moved = 0;
    for (const part of chunksOf(cardIds, MOVE_SIZE)) {
      this.setData({ moving: `正在移 ${moved} / ${cardIds.length}` });
      const isMoved = await this.act({ cardIds: part, eventId, stationId }, async (request) => {
        await call('staff', 'card.move', request);
        this.found = this.found.filter(({ cardId }) => !part.includes(cardId));
        this.showAbsentees();
        return '';
      });
      if (!isMoved) break;
      moved += part.length;
    }
    this.setData({ moving: '' });
    if (moved > 0) this.setData({ done: `已把 ${moved} 张卡移到「${to.label}」` });
    if (moved === cardIds.length) await this.loadList();
  },
};
