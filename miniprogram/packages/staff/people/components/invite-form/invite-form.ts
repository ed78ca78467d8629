import type { AreaInput, EventView, GrantRole } from '../../../../../../typings/contract';
import {
  areasFor,
  EMPTY_INVITE,
  holderProblem,
  LABEL_MAX,
  offerOf,
  ROLE_CHIPS,
  ROLE_MEANINGS,
  windowText,
  type InviteDraft,
} from './offer';

/**
 * Asks for whom an invite is. Event `make` with the offer and the label; `hold` with the code and
 * the label of who is to hold safeguarding.
 */
Component({
  properties: {
    areas: { type: Array, value: [] as AreaInput[] },
    events: { type: Array, value: [] as EventView[] },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    draft: EMPTY_INVITE,
    chips: ROLE_CHIPS,
    meaning: ROLE_MEANINGS[EMPTY_INVITE.role],
    places: [] as AreaInput[],
    place: 0,
    eventPlace: 0,
    inviter: '',
    desks: [] as { stationId: string; label: string; chosen: boolean }[],
    window: '',
    missing: '',
    LABEL_MAX,
  },
  observers: {
    areas() {
      this.show({});
    },
  },
  methods: {
    show(part: Partial<InviteDraft>) {
      const draft = { ...this.data.draft, ...part };
      const { areas, events } = this.data as { areas: AreaInput[]; events: EventView[] };
      const places = areasFor(areas, draft.role);
      const event = events.find(({ eventId }) => eventId === draft.eventId);
      this.setData({
        draft,
        places,
        meaning: ROLE_MEANINGS[draft.role],
        place: places.findIndex(({ areaId }) => areaId === draft.areaId),
        eventPlace: events.findIndex(({ eventId }) => eventId === draft.eventId),
        desks: (event?.stations ?? []).map((station) => ({
          ...station,
          chosen: draft.stationIds.includes(station.stationId),
        })),
        window: windowText(event),
        missing: '',
      });
    },
    chooseRole({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.show({ role: currentTarget.dataset['role'] as GrantRole, areaId: '' });
    },
    chooseArea({ detail }: { detail: { value: string | number } }) {
      this.show({ areaId: this.data.places[Number(detail.value)]?.areaId ?? '' });
    },
    chooseEvent({ detail }: { detail: { value: string | number } }) {
      const events = this.data.events as EventView[];
      this.show({ eventId: events[Number(detail.value)]?.eventId ?? '', stationIds: [] });
    },
    toggleDesk({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const stationId = currentTarget.dataset['stationId'] as string;
      const { stationIds } = this.data.draft;
      this.show({
        stationIds: stationIds.includes(stationId)
          ? stationIds.filter((other) => other !== stationId)
          : [...stationIds, stationId],
      });
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.setData({ 'draft.label': detail.value });
    },
    writeCode({ detail }: WechatMiniprogram.Input) {
      this.setData({ 'draft.code': detail.value });
    },
    hold() {
      const { draft } = this.data as { draft: InviteDraft };
      const missing = holderProblem(draft);
      this.setData({ missing });
      if (missing !== '') return;
      this.triggerEvent('hold', { code: draft.code.trim(), label: draft.label.trim() });
    },
    writeInviter({ detail }: WechatMiniprogram.Input) {
      this.setData({ inviter: detail.value });
    },
    make() {
      const { draft, events } = this.data as { draft: InviteDraft; events: EventView[] };
      const { offer, problem } = offerOf(draft, events, Date.now());
      this.setData({ missing: problem });
      if (offer)
        this.triggerEvent('make', {
          offer,
          label: draft.label.trim(),
          inviter: this.data.inviter.trim(),
        });
    },
  },
});
