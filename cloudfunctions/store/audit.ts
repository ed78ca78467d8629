import { insert } from './database';
import type { AuditRecord } from './records';

/**
 * Writes down an act that changes nothing else, such as an export; what changes documents is
 * written down in its own transaction, by `once`.
 */
export const recordAct = async (record: AuditRecord): Promise<void> => {
  if (!(await insert('audit', record))) throw new Error(`audit ${record._id} stands already`);
};
