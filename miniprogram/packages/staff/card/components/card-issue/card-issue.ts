import type { EventView } from '../../../../../../typings/contract';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { chosenOf, toggled, withAllChosen, type IssueRow } from './view';

/**
 * Chooses the wishes that get a card; its page holds who is chosen. Events `choose` with them, and
 * `issue` with their ids, and a desk where gifts lie elsewhere.
 */
Component({
  properties: {
    eventId: { type: String, value: '' },
    /** The event, whose desks are offered to gifts that lie elsewhere. */
    here: { type: Array, value: [] as EventView[] },
    rows: { type: Array, value: [] as IssueRow[] },
    /** Cards issued and to be issued, while it goes on. */
    progress: { type: Object, value: null as unknown as { done: number } },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    chosenCount: 0,
    /** Gifts of chosen wishes that lie at no desk of this event. */
    strayCount: 0,
    desk: NO_DESK,
    missing: '',
  },
  observers: {
    rows(rows: IssueRow[]) {
      const strayCount = rows.filter(({ chosen, elsewhere }) => chosen && elsewhere).length;
      this.setData({ chosenCount: chosenOf(rows).length, strayCount });
    },
    eventId() {
      this.setData({ desk: NO_DESK, missing: '' });
    },
  },
  methods: {
    choose(rows: IssueRow[]) {
      if (!this.data.busy) this.triggerEvent('choose', { rows });
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.choose(toggled(this.data.rows, currentTarget.dataset['wishId'] as string));
    },
    toggleAll() {
      const { rows, chosenCount } = this.data;
      this.choose(withAllChosen(rows, chosenCount < rows.length));
    },
    chooseDesk({ detail }: { detail: ChosenDesk }) {
      this.setData({ desk: detail, missing: '' });
    },
    issue() {
      const { busy, strayCount, desk, rows } = this.data;
      const wishIds = chosenOf(rows);
      if (busy || wishIds.length === 0) return;
      if (strayCount > 0 && desk.stationId === '') {
        this.setData({ missing: '请选择不在这场的礼物移到哪个核销点' });
        return;
      }
      const place = strayCount > 0 ? { stationId: desk.stationId } : {};
      this.triggerEvent('issue', { wishIds, ...place });
    },
  },
});
