/** What is nearer than this is the way the answer took, not another time. */
const SAME_MS = 2000;

/** How far a cloud's clock is ahead of this machine's; 0 for a cloud that has none of its own. */
const aheadMs = async (cloudUrl: string): Promise<number> => {
  const answer = await fetch(`${cloudUrl}/clock`).catch(() => undefined);
  if (!answer?.ok) return 0;
  const { now } = (await answer.json().catch(() => ({}))) as { now?: unknown };
  const ahead = typeof now === 'number' ? now - Date.now() : 0;
  return Math.abs(ahead) < SAME_MS ? 0 : ahead;
};

/**
 * A phone lives at the time of its cloud: where that clock was moved, `Date` of this page is moved
 * with it, before the app is loaded.
 */
export const followCloudClock = async (cloudUrl: string): Promise<void> => {
  const ahead = await aheadMs(cloudUrl);
  if (ahead === 0) return;
  const Machine = Date;
  const machineNow = Machine.now;
  const now = (): number => machineNow() + ahead;
  Machine.now = now;
  globalThis.Date = new Proxy(Machine, {
    construct: (target, args: unknown[], asked) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, asked) as object,
    apply: () => new Machine(now()).toString(),
  });
};
