import { api } from './api';
import type { KeptStore } from './kept-store';
import type { Family } from './platform';
import { StorageArea, unpackValue } from './storage-rules';
import { uncaught } from './uncaught';

interface KeyOptions {
  key: string;
  data?: unknown;
}

/**
 * Storage of one phone. Reads come from memory; a `set` that answers is on disk, a `setSync` is a
 * moment later, as the browser offers no disk to wait for synchronously.
 */
export const storage = async (kept: KeptStore): Promise<Family> => {
  const area = new StorageArea(await kept.load());
  const unwaited = (change: Promise<void>): void => {
    change.catch((error: unknown) => uncaught(error));
  };
  const set = ({ key, data }: KeyOptions): Promise<void> => kept.change(key, area.set(key, data));
  const remove = ({ key }: KeyOptions): Promise<void> => {
    area.remove(key);
    return kept.change(key, null);
  };
  const clear = (): Promise<void> => {
    area.clear();
    return kept.clear();
  };
  const getSync = (key: string): unknown => {
    const entry = area.get(key);
    return entry ? unpackValue(entry) : '';
  };

  return {
    getStorage: api<KeyOptions>('getStorage', ({ key }) => {
      const entry = area.get(key);
      if (!entry) throw new Error('data not found');
      return { data: unpackValue(entry) };
    }),
    setStorage: api<KeyOptions>('setStorage', set),
    removeStorage: api<KeyOptions>('removeStorage', remove),
    clearStorage: api('clearStorage', clear),
    getStorageInfo: api('getStorageInfo', () => area.info()),
    batchGetStorage: api<{ keyList: string[] }>('batchGetStorage', ({ keyList }) => ({
      dataList: keyList.map(getSync),
    })),
    batchSetStorage: api<{ kvList: { key: string; value: unknown }[] }>(
      'batchSetStorage',
      async ({ kvList }) => {
        await Promise.all(kvList.map(({ key, value }) => set({ key, data: value })));
      },
    ),
    getStorageSync: getSync,
    setStorageSync: (key: string, data: unknown) => {
      unwaited(kept.change(key, area.set(key, data)));
    },
    removeStorageSync: (key: string) => unwaited(remove({ key })),
    clearStorageSync: () => unwaited(clear()),
    getStorageInfoSync: () => area.info(),
    batchGetStorageSync: (keys: string[]) => keys.map(getSync),
    batchSetStorageSync: (pairs: { key: string; value: unknown }[]) => {
      for (const { key, value } of pairs) unwaited(kept.change(key, area.set(key, value)));
    },
  };
};
