import type { LocalCloudOptions } from '../../tools/local-cloud';

const READS = /get|query|calculate|aggregate|abort/i;

/**
 * Cuts the calls of a function off behind one of their changes, by its number. What is cut off
 * within a transaction, or while something is read, is cut off behind the change before it.
 */
export const cutOff = (
  functionName: string,
): { faultAt: NonNullable<LocalCloudOptions['faultAt']>; behind(change: number): void } => {
  let [cutAt, changes, inside] = [Infinity, 0, false];
  return {
    faultAt: (name, action) => {
      if (name !== functionName) return undefined;
      if (action === 'database.startTransaction') inside = true;
      if (/commit|abort/.test(action)) inside = false;
      if (inside || READS.test(action)) return undefined;
      return (changes += 1) === cutAt ? 'after' : undefined;
    },
    behind(change) {
      [cutAt, changes] = [change, 0];
    },
  };
};
