import cloud from 'wx-server-sdk';

/** The caller's openid, read inside the call; '' where nobody is signed in. */
export const callerOpenid = (): string => {
  const { OPENID: openid } = cloud.getWXContext() as { OPENID?: string | number };
  // The SDK makes a number of what has nothing but digits, and so one of `0012` and `12`.
  return typeof openid === 'number' ? (process.env['WX_OPENID'] ?? '') : (openid ?? '');
};

/** Whether another function of this environment is calling, which no client can pretend. */
export const isFunction = (): boolean => (cloud.getWXContext().SOURCE ?? '').endsWith(',scf');

/** Whether the platform's own timer is calling, and no client and no other function. */
export const isTimer = (): boolean => cloud.getWXContext().SOURCE === 'wx_trigger';
