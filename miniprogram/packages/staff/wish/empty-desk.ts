import type { DeskData } from './components/wish-desk/desk';

/** No wish was named. */
export const NO_WISH: DeskData['state'] = {
  kind: 'error',
  title: '没有指明心愿',
  hint: '请从心愿列表打开。',
  action: '',
};

/** A file is on its way. */
export const OPENING: DeskData['state'] = { kind: 'loading', title: '', hint: '', action: '' };

/** Nothing is opened yet. */
export const EMPTY_DESK: DeskData = {
  state: null,
  file: null,
  lastPurpose: '',
  purpose: '',
  timeline: [],
  tasks: [],
  idle: '',
  publicText: '',
  publicTextAllowed: false,
  suggestion: { text: '', parts: [] },
  reservedFen: 0,
  capFen: 0,
  availableFen: 0,
  events: [],
  cardEventId: '',
  compared: [],
  busy: false,
  problem: '',
  askingTopUp: false,
  mayShelve: false,
  mayReport: false,
  outcome: null,
  picked: '',
};

/** What changed at a desk, as `setData` takes it where the page keeps it under `desk`. */
export const deskChange = (change: Partial<DeskData>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [`desk.${key}`, value]));
