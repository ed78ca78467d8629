import * as v from 'valibot';
import { auditFilter } from './audit-fields';
import { limit, moment } from './fields';

export const list = v.strictObject({
  ...auditFilter,
  cursor: v.exactOptional(moment),
  limit: v.exactOptional(limit),
});
