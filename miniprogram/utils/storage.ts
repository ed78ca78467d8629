/** Something kept on the device, with the moment it was kept. */
export interface Kept<T> {
  value: T;
  keptAt: number;
}

const isKept = <T>(data: unknown): data is Kept<T> =>
  typeof data === 'object' && data !== null && 'keptAt' in data && 'value' in data;

/** Keeps what must not be lost. @throws where the storage is full or broken */
export const keepSurely = async (key: string, value: unknown, secret = false): Promise<void> => {
  await wx.setStorage({ key, data: { value, keptAt: Date.now() }, encrypt: secret });
};

/**
 * Keeps a value on the device; `secret` keeps it encrypted. A full or broken storage is no
 * reason to stop: what is kept is a convenience, the server has the truth.
 */
export const keep = async (key: string, value: unknown, secret = false): Promise<void> => {
  try {
    await keepSurely(key, value, secret);
  } catch (error) {
    console.warn(`${key} could not be kept`, error);
  }
};

/** What was kept under this key; undefined where nothing is, or it cannot be read. */
export const recall = async <T>(key: string, secret = false): Promise<Kept<T> | undefined> => {
  try {
    const { data } = await wx.getStorage<unknown>({ key, encrypt: secret });
    return isKept<T>(data) ? data : undefined;
  } catch {
    return undefined;
  }
};

/**
 * As `recall`, for what must not be written over: undefined where nothing is kept under this key.
 * @throws where something is and cannot be read
 */
export const recallSurely = async <T>(
  key: string,
  secret = false,
): Promise<Kept<T> | undefined> => {
  let data: unknown;
  try {
    ({ data } = await wx.getStorage<unknown>({ key, encrypt: secret }));
  } catch (error) {
    const { keys } = await wx.getStorageInfo();
    if (!keys.includes(key)) return undefined;
    throw error;
  }
  if (!isKept<T>(data)) throw new Error(`${key} is not what was kept`);
  return data;
};

export const forget = async (key: string): Promise<void> => {
  try {
    await wx.removeStorage({ key });
  } catch (error) {
    console.warn(`${key} could not be forgotten`, error);
  }
};
