import { addressOf } from '../host/files';
import { api, ApiFailure } from './api';
import { throughNetwork } from './network';
import type { Family, Platform } from './platform';

/** Codes of the cloud's own failures: no such function, it failed, it took too long. */
const NO_FUNCTION = -501000;
const FUNCTION_FAILED = -504002;
const NO_STORAGE_FILE = -503003;
const TOO_LARGE = -404012;

const MAX_DATA_BYTES = 1024 * 1024;

/** The cloud behind `/cloud/`, called as the person who holds this phone. */
class CloudClient {
  constructor(private readonly platform: Platform) {}

  async post(path: string, body: BodyInit): Promise<Response> {
    await throughNetwork(this.platform);
    try {
      return await fetch(`/cloud/${path}`, {
        method: 'POST',
        headers: { 'x-openid': this.platform.device.session.openid },
        body,
      });
    } catch (error) {
      throw new ApiFailure(`request:fail ${error instanceof Error ? error.message : ''}`, {
        errCode: -1,
      });
    }
  }

  async call(name: string, data: unknown): Promise<object> {
    const body = JSON.stringify(data ?? {});
    if (new TextEncoder().encode(body).length > MAX_DATA_BYTES) {
      throw new ApiFailure('data exceeds 1 MB', { errCode: TOO_LARGE });
    }
    const response = await this.post(`call/${encodeURIComponent(name)}`, body);
    const text = await response.text();
    // The answer may have been lost on its way: the function has run all the same.
    await throughNetwork(this.platform);
    const answer = JSON.parse(text) as { message?: string; errCode?: number; errMsg?: string };
    if (!response.ok) {
      const errCode = answer.errCode ?? (response.status === 404 ? NO_FUNCTION : FUNCTION_FAILED);
      throw new ApiFailure(`${errCode} ${answer.errMsg ?? answer.message ?? ''}`, { errCode });
    }
    return { result: answer, requestID: crypto.randomUUID() };
  }

  async upload(cloudPath: string, filePath: string): Promise<object> {
    const bytes = await (await fetch(filePath)).blob();
    const response = await this.post(`client/upload?path=${encodeURIComponent(cloudPath)}`, bytes);
    const { fileID, message } = (await response.json()) as { fileID?: string; message?: string };
    if (fileID === undefined) throw new ApiFailure(message ?? '', { errCode: NO_STORAGE_FILE });
    return { fileID, statusCode: 200 };
  }

  /** Addresses that this phone can load: links to the cloud go through `/cloud/`. */
  async links(fileList: readonly (string | { fileID: string })[]): Promise<object[]> {
    const ids = fileList.map((file) => (typeof file === 'string' ? file : file.fileID));
    const response = await this.post('client/temp-url', JSON.stringify({ fileList: ids }));
    const answer = (await response.json()) as {
      fileList?: { fileID: string; code: string; tempFileURL: string }[];
    };
    return (answer.fileList ?? []).map(({ fileID, code, tempFileURL }) => ({
      fileID,
      tempFileURL: localLink(tempFileURL, this.platform.cloudUrl),
      status: code === 'SUCCESS' ? 0 : NO_STORAGE_FILE,
      errMsg: code === 'SUCCESS' ? 'ok' : code,
      maxAge: 7200,
    }));
  }

  async download(fileID: string): Promise<object> {
    const [link] = (await this.links([fileID])) as { tempFileURL: string; status: number }[];
    if (!link || link.status !== 0) {
      throw new ApiFailure('file not exists', { errCode: NO_STORAGE_FILE });
    }
    const response = await fetch(link.tempFileURL);
    const bytes = await response.blob();
    const name = new URL(link.tempFileURL).pathname.split('/').pop() ?? 'file';
    return {
      tempFilePath: addressOf(bytes, decodeURIComponent(name)),
      statusCode: response.status,
    };
  }
}

/** The address through which a phone reaches a link of the cloud; other links stay as they are. */
export const localLink = (link: string, cloudUrl: string): string =>
  cloudUrl !== '' && link.startsWith(`${cloudUrl}/`)
    ? `${location.origin}/cloud${link.slice(cloudUrl.length)}`
    : link;

const NOT_STARTED = 'Cloud API isn’t enabled, please call wx.cloud.init first';

/** `wx.cloud`, with its uploads and links; the database is for functions alone. */
export const cloud = (platform: Platform): Family => {
  const client = new CloudClient(platform);
  let started = false;
  const calls = (isReady: () => boolean) => {
    const ready = (): void => {
      if (!isReady()) throw new ApiFailure(NOT_STARTED, { errCode: -1 });
    };
    return {
      callFunction: api<{ name: string; data?: unknown }>('cloud.callFunction', (options) => {
        ready();
        return client.call(options.name, options.data);
      }),
      uploadFile: api<{ cloudPath: string; filePath: string }>('cloud.uploadFile', (options) => {
        ready();
        return client.upload(options.cloudPath, options.filePath);
      }),
      downloadFile: api<{ fileID: string }>('cloud.downloadFile', ({ fileID }) => {
        ready();
        return client.download(fileID);
      }),
      getTempFileURL: api<{ fileList: (string | { fileID: string })[] }>(
        'cloud.getTempFileURL',
        async ({ fileList }) => {
          ready();
          return { fileList: await client.links(fileList) };
        },
      ),
    };
  };

  class Cloud {
    private ready = false;
    readonly callFunction;
    readonly uploadFile;
    readonly downloadFile;
    readonly getTempFileURL;

    constructor() {
      const own = calls(() => this.ready);
      this.callFunction = own.callFunction;
      this.uploadFile = own.uploadFile;
      this.downloadFile = own.downloadFile;
      this.getTempFileURL = own.getTempFileURL;
    }

    init(): Promise<void> {
      this.ready = true;
      return Promise.resolve();
    }
  }

  return {
    cloud: {
      init: () => {
        started = true;
      },
      ...calls(() => started),
      Cloud,
      database: () => {
        throw new Error(
          'wx.cloud.database: every collection is closed to clients; call a function',
        );
      },
    },
  };
};
