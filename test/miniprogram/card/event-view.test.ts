import type { EventProgress, EventView } from '../../../typings/contract';
import {
  conflictRows,
  endingText,
} from '../../../miniprogram/packages/staff/card/pages/event/conflicts';
import {
  columnsOf,
  deliveryDraft,
  destinationsOf,
  eventToOpen,
  phaseOf,
  progressView,
} from '../../../miniprogram/packages/staff/card/pages/event/view';
import { JUNE_1 } from '../samples';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const event = (more: Partial<EventView> = {}): EventView => ({
  eventId: 'event-1',
  campaignId: 'campaign-1',
  title: '六一领取',
  place: '活动中心',
  from: JUNE_1 - HOUR,
  until: JUNE_1 + HOUR,
  stations: [
    { stationId: 'desk-1', label: '1 号台' },
    { stationId: 'desk-2', label: '2 号台' },
  ],
  ...more,
});

const progress = (more: Partial<EventProgress> = {}): EventProgress => ({
  event: event(),
  cards: 40,
  redeemed: 10,
  byStation: [{ stationId: 'desk-1', label: '1 号台', cards: 20, redeemed: 10 }],
  byCategory: [
    { category: 'toy', cards: 5, redeemed: 0 },
    { category: 'sport', cards: 35, redeemed: 10 },
  ],
  timeline: [],
  openConflicts: 0,
  failedScans: [
    { reason: 'not_found', count: 1 },
    { reason: 'already_redeemed', count: 4 },
  ],
  devices: [],
  ...more,
});

describe('the progress of an event', () => {
  it('is said as a whole, by desk and by kind of gift, the largest kind first', () => {
    const view = progressView(progress(), JUNE_1);
    expect(view).toMatchObject({ phase: '进行中', redeemed: 10, left: 30, percent: 25 });
    expect(view.desks).toMatchObject([{ label: '1 号台', percent: 50 }]);
    expect(view.categories.map(({ label }) => label)).toEqual(['运动', '玩具']);
    expect(view.failed.map(({ word, count }) => [word, count])).toEqual([
      ['已经领过', 4],
      ['没有这张卡', 1],
    ]);
  });

  it('of an event without cards divides by nothing', () => {
    expect(progressView(progress({ cards: 0, redeemed: 0 }), JUNE_1).percent).toBe(0);
  });

  it('draws the quiet five minutes too, and no more than three hours', () => {
    const columns = columnsOf([
      { at: JUNE_1, redeemed: 2 },
      { at: JUNE_1 + 15 * MINUTE, redeemed: 4 },
    ]);
    expect(columns.map(({ redeemed }) => redeemed)).toEqual([2, 0, 0, 4]);
    expect(columns.map(({ height }) => height)).toEqual([50, 0, 0, 100]);
    const long = columnsOf([
      { at: JUNE_1, redeemed: 1 },
      { at: JUNE_1 + 12 * HOUR, redeemed: 1 },
    ]);
    expect(long).toHaveLength(36);
  });

  it('tells a silent device and a wrong clock', () => {
    const device = {
      deviceId: 'd',
      label: '平板',
      stationId: 'desk-2',
      clockOffsetMs: 0,
      waiting: 0,
    };
    const { devices } = progressView(
      progress({
        devices: [
          { ...device, lastSeenAt: JUNE_1 - 5 * MINUTE },
          { ...device, lastSeenAt: JUNE_1, clockOffsetMs: -4 * MINUTE },
        ],
      }),
      JUNE_1,
    );
    expect(devices[0]).toMatchObject({ isQuiet: false, clock: '时钟快约 4 分钟，已自动校正' });
    expect(devices[1]).toMatchObject({ desk: '2 号台', isQuiet: true, seen: '5 分钟前在线' });
  });
});

