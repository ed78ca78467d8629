import { playCrowd } from '../support/crowd';
import { openLongWall } from '../support/long-wall';
import { digits, many, type Line } from './table';

const CALLS = 5_000;
const MOST_READS = 1;

/** What a crowd without a login costs, over all that it can ask for. */
export const measureAnonymous = async (): Promise<Line> => {
  const cloud = await openLongWall(450, 12);
  try {
    const stats = () => Promise.resolve(cloud.stats());
    const { calls, reads, writes } = await playCrowd(cloud.as(''), CALLS, stats);
    return {
      what: `Reads of an anonymous call, over ${many(calls)} of all kinds`,
      value: `${digits(reads / calls)} (${many(writes)} writes in all)`,
      bar: `≤ ${MOST_READS}`,
      holds: reads <= calls * MOST_READS,
    };
  } finally {
    await cloud.end();
  }
};
