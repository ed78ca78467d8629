/**
 * The seam between the engine (pages, components) and the host (what WeChat itself draws around
 * them). The engine asks the host; the host never reaches into a page.
 */

import type {
  ColumnsPicker,
  DatePicker,
  RegionAnswer,
  RegionPicker,
  TimePicker,
} from './picker-types';
import type { Theme } from './session';

export type * from './picker-types';
export type { Theme } from './session';

/** What the navigation bar shows; the engine says it anew whenever the top page changes. */
export interface NavigationBar {
  title: string;
  /** A CSS colour. */
  background: string;
  textStyle: 'black' | 'white';
  /** `custom`: only the capsule is drawn, over the page. */
  style: 'default' | 'custom';
  /** Whether there is a page to go back to; without one a page that is no tab shows a house. */
  leading: 'back' | 'home' | 'none';
  loading: boolean;
}

/** Insets of the page in CSS px, as `wx.getWindowInfo` reports them. */
export interface PhoneMetrics {
  screenWidth: number;
  screenHeight: number;
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  navigationBarHeight: number;
  pixelRatio: number;
  menuButton: Rect;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

export interface ToastRequest {
  title: string;
  icon: 'success' | 'error' | 'loading' | 'none';
  /** Address of a picture that takes the icon's place. */
  image?: string;
  /** In ms; the default is 1500. */
  duration?: number;
  mask?: boolean;
}

export interface ModalRequest {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  cancelColor?: string;
  confirmText: string;
  confirmColor?: string;
  editable: boolean;
  placeholderText: string;
}

export interface ModalAnswer {
  confirm: boolean;
  /** What was typed, where the modal was editable. */
  content: string;
}

export interface ActionSheetRequest {
  alertText?: string;
  itemList: readonly string[];
  itemColor?: string;
}

/** A friend's card or a Moments entry, as the page's share handler gave it. */
export interface ShareCard {
  kind: 'friend' | 'timeline';
  title: string;
  /** Page path with query, without a leading slash. */
  path: string;
  /** Address of the picture; the page's own picture where it is absent. */
  imageUrl?: string;
}

export interface PreviewRequest {
  urls: readonly string[];
  current: number;
}

export interface SubscribeRequest {
  tmplIds: readonly string[];
}

export type SubscribeChoice = 'accept' | 'reject';

/** What a camera, a picture or another phone's screen showed. */
export interface Scanned {
  result: string;
  scanType: 'QR_CODE' | 'WX_CODE' | 'EAN_13' | 'CODE_128' | 'DATA_MATRIX' | 'PDF_417';
  charSet: string;
  /** Page path with query, where the code is one of a mini-program. */
  path?: string;
  /** Base64 of the raw bytes. */
  rawData: string;
}

export interface ScanRequest {
  onlyFromCamera: boolean;
}

/** An error that belongs to the developer: drawn in a panel, never swallowed. */
export interface Problem {
  /** Where it came from: `App.onLaunch`, `wx.foo`, `pages/home/home.wxml:12`. */
  source: string;
  message: string;
  stack?: string;
}

/** What WeChat draws. A sheet that is dismissed answers null. */
export interface PhoneHost {
  /** The box that pages live in: it is positioned, contains `fixed`, and does not scroll. */
  readonly stage: HTMLElement;
  metrics(): PhoneMetrics;
  theme(): Theme;
  /** 1 is the standard size, 1.4 the care mode's. */
  fontScale(): number;

  showNavigationBar(bar: NavigationBar): void;
  /** Told by the engine whenever the top page changed; path with query, without leading slash. */
  pageShown(path: string): void;

  toast(request: ToastRequest): void;
  hideToast(): void;
  loading(title: string, mask: boolean): void;
  hideLoading(): void;
  modal(request: ModalRequest): Promise<ModalAnswer>;
  actionSheet(request: ActionSheetRequest): Promise<number | null>;
  pickColumns(request: ColumnsPicker): Promise<number[] | null>;
  pickDate(request: DatePicker): Promise<string | null>;
  pickTime(request: TimePicker): Promise<string | null>;
  pickRegion(request: RegionPicker): Promise<RegionAnswer | null>;
  preview(request: PreviewRequest): Promise<void>;
  /** The … menu; also opened by `<button open-type="share">`, then with its element as `from`. */
  share(request: { from: 'menu' | 'button'; target?: unknown }): Promise<void>;
  subscribe(request: SubscribeRequest): Promise<Record<string, SubscribeChoice> | null>;
  /** `<button open-type="getPhoneNumber">`: a number of this phone, or null where it is refused. */
  phoneNumber(): Promise<{ code: string } | null>;
  /** `<button open-type="chooseAvatar">`: address of a picture. */
  chooseAvatar(): Promise<string | null>;
  /** `<button open-type="openSetting">` and `wx.openSetting`. */
  openSetting(): Promise<Record<string, boolean>>;
  /** `<button open-type="agreePrivacyAuthorization">` was tapped. */
  agreePrivacy(buttonId: string): void;
  scan(request: ScanRequest): Promise<Scanned | null>;
  /** Live pictures for `<camera>`; answers what ends it. */
  attachCamera(target: HTMLElement, onFrame: (frame: ImageData) => void): () => void;
  /** Decodes one picture; null where it shows no code. */
  decode(picture: ImageData): Promise<Scanned | null>;
  /** A file chosen on the machine, as blob addresses that end in `#name.ext`. */
  chooseFiles(accept: string, multiple: boolean): Promise<ChosenFile[] | null>;
  problem(problem: Problem): void;
}

export interface ChosenFile {
  /** `blob:…#name.ext`: the ending tells what kind it is. */
  path: string;
  name: string;
  /** In bytes. */
  size: number;
  type: string;
}
