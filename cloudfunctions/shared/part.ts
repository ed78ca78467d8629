import type { RequestKey } from '../store/common/requests';
import { sha256 } from './identity';

/** A part of a request that is done once by itself: a call that died half way is repeated safely. */
export const partOf = ({ id: whole, payload }: RequestKey, part: string): RequestKey => ({
  id: sha256(`${whole}#${part}`),
  payload,
});
