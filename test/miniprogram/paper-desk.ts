/** The scan page on a phone of paper: what it keeps, what it sends and what it shows is in hand. */

export interface ScanPage {
  data: {
    stage: string;
    verdict: { tone: string; word: string; sentence: string; retry: string } | null;
    status: { online: boolean; waiting: number; barred: string; notes: { says: string }[] };
    unanswered: string;
    last: string;
    step: { kind: string };
    stepOpen: boolean;
    typed: { text: string; ready: boolean; problem: string };
    log: { handedOver: number; scans: { word: string; cardNo: string; tone: string }[] };
    state: { title: string };
    choices: unknown[];
    gift: { details: string; ageBand: string; cardNo: string } | null;
    problem: string;
    undoable: boolean;
  };
  setData(change: object): void;
  onLoad(): void;
  onShow(): void;
  onHide(): void;
  scan(): Promise<void>;
  enterTyped(event: { detail: { value: string } }): void;
  type(event: { detail: { value: string; cursor: number } }): { value: string; cursor: number };
  collect(event: { detail: { type: string } }): void;
  retryScan(): void;
  askAgain(): void;
  askUndo(): void;
  askForce(): void;
  takeStep(event: { detail: { reason: string; choice: string } }): Promise<void>;
  next(): void;
  changeDesk(): Promise<void>;
  chooseDesk(event: { detail: { eventId: string; stationId: string } }): Promise<void>;
  turn(event: { currentTarget: { dataset: { direction: 'in' | 'out' } } }): void;
}

export interface Call {
  name: string;
  action: string;
  input: Record<string, unknown>;
}

type NetworkListener = (status: { isConnected: boolean; networkType: string }) => void;

export const world = {
  calls: [] as Call[],
  storage: new Map<string, unknown>(),
  scanned: '',
  /** What the device has and cannot read. */
  unreadable: new Set<string>(),
  /** The device refuses to write. */
  storageIsFull: false,
  networkType: 'wifi',
  listeners: new Set<NetworkListener>(),
  /** What the cloud answers to an action; a thrown error is a lost network. */
  answer: (_call: Call): unknown => undefined,
};

/** A refusal of the function, as its envelope carries it. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message = '',
  ) {
    super(message);
  }
}

export const lostNetwork = (): never => {
  throw new Error('request:fail');
};

export const settle = (ms = 25): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const phone = {
  getAppBaseInfo: () => ({}),
  getDeviceInfo: () => ({ model: '纸手机', platform: 'devtools' }),
  setKeepScreenOn: () => undefined,
  vibrateShort: () => undefined,
  vibrateLong: () => undefined,
  createInnerAudioContext: () => ({ src: '', play: () => undefined, destroy: () => undefined }),
  scanCode: () => Promise.resolve({ result: world.scanned }),
  showToast: () => Promise.resolve(),
  getNetworkType: ({ success }: { success: (answer: { networkType: string }) => void }) =>
    success({ networkType: world.networkType }),
  onNetworkStatusChange: (listener: NetworkListener) => world.listeners.add(listener),
  offNetworkStatusChange: (listener: NetworkListener) => world.listeners.delete(listener),
  setStorage: ({ key, data }: { key: string; data: unknown }) => {
    if (world.storageIsFull) return Promise.reject(new Error('setStorage:fail exceed'));
    world.storage.set(key, structuredClone(data));
    return Promise.resolve();
  },
  getStorage: ({ key }: { key: string }) =>
    world.storage.has(key) && !world.unreadable.has(key)
      ? Promise.resolve({ data: structuredClone(world.storage.get(key)) })
      : Promise.reject(new Error('getStorage:fail data not found')),
  getStorageInfo: () => Promise.resolve({ keys: [...world.storage.keys()] }),
  getStorageSync: () => '',
  removeStorage: ({ key }: { key: string }) => {
    world.storage.delete(key);
    return Promise.resolve();
  },
  cloud: {
    callFunction: async ({ name, data }: { name: string; data: Omit<Call, 'name'> }) => {
      const call = { name, ...data };
      world.calls.push(call);
      try {
        return { result: { ok: true, data: await world.answer(call) } };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { result: { ok: false, code: error.code, message: error.message } };
      }
    },
  },
};

let definition: ScanPage;
const opened: ScanPage[] = [];

/** Loads the page into the paper phone, once for a file of tests. */
export const loadPage = (): void => {
  Object.assign(globalThis, {
    wx: phone,
    Page: (page: ScanPage) => {
      definition = page;
    },
  });
  jest.requireActual('../../miniprogram/packages/station/pages/scan/scan.ts');
};

/** A new phone: nothing kept, nothing sent, a network. */
export const newPhone = (): void => {
  Object.assign(world, { storageIsFull: false, networkType: 'wifi', calls: [] });
  world.storage = new Map();
  world.unreadable = new Set();
  world.listeners.clear();
};

/** The network goes or comes. */
export const network = async (networkType: 'wifi' | 'none'): Promise<void> => {
  world.networkType = networkType;
  for (const tell of world.listeners) tell({ isConnected: networkType !== 'none', networkType });
  await settle();
};

/** The page as a phone opens it: what was kept on the device is all it knows. */
export const open = async (): Promise<ScanPage> => {
  const page: ScanPage = { ...definition, data: structuredClone(definition.data) };
  page.setData = (change) => Object.assign(page.data, structuredClone(change));
  page.onLoad();
  page.onShow();
  opened.push(page);
  await settle();
  return page;
};

/** Puts every page away, so that none works on. */
export const closeAll = (): void => {
  for (const page of opened.splice(0)) page.onHide();
};

/** At the first desk of the event. */
export const atDesk = async (): Promise<ScanPage> => {
  const page = await open();
  if (page.data.stage === 'desk') {
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
    await settle();
  }
  return page;
};

/** Hands the gift over to this collector. */
export const collect = async (page: ScanPage, type = 'child'): Promise<void> => {
  page.collect({ detail: { type } });
  await settle();
};

/** What was sent to an action, in order. */
export const sentTo = (action: string): Record<string, unknown>[] =>
  world.calls.filter((call) => call.action === action).map(({ input }) => input);
