import type { EventView } from '../../../../../../typings/contract';
import { askDesk, NO_DESK, type ChosenDesk, type DeskQuestion } from '../../desks';

/**
 * Asks at which desk a gift lies: of its card's event, or of an event that is chosen first. Event
 * `choose` with the desk, which stays from one gift to the next of the same event.
 */
Component({
  properties: {
    events: { type: Array, value: [] as EventView[] },
    /** The event of the gift's card; '' for none. */
    cardEventId: { type: String, value: '' },
    label: { type: String, value: '领取点' },
    problem: { type: String, value: '' },
  },
  data: { question: { ...NO_DESK, events: [], stations: [] } as DeskQuestion },
  observers: {
    'events, cardEventId'() {
      this.ask(this.data.question);
    },
  },
  lifetimes: {
    attached() {
      // What was known before anybody listened is told now.
      this.ask(this.data.question);
    },
  },
  methods: {
    ask(chosen: ChosenDesk) {
      const { events, cardEventId } = this.data;
      const question = askDesk(events as EventView[], cardEventId, chosen, Date.now());
      this.setData({ question });
      const { eventId, stationId } = question;
      this.triggerEvent('choose', { eventId, stationId });
    },
    chooseEvent({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.ask({ eventId: currentTarget.dataset['eventId'] as string, stationId: '' });
    },
    chooseDesk({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { eventId } = this.data.question;
      this.ask({ eventId, stationId: currentTarget.dataset['stationId'] as string });
    },
  },
});
