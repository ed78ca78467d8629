import { api, ApiFailure, Listeners } from './api';
import type { Family, Platform } from './platform';

const WEAK_MS = 1800;

/** Waits as the network of this phone does. @throws ApiFailure where there is none */
export const throughNetwork = async ({ device }: Platform): Promise<void> => {
  if (device.network.value === 'weak') {
    await new Promise((resolve) => setTimeout(resolve, WEAK_MS));
  }
  if (device.network.value === 'none') {
    throw new ApiFailure('request:fail net::ERR_INTERNET_DISCONNECTED', {
      errCode: -1,
      errno: 600001,
    });
  }
};

/** What kind of network there is, and when it changes. */
export const network = ({ device }: Platform): Family => {
  const status = new Listeners<{ isConnected: boolean; networkType: string }>();
  const weak = new Listeners<{ weakNet: boolean; networkType: string }>();
  const typeOf = (): string => (device.network.value === 'none' ? 'none' : 'wifi');
  device.network.follow((value) => {
    status.emit({ isConnected: value !== 'none', networkType: typeOf() });
    weak.emit({ weakNet: value === 'weak', networkType: typeOf() });
  });
  return {
    getNetworkType: api('getNetworkType', () => ({
      networkType: typeOf(),
      isConnected: device.network.value !== 'none',
      weakNet: device.network.value === 'weak',
      signalStrength: device.network.value === 'weak' ? 20 : 90,
      hasSystemProxy: false,
    })),
    onNetworkStatusChange: status.on,
    offNetworkStatusChange: status.off,
    onNetworkWeakChange: weak.on,
    offNetworkWeakChange: weak.off,
  };
};
