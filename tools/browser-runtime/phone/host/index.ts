import type { Engine } from '../engine/types';
import { Bars, capsuleRect, NAVIGATION_BAR_HEIGHT, STATUS_BAR_HEIGHT } from './bars';
import { attachCamera } from './camera';
import type { Device } from './device';
import { h } from './dom';
import { chooseFiles } from './files';
import { Layers } from './layers';
import { chooseOnMap, showMap, type ChosenPlace, type MapRequest } from './map';
import type { PhoneMessage } from './messages';
import { askActionSheet, askModal } from './modal';
import { askPhoneNumber, askPrivacy, askRight, askSubscribe, showSettings } from './permissions';
import { pickColumns, pickDate, pickRegion, pickTime } from './pickers';
import { showPreview } from './preview';
import { Privacy } from './privacy';
import { Problems } from './problems';
import { Air } from './scan/nearby-phones';
import { decodePicture } from './scan/decode';
import { scan } from './scan/scanner';
import { askFileShare, askImageShare, askMenu, confirmShare, type SharedFile } from './share';
import { Toasts } from './toast';
import type { NavigationBar, PhoneHost, PhoneMetrics, ShareCard } from './types';

/** Names of the rights, as the settings page shows them. */
const RIGHTS: Record<string, string> = {
  'scope.camera': '摄像头',
  'scope.record': '麦克风',
  'scope.userLocation': '位置信息',
  'scope.writePhotosAlbum': '保存到相册',
  'scope.addPhoneContact': '通讯录（仅写入）',
};

export interface HostOptions {
  root: HTMLElement;
  device: Device;
  appName: string;
  /** `__usePrivacyCheck__` of app.json. */
  privacyChecked: boolean;
  engine: () => Engine;
}

/** The host with what only the platform's own calls use. */
export interface Host extends PhoneHost {
  readonly privacy: Privacy;
  readonly appName: string;
  currentBar(): NavigationBar;
  /** Asks for a right once; later calls answer what was chosen. */
  allows(scope: string): Promise<boolean>;
  /** Hides entries of the top page's share menu, or shows them again. */
  setShareMenu(kinds: readonly ShareCard['kind'][], shown: boolean): void;
  shareImage(path: string): Promise<'send' | 'save' | null>;
  shareFile(file: SharedFile): Promise<boolean>;
  showMap(request: MapRequest): Promise<void>;
  chooseOnMap(): Promise<ChosenPlace | null>;
  showContract(): Promise<void>;
  /** Tells the desk, where this phone stands on one. */
  tellDesk(message: DistributedOmit<PhoneMessage, 'from' | 'phoneId'>): void;
  clearProblems(): void;
}

