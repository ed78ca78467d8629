export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** Where the offset of the clock is kept: with the data, so that a restart never goes back. */
export interface ClockStore {
  fact(name: string): string | undefined;
  setFact(name: string, value: string): void;
}

const FACT = 'clockOffsetMs';

/** The furthest a clock may stand ahead: a hundred years. */
const MAX_OFFSET_MS = 100 * 365 * DAY_MS;

/** Whether a clock may stand that far ahead of the machine's. */
export const isOffset = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MAX_OFFSET_MS;

/** A clock is asked for a time it cannot show. */
export class ClockError extends Error {
  constructor() {
    super('a clock goes forward only, by whole milliseconds, and a hundred years at most');
  }
}

/**
 * The cloud's own time: the machine's, and what it was moved forward by. It never goes back.
 * Functions run in threads of their own and read the same offset out of shared memory.
 */
export class Clock {
  /** One signed 64-bit integer: how far this clock is ahead of the machine's, in ms. */
  readonly shared = new SharedArrayBuffer(8);
  private readonly offset = new BigInt64Array(this.shared);

  /** Stands at the kept offset, or at a greater one that is asked for. */
  constructor(
    private readonly store: ClockStore,
    wanted = 0,
  ) {
    const kept = Number(store.fact(FACT) ?? '0');
    this.set(kept);
    if (wanted > kept) this.keep(wanted);
  }

  now = (): number => Date.now() + this.offsetMs;

  get offsetMs(): number {
    return Number(Atomics.load(this.offset, 0));
  }

  /** Moves on to a moment, durably; does nothing where it has been passed. */
  moveTo(moment: number): void {
    const offset = moment - Date.now();
    if (offset > this.offsetMs) this.keep(offset);
  }

  private keep(offset: number): void {
    this.store.setFact(FACT, String(offset));
    this.set(offset);
  }

  private set(offset: number): void {
    Atomics.store(this.offset, 0, BigInt(offset));
  }
}
