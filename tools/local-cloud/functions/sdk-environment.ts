const APPID = 'wxlocal0000000000';
const ENV = 'local';

/** What the SDK sends here is carried to this cloud; there is no such address. */
export const CLOUD_ORIGIN = 'http://cloud.invalid/';

/** The environment in which the SDK finds this cloud and knows who is calling. */
export const sdkEnvironment = (): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: CLOUD_ORIGIN }),
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  SCF_NAMESPACE: ENV,
  TCB_ENV: ENV,
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_ENV,WX_SOURCE,WX_CLIENTIP',
});

/** Who a call comes from, as the SDK reads it. */
export const callerEnvironment = (
  openid: string,
  source: 'wx_client' | 'wx_trigger' | 'wx_client,scf' = 'wx_client',
): Record<string, string> => ({
  WX_OPENID: openid,
  WX_APPID: APPID,
  WX_ENV: ENV,
  WX_SOURCE: source,
  WX_CLIENTIP: '127.0.0.1',
});
