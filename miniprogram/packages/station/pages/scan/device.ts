import { keep, recall } from '../../../../utils/kept';
import { newRequestId } from '../../../../utils/request-id';

const KEY = 'scan:device';

/** This device's own label, drawn once; it is bound to nobody. */
export const deviceId = async (): Promise<string> => {
  const kept = await recall<string>(KEY);
  if (kept) return kept.value;
  const drawn = `device-${newRequestId()}`;
  await keep(KEY, drawn);
  return drawn;
};
