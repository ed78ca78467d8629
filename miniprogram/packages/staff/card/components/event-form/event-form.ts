import type { EventView } from '../../../../../../typings/contract';
import { draftOf, draftProblem, newDraft, withDesk, type EventDraft } from './draft';

type Field =
  | 'title'
  | 'place'
  | 'point'
  | 'address'
  | 'fromDay'
  | 'fromHour'
  | 'untilDay'
  | 'untilHour';

/** Plans an event, a new one or a known one. Events: `save` with the draft, `close`. */
Component({
  properties: {
    /** The event to change; null for a new one. */
    event: { type: Object, value: null as unknown as EventView },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { draft: newDraft(Date.now()), missing: '' },
  observers: {
    event(event: EventView | null) {
      this.setData({ draft: event ? draftOf(event) : newDraft(Date.now()), missing: '' });
    },
  },
  methods: {
    change(part: Partial<EventDraft>) {
      this.setData({ draft: { ...this.data.draft, ...part }, missing: '' });
    },
    write({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const field = currentTarget.dataset['field'] as Field;
      this.change({ [field]: detail.value });
    },
    renameDesk({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const changed = currentTarget.dataset['stationId'] as string;
      this.change({
        stations: this.data.draft.stations.map((station) =>
          station.stationId === changed ? { ...station, label: detail.value } : station,
        ),
      });
    },
    addDesk() {
      this.change({ stations: withDesk(this.data.draft.stations) });
    },
    removeDesk({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const removed = currentTarget.dataset['stationId'] as string;
      this.change({
        stations: this.data.draft.stations.filter(({ stationId }) => stationId !== removed),
      });
    },
    save() {
      const { draft } = this.data;
      const missing = draftProblem(draft);
      this.setData({ missing });
      if (missing === '') this.triggerEvent('save', draft);
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
