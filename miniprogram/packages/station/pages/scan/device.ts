import { keep, recall } from '../../../../utils/storage';
import { newRequestId } from '../../../../utils/request-id';

const ID_KEY = 'scan:device';

/** This device's own label, drawn once; it is bound to nobody. */
export const deviceId = async (): Promise<string> => {
  const kept = await recall<string>(ID_KEY);
  if (kept) return kept.value;
  const drawn = `device-${newRequestId()}`;
  await keep(ID_KEY, drawn);
  return drawn;
};

/** Longest label that the event's record takes, in characters. */
const LABEL_MAX = 40;

/** How the organiser tells this device from others: its model, and the end of its id. */
export const deviceLabel = (id: string): string => {
  const end = ` ${id.slice(-4)}`;
  return `${wx.getDeviceInfo().model.slice(0, LABEL_MAX - end.length)}${end}`;
};

/** A PC or a tablet on a desk, where a hardware scanner may be plugged in. */
export const isAtADesk = (): boolean => ['windows', 'mac'].includes(wx.getDeviceInfo().platform);
