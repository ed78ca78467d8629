/** A page of the app on a phone of paper: what it asks and what it is answered is in hand. */

export interface Asked {
  name: string;
  action: string;
  input: Record<string, unknown>;
}

/** What every page that reads something has; a test names the rest. */
export interface AnyPage {
  data: Record<string, unknown>;
  setData(change: object): void;
  onLoad(query?: object): void;
  onShow?(): void;
}

type NetworkListener = (status: { isConnected: boolean; networkType: string }) => void;

export const paper = {
  asked: [] as Asked[],
  /** What the cloud answers; `Refused` is thrown where it refuses, anything else is a lost network. */
  answer: (_asked: Asked): unknown => ({}),
  /** What was said in passing. */
  told: [] as string[],
  /** What is kept on the phone. */
  kept: new Map<string, unknown>(),
  /** Of it, what cannot be read. */
  unreadable: new Set<string>(),
  /** The phone refuses to write. */
  isFull: false,
  networkType: 'wifi',
  listeners: new Set<NetworkListener>(),
  /** What the camera reads. */
  scanned: '',
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

/** A failure that no repeating helps. */
export const failing = new Refused('INTERNAL');

const phone = {
  getAppBaseInfo: () => ({}),
  getAccountInfoSync: () => ({ miniProgram: { appId: '' } }),
  canIUse: () => false,
  requestSubscribeMessage: () => Promise.resolve({}),
  setStorage: ({ key, data }: { key: string; data: unknown }) => {
    if (paper.isFull) return Promise.reject(new Error('setStorage:fail exceed'));
    paper.kept.set(key, structuredClone(data));
    return Promise.resolve();
  },
  getStorage: ({ key }: { key: string }) =>
    paper.kept.has(key) && !paper.unreadable.has(key)
      ? Promise.resolve({ data: structuredClone(paper.kept.get(key)) })
      : Promise.reject(new Error('getStorage:fail data not found')),
  removeStorage: ({ key }: { key: string }) => Promise.resolve(paper.kept.delete(key)),
  getStorageInfo: () => Promise.resolve({ keys: [...paper.kept.keys()] }),
  getStorageInfoSync: () => ({ keys: [...paper.kept.keys()] }),
  getLaunchOptionsSync: () => ({ scene: 1001 }),
  getNetworkType: ({ success }: { success: (answer: { networkType: string }) => void }) =>
    success({ networkType: paper.networkType }),
  onNetworkStatusChange: (listener: NetworkListener) => paper.listeners.add(listener),
  offNetworkStatusChange: (listener: NetworkListener) => paper.listeners.delete(listener),
  getDeviceInfo: () => ({ model: '纸手机', platform: 'devtools' }),
  setKeepScreenOn: () => undefined,
  vibrateShort: () => undefined,
  vibrateLong: () => undefined,
  createInnerAudioContext: () => ({ src: '', play: () => undefined, destroy: () => undefined }),
  scanCode: () => Promise.resolve({ result: paper.scanned }),
  getWindowInfo: () => ({ windowWidth: 375 }),
  getStorageSync: () => '',
  hideShareMenu: () => undefined,
  stopPullDownRefresh: () => undefined,
  pageScrollTo: () => undefined,
  showToast: ({ title }: { title: string }) => {
    paper.told.push(title);
    return Promise.resolve();
  },
  navigateTo: () => Promise.resolve(),
  chooseMessageFile: () => Promise.resolve({ tempFiles: [{ name: '名单.xlsx', path: '/名单' }] }),
  setNavigationBarTitle: () => Promise.resolve(),
  showModal: () => Promise.resolve({ confirm: true, content: '' }),
  cloud: {
    uploadFile: () => Promise.resolve({ fileID: 'file-1' }),
    callFunction: async ({ name, data }: { name: string; data: Omit<Asked, 'name'> }) => {
      const asked = { name, ...data };
      paper.asked.push(asked);
      try {
        return { result: { ok: true, data: await paper.answer(asked) } };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { result: { ok: false, code: error.code, message: error.message } };
      }
    },
  },
};

/** Puts a value at `rows[2].chosen`, as `setData` does. */
const put = (data: Record<string, unknown>, path: string, value: unknown): void => {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, data);
  holder[last] = value;
};

/** Loads a page's module, once for a file of tests. @returns opens it, as a phone does */
export const pageOf = <Page extends AnyPage>(path: string): ((query?: object) => Promise<Page>) => {
  let definition: Page | undefined;
  Object.assign(globalThis, { wx: phone, Page: (page: Page) => (definition = page) });
  jest.requireActual(`../../miniprogram/${path}.ts`);
  return async (query = {}) => {
    if (!definition) throw new Error(`${path} is no page`);
    const page: Page = { ...definition, data: structuredClone(definition.data) };
    page.setData = (change) => {
      for (const [key, value] of Object.entries(structuredClone(change))) {
        put(page.data, key, value);
      }
    };
    page.onLoad(query);
    page.onShow?.();
    await settle();
    return page;
  };
};

/** A tap on a part of the page that bears this. */
export const tapOn = (dataset: object) => ({ currentTarget: { dataset } });

/** Lets answers that are there arrive. */
export const settle = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** An answer that waits until it is told to come. */
export const later = <Answer>(answer: Answer): { answer: Promise<Answer>; come: () => void } => {
  let come = (): void => undefined;
  return { answer: new Promise((resolve) => (come = () => resolve(answer))), come: () => come() };
};
