import type { ChosenPlace, MapRequest } from '../host/map';
import { api, ApiFailure } from './api';
import { needsPrivacy } from './privacy';
import type { Family, Platform } from './platform';

const isWithin = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Math.abs(value) <= most;

/** Places on a map: shown and chosen, never found out; where a phone is stays its own. */
export const location = (platform: Platform): Family => ({
  openLocation: api<MapRequest>('openLocation', (request) => {
    if (!isWithin(request.latitude, 90) || !isWithin(request.longitude, 180)) {
      throw new ApiFailure('parameter error: latitude and longitude should be numbers in degrees');
    }
    void platform.host.showMap(request);
  }),
  chooseLocation: api<object>('chooseLocation', async (): Promise<ChosenPlace> => {
    await needsPrivacy(platform, 'chooseLocation');
    const place = await platform.host.chooseOnMap();
    if (!place) throw new ApiFailure('cancel');
    return place;
  }),
});
