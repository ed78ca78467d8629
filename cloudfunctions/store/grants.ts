import type { Grant } from '../domain/access';
import { find, findAll } from './database';

/** A person's grants that nobody has ended; whether they hold now, the domain says. */
export const grantsOf = (personId: string): Promise<Grant[]> =>
  find('grants', { personId, endedAt: null });

/** The scanner grants of an event that nobody has ended. */
export const openScannerGrants = (eventId: string): Promise<Grant[]> =>
  findAll('grants', { eventId, endedAt: null });