type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Draws the phone around the app, and answers what the app asks of it. */
export const createHost = ({
  root,
  device,
  appName,
  privacyChecked,
  engine,
}: HostOptions): Host => {
  const stage = h('div', { class: 'host-stage' });
  const layersBox = h('div', { class: 'host-layers' });
  const problems = new Problems();
  const layers = new Layers(layersBox);
  const toasts = new Toasts(layers);
  const { session } = device;

  const tellDesk: Host['tellDesk'] = (message) => {
    if (window.parent === window) return;
    window.parent.postMessage(
      { from: 'phone', phoneId: session.phoneId, ...message },
      location.origin,
    );
  };

  const quietly = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      problems.add({
        source: 'host',
        message: error instanceof Error ? error.message : String(error),
      });
    });
  };

  const hiddenEntries = new WeakMap<object, Set<ShareCard['kind']>>();
  const topPage = (): object => engine().getCurrentPages().at(-1) ?? engine();
  const canShare = (kind: ShareCard['kind']): boolean =>
    engine().canShare(kind) && hiddenEntries.get(topPage())?.has(kind) !== true;

  const sendCard = async (
    kind: ShareCard['kind'],
    from: 'menu' | 'button',
    target: unknown,
  ): Promise<void> => {
    const card: ShareCard = { kind, ...(await engine().shareContent(kind, from, target)) };
    if (!(await confirmShare(layers, card, appName))) return;
    tellDesk({ type: 'shared', card });
    toasts.toast({ title: kind === 'friend' ? '已发送' : '已发表', icon: 'success' });
  };

  const menu = async (): Promise<void> => {
    const choice = await askMenu(layers, appName, {
      friend: canShare('friend'),
      timeline: canShare('timeline'),
    });
    if (choice === 'reload') location.reload();
    else if (choice) await sendCard(choice, 'menu', undefined);
  };

  const bars = new Bars(device.network, {
    back: () => quietly(engine().navigateBack(1)),
    home: () => quietly(engine().goHome()),
    menu: () => quietly(menu()),
    exit: () => location.reload(),
  });

  const privacy = new Privacy(device, privacyChecked, () =>
    askPrivacy(layers, appName, () => quietly(showContract())),
  );

  const showContract = async (): Promise<void> => {
    await askModal(layers, {
      title: `${appName}小程序隐私保护指引`,
      content: '正式版本里，这里显示在微信公众平台填写并审核过的隐私保护指引。',
      showCancel: false,
      cancelText: '',
      confirmText: '知道了',
      editable: false,
      placeholderText: '',
    });
  };

  const screen = h('div', { class: 'host-screen' }, bars.element, stage);
  root.replaceChildren(screen, layersBox, problems.element);
  const air = new Air(session, screen);

  const applyTheme = (): void => {
    document.documentElement.dataset['theme'] = device.theme.value;
    document.documentElement.style.colorScheme = device.theme.value;
  };
  applyTheme();
  device.theme.follow(applyTheme);
  device.brightness.follow((value) => {
    screen.style.filter = value < 0.5 ? `brightness(${0.6 + value * 0.8})` : '';
  });

  return {
    stage,
    privacy,
    appName,
    currentBar: () => bars.current,
    tellDesk,
    clearProblems: () => problems.clear(),
    metrics: (): PhoneMetrics => ({
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: stage.clientWidth,
      windowHeight: stage.clientHeight,
      statusBarHeight: STATUS_BAR_HEIGHT,
      navigationBarHeight: NAVIGATION_BAR_HEIGHT,
      pixelRatio: devicePixelRatio,
      menuButton: capsuleRect(innerWidth),
    }),
    theme: () => device.theme.value,
    fontScale: () => session.fontScale,

    showNavigationBar: (bar) => {
      bars.show(bar);
      screen.style.setProperty('--host-bars-height', `${bars.height}px`);
      screen.style.setProperty('--host-nav-background', bar.background);
    },
    pageShown: (path) => tellDesk({ type: 'page', path, title: bars.current.title }),

    toast: (request) => toasts.toast(request),
    hideToast: () => toasts.hide('toast'),
    loading: (title, mask) => toasts.loading(title, mask),
    hideLoading: () => toasts.hide('loading'),
    modal: (request) => askModal(layers, request),
    actionSheet: (request) => askActionSheet(layers, request),
    pickColumns: (request) => pickColumns(layers, request),
    pickDate: (request) => pickDate(layers, request),
    pickTime: (request) => pickTime(layers, request),
    pickRegion: (request) => pickRegion(layers, request),
    preview: (request) => showPreview(layers, request),
    share: ({ from, target }) => (from === 'menu' ? menu() : sendCard('friend', 'button', target)),
    setShareMenu: (kinds, shown) => {
      const hidden = hiddenEntries.get(topPage()) ?? new Set();
      for (const kind of kinds) {
        if (shown) hidden.delete(kind);
        else hidden.add(kind);
      }
      hiddenEntries.set(topPage(), hidden);
    },
    shareImage: (path) => askImageShare(layers, path),
    shareFile: (file) => askFileShare(layers, file),
    showMap: (request) => showMap(layers, request),
    chooseOnMap: () => chooseOnMap(layers),
    subscribe: (request) => askSubscribe(layers, appName, request),
    phoneNumber: async () =>
      (await askPhoneNumber(layers, appName)) ? { code: `phone-${crypto.randomUUID()}` } : null,
    chooseAvatar: async () => (await chooseFiles('image/*', false))?.[0]?.path ?? null,
    openSetting: async () => {
      const rights = await showSettings(layers, RIGHTS, device.rights);
      device.setRights(rights);
      return rights;
    },
    allows: async (scope) => {
      const known = device.rights[scope];
      if (known !== undefined) return known;
      const allowed = await askRight(layers, appName, RIGHTS[scope] ?? scope);
      device.setRights({ [scope]: allowed });
      return allowed;
    },
    agreePrivacy: (buttonId) => privacy.agreeByButton(buttonId),
    showContract,
    scan: (request) => scan(layers, air, request),
    attachCamera: (target, onFrame) =>
      attachCamera(target, onFrame, (message) => problems.add({ source: '<camera>', message })),
    decode: decodePicture,
    chooseFiles,
    problem: (problem) => {
      problems.add(problem);
      tellDesk({ type: 'problem', message: `${problem.source}: ${problem.message}` });
    },
  };
};
