import type { EventView } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { chunksOf } from '../../../common/chunks';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { takeStep, type TakesSteps } from '../../../common/send-once';
import { chosenOf, toggled, withAllChosen, type IssueRow } from './view';

/** Cards that one call issues: short enough to answer in time. */
const ISSUE_SIZE = 20;

/** What was sent last: repeated after a failure, it is done once, whoever came back to it. */
const steps: TakesSteps = { attempt: undefined };

/**
 * Issues cards to the wishes that are chosen. Events: `working` with whether it is under way,
 * `issued` with how many were, and whether these are all.
 */
Component({
  properties: {
    eventId: { type: String, value: '' },
    /** The event, whose desks are offered to gifts that lie elsewhere. */
    here: { type: Array, value: [] as EventView[] },
    candidates: { type: Array, value: [] as IssueRow[] },
  },
  data: {
    rows: [] as IssueRow[],
    chosenCount: 0,
    /** Gifts of chosen wishes that lie at no desk of this event. */
    strayCount: 0,
    desk: NO_DESK,
    /** Cards issued and to be issued, while it goes on. */
    progress: null as { done: number; total: number; percent: number } | null,
    busy: false,
    problem: '',
  },
  observers: {
    candidates(candidates: IssueRow[]) {
      this.choose(candidates);
    },
    eventId() {
      this.setData({ desk: NO_DESK, problem: '' });
    },
  },
  methods: {
    choose(rows: IssueRow[]) {
      const strayCount = rows.filter(({ chosen, elsewhere }) => chosen && elsewhere).length;
      this.setData({ rows, chosenCount: chosenOf(rows).length, strayCount });
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      if (this.data.busy) return;
      this.choose(toggled(this.data.rows, currentTarget.dataset['wishId'] as string));
    },
    toggleAll() {
      const { rows, chosenCount, busy } = this.data;
      if (!busy) this.choose(withAllChosen(rows, chosenCount < rows.length));
    },
    chooseDesk({ detail }: { detail: ChosenDesk }) {
      this.setData({ desk: detail, problem: '' });
    },
    work(busy: boolean) {
      this.setData(busy ? { busy, problem: '' } : { busy, progress: null });
      this.triggerEvent('working', { busy });
    },
    showProgress(done: number, total: number) {
      this.setData({ progress: { done, total, percent: Math.round((done / total) * 100) } });
    },
    /** Part by part; after a failure the rest stays chosen and the failed part keeps its requestId. */
    async issue() {
      const { eventId, busy, strayCount, desk, rows } = this.data;
      const wishIds = chosenOf(rows);
      if (busy || wishIds.length === 0) return;
      if (strayCount > 0 && desk.stationId === '') {
        this.setData({ problem: '请选择不在这场的礼物移到哪个核销点' });
        return;
      }
      const place = strayCount > 0 ? { stationId: desk.stationId } : {};
      this.work(true);
      let issued = 0;
      try {
        for (const part of chunksOf(wishIds, ISSUE_SIZE)) {
          this.showProgress(issued, wishIds.length);
          await takeStep(steps, { eventId, wishIds: part, ...place }, (request) =>
            call('staff', 'card.issue', request),
          );
          issued += part.length;
          this.choose(this.data.rows.filter(({ wishId }) => !part.includes(wishId)));
        }
      } catch (error) {
        this.setData({ problem: errorLine(error) });
      }
      this.work(false);
      const isAll = issued === wishIds.length;
      if (issued > 0) this.triggerEvent('issued', { issued, isAll });
    },
  },
});
