import { addressOf } from '../host/files';
import { api, ApiFailure } from './api';
import { localLink } from './cloud';
import { throughNetwork } from './network';
import type { Family, Platform } from './platform';

interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  dataType?: string;
  responseType?: 'text' | 'arraybuffer';
  timeout?: number;
}

interface DownloadOptions {
  url: string;
  header?: Record<string, string>;
  filePath?: string;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Only this machine may be asked: nothing of an app under development goes out by itself. */
const allowedAddress = (url: string, cloudUrl: string): string => {
  const address = localLink(url, cloudUrl);
  if (!URL.canParse(address) || !LOOPBACK.test(new URL(address).hostname)) {
    throw new ApiFailure('url not in domain list', { errno: 600002 });
  }
  return address;
};

const inquiry = ({
  url,
  method = 'GET',
  data,
  header = {},
}: RequestOptions): [string, RequestInit] => {
  if (method !== 'GET' && method !== 'HEAD') {
    const body =
      typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data ?? {});
    return [url, { method, headers: { 'content-type': 'application/json', ...header }, body }];
  }
  const address = new URL(url);
  for (const [name, value] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    address.searchParams.set(name, String(value));
  }
  return [address.href, { method, headers: header }];
};

const contentOf = async (response: Response, options: RequestOptions): Promise<unknown> => {
  if (options.responseType === 'arraybuffer') return response.arrayBuffer();
  const text = await response.text();
  if ((options.dataType ?? 'json') !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** A call that can be ended before its answer. */
const abortable = <O extends object>(
  name: string,
  run: (options: O, signal: AbortSignal) => Promise<object>,
) => {
  return (options: O): object => {
    const ending = new AbortController();
    const outcome = api<O>(name, async (given) => {
      try {
        return await run(given, ending.signal);
      } catch (error) {
        throw ending.signal.aborted ? new ApiFailure('abort') : error;
      }
    })(options);
    // A task is answered in either style; its promise is there only where no callback was given.
    const task = {
      abort: () => ending.abort(),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onProgressUpdate: () => undefined,
      offProgressUpdate: () => undefined,
    };
    return outcome ? Object.assign(outcome, task) : task;
  };
};

/** Plain requests and downloads. */
export const request = (platform: Platform): Family => ({
  request: abortable<RequestOptions>('request', async (options, signal) => {
    const [url, init] = inquiry({
      ...options,
      url: allowedAddress(options.url, platform.cloudUrl),
    });
    await throughNetwork(platform);
    const patience = AbortSignal.timeout(options.timeout ?? 60_000);
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, patience]) });
    return {
      data: await contentOf(response, options),
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      cookies: [],
    };
  }),
  downloadFile: abortable<DownloadOptions>('downloadFile', async ({ url, header = {} }, signal) => {
    const address = allowedAddress(url, platform.cloudUrl);
    await throughNetwork(platform);
    const response = await fetch(address, { headers: header, signal });
    const name = decodeURIComponent(new URL(address).pathname.split('/').pop() ?? 'file');
    return {
      tempFilePath: addressOf(await response.blob(), name),
      statusCode: response.status,
    };
  }),
});
