/** Where two calls stop: before these requests of their transactions, counted from 1. */
interface Stops {
  first: number;
  second: number;
}

interface Played<Answer> {
  answers: [Answer, Answer];
  /** Whether each of them came as far as its stop; otherwise there is nothing further to try. */
  stopped: { first: boolean; second: boolean };
}

const latch = (): { opened: Promise<void>; open(): void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

/**
 * Plays two calls with one transaction each in a chosen order: the first goes to its stop, the second
 * to its own, the first to its end, then the second. Whoever has to begin again goes on freely.
 */
export class TwoCalls {
  private readonly passed = new Map<string, number>();
  private stops: Stops | null = null;
  private stopped = { first: false, second: false };
  private firstStops = latch();
  private firstGoesOn = latch();
  private secondGoesOn = latch();

  /** For the cloud's `holdAt`. */
  readonly holdAt = async (transactionId: string): Promise<void> => {
    if (!this.stops) return;
    const request = (this.passed.get(transactionId) ?? 0) + 1;
    this.passed.set(transactionId, request);
    const place = [...this.passed.keys()].indexOf(transactionId);
    if (place > 1) return this.goOn();
    if (place === 0 && request === this.stops.first) {
      this.stopped.first = true;
      this.firstStops.open();
      await this.firstGoesOn.opened;
    }
    if (place === 1 && request === this.stops.second) {
      this.stopped.second = true;
      this.firstGoesOn.open();
      await this.secondGoesOn.opened;
    }
  };

  private goOn(): void {
    this.firstGoesOn.open();
    this.secondGoesOn.open();
  }

  async play<Answer>(
    stops: Stops,
    first: () => Promise<Answer>,
    second: () => Promise<Answer>,
  ): Promise<Played<Answer>> {
    this.passed.clear();
    this.stopped = { first: false, second: false };
    [this.firstStops, this.firstGoesOn, this.secondGoesOn] = [latch(), latch(), latch()];
    this.stops = stops;
    const one = first().finally(() => {
      this.firstStops.open();
      this.secondGoesOn.open();
    });
    await this.firstStops.opened;
    const other = second().finally(() => this.firstGoesOn.open());
    const answers = await Promise.all([one, other]);
    this.stops = null;
    return { answers, stopped: { ...this.stopped } };
  }

  /** Every order that two such calls can have; `round` plays one and looks at what became of it. */
  async everyOrder(
    round: (stops: Stops) => Promise<Played<unknown>['stopped']>,
  ): Promise<{ orders: number }> {
    for (let first = 1, orders = 0; ; first += 1) {
      for (let second = 1; ; second += 1) {
        const stopped = await round({ first, second });
        orders += 1;
        if (!stopped.first) return { orders };
        if (!stopped.second) break;
      }
    }
  }
}
