import { api, ApiFailure } from './api';
import type { Family, Platform } from './platform';

const MOST_TEMPLATES = 5;

/** How long after a tap a call still counts as made by it, in ms. */
const TAP_COUNTS_MS = 1000;

interface SubscribeOptions {
  tmplIds: string[];
}

const tellCloud = (openid: string, tmplIds: string[]): Promise<Response> =>
  fetch('/cloud/client/subscribe', {
    method: 'POST',
    headers: { 'x-openid': openid },
    body: JSON.stringify({ tmplIds }),
  });

/** Who is here, what was allowed, and which messages may be sent. */
export const account = ({ host, device, appId }: Platform): Family => {
  let lastTap = Number.NEGATIVE_INFINITY;
  for (const event of ['pointerup', 'touchend', 'click'] as const) {
    document.addEventListener(event, () => (lastTap = performance.now()), true);
  }
  const settings = () => ({
    authSetting: device.rights,
    subscriptionsSetting: { mainSwitch: true },
  });

  return {
    login: api('login', () => {
      if (device.session.openid === '') throw new ApiFailure('the user is not logged in');
      return { code: `login-${crypto.randomUUID()}` };
    }),
    checkSession: api('checkSession', () => undefined),
    getAccountInfoSync: () => ({
      miniProgram: { appId, envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getUserProfile: api('getUserProfile', () => ({
      userInfo: { nickName: '微信用户', avatarUrl: '', gender: 0, language: 'zh_CN' },
    })),
    getSetting: api('getSetting', settings),
    openSetting: api('openSetting', async () => {
      await host.openSetting();
      return settings();
    }),
    authorize: api<{ scope: string }>('authorize', async ({ scope }) => {
      if (!(await host.allows(scope))) throw new ApiFailure('auth deny');
    }),
    requestSubscribeMessage: api<SubscribeOptions>(
      'requestSubscribeMessage',
      async ({ tmplIds }) => {
        if (performance.now() - lastTap > TAP_COUNTS_MS) {
          throw new ApiFailure('can only be invoked by user TAP gesture.', { errCode: 20004 });
        }
        if (!Array.isArray(tmplIds) || tmplIds.length < 1 || tmplIds.length > MOST_TEMPLATES) {
          throw new ApiFailure('TmplIds count must be 1 to 5', { errCode: 20003 });
        }
        const choices = await host.subscribe({ tmplIds });
        if (!choices) throw new ApiFailure('cancel', { errCode: 20013 });
        const accepted = tmplIds.filter((id) => choices[id] === 'accept');
        if (accepted.length > 0) await tellCloud(device.session.openid, accepted);
        return choices;
      },
    ),
  };
};
