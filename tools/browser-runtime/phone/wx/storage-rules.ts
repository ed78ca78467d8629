/** One stored value, with its size as WeChat counts it: the bytes of its JSON text. */
export interface Entry {
  json: string;
  bytes: number;
}

export const KEY_LIMIT_BYTES = 1024 * 1024;
const TOTAL_LIMIT_BYTES = 10 * 1024 * 1024;

const UNDEFINED = '{"$":"undefined"}';

/**
 * Packs a value; Dates come back as Dates and `undefined` as itself.
 * @throws Error for what JSON cannot say
 */
export const packValue = (value: unknown): Entry => {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new Error('parameter error: the data can not be serialized');
  }
  const json =
    value === undefined
      ? UNDEFINED
      : JSON.stringify(value instanceof Date ? { $: 'date', at: value.getTime() } : { v: value });
  return { json, bytes: new TextEncoder().encode(json).length };
};

export const unpackValue = ({ json }: Entry): unknown => {
  if (json === UNDEFINED) return undefined;
  const packed = JSON.parse(json) as { v?: unknown; $?: string; at?: number };
  return packed.$ === 'date' ? new Date(packed.at ?? 0) : packed.v;
};

/** The values of one phone, within WeChat's limits of 1 MB a key and 10 MB in all. */
export class StorageArea {
  private total = 0;
  private readonly entries = new Map<string, Entry>();

  constructor(entries: Iterable<[string, Entry]> = []) {
    for (const [key, entry] of entries) {
      this.entries.set(key, entry);
      this.total += entry.bytes;
    }
  }

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  /** @throws Error where a limit would be passed; the old value stays */
  set(key: string, value: unknown): Entry {
    if (typeof key !== 'string' || key === '') throw new Error('parameter error: key is empty');
    const entry = packValue(value);
    if (entry.bytes > KEY_LIMIT_BYTES) throw new Error('entry size limit reached');
    const total = this.total - (this.entries.get(key)?.bytes ?? 0) + entry.bytes;
    if (total > TOTAL_LIMIT_BYTES) throw new Error('exceed storage max size 10Mb');
    this.entries.set(key, entry);
    this.total = total;
    return entry;
  }

  remove(key: string): void {
    this.total -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
    this.total = 0;
  }

  /** Sizes in KB, as `wx.getStorageInfo` reports them. */
  info(): { keys: string[]; currentSize: number; limitSize: number } {
    return {
      keys: [...this.entries.keys()],
      currentSize: Math.ceil(this.total / 1024),
      limitSize: TOTAL_LIMIT_BYTES / 1024,
    };
  }
}
