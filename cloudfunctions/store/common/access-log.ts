import type { AccessView } from '../../../typings/contract';
import { command, find } from './database';
import type { AccessRecord } from './records';

const LONGEST = 200;

/** The openings of some children's files, the newest first. */
export const openingsOf = async (childIds: readonly string[]): Promise<AccessRecord[]> =>
  childIds.length === 0
    ? []
    : find(
        'accessLog',
        { childId: command.in([...childIds]) },
        { orderBy: ['at', 'desc'], limit: LONGEST },
      );

/** What the family sees of an opening: a role, never a person. */
export const viewOfOpening = ({ role, purpose, at }: AccessRecord): AccessView => ({
  role: role as AccessView['role'],
  purpose,
  at,
});
