import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

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

export interface Trigger {
  name: string;
  matches(at: Date): boolean;
}

/** Least and greatest value of each field: second, minute, hour, day, month, weekday, year. */
const FIELDS: readonly [number, number][] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
  [1970, 2099],
];

const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/;

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** One field: `*`, `5`, `1-5`, `*\/10`, and lists of these. @throws Error for anything else */
const fieldMatcher = (text: string, [least, greatest]: [number, number]) => {
  const parts = text.split(',').map((part) => {
    const match = PART.exec(part);
    if (!match) throw new Error(`${part} is not a field of a timer`);
    const [, first, last, step] = match;
    const from = first === undefined ? least : Number(first);
    const single = first !== undefined && last === undefined && step === undefined;
    const until = single ? from : last === undefined ? greatest : Number(last);
    if (from < least || until > greatest || from > until || Number(step ?? '1') === 0) {
      throw new Error(`${part} is not between ${least} and ${greatest}`);
    }
    return { from, until, step: Number(step ?? '1') };
  });
  return (value: number): boolean =>
    parts.some(
      ({ from, until, step }) => value >= from && value <= until && (value - from) % step === 0,
    );
};

/** A timer of seven fields in UTC+8, as the platform reads them. @throws Error for a wrong one */
export const cronMatcher = (config: string): ((at: Date) => boolean) => {
  const texts = config.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) throw new Error(`${config}: a timer has seven fields`);
  const fields = FIELDS.map((bounds, place) => fieldMatcher(texts[place] ?? '', bounds));
  return (at) => {
    const local = new Date(at.getTime() + SHANGHAI_OFFSET_MS);
    const values = [
      local.getUTCSeconds(),
      local.getUTCMinutes(),
      local.getUTCHours(),
      local.getUTCDate(),
      local.getUTCMonth() + 1,
      local.getUTCDay(),
      local.getUTCFullYear(),
    ];
    return fields.every((matches, place) => matches(values[place] ?? Number.NaN));
  };
};

/** The triggers in a built function's `config.json`. @throws Error that names the file */
export const triggersOf = (functionsDir: string, name: string): Trigger[] => {
  const file = join(functionsDir, name, 'config.json');
  if (!existsSync(file)) return [];
  const { triggers } = v.parse(configSchema, JSON.parse(readFileSync(file, 'utf8')));
  return triggers.map((trigger) => ({ name: trigger.name, matches: cronMatcher(trigger.config) }));
};

/** Fires triggers in their seconds; one whose last run is not over yet is left out. */
export class Timers {
  private readonly clocks: NodeJS.Timeout[] = [];

  constructor(private readonly fire: (functionName: string, trigger: string) => Promise<unknown>) {}

  add(functionName: string, triggers: readonly Trigger[]): void {
    for (const { name, matches } of triggers) {
      let last = 0;
      let running = false;
      const tick = (): void => {
        const second = Math.floor(Date.now() / 1000);
        if (running || second === last || !matches(new Date(second * 1000))) return;
        last = second;
        running = true;
        void this.fire(functionName, name)
          .catch((error: unknown) => {
            console.error(`timer of ${functionName}`, error);
          })
          .finally(() => {
            running = false;
          });
      };
      this.clocks.push(setInterval(tick, 500).unref());
    }
  }

  close(): void {
    for (const clock of this.clocks.splice(0)) clearInterval(clock);
  }
}
