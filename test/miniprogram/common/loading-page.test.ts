import type * as LoadingPage from '../../../miniprogram/utils/loading-page';
import { CallError } from '../../../miniprogram/utils/call-error';

const phone = { stopPullDownRefresh: jest.fn(), getAppBaseInfo: () => ({}) };
Object.assign(globalThis, { wx: phone });

const { LOADING, loadingData, loadingPage, pagedData, pagedPage, reshownPage } = jest.requireActual<
  typeof LoadingPage
>('../../../miniprogram/utils/loading-page');

const offline = new CallError('OFFLINE', '等待超时');

/** A page as WeChat makes it of its options: data of its own, and `setData`. */
const pageOf = <Options extends { data: object }>(options: Options): Options => {
  const page = {
    ...options,
    data: { ...options.data },
    setData: (change: object) => Object.assign(page.data, change),
  };
  return page;
};

describe('a page that loads', () => {
  it('says what went wrong, and reads again', async () => {
    let answers = [() => Promise.reject(offline), () => Promise.resolve()];
    const page = pageOf({
      ...loadingPage,
      data: loadingData(),
      setData: (_: object) => undefined,
      async load() {
        await answers.shift()?.();
        this.setData({ state: null });
      },
    });
    expect(page.data.state).toBe(LOADING);
    await page.reload();
    expect(page.data.state).toMatchObject({ kind: 'offline', action: '重试' });
    await page.onPullDownRefresh();
    expect(page.data.state).toBeNull();
    expect(phone.stopPullDownRefresh).toHaveBeenCalledTimes(1);
    answers = [() => Promise.reject(offline)];
    page.retry();
    expect(page.data.state).toBe(LOADING);
  });

  /** A page whose readings go as they are told, one after the other. */
  const reading = (...fails: (Error | undefined)[]) =>
    pageOf({
      ...loadingPage,
      ...reshownPage,
      data: { ...loadingData(), ticked: false },
      setData: (_: object) => undefined,
      load() {
        const error = fails.shift();
        if (error) return Promise.reject(error);
        this.setData({ state: null });
        return Promise.resolve();
      },
    });

  it('keeps what is shown when it cannot be read again, until it can', async () => {
    const page = reading(undefined, offline, undefined);
    await page.reload();
    page.setData({ ticked: true, done: '已登记' });
    await page.onPullDownRefresh();
    expect(page.data).toMatchObject({ state: null, ticked: true, done: '已登记' });
    expect(page.data.problem).toMatch('没有网络');
    await page.reload();
    expect(page.data).toMatchObject({ state: null, problem: '' });
  });

  it('leaves what a step said of itself when it reads again', async () => {
    const page = reading(undefined, offline, undefined);
    await page.reload();
    await page.reload();
    page.setData({ problem: '这一步没有做成' });
    await page.reload();
    expect(page.data.problem).toBe('这一步没有做成');
  });

  it('shows nothing on to whom it is closed', async () => {
    const page = reading(undefined, new CallError('PERMISSION_DENIED', ''));
    await page.reload();
    await page.reload();
    expect(page.data.state).toMatchObject({ kind: 'denied' });
  });

  it('fails as a whole where nothing stands yet, as after another choice', async () => {
    const page = reading(undefined, offline);
    await page.reload();
    page.setData({ state: LOADING });
    await page.reload();
    expect(page.data).toMatchObject({ state: { kind: 'offline' }, problem: '' });
  });

  it('says nothing of a reading that a later one has overtaken', async () => {
    let failLate = (_: Error): void => undefined;
    const page = reading();
    page.load = () => new Promise((_, reject) => (failLate = reject));
    const late = page.reload();
    await page.reload(async () => page.setData({ state: null }));
    failLate(offline);
    await late;
    expect(page.data).toMatchObject({ state: null, problem: '' });
  });

  it('reads again when it is come back to, not when it is first shown', async () => {
    const page = reading();
    const read = jest.spyOn(page, 'load');
    page.onLoad();
    page.onShow();
    expect(read).toHaveBeenCalledTimes(1);
    page.onShow();
    expect(read).toHaveBeenCalledTimes(2);
  });

  const stepping = () =>
    pageOf({
      ...loadingPage,
      data: loadingData(),
      setData: (_: object) => undefined,
      load: () => Promise.resolve(),
    });

  it('repeats a failed step under its id, and a done one under a new one', async () => {
    const page = stepping();
    const sent: string[] = [];
    const send = (fails: boolean) => (input: { requestId: string }) => {
      sent.push(input.requestId);
      return fails ? Promise.reject(offline) : Promise.resolve('好了');
    };
    expect(await page.act({ count: 1 }, send(true))).toBe(false);
    expect(page.data).toMatchObject({ busy: false, done: '' });
    expect(page.data.problem).toMatch('没有网络');
    expect(await page.act({ count: 1 }, send(false))).toBe(true);
    expect(page.data).toMatchObject({ busy: false, problem: '', done: '好了' });
    await page.act({ count: 1 }, send(false));
    expect(sent[0]).toBe(sent[1]);
    expect(sent[2]).not.toBe(sent[1]);
  });

  it('takes one step at a time', async () => {
    const page = stepping();
    let finish: (words: string) => void = () => undefined;
    const first = page.act({}, () => new Promise<string>((resolve) => (finish = resolve)));
    expect(await page.act({}, () => Promise.resolve('zweimal'))).toBe(false);
    finish('einmal');
    expect(await first).toBe(true);
    expect(page.data.done).toBe('einmal');
  });
});

