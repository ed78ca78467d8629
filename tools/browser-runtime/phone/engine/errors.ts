import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';

/** Lists by number are WeChat's own way to repeat. */
const BY_NUMBER = 'Use number as for-list';

/** Vant writes keys that its lists do not have. */
const isVants = (message: string, path: string): boolean =>
  path.includes('@vant/') && /\bkeys?\b/.test(message);

/** Whatever glass-easel catches in a handler, lifecycle or observer goes to `report`. */
export const listenForErrors = (report: (source: string, error: unknown) => void): void => {
  addGlobalErrorListener((error, method, component) => {
    const owner = typeof component === 'string' ? component : component?.is;
    report([owner, method].filter((part) => part).join(' '), error);
    console.error(error);
    return false;
  });
  addGlobalWarningListener((message, component) => {
    const path = typeof component === 'string' ? component : component.is;
    if (!message.includes(BY_NUMBER) && !isVants(message, path))
      console.warn(`${path}: ${message}`);
    return false;
  });
};
