/**
 * What the app's modules under test ask of WeChat, no more: its own typings redeclare what Node's
 * declare, so that the two never stand in one project.
 */
declare const wx: {
  cloud: {
    init(options: object): void;
    callFunction(call: object): Promise<{ result: unknown }>;
    uploadFile(file: object): Promise<{ fileID: string }>;
  };
  downloadFile(options: {
    url: string;
    success(answer: { statusCode: number; tempFilePath: string }): void;
    fail(error: { errMsg: string }): void;
  }): unknown;
  env: { USER_DATA_PATH: string };
  getFileSystemManager(): {
    readdirSync(path: string): string[];
    unlinkSync(path: string): void;
    saveFile(options: {
      tempFilePath: string;
      filePath: string;
      success(answer: { savedFilePath: string | number }): void;
      fail(): void;
    }): void;
  };
  setStorage(entry: object): Promise<unknown>;
  getStorage<Data>(entry: object): Promise<{ data: Data }>;
  removeStorage(entry: object): Promise<unknown>;
  getStorageInfo(): Promise<{ keys: string[] }>;
  openDocument(document: object): Promise<unknown>;
  showToast(words: object): Promise<unknown>;
  hideToast(options: object): void;
  makePhoneCall(call: object): Promise<unknown>;
  getScreenBrightness(): Promise<{ value: number }>;
  setScreenBrightness(brightness: { value: number }): Promise<unknown>;
  setKeepScreenOn(screen: { keepScreenOn: boolean }): Promise<unknown>;
  setVisualEffectOnCapture(effect: object): Promise<unknown>;
  showModal(question: object): Promise<{ confirm: boolean; content: string }>;
  navigateTo(page: object): Promise<unknown>;
  getStorageSync(key: string): unknown;
  getAppBaseInfo(): object;
  stopPullDownRefresh(): unknown;
  setStorageSync(key: string, data: unknown): void;
};
