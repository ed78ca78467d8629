import { uncaught } from './uncaught';

/** What every asynchronous call of WeChat takes beside its own options. */
export interface Callbacks {
  success?: (answer: object) => void;
  fail?: (failure: object) => void;
  complete?: (outcome: object) => void;
}

/** A refusal in WeChat's words: it becomes `errMsg: '<name>:fail <reason>'`. */
export class ApiFailure extends Error {
  constructor(
    readonly reason: string,
    readonly extra: { errCode?: number; errno?: number } = {},
  ) {
    super(reason);
  }
}

/** The object that `fail` is told, and a promise is rejected with. */
const failureOf = (name: string, error: unknown): object => {
  const { reason, message, extra } = (error ?? {}) as Partial<ApiFailure>;
  const words = reason ?? message ?? String(error);
  return { ...extra, errMsg: `${name}:fail${words === '' ? '' : ` ${words}`}` };
};

/** An error in an app's callback is the app's own: it must not turn a success into a failure. */
const tell = (callback: ((value: object) => void) | undefined, value: object): void => {
  if (!callback) return;
  try {
    callback(value);
  } catch (error) {
    uncaught(error);
  }
};

type Options<O> = O & Callbacks;

/**
 * An asynchronous call as WeChat has it: with `success`, `fail` or `complete` it answers through
 * them, else by a promise. What `run` answers gets `errMsg: '<name>:ok'`; what it throws, `fail`.
 */
export const api =
  <O extends object>(name: string, run: (options: O) => object | void | Promise<object | void>) =>
  (options?: Options<O>): Promise<object> | undefined => {
    const given = (options ?? {}) as Options<O>;
    const outcome = (async (): Promise<object> => {
      try {
        return { ...(await run(given)), errMsg: `${name}:ok` };
      } catch (error) {
        throw failureOf(name, error);
      }
    })();
    const { success, fail, complete } = given;
    if (!success && !fail && !complete) return outcome;
    void outcome.then(
      (answer) => {
        tell(success, answer);
        tell(complete, answer);
      },
      (failure: unknown) => {
        tell(fail, failure as object);
        tell(complete, failure as object);
      },
    );
    return undefined;
  };

/** A pair of `wx.onX` and `wx.offX` over one list of listeners. */
export class Listeners<T> {
  private readonly list = new Set<(value: T) => void>();

  readonly on = (listener: (value: T) => void): void => {
    this.list.add(listener);
  };

  /** Without a listener, all of them end. */
  readonly off = (listener?: (value: T) => void): void => {
    if (listener) this.list.delete(listener);
    else this.list.clear();
  };

  get size(): number {
    return this.list.size;
  }

  emit(value: T): void {
    for (const listener of [...this.list]) {
      try {
        listener(value);
      } catch (error) {
        uncaught(error);
      }
    }
  }
}
