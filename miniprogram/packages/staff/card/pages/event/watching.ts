import { clockText } from '@micro-wish/vocabulary';
import type { EventProgress } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorState } from '../../../../../utils/errors';
import { progressView, type ProgressView } from './view';

const POLL_MS = 5000;

/** The data that `watching` works with. */
export const watchingData = () => ({
  progress: null as ProgressView | null,
  updated: '',
  /** The last reading failed: what is shown is older than it should be. */
  stale: false,
});

interface WatchingPage {
  data: ReturnType<typeof watchingData>;
  wanted: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  shown: boolean;
  devices: EventProgress['devices'];
  setData(change: object): void;
  read(): Promise<void>;
  poll(): Promise<void>;
  pollSoon(): void;
  rest(): void;
}

/** How an event goes, asked again and again while somebody looks. */
export const watching = {
  timer: undefined as ReturnType<typeof setTimeout> | undefined,
  shown: false,
  /** As they were last heard of. */
  devices: [] as EventProgress['devices'],

  onShow(this: WatchingPage) {
    this.shown = true;
    if (this.data.progress) void this.poll();
  },

  onHide(this: WatchingPage) {
    this.rest();
  },

  onUnload(this: WatchingPage) {
    this.rest();
  },

  rest(this: WatchingPage) {
    this.shown = false;
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  },

  async read(this: WatchingPage) {
    const eventId = this.wanted;
    const progress = await call('staff', 'event.progress', { eventId });
    if (eventId !== this.wanted) return;
    const now = Date.now();
    this.devices = progress.devices;
    this.setData({
      progress: progressView(progress, now),
      updated: `更新于 ${clockText(now)}`,
      stale: false,
    });
  },

  async poll(this: WatchingPage) {
    try {
      await this.read();
    } catch (error) {
      const { title } = errorState(error);
      this.setData({
        stale: true,
        updated: `${title}，还是 ${this.data.updated.slice(-5)} 的数字`,
      });
    }
    this.pollSoon();
  },

  pollSoon(this: WatchingPage) {
    if (this.timer !== undefined) clearTimeout(this.timer);
    if (this.shown) this.timer = setTimeout(() => void this.poll(), POLL_MS);
  },
};
