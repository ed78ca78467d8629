import type { Entry } from './storage-rules';

const DATABASE = 'browser-runtime';
const STORE = 'storage';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage failed'));
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('storage failed'));
  });

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
};

/** Keeps the entries of one phone on disk, under its id. */
export class KeptStore {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly phoneId: string,
  ) {}

  static async open(phoneId: string): Promise<KeptStore> {
    return new KeptStore(await openDatabase(), phoneId);
  }

  private get range(): IDBKeyRange {
    return IDBKeyRange.bound([this.phoneId], [this.phoneId, []]);
  }

  async load(): Promise<[string, Entry][]> {
    const store = this.database.transaction(STORE).objectStore(STORE);
    const [keys, values] = await Promise.all([
      settled(store.getAllKeys(this.range)),
      settled(store.getAll(this.range) as IDBRequest<Entry[]>),
    ]);
    return values.map((entry, index) => [(keys[index] as [string, string])[1], entry]);
  }

  /** Resolves when the change is on disk; changes are made in the order of the calls. */
  async change(key: string, entry: Entry | null): Promise<void> {
    const transaction = this.write();
    const store = transaction.objectStore(STORE);
    if (entry) store.put(entry, [this.phoneId, key]);
    else store.delete([this.phoneId, key]);
    await committed(transaction);
  }

  async clear(): Promise<void> {
    const transaction = this.write();
    transaction.objectStore(STORE).delete(this.range);
    await committed(transaction);
  }

  private write(): IDBTransaction {
    return this.database.transaction(STORE, 'readwrite', { durability: 'strict' });
  }
}
