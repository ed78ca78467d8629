/** `app.json` and every page's JSON, merged and with `@name` theme values left as they are. */
export interface AppConfig {
  /** Page paths without a leading slash, the entry page first, those of subpackages included. */
  pages: string[];
  /** Root folders of the subpackages, without slashes at the ends. */
  subPackages: string[];
  window: WindowConfig;
  tabBar?: TabBarConfig;
  /** `theme.json`: values for `@name` in window, tabBar and page configurations. */
  themes: Record<'light' | 'dark', Record<string, string>>;
  darkmode: boolean;
  /** Each page's own JSON, by its path. */
  pageConfigs: Record<string, WindowConfig>;
  /** Whether privacy interfaces wait for the user's consent. */
  usePrivacyCheck: boolean;
  appId: string;
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: string;
  backgroundColor?: string;
  backgroundColorTop?: string;
  backgroundColorBottom?: string;
  backgroundTextStyle?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
  pageOrientation?: string;
}

export interface TabBarConfig {
  custom?: boolean;
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: string;
  position?: 'bottom' | 'top';
  list: TabBarItem[];
}

export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface ComponentConfig {
  component: boolean;
  usingComponents: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
  /** Name of the style scope that the compiler gave its WXSS. */
  styleScope: string;
}