describe('a page with a list', () => {
  const listing = (read: (cursor?: string) => Promise<{ items: unknown[]; next?: string }>) =>
    pageOf({
      ...loadingPage,
      ...pagedPage,
      data: { ...loadingData(), ...pagedData(), shown: 0 },
      setData: (_: object) => undefined,
      readPage: read,
      showItems() {
        this.setData({ shown: this.items.length });
      },
    });

  it('passes over empty pages while more follow', async () => {
    const pages: Record<string, { items: unknown[]; next?: string }> = {
      '': { items: [], next: 'a' },
      a: { items: [1], next: 'b' },
      b: { items: [], next: 'c' },
      c: { items: [2, 3] },
    };
    const page = listing((cursor = '') => Promise.resolve(pages[cursor] ?? { items: [] }));
    await page.reload();
    expect(page.data).toMatchObject({ shown: 1, hasMore: true });
    await page.more();
    expect(page.data).toMatchObject({ shown: 3, hasMore: false, loadingMore: false });
    await page.more();
    expect(page.items).toEqual([1, 2, 3]);
  });

  it('drops what a later round has overtaken', async () => {
    const waiting: ((page: { items: unknown[]; next?: string }) => void)[] = [];
    const page = listing(() => new Promise((resolve) => waiting.push(resolve)));
    const early = page.reload();
    const late = page.reload();
    waiting[1]?.({ items: ['late'] });
    await late;
    waiting[0]?.({ items: ['early'] });
    await early;
    expect(page.items).toEqual(['late']);
  });

  it('drops the failure of what a later round has overtaken', async () => {
    const waiting: ((error?: Error) => void)[] = [];
    const page = listing(
      () =>
        new Promise((resolve, reject) =>
          waiting.push((error) => (error ? reject(error) : resolve({ items: ['late'] }))),
        ),
    );
    page.setData({ state: null });
    const early = page.reload();
    const late = page.reload();
    waiting[1]?.();
    await late;
    waiting[0]?.(offline);
    await early;
    expect(page.data.state).toBeNull();
    expect(page.items).toEqual(['late']);
  });

  it('keeps what is shown when more cannot be read', async () => {
    let fails = false;
    const page = listing(() =>
      fails ? Promise.reject(offline) : Promise.resolve({ items: [1], next: 'a' }),
    );
    await page.reload();
    fails = true;
    await page.more();
    expect(page.data).toMatchObject({ shown: 1, hasMore: true, loadingMore: false });
    expect(page.data.moreProblem).toMatch('没有网络');
  });
});
