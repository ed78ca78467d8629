import { closeRun } from './once';

/** Once after all tests. */
export default async function afterAllTests(): Promise<void> {
  closeRun();
  const { closeSharedBrowser } = globalThis as { closeSharedBrowser?: () => Promise<void> };
  await closeSharedBrowser?.();
}
