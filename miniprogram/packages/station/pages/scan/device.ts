import { forget, keep, recall } from '../../../../utils/kept';
import { newRequestId } from '../../../../utils/request-id';
import type { Pending } from './pending';

const ID_KEY = 'scan:device';
const PENDING_KEY = 'scan:pending';

/** This device's own label, drawn once; it is bound to nobody. */
export const deviceId = async (): Promise<string> => {
  const kept = await recall<string>(ID_KEY);
  if (kept) return kept.value;
  const drawn = `device-${newRequestId()}`;
  await keep(ID_KEY, drawn);
  return drawn;
};

/** The redemptions without an answer, oldest first; they hold codes, so they are kept encrypted. */
export const recallPending = async (): Promise<Pending[]> =>
  (await recall<Pending[]>(PENDING_KEY, true))?.value ?? [];

export const keepPending = (pending: readonly Pending[]): Promise<void> =>
  pending.length === 0 ? forget(PENDING_KEY) : keep(PENDING_KEY, pending, true);
