import { askedAt, doorView } from '../../../miniprogram/packages/station/pages/scan/door';
import { verdictOf } from '../../../miniprogram/packages/station/pages/scan/verdict';
import {
  eventChoices,
  type GiftView,
  type OpenEvent,
} from '../../../miniprogram/packages/station/pages/scan/view';
import { JUNE_1 } from '../samples';

const HOUR = 60 * 60 * 1000;

const programme = (more: Partial<OpenEvent> = {}): OpenEvent => ({
  eventId: 'p-1',
  campaignId: 'campaign-1',
  title: '周末课堂',
  place: '活动室',
  from: JUNE_1,
  until: JUNE_1 + 30 * HOUR,
  stations: [
    { stationId: 's-1', label: '第一课' },
    { stationId: 's-2', label: '第二课' },
    { stationId: 's-3', label: '已取消的一课' },
  ],
  sessions: [
    {
      stationId: 's-1',
      from: JUNE_1,
      until: JUNE_1 + 2 * HOUR,
      inOut: true,
      outUntil: JUNE_1 + 4 * HOUR,
    },
    {
      stationId: 's-2',
      from: JUNE_1 + 24 * HOUR,
      until: JUNE_1 + 26 * HOUR,
      inOut: false,
      outUntil: JUNE_1 + 28 * HOUR,
    },
  ],
  ...more,
});

const desksAt = (now: number) =>
  eventChoices([programme()], now).map(({ ask, desks }) => [
    ask,
    ...desks.map(({ label }) => label),
  ]);

describe('the doors of a programme', () => {
  it.each([
    [JUNE_1, [['现在是哪一场？', '第一课', '第二课']]],
    [JUNE_1 + 4 * HOUR, [['现在是哪一场？', '第一课', '第二课']]],
    [JUNE_1 + 4 * HOUR + 1, [['现在是哪一场？', '第二课']]],
    [JUNE_1 + 28 * HOUR + 1, []],
  ])('at %d are those of the sessions that are left', (now, doors) => {
    expect(desksAt(now)).toEqual(doors);
  });

  it('a way out is only where children are fetched', () => {
    const [first, second] = eventChoices([programme()], JUNE_1)[0]?.desks ?? [];
    expect(doorView(first ?? null, 'in')).toMatchObject({ isSession: true, hasWayOut: true });
    expect(doorView(second ?? null, 'in').hasWayOut).toBe(false);
    expect(doorView(null, 'in')).toMatchObject({ isSession: false, today: '今天已发' });
  });

  it('asks who brings or fetches a child, and nobody beside an adult', () => {
    const [desk] = eventChoices([programme()], JUNE_1)[0]?.desks ?? [];
    const asked = (ageBand: string, direction: 'in' | 'out') =>
      askedAt(doorView(desk ?? null, direction), { ageBand } as GiftView);
    expect(asked('7–12 岁', 'in').ask).toBe('谁送来的？点一下就签到');
    expect(asked('7–12 岁', 'out').ask).toBe('谁来接的？点一下就签离');
    expect(asked('7–12 岁', 'in').collectors.map(({ type }) => type)).toEqual([
      'guardian',
      'loveMother',
      'teacher',
      'socialWorker',
    ]);
    expect(asked('', 'in').collectors).toEqual([{ type: '', label: '签到' }]);
  });

  it('says of a pass what is meant, and lets nobody be forced through', () => {
    const refused = { status: 'rejected', reason: 'too_late' } as const;
    expect(verdictOf(refused, []).forceable).toBe(true);
    expect(verdictOf(refused, [], 'in')).toMatchObject({
      sentence: '签到时间已过，请到服务台。',
      forceable: false,
    });
    const again = { status: 'rejected', reason: 'already_redeemed' } as const;
    expect(verdictOf(again, [], 'out').word).toBe('已经签离');
  });
});
