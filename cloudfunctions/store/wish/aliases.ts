import { command, findFields, read } from '../common/database';
import type { Work } from '../common/requests';

/** A child's alias in a campaign; `_id` is derived from both, so that no other child has it. */
export interface AliasRecord {
  _id: string;
  campaignId: string;
  alias: string;
  childId: string;
}

/** One alias of a campaign belongs to one child: whoever writes the document first has it. */
const claimId = (campaignId: string, alias: string): string => `${campaignId}#${alias}`;

const STEP = 1000;

/** Every alias that children of a campaign have. */
export const aliasesIn = async (campaignId: string): Promise<Set<string>> => {
  const all = new Set<string>();
  let cursor = '';
  for (;;) {
    const page = await findFields(
      'aliases',
      { campaignId, _id: command.gt(cursor) },
      ['_id', 'alias'],
      { orderBy: ['_id', 'asc'], limit: STEP },
    );
    for (const { _id = '', alias = '' } of page) {
      all.add(alias);
      cursor = _id;
    }
    if (page.length < STEP) return all;
  }
};

/** Whether an alias is another child's in a campaign. */
export const isAliasTaken = async (
  campaignId: string,
  alias: string,
  childId: string,
): Promise<boolean> => {
  const claim = await read('aliases', claimId(campaignId, alias));
  return claim !== null && claim.childId !== childId;
};

/**
 * Gives a child the first of some aliases that no other child of the campaign has; where all are
 * taken, the first one with the digits of a number behind it.
 */
export const claimAlias = async (
  work: Work,
  { campaignId, childId }: { campaignId: string; childId: string },
  wanted: readonly [string, ...string[]],
  number: string,
): Promise<string> => {
  for (const alias of [...wanted, `${wanted[0]} ${number}`]) {
    const _id = claimId(campaignId, alias);
    const claim = await work.get('aliases', _id);
    if (claim && claim.childId !== childId) continue;
    if (!claim) await work.put('aliases', { _id, campaignId, alias, childId });
    return alias;
  }
  throw new Error(`no alias is left for ${childId} in ${campaignId}`);
};

/** What a child was called is free again, where it has never been in the campaign. */
export const releaseAlias = (work: Work, campaignId: string, alias: string): Promise<void> =>
  work.remove('aliases', claimId(campaignId, alias));
