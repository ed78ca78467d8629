import { api, ApiFailure, Listeners } from '../../tools/browser-runtime/phone/wx/api';

const greet = api<{ name?: string }>('greet', ({ name }) => {
  if (name === undefined) throw new ApiFailure('parameter error', { errno: 1001 });
  return { words: `你好，${name}` };
});

describe('a call of wx', () => {
  test('without callbacks it answers a promise', async () => {
    await expect(greet({ name: '小满' })).resolves.toEqual({
      words: '你好，小满',
      errMsg: 'greet:ok',
    });
    await expect(greet()).rejects.toEqual({ errMsg: 'greet:fail parameter error', errno: 1001 });
  });

  test('with a callback it answers through it, later, and no promise', async () => {
    const heard: unknown[] = [];
    const answer = greet({
      name: '小满',
      success: (value) => heard.push(['success', value]),
      complete: (value) => heard.push(['complete', value]),
    });
    expect(answer).toBeUndefined();
    expect(heard).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve));
    const value = { words: '你好，小满', errMsg: 'greet:ok' };
    expect(heard).toEqual([
      ['success', value],
      ['complete', value],
    ]);
  });

  test('a failure goes to fail and complete, and rejects nothing', async () => {
    const fail = jest.fn();
    const complete = jest.fn();
    void greet({ fail, complete });
    await new Promise((resolve) => setTimeout(resolve));
    expect(fail).toHaveBeenCalledWith({ errMsg: 'greet:fail parameter error', errno: 1001 });
    expect(complete).toHaveBeenCalledTimes(1);
  });

  test("an error in the app's own callback is not swallowed, and complete is still told", async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout').mockImplementation((work) => {
      thrown.push(work as () => void);
      return 0 as never;
    });
    const thrown: (() => void)[] = [];
    const complete = jest.fn();
    void greet({
      name: '小满',
      success: () => {
        throw new Error('in the app');
      },
      complete,
    });
    await new Promise((resolve) => setImmediate(resolve));
    timers.mockRestore();
    expect(complete).toHaveBeenCalledTimes(1);
    expect(thrown).toHaveLength(1);
    expect(thrown[0]).toThrow('in the app');
  });
});

test('off without a listener ends all of them', () => {
  const listeners = new Listeners<number>();
  const heard: number[] = [];
  const first = (value: number): void => void heard.push(value);
  listeners.on(first);
  listeners.on((value) => heard.push(value * 10));
  listeners.emit(1);
  listeners.off(first);
  listeners.emit(2);
  listeners.off();
  listeners.emit(3);
  expect(heard).toEqual([1, 10, 20]);
});
