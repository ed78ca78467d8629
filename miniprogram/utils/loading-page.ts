import { errorLine, errorState } from './errors';
import { nextFilledPage, type PageOf } from './paging';
import { attemptFor, type Attempt } from './request-id';
import { typeClass } from './type-size';

/** What `page-state` shows in a page's place. */
export interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

export const LOADING: ShownState = { kind: 'loading', title: '', hint: '', action: '' };

/** Nothing is there, and what to do next. */
export const nothingHere = (title: string, hint: string, action = '刷新'): ShownState => ({
  kind: 'empty',
  title,
  hint,
  action,
});

/** What a page shows where its content could not be read. */
export const failedState = (error: unknown): ShownState => ({
  ...errorState(error),
  action: '重试',
});

interface LoadingPage {
  data: { busy: boolean; state: ShownState | null; problem: string };
  attempt: Attempt | undefined;
  unread: string;
  reading: number;
  setData(change: object): void;
  load(): Promise<void>;
  reload(read?: () => Promise<void>): Promise<void>;
}

/** The data that `loadingPage` works with. */
export const loadingData = () => ({
  typeClass: typeClass(),
  state: LOADING as ShownState | null,
  /** Whether a step is under way. */
  busy: false,
  /** What went wrong with the last step, and what came of it. */
  problem: '',
  done: '',
});

/**
 * What every page does that reads something and takes steps: `Page({ ...loadingPage, data: {
 * ...loadingData(), … }, async load() { … } })`. The page's `load` reads and sets `state` to what
 * stands in the content's place, or `null`; it may throw.
 */
export const loadingPage = {
  /** The step under way, or the one that failed: repeated, it is done once. */
  attempt: undefined as Attempt | undefined,
  /** What `problem` says of a reading again that failed; the next that works takes it back. */
  unread: '',
  /** Raised by each reading: the failure of an earlier one is late. */
  reading: 0,

  onLoad(this: LoadingPage) {
    void this.reload();
  },

  async onPullDownRefresh(this: LoadingPage) {
    await this.reload();
    void wx.stopPullDownRefresh();
  },

  retry(this: LoadingPage) {
    this.setData({ state: LOADING });
    void this.reload();
  },

  /**
   * Reads, the first time or again: all, or the part that `read` reads. Content that stands outlives
   * a failed reading, with the lists, ticks and open forms in it, unless it is no longer this
   * reader's.
   */
  async reload(this: LoadingPage, read: () => Promise<void> = () => this.load()) {
    const reading = (this.reading += 1);
    try {
      await read();
    } catch (error) {
      if (reading !== this.reading) return;
      const failed = failedState(error);
      if (this.data.state !== null || failed.kind === 'denied') {
        this.setData({ state: failed });
        return;
      }
      this.unread = errorLine(error);
      this.setData({ problem: this.unread });
      return;
    }
    if (this.unread === '') return;
    if (this.data.problem === this.unread) this.setData({ problem: '' });
    this.unread = '';
  },

  /**
   * One writing step at a time; sent again after a failure, the server still does it once.
   * `send` answers what to say of it. @returns whether it was done
   */
  async act<Payload extends object>(
    this: LoadingPage,
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ): Promise<boolean> {
    if (this.data.busy) return false;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true, problem: '', done: '' });
    try {
      const done = await send({ ...payload, requestId: attempt.requestId });
      this.attempt = undefined;
      this.setData({ busy: false, done });
      return true;
    } catch (error) {
      this.setData({ busy: false, problem: errorLine(error) });
      return false;
    }
  },
};

interface ReshownPage {
  wasShown: boolean;
  reload(): Promise<void>;
}

/** Beside `loadingPage`: what other pages change is read again when this one is come back to. */
export const reshownPage = {
  wasShown: false,

  onShow(this: ReshownPage) {
    if (this.wasShown) void this.reload();
    this.wasShown = true;
  },
};

interface PagedPage {
  data: { loadingMore: boolean };
  items: unknown[];
  next: string | undefined;
  round: number;
  setData(change: object): void;
  readPage(cursor?: string): Promise<PageOf<unknown>>;
  readMore(): Promise<boolean>;
  showItems(): void;
}

/** The data that `pagedPage` works with. */
export const pagedData = () => ({ hasMore: false, loadingMore: false, moreProblem: '' });

/**
 * A page whose content is a list read by cursor, beside `loadingPage`: the page has `readPage`,
 * which asks for one page, and `showItems`, which draws `items` and says what stands there where
 * there are none. What a changed filter has overtaken is dropped.
 */
export const pagedPage = {
  items: [] as unknown[],
  next: undefined as string | undefined,
  /** Raised by each first page: an answer of an earlier round is late. */
  round: 0,

  async load(this: PagedPage) {
    const round = (this.round += 1);
    let page: PageOf<unknown>;
    try {
      page = await nextFilledPage((cursor) => this.readPage(cursor));
    } catch (error) {
      if (round !== this.round) return;
      throw error;
    }
    if (round !== this.round) return;
    this.items = page.items;
    this.next = page.next;
    this.setData({ hasMore: page.next !== undefined, moreProblem: '' });
    this.showItems();
  },

  async more(this: PagedPage) {
    if (await this.readMore()) this.showItems();
  },

  /** Reads the next page, and draws nothing yet. @returns whether there was one */
  async readMore(this: PagedPage): Promise<boolean> {
    const { next, round } = this;
    if (next === undefined || this.data.loadingMore) return false;
    this.setData({ loadingMore: true, moreProblem: '' });
    let isRead = false;
    try {
      const page = await nextFilledPage((cursor) => this.readPage(cursor), next);
      if (round === this.round) {
        this.items = [...this.items, ...page.items];
        this.next = page.next;
        this.setData({ hasMore: page.next !== undefined });
        isRead = true;
      }
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
    return isRead;
  },
};
