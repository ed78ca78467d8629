import type { PrivacyAsker } from '../host/privacy';
import { api, ApiFailure } from './api';
import type { Family, Platform } from './platform';

/** errno of a consent that was refused. */
const REFUSED = 104;

/** Waits for the consent that an interface needs. @throws ApiFailure where it is refused */
export const needsPrivacy = async ({ host }: Platform, name: string): Promise<void> => {
  if (await host.privacy.allows(name)) return;
  throw new ApiFailure('privacy permission is not authorized', { errno: REFUSED });
};

/** Consent to the privacy contract. */
export const privacy = (platform: Platform): Family => {
  const { host } = platform;
  return {
    getPrivacySetting: api('getPrivacySetting', () => ({
      needAuthorization: host.privacy.needed,
      privacyContractName: `《${host.appName}小程序隐私保护指引》`,
    })),
    onNeedPrivacyAuthorization: (asker: PrivacyAsker) => {
      host.privacy.asker = asker;
    },
    offNeedPrivacyAuthorization: () => {
      host.privacy.asker = undefined;
    },
    requirePrivacyAuthorize: api('requirePrivacyAuthorize', () =>
      needsPrivacy(platform, 'requirePrivacyAuthorize'),
    ),
    openPrivacyContract: api('openPrivacyContract', () => host.showContract()),
  };
};
