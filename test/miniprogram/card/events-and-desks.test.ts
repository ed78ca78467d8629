import type { EventView } from '../../../typings/contract';
import {
  draftOf,
  draftProblem,
  eventInput,
  lastEvent,
  newDraft,
  withDesk,
  withPlace,
} from '../../../miniprogram/packages/staff/card/components/event-form/draft';
import { askDesk, deskLabel, NO_DESK } from '../../../miniprogram/packages/staff/common/desks';
import { event, JUNE_1, stations } from '../samples';

describe('an event', () => {
  const NOW = JUNE_1;

  it('comes out of the form as it went in', () => {
    const input = eventInput(draftOf(event), event.campaignId);
    expect(input).toEqual({
      eventId: event.eventId,
      campaignId: event.campaignId,
      title: event.title,
      place: event.place,
      location: null,
      from: event.from,
      until: event.until,
      stations: event.stations,
    });
  });

  it('a new one is tomorrow, by the clock of Shanghai', () => {
    const draft = newDraft(Date.UTC(2025, 5, 1, 17));
    expect([draft.fromDay, draft.fromHour]).toEqual(['2025-06-03', '09:00']);
  });

  it('needs a name, an end after its start, and desks with names', () => {
    const draft = { ...newDraft(NOW), title: '六一领取' };
    expect(draftProblem(draft)).toBe('');
    expect(draftProblem({ ...draft, title: ' ' })).toBe('请填写活动名称');
    expect(draftProblem({ ...draft, untilHour: draft.fromHour })).toContain('晚于');
    expect(draftProblem({ ...draft, stations: [] })).toContain('至少');
    expect(draftProblem({ ...draft, stations: [{ stationId: 'x', label: '' }] })).toContain('名字');
  });

  it('takes a point of a map as it is pasted, and refuses what is none', () => {
    const draft = { ...newDraft(NOW), title: '六一领取', address: ' 南头街 1 号 ' };
    expect(eventInput({ ...draft, point: '22.53，113.92' }, 'c').location).toEqual({
      latitude: 22.53,
      longitude: 113.92,
      address: '南头街 1 号',
    });
    for (const point of ['南头街', '113.92, 22.53', '22.53', '22.53, 500']) {
      expect(draftProblem({ ...draft, point })).toContain('纬度');
    }
  });

  it('a new one begins with the desks of the last that was held', () => {
    const packs = [{ stationId: 'desk-1', label: '暖心包台', kind: 'pack' as const }];
    const last = lastEvent([
      { ...event, eventId: 'later', from: JUNE_1 + 1, stations: packs },
      event,
      { ...event, eventId: 'off', from: JUNE_1 + 2, cancelled: { at: JUNE_1, reason: '下雨' } },
    ]);
    expect(last?.eventId).toBe('later');
    // A desk for packs stays one, in a copy as in an event that is changed.
    expect(eventInput(newDraft(NOW, last), 'spring').stations).toEqual(packs);
    expect(newDraft(NOW, lastEvent([]) ?? null).stations).toHaveLength(1);
  });

  it('takes a place from the map with its name, its address and its point', () => {
    const draft = withPlace(newDraft(NOW), {
      name: '图书馆',
      address: '海岸一路 12 号',
      latitude: 22.5312345678,
      longitude: 113.923,
    });
    expect(eventInput({ ...draft, title: '领取' }, 'spring')).toMatchObject({
      place: '图书馆',
      location: { latitude: 22.531235, longitude: 113.923, address: '海岸一路 12 号' },
    });
    const unnamed = { name: '', address: '', latitude: 1, longitude: 2 };
    expect(withPlace({ ...newDraft(NOW), place: '大厅' }, unnamed).place).toBe('大厅');
  });

  it('a new desk takes the first number that is free', () => {
    expect(withDesk([{ stationId: 'desk-2', label: '二' }]).at(-1)?.stationId).toBe('desk-1');
    expect(withDesk(stations).at(-1)?.stationId).toBe('desk-3');
  });

  it.each([
    // A card asks for the desks of its event alone; a desk that is the only one needs no asking.
    ['event-1', NO_DESK, ['event-1'], 2, ''],
    ['event-1', { eventId: 'event-1', stationId: 'desk-2' }, ['event-1'], 2, 'desk-2'],
    // Of the same id it is another desk.
    ['event-2', { eventId: 'event-1', stationId: 'desk-1' }, ['event-2'], 1, 'desk-1'],
    ['event-1', { eventId: 'event-2', stationId: 'desk-1' }, ['event-1'], 2, ''],
    // Without a card the event is asked first: not one that is over or cancelled.
    ['', NO_DESK, ['event-1', 'event-2'], 0, ''],
    ['', { eventId: 'event-2', stationId: '' }, ['event-1', 'event-2'], 1, 'desk-1'],
    ['', { eventId: 'event-1', stationId: 'desk-2' }, ['event-1', 'event-2'], 2, 'desk-2'],
  ])(
    'a gift of a card of 「%s」 is asked for its desk after %o',
    (card, chosen, asked, desks, at) => {
      const events: EventView[] = [
        event,
        { ...event, eventId: 'event-2', stations: [{ stationId: 'desk-1', label: '前台' }] },
        { ...event, eventId: 'event-3', until: JUNE_1 - 1 },
        { ...event, eventId: 'event-4', cancelled: { at: JUNE_1, reason: '下雨' } },
      ];
      const question = askDesk(events, card, chosen, JUNE_1);
      expect(question.events.map(({ eventId }) => eventId)).toEqual(asked);
      expect(question.stations).toHaveLength(desks);
      expect(question.stationId).toBe(at);
    },
  );

  it('once all events are over, their desks are asked all the same', () => {
    const { stations: asked } = askDesk([event], '', NO_DESK, event.until + 1);
    expect(asked).toEqual(stations);
  });

  it('a desk is called what its event calls it, and by all its names where that is not known', () => {
    const second = {
      ...event,
      eventId: 'event-2',
      stations: [{ stationId: 'desk-1', label: '前台' }],
    };
    expect(deskLabel([event, second], 'desk-1', 'event-2')).toBe('前台');
    expect(deskLabel([event, second], 'desk-1')).toBe('1 号台／前台');
    expect(deskLabel([event, second], undefined)).toBe('');
  });
});