describe('the events', () => {
  const over = event({ eventId: 'over', from: JUNE_1 - 9 * HOUR, until: JUNE_1 - 8 * HOUR });
  const later = event({ eventId: 'later', from: JUNE_1 + 8 * HOUR, until: JUNE_1 + 9 * HOUR });
  const cancelled = event({ cancelled: { at: JUNE_1, reason: '下雨' } });

  it('say where they stand', () => {
    expect([event(), over, later, cancelled].map((one) => phaseOf(one, JUNE_1))).toEqual([
      '进行中',
      '已结束',
      '还没开始',
      '已取消',
    ]);
  });

  it('open with the one that is on, unless another is asked for', () => {
    const all = [over, later, event()];
    expect(eventToOpen(all, '', JUNE_1)?.eventId).toBe('event-1');
    expect(eventToOpen(all, 'over', JUNE_1)?.eventId).toBe('over');
    expect(eventToOpen([over, later], '', JUNE_1)?.eventId).toBe('later');
    expect(eventToOpen([], '', JUNE_1)).toBeUndefined();
  });

  it('take uncollected cards only where they are open and still to end', () => {
    const all = [event(), over, later];
    expect(destinationsOf(all, 'event-1', JUNE_1).map(({ label }) => label)).toEqual([
      '六一领取 · 1 号台',
      '六一领取 · 2 号台',
    ]);
  });

  it('may be followed by a delivery to the door, on the next day', () => {
    const draft = deliveryDraft(event(), JUNE_1);
    expect(draft).toMatchObject({ eventId: '', title: '送礼上门' });
    expect(new Date(draft.from + 8 * HOUR).toISOString()).toBe('2025-06-02T09:00:00.000Z');
  });
});

describe('a conflict', () => {
  const other = {
    at: JUNE_1,
    stationId: 'desk-2',
    stationLabel: '2 号台',
    deviceId: 'device-bb22',
    collector: 'guardian' as const,
  };
  const effective = { ...other, stationId: 'desk-1', stationLabel: '1 号台' };
  const card = { cardId: 'c', cardNo: 'K1', alias: '晨星', gift: '跑鞋', other };
  const double = { ...card, kind: 'double' as const, effective };

  it('names both desks, the open ones first', () => {
    const rows = conflictRows([
      { ...double, conflictId: 'a', state: 'resolved', resolution: '已收回', note: '家长送回' },
      { ...double, conflictId: 'b', state: 'open' },
    ]);
    expect(rows.map(({ conflictId }) => conflictId)).toEqual(['b', 'a']);
    expect(rows[0]?.sides).toMatchObject([
      { desk: '1 号台', counts: true },
      { desk: '2 号台', counts: false },
    ]);
    expect(rows[1]?.settled).toBe('已收回 · 家长送回');
  });

  it('of a card that was changed since names what came, and what became of the stock', () => {
    const [row] = conflictRows([
      {
        ...card,
        conflictId: 'a',
        kind: 'changed',
        state: 'open',
        changes: [{ kind: 'withdrawn', at: JUNE_1 + MINUTE }],
        stock: 'gone',
        receivedAt: JUNE_1 + 2 * MINUTE,
      },
    ]);
    expect(row?.sides).toMatchObject([{ note: '离线时已发，算数', counts: true }]);
    expect(row?.facts).toEqual([
      '6月1日 10:31 家长撤回了心愿',
      '6月1日 10:32 才上传',
      '礼物转入库存后已给了别人，请核对实物。',
    ]);
  });

  it('that waits for a decision comes first, and ends with accept or refuse', () => {
    const held = {
      ...card,
      kind: 'held' as const,
      cause: 'grant_ended' as const,
      receivedAt: JUNE_1,
    };
    const rows = conflictRows([
      { ...double, conflictId: 'a', state: 'open' },
      { ...held, conflictId: 'b', state: 'open' },
      { ...held, conflictId: 'c', state: 'resolved', resolution: 'refuse', note: '没有发' },
    ]);
    expect(rows.map(({ conflictId }) => conflictId)).toEqual(['b', 'a', 'c']);
    expect(rows[0]?.choices.map(({ value }) => value)).toEqual(['accept', 'refuse']);
    expect(rows[2]?.settled).toBe('不接受 · 没有发');
  });
});

describe('before grants end', () => {
  const device = { label: '平板', waiting: 0, lastSeenAt: JUNE_1 };

  it('is told which devices had scans waiting', () => {
    const text = endingText([device, { ...device, label: '手机', waiting: 3 }]);
    expect(text).toContain('手机：6月1日 10:30 还有 3 条没上传。');
    expect(text).not.toContain('平板');
  });

  it('is told that none had', () => {
    expect(endingText([device])).toContain('没有等待上传');
  });
});
