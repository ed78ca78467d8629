import { POSTERS } from '../../cloudfunctions/domain/campaign/share-source';
import { numberFrom } from '../../cloudfunctions/domain/certificate/number';
import type { Person } from './cloud';
import { campaignId } from './world';

/** All that a visitor without a login can ask for, in turns; the wall is read on and on. */
const visitor = (nobody: Person) => {
  let cursor: string | undefined;
  let calls = 0;
  const readOn = async (): Promise<void> => {
    const wall = await nobody.call('campaign', 'wall', {
      campaignId,
      ...(cursor === undefined ? {} : { cursor }),
    });
    cursor = wall.next;
  };
  const asks: ((unknown: string) => Promise<unknown>)[] = [
    () => nobody.call('campaign', 'get', { campaignId }),
    readOn,
    () => nobody.call('campaign', 'report', { campaignId }),
    readOn,
    () => nobody.call('campaign', 'programmes', { campaignId }),
    readOn,
    () => nobody.call('campaign', 'consent', { campaignId }),
    () => nobody.call('campaign', 'code', { campaignId, source: POSTERS[0] }),
    () => nobody.call('campaign', 'visit', { campaignId, source: 'friend' }),
    () => nobody.call('campaign', 'certificate', { number: numberFrom(Buffer.alloc(16, calls)) }),
    () => nobody.call('campaign', 'certificate', { number: 'CERT-0000' }),
    (unknown) => nobody.refused('campaign', 'get', { campaignId: unknown }),
    (unknown) => nobody.refused('campaign', 'wall', { campaignId: unknown }),
    (unknown) => nobody.refused('campaign', 'visit', { campaignId: unknown, source: 'friend' }),
    (unknown) => nobody.refused('campaign', 'code', { campaignId: unknown, source: POSTERS[1] }),
  ];
  return {
    kinds: asks.length,
    ask: async (): Promise<void> => {
      await asks[calls % asks.length]?.(`nowhere-${calls}`);
      calls += 1;
    },
  };
};

interface Cost {
  calls: number;
  reads: number;
  writes: number;
}

/** Plays so many calls by nobody, one after the other, once what they ask for has been made. */
export const playCrowd = async (
  nobody: Person,
  calls: number,
  stats: () => Promise<{ reads: number; writes: number }>,
): Promise<Cost> => {
  const { ask, kinds } = visitor(nobody);
  // Enough to read the wall to its end.
  for (let made = 0; made < 12 * kinds; made += 1) await ask();
  const before = await stats();
  for (let asked = 0; asked < calls; asked += 1) await ask();
  const after = await stats();
  return { calls, reads: after.reads - before.reads, writes: after.writes - before.writes };
};
