import { newRequestId } from '../../../utils/request-id';
import type { Desk } from './desk';
import type { Pending } from './pending';
import type { RecentScan } from './recents';

interface Kept {
  'station.desk': Desk;
  'station.pending': Pending[];
  'station.recents': RecentScan[];
  'station.device': string;
}

const read = <K extends keyof Kept>(key: K): Kept[K] | undefined => {
  const kept: unknown = wx.getStorageSync(key);
  return kept === '' || kept === undefined || kept === null ? undefined : (kept as Kept[K]);
};

/** What this device keeps between scans; written before anything is shown. */
export const deviceStore = {
  desk: (): Desk | undefined => read('station.desk'),
  keepDesk: (desk: Desk): void => wx.setStorageSync('station.desk', desk),

  pending: (): Pending[] => read('station.pending') ?? [],
  keepPending: (list: Pending[]): void => wx.setStorageSync('station.pending', list),

  recents: (): RecentScan[] => read('station.recents') ?? [],
  keepRecents: (list: RecentScan[]): void => wx.setStorageSync('station.recents', list),

  /** A label of the device, bound to nobody. */
  deviceId: (): string => {
    const known = read('station.device');
    if (known !== undefined) return known;
    const deviceId = `device-${newRequestId()}`;
    wx.setStorageSync('station.device', deviceId);
    return deviceId;
  },
};
