import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../clock';
import { parseSchedule, runsBetween, type Runs, type Schedule } from './schedule';

const configSchema = v.object({
  triggers: v.optional(
    v.array(
      v.strictObject({
        name: v.string(),
        type: v.literal('timer', 'the only kind of trigger is a timer'),
        config: v.string(),
      }),
    ),
    [],
  ),
});

interface Trigger {
  functionName: string;
  name: string;
  schedule: Schedule;
}

/** A trigger, and the moment at which it fell due. */
export type Due = Pick<Trigger, 'functionName' | 'name'> & { at: number };

/** The triggers in a built function's `config.json`. @throws Error that names the file */
export const triggersOf = (functionsDir: string, functionName: string): Trigger[] => {
  const file = join(functionsDir, functionName, 'config.json');
  if (!existsSync(file)) return [];
  const { triggers } = v.parse(configSchema, JSON.parse(readFileSync(file, 'utf8')));
  return triggers.map(({ name, config }) => ({
    functionName,
    name,
    schedule: parseSchedule(config),
  }));
};

const TICK_MS = 500;

/**
 * Fires triggers when they are due: by themselves once started, and where the clock is moved. One
 * whose last run is not over yet is left out.
 */
export class Timers {
  private ticking: NodeJS.Timeout | undefined;
  /** Up to this moment has been looked. */
  private seen = 0;
  private readonly running = new Map<Trigger, Promise<void>>();
  /** The last of the moves, which wait for each other. */
  private moves: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly triggers: readonly Trigger[],
    private readonly fire: (due: Due) => Promise<unknown>,
  ) {}

  start(): void {
    this.seen = this.clock.now();
    this.ticking = setInterval(() => {
      this.tick();
    }, TICK_MS).unref();
  }

  private tick(): void {
    if (this.waiting > 0) return;
    const now = this.clock.now();
    for (const trigger of this.triggers) {
      const at = trigger.schedule.lastDue(this.seen, now);
      if (at !== undefined && !this.running.has(trigger)) void this.run(trigger, at);
    }
    this.seen = now;
  }

  private run(trigger: Trigger, at: number): Promise<void> {
    const { functionName, name } = trigger;
    const run = this.fire({ functionName, name, at })
      .catch((error: unknown) => {
        console.error(`timer of ${functionName}`, error);
      })
      .then(() => {
        this.running.delete(trigger);
      });
    this.running.set(trigger, run);
    return run;
  }

  /** Moves the clock on and runs what falls due on the way, in order. Answers the time it is then. */
  forward(byMs: number, often?: Runs): Promise<number> {
    this.waiting += 1;
    const move = this.moves
      .then(() => this.move(byMs, often))
      .finally(() => {
        this.waiting -= 1;
      });
    this.moves = move.catch(() => undefined);
    return move;
  }

  private async move(byMs: number, often?: Runs): Promise<number> {
    await Promise.all(this.running.values());
    const now = this.clock.now();
    const from = this.ticking ? this.seen : now;
    const until = now + byMs;
    const runs = this.triggers
      .flatMap((trigger) =>
        runsBetween(trigger.schedule, from, until, often).map((at) => ({ trigger, at })),
      )
      .sort((one, other) => one.at - other.at);
    for (const { trigger, at } of runs) {
      if (this.closed) break;
      this.clock.moveTo(at);
      await this.run(trigger, at);
    }
    if (!this.closed) this.clock.moveTo(until);
    this.seen = until;
    return this.clock.now();
  }

  /** Ends the ticking, and a move behind the run that is on its way. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.ticking);
    await this.moves;
  }
}
