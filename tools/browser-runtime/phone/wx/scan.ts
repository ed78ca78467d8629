import { api, ApiFailure } from './api';
import type { Family, Platform } from './platform';

/** `wx.scanCode`: what is answered was read from pixels. */
export const scan = ({ host }: Platform): Family => ({
  scanCode: api<{ onlyFromCamera?: boolean }>('scanCode', async ({ onlyFromCamera = false }) => {
    const scanned = await host.scan({ onlyFromCamera });
    if (!scanned) throw new ApiFailure('cancel');
    return scanned;
  }),
});
