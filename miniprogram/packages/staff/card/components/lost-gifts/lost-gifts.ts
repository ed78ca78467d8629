import type { EventView } from '../../../../../../typings/contract';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';

/** Asks for a desk for gifts that lie at none of their event. Event `fetch` with cards and desk. */
Component({
  properties: {
    eventId: { type: String, value: '' },
    /** The event, whose desks are offered. */
    here: { type: Array, value: [] as EventView[] },
    cardIds: { type: Array, value: [] as string[] },
    busy: { type: Boolean, value: false },
  },
  data: { desk: NO_DESK, problem: '' },
  methods: {
    chooseDesk({ detail }: { detail: ChosenDesk }) {
      this.setData({ desk: detail, problem: '' });
    },
    fetch() {
      const { desk, busy, cardIds } = this.data;
      if (busy) return;
      if (desk.stationId === '') {
        this.setData({ problem: '请选择礼物移到哪个核销点' });
        return;
      }
      this.triggerEvent('fetch', { cardIds, stationId: desk.stationId });
    },
  },
});
