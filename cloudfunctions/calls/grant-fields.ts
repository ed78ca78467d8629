import { STAFF_LEVELS } from '@micro-wish/vocabulary';
import * as v from 'valibot';

/** Offices without an area. */
export const OFFICE_ROLES = ['admin', 'auditor'] as const;

/** Every office that staff may hold. */
export const OFFICES = [...STAFF_LEVELS, ...OFFICE_ROLES] as const;

/** Which grants an admin looks at. */
export const grantFilter = {
  role: v.exactOptional(v.picklist([...OFFICES, 'scanner', 'safeguarding'], '没有这种授权')),
  state: v.exactOptional(v.picklist(['active', 'over'], '没有这种状态')),
};
