import type { Family } from './platform';

const LEVELS = ['debug', 'info', 'log', 'warn', 'error'] as const;

/** A log of the app: it goes to the browser's console. */
const logger = (name: string): object => ({
  ...Object.fromEntries(
    LEVELS.map((level) => [
      level,
      (...values: unknown[]) => {
        console[level](`[${name}]`, ...values);
      },
    ]),
  ),
  setFilterMsg: () => undefined,
  addFilterMsg: () => undefined,
});

/** Logs and measurements. */
export const reports = (): Family => {
  const log = logger('LogManager');
  const realtimeLog = logger('RealtimeLogManager');
  return {
    getLogManager: () => log,
    getRealtimeLogManager: () => realtimeLog,
    reportEvent: (id: string, data?: object) => console.info(`[reportEvent] ${id}`, data ?? {}),
    reportPerformance: () => undefined,
    getPerformance: () => performance,
  };
};
