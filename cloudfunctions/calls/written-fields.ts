import * as v from 'valibot';
import { requestId, text } from './fields';

/** How staff learned of an answer that they enter. */
export const writtenDown = {
  requestId,
  how: v.picklist(['paper', 'phone'], '请选择是纸面还是电话'),
  /** It is on the family's access list. */
  note: text(100),
};
