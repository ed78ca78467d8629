import cloud from 'wx-server-sdk';

/** The caller's openid, read inside the call; '' where nobody is signed in. */
export const callerOpenid = (): string => String(cloud.getWXContext().OPENID ?? '');

/** Whether the platform's own timer is calling, and no client and no other function. */
export const isTimer = (): boolean => cloud.getWXContext().SOURCE === 'wx_trigger';
