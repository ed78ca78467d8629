import type { Grant } from '../domain/access';
import { find } from './database';

/** A person's grants that nobody has ended; whether they hold now, the domain says. */
export const grantsOf = (personId: string): Promise<Grant[]> =>
  find('grants', { personId, endedAt: null });
