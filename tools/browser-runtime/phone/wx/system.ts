import { api, Listeners } from './api';
import type { Family, Platform } from './platform';

const SDK_VERSION = '3.17.0';
const WECHAT_VERSION = '8.0.60';
const STANDARD_FONT_PX = 16;

/** What the phone is: its window, its system, its theme. */
export const system = (platform: Platform): Family => {
  const { host, device } = platform;
  const windowInfo = () => {
    const metrics = host.metrics();
    const { screenWidth, screenHeight, windowWidth, windowHeight, statusBarHeight } = metrics;
    return {
      pixelRatio: metrics.pixelRatio,
      screenWidth,
      screenHeight,
      windowWidth,
      windowHeight,
      statusBarHeight,
      screenTop: screenHeight - windowHeight,
      safeArea: {
        left: 0,
        right: screenWidth,
        top: statusBarHeight,
        bottom: screenHeight,
        width: screenWidth,
        height: screenHeight - statusBarHeight,
      },
    };
  };
  const deviceInfo = () => ({
    abi: 'arm64-v8a',
    benchmarkLevel: 40,
    brand: 'devtools',
    model: 'browser',
    platform: 'devtools',
    system: 'iOS 17.0',
    memorySize: 4096,
  });
  const appBaseInfo = () => ({
    SDKVersion: SDK_VERSION,
    version: WECHAT_VERSION,
    language: 'zh_CN',
    theme: device.theme.value,
    enableDebug: false,
    fontSizeSetting: Math.round(STANDARD_FONT_PX * host.fontScale()),
    fontSizeScaleFactor: host.fontScale(),
    host: { env: 'WeChat', appId: platform.appId, version: 0 },
  });
  const systemInfo = () => ({
    ...windowInfo(),
    ...deviceInfo(),
    ...appBaseInfo(),
    cameraAuthorized: true,
    deviceOrientation: 'portrait',
  });

  const theme = new Listeners<{ theme: string }>();
  device.theme.follow((value) => theme.emit({ theme: value }));
  const resize = new Listeners<object>();
  addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowInfo();
    resize.emit({ size: { windowWidth, windowHeight } });
  });

  return {
    getSystemInfoSync: systemInfo,
    getSystemInfo: api('getSystemInfo', systemInfo),
    getSystemInfoAsync: api('getSystemInfoAsync', systemInfo),
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: appBaseInfo,
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: false,
      wifiEnabled: device.network.value !== 'none',
      deviceOrientation: 'portrait',
    }),
    getAppAuthorizeSetting: () => ({
      cameraAuthorized: 'authorized',
      albumAuthorized: 'authorized',
      notificationAuthorized: 'authorized',
    }),
    getMenuButtonBoundingClientRect: () => host.metrics().menuButton,
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
    getRendererUserAgent: api('getRendererUserAgent', () => ({ userAgent: navigator.userAgent })),
  };
};
