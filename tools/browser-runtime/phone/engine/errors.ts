import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel';

const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Warnings of glass-easel that say nothing of this app. */
const QUIET = [
  // Lists by number are WeChat's own way to repeat.
  'Use number as for-list',
  'wx:key',
];

/** Whatever glass-easel catches in a handler, lifecycle or observer goes to `report`. */
export const listenForErrors = (report: (source: string, error: unknown) => void): void => {
  addGlobalErrorListener((error, method, component) => {
    const owner = typeof component === 'string' ? component : component?.is;
    report([owner, method].filter((part) => part).join(' '), error);
    console.error(error);
    return false;
  });
  addGlobalWarningListener((message, component) => {
    if (QUIET.some((words) => message.includes(words))) return false;
    console.warn(
      `${typeof component === 'string' ? component : component.is}: ${sentence(message)}`,
    );
    return false;
  });
};
