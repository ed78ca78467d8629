import type { EventView } from '../../../../../../typings/contract';
import { draftOf, draftProblem, newDraft, withDesk, withPlace, type EventDraft } from './draft';

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
    /** The event whose desks a new one begins with; null for none. */
    last: { type: Object, value: null as unknown as EventView },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { draft: newDraft(Date.now()), missing: '', mapProblem: '' },
  observers: {
    'event, last'(event: EventView | null, last: EventView | null) {
      const draft = event ? draftOf(event) : newDraft(Date.now(), last);
      this.setData({ draft, missing: '', mapProblem: '' });
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
    /** A map with a search; where there is none, the fields are filled in by hand. */
    async choosePlace() {
      try {
        const chosen = await wx.chooseLocation({});
        this.setData({ draft: withPlace(this.data.draft, chosen), missing: '', mapProblem: '' });
      } catch (error) {
        const isLeft = String((error as { errMsg?: string }).errMsg).includes('cancel');
        if (!isLeft) this.setData({ mapProblem: '没能打开地图，请在下面填写地点和位置。' });
      }
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
