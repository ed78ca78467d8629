import type { EventChannel } from './types';

type Listener = (...values: unknown[]) => void;

/** One end of a channel: what it emits, the other end hears. What nobody hears yet is kept. */
class ChannelEnd implements EventChannel {
  other: ChannelEnd | null = null;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly kept = new Map<string, unknown[][]>();

  on(name: string, listener: Listener): void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(listener));
    const kept = this.kept.get(name) ?? [];
    this.kept.delete(name);
    for (const values of kept) this.hear(name, values);
  }

  once(name: string, listener: Listener): void {
    const once: Listener = (...values) => {
      this.off(name, once);
      listener(...values);
    };
    this.on(name, once);
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.listeners.get(name)?.delete(listener);
    else this.listeners.delete(name);
  }

  emit(name: string, ...values: unknown[]): void {
    this.other?.hear(name, values);
  }

  private hear(name: string, values: unknown[]): void {
    const listeners = this.listeners.get(name);
    if (listeners?.size) for (const listener of [...listeners]) listener(...values);
    else this.kept.set(name, [...(this.kept.get(name) ?? []), values]);
  }
}

/** The two ends of a channel between a page and the one it opened. */
export const createChannel = (): [opener: EventChannel, opened: EventChannel] => {
  const opener = new ChannelEnd();
  const opened = new ChannelEnd();
  opener.other = opened;
  opened.other = opener;
  return [opener, opened];
};
