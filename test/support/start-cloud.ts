import type { LocalCloud, LocalCloudOptions } from '../../tools/local-cloud';

type Start = (options: LocalCloudOptions) => Promise<LocalCloud>;

/** Starts a cloud: by what the test files of a process share (environment.cjs), or by itself. */
export const startCloud: Start = async (options) => {
  const { startSharedCloud } = globalThis as { startSharedCloud?: Start };
  if (startSharedCloud) return startSharedCloud(options);
  const { startLocalCloud } = await import('../../tools/local-cloud');
  return startLocalCloud(options);
};
