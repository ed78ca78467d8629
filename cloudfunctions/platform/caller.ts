import cloud from 'wx-server-sdk';

/** The caller's openid, read inside the call; '' where nobody is signed in. */
export const callerOpenid = (): string => cloud.getWXContext().OPENID ?? '';
