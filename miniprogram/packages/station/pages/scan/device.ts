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

/** Brand and model, for staff who look for a device at a desk. */
export const deviceLabel = (): string => {
  const { brand, model } = wx.getDeviceInfo();
  return `${brand} ${model}`.trim().slice(0, 40) || '手机';
};
