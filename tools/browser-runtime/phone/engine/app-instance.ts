import type { PhoneHost } from '../host/types';

/** The app's own instance: what `App()` was given. Its errors go to the host's panel. */
export class AppInstance {
  private definition: Record<string, unknown> = {};

  constructor(private readonly host: PhoneHost) {}

  define(definition: Record<string, unknown>): void {
    this.definition = definition;
  }

  get(): Record<string, unknown> {
    return this.definition;
  }

  /** Calls a method of the app, where it has one. */
  call(method: string, ...values: unknown[]): void {
    const handler = this.definition[method];
    if (typeof handler !== 'function') return;
    try {
      (handler as (...values: unknown[]) => unknown).apply(this.definition, values);
    } catch (error) {
      // Not by `report`: an error of onError would be told to onError for ever.
      this.show(`App ${method}`, error);
    }
  }

  /** Tells the app of an error, and shows it. */
  report(source: string, error: unknown): void {
    const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
    this.call('onError', text);
    this.show(source, error);
  }

  /** Tells the app of a promise that nobody took care of, and shows why it failed. */
  reportRejection(reason: unknown): void {
    this.call('onUnhandledRejection', { reason });
    const { errMsg } = (reason ?? {}) as { errMsg?: unknown };
    this.show('promise', typeof errMsg === 'string' ? errMsg : reason);
  }

  private show(source: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    this.host.problem({ source, message, ...(stack === undefined ? {} : { stack }) });
  }
}
