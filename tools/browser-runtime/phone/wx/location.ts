import type { MapRequest } from '../host/map';
import { api, ApiFailure } from './api';
import type { Family, Platform } from './platform';

const isWithin = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Math.abs(value) <= most;

/** Places on a map: shown, never found out; where a phone is stays its own. */
export const location = ({ host }: Platform): Family => ({
  openLocation: api<MapRequest>('openLocation', (request) => {
    if (!isWithin(request.latitude, 90) || !isWithin(request.longitude, 180)) {
      throw new ApiFailure('parameter error: latitude and longitude should be numbers in degrees');
    }
    void host.showMap(request);
  }),
});
