import { CallError } from '../../../miniprogram/utils/call-error';
import { EMPTY_FORM } from '../../../miniprogram/wish/form';
import {
  dropWaiting,
  HELD,
  holdWaiting,
  letWait,
  sendWaiting,
  waitingWishes,
  whenSent,
} from '../../../miniprogram/wish/outbox';

interface Sent {
  action: string;
  input: { requestId: string; title?: string };
}

/** A phone: its storage, its cloud, and what was sent to it. */
const phone = (answer: (sent: Sent) => unknown) => {
  const storage = new Map<string, unknown>();
  const sent: Sent[] = [];
  Object.assign(globalThis, {
    wx: {
      setStorage: ({ key, data, encrypt }: { key: string; data: unknown; encrypt: boolean }) => {
        expect(encrypt).toBe(true);
        storage.set(key, JSON.parse(JSON.stringify(data)));
        return Promise.resolve();
      },
      getStorage: ({ key }: { key: string }) =>
        storage.has(key)
          ? Promise.resolve({ data: storage.get(key) })
          : Promise.reject(new Error()),
      getStorageInfo: () => Promise.resolve({ keys: [...storage.keys()] }),
      removeStorage: ({ key }: { key: string }) => Promise.resolve(storage.delete(key)),
      cloud: {
        callFunction: async ({ data }: { data: Sent }) => {
          sent.push(data);
          return { result: await answer(data) };
        },
      },
    },
  });
  return sent;
};

const wish = {
  form: { ...EMPTY_FORM, childId: 'child-1', category: 'toy' as const, title: '积木' },
};
const consent = { campaignId: 'nanshan-2025', consentVersion: undefined };
const accepted = { ok: true, data: { wishId: 'wish-1', state: 'submitted' } };

test('goes out when there is a network again, and tells whoever listens', async () => {
  const sent = phone(() => accepted);
  let told = 0;
  const stop = whenSent(() => (told += 1));
  await letWait(wish, consent);
  await expect(sendWaiting()).resolves.toBe(1);
  expect(sent.map(({ action }) => action)).toEqual(['wish.submit']);
  expect(await waitingWishes()).toEqual([]);
  expect(told).toBe(1);
  stop();
});

test('an answer that was lost is asked for again under the same id', async () => {
  let isLost = true;
  const sent = phone(() => {
    if (isLost) throw new CallError('OFFLINE', '');
    return accepted;
  });
  await letWait(wish, consent);
  await expect(sendWaiting()).resolves.toBe(0);
  isLost = false;
  await expect(sendWaiting()).resolves.toBe(1);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('two senders at once are one', async () => {
  const sent = phone(() => accepted);
  await letWait(wish, consent);
  await Promise.all([sendWaiting(), sendWaiting()]);
  expect(sent).toHaveLength(1);
});

test('what the server does not take waits for the family, and holds up no other', async () => {
  const sent = phone(({ input }) =>
    input.title === '积木' ? { ok: false, code: 'CONTENT_REJECTED', message: '' } : accepted,
  );
  await letWait(wish, consent);
  await letWait({ form: { ...wish.form, title: '跳绳' } }, consent);
  await expect(sendWaiting()).resolves.toBe(1);
  expect(await waitingWishes()).toMatchObject([
    { problem: expect.stringContaining('文字需要修改') },
  ]);
  await sendWaiting();
  expect(sent).toHaveLength(2);
});

test('one that is being changed does not go out behind its back', async () => {
  const sent = phone(() => accepted);
  await letWait(wish, consent);
  const [waiting] = await waitingWishes();
  await holdWaiting(waiting?.id ?? '');
  await expect(sendWaiting()).resolves.toBe(0);
  expect(sent).toEqual([]);
  expect(await waitingWishes()).toMatchObject([{ problem: HELD }]);
});

test('one that was dropped is never sent', async () => {
  const sent = phone(() => accepted);
  await letWait(wish, consent);
  const [waiting] = await waitingWishes();
  await dropWaiting(waiting?.id ?? '');
  await sendWaiting();
  expect(sent).toEqual([]);
});

test('a phone that cannot keep it does not say that it did', async () => {
  phone(() => accepted);
  const { wx } = globalThis as unknown as { wx: object };
  Object.assign(wx, { setStorage: () => Promise.reject(new Error('full')) });
  await expect(letWait(wish, consent)).rejects.toThrow('full');
});

test('one that the server cannot take now holds up none behind it', async () => {
  const sent = phone(({ input }) =>
    input.title === '积木'
      ? { ok: false, code: 'UNAVAILABLE', message: '现在有很多人在操作。' }
      : accepted,
  );
  await letWait(wish, consent);
  await letWait({ form: { ...wish.form, title: '画笔' } }, consent);
  await expect(sendWaiting()).resolves.toBe(1);
  expect(sent.map(({ input }) => input.title)).toEqual(['积木', '画笔']);
  const left = await waitingWishes();
  expect(left).toMatchObject([{ draft: { form: { title: '积木' } } }]);
  expect(left[0]?.problem).toBeUndefined();
});

test('an outbox that cannot be read is not taken for empty, nor written over', async () => {
  phone(() => accepted);
  await letWait(wish, consent);
  const { getStorage } = wx;
  Object.assign(wx, { getStorage: () => Promise.reject(new Error('getStorage:fail decrypt')) });
  await expect(waitingWishes()).rejects.toThrow('decrypt');
  await expect(letWait(wish, consent)).rejects.toThrow('decrypt');
  await expect(sendWaiting()).resolves.toBe(0);
  Object.assign(wx, { getStorage });
  await expect(waitingWishes()).resolves.toHaveLength(1);
});
