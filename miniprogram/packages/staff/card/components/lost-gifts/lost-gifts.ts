import type { EventView } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { chunksOf } from '../../../common/chunks';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { takeStep, type TakesSteps } from '../../../common/send-once';

/** Cards that one call moves: short enough to answer in time. */
const MOVE_SIZE = 20;

/** What was sent last: repeated after a failure, it is done once. */
const steps: TakesSteps = { attempt: undefined };

/** Brings gifts that lie at no desk of an event to one of its own. Event `moved`. */
Component({
  properties: {
    eventId: { type: String, value: '' },
    /** The event, whose desks are offered. */
    here: { type: Array, value: [] as EventView[] },
    cardIds: { type: Array, value: [] as string[] },
  },
  data: { desk: NO_DESK, busy: false, problem: '' },
  methods: {
    chooseDesk({ detail }: { detail: ChosenDesk }) {
      this.setData({ desk: detail, problem: '' });
    },
    async fetch() {
      const { eventId, desk, busy } = this.data;
      const lost = this.data.cardIds as string[];
      if (busy) return;
      if (desk.stationId === '') {
        this.setData({ problem: '请选择礼物移到哪个核销点' });
        return;
      }
      this.setData({ busy: true, problem: '' });
      try {
        for (const cardIds of chunksOf(lost, MOVE_SIZE)) {
          const payload = { eventId, cardIds, stationId: desk.stationId };
          await takeStep(steps, payload, (request) => call('staff', 'card.move', request));
        }
      } catch (error) {
        this.setData({ problem: errorLine(error) });
      }
      this.setData({ busy: false });
      this.triggerEvent('moved');
    },
  },
});
