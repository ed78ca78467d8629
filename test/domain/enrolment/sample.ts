import type { Programme, Seat, Session } from '../../../cloudfunctions/domain/enrolment/programme';

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;
/** 2025-06-15 22:26:40 in Shanghai. */
export const NOW = 1_750_000_000_000;
export const START = NOW + 5 * DAY;

export const session = (more: Partial<Session> = {}): Session => ({
  sessionId: 's-1',
  title: '第一课',
  place: '活动室',
  from: START,
  until: START + 2 * HOUR,
  inOut: false,
  cancelled: null,
  ...more,
});

/** A seat in a programme's queue. */
export const seat = (enrolmentId: string, more: Partial<Seat> = {}): Seat => ({
  enrolmentId,
  subjectId: `child-${enrolmentId}`,
  state: 'waiting',
  priority: 0,
  joinedAt: NOW,
  joinNo: 1,
  offeredUntil: null,
  passed: null,
  history: [{ state: 'waiting', at: NOW }],
  ...more,
});

export const programme = (more: Partial<Programme> = {}): Programme => ({
  _id: 'p-1',
  campaignId: 'spring',
  kind: 'ability',
  title: '公开的名字',
  neutralTitle: '周末课堂',
  organiser: '东区妇联',
  summary: '',
  for: 'child',
  ages: null,
  communityIds: null,
  capacity: 2,
  reserved: 0,
  opensAt: NOW - DAY,
  closesAt: START,
  sessions: [session()],
  certificateMonths: null,
  cancelled: null,
  seats: [],
  joins: 0,
  wakeAt: Number.MAX_SAFE_INTEGER,
  version: 1,
  createdAt: NOW - DAY,
  updatedAt: NOW - DAY,
  ...more,
});
