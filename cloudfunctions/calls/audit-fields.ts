import * as v from 'valibot';
import { epochMs, id } from './fields';

/** Which entries of the audit are looked at, as fields of an input. */
export const auditFilter = {
  action: v.exactOptional(id),
  subject: v.exactOptional(id),
  by: v.exactOptional(id),
  since: v.exactOptional(epochMs),
};
