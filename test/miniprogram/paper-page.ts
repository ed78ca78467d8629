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

export const paper = {
  asked: [] as Asked[],
  /** What the cloud answers; `failing` is thrown where it fails. */
  answer: (_asked: Asked): unknown => ({}),
  /** What was said in passing. */
  told: [] as string[],
  /** What is kept on the phone. */
  kept: new Map<string, unknown>(),
};

/** A failure that no repeating helps. */
export const failing = new Error('出了点问题');

const phone = {
  getAppBaseInfo: () => ({}),
  getAccountInfoSync: () => ({ miniProgram: { appId: '' } }),
  canIUse: () => false,
  requestSubscribeMessage: () => Promise.resolve({}),
  setStorage: ({ key, data }: { key: string; data: unknown }) => {
    paper.kept.set(key, structuredClone(data));
    return Promise.resolve();
  },
  getStorage: ({ key }: { key: string }) =>
    paper.kept.has(key)
      ? Promise.resolve({ data: paper.kept.get(key) })
      : Promise.reject(new Error('getStorage:fail data not found')),
  removeStorage: ({ key }: { key: string }) => Promise.resolve(paper.kept.delete(key)),
  getStorageInfo: () => Promise.resolve({ keys: [...paper.kept.keys()] }),
  getLaunchOptionsSync: () => ({ scene: 1001 }),
  onNetworkStatusChange: () => undefined,
  offNetworkStatusChange: () => undefined,
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
        if (error !== failing) throw error;
        return { result: { ok: false, code: 'INTERNAL', message: '' } };
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
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** An answer that waits until it is told to come. */
export const later = <Answer>(answer: Answer): { answer: Promise<Answer>; come: () => void } => {
  let come = (): void => undefined;
  return { answer: new Promise((resolve) => (come = () => resolve(answer))), come: () => come() };
};
