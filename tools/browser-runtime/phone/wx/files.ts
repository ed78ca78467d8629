import { addressOf } from '../host/files';
import { api, ApiFailure } from './api';
import { download } from './download';
import type { Family, Platform } from './platform';

/** Where an app keeps files of its own. */
const USER_DATA_PATH = 'wxfile://usr';

type Encoding = 'utf8' | 'utf-8' | 'base64' | 'ascii' | 'binary' | 'latin1' | 'hex';

const bytesOf = (
  data: string | ArrayBuffer,
  encoding: Encoding = 'utf8',
): Uint8Array<ArrayBuffer> => {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0));
  if (encoding === 'base64') return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  if (encoding === 'hex') {
    return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextEncoder().encode(data);
  return Uint8Array.from(data, (letter) => letter.charCodeAt(0));
};

const textOf = (bytes: Uint8Array, encoding: Encoding): string => {
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder().decode(bytes);
  if (encoding === 'hex') {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return encoding === 'base64' ? btoa(binary) : binary;
};

/** The app's own files, for as long as the phone is open; temporary ones are `blob:` addresses. */
export class UserFiles {
  private readonly files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; address: string }>();

  write(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (!path.startsWith(`${USER_DATA_PATH}/`)) {
      throw new Error(`permission denied, open "${path}"`);
    }
    this.remove(path);
    const name = path.split('/').pop() ?? 'file';
    this.files.set(path, {
      bytes,
      address: addressOf(new Blob([bytes], { type: typeOf(name) }), name),
    });
  }

  async read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const own = this.files.get(path);
    if (own) return own.bytes.slice();
    if (path.startsWith(USER_DATA_PATH)) throw missing(path);
    const response = await fetch(path).catch(() => undefined);
    if (!response?.ok) throw missing(path);
    return new Uint8Array(await response.arrayBuffer());
  }

  readNow(path: string): Uint8Array<ArrayBuffer> {
    const own = this.files.get(path);
    if (!own) throw missing(path);
    return own.bytes.slice();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  remove(path: string): boolean {
    const own = this.files.get(path);
    if (own) URL.revokeObjectURL(own.address.split('#')[0] ?? '');
    return this.files.delete(path);
  }

  list(folder: string): string[] {
    const prefix = `${folder.replace(/\/$/, '')}/`;
    return [...this.files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
  }

  /** An address that an `<img>` loads; other paths stay as they are. */
  address(path: string): string {
    return this.files.get(path)?.address ?? path;
  }
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
};

const typeOf = (name: string): string =>
  TYPES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const missing = (path: string): Error => new Error(`no such file or directory, open ${path}`);

interface FileOptions {
  filePath: string;
  data?: string | ArrayBuffer;
  encoding?: Encoding;
}

interface CopyOptions {
  srcPath: string;
  destPath: string;
}

const shown = (bytes: Uint8Array<ArrayBuffer>, encoding?: Encoding): string | ArrayBuffer =>
  encoding === undefined ? bytes.buffer : textOf(bytes, encoding);

/** `wx.getFileSystemManager`. */
const manager = (files: UserFiles): Family => {
  const copy = async ({ srcPath, destPath }: CopyOptions): Promise<void> =>
    files.write(destPath, await files.read(srcPath));
  const remove = (path: string): void => {
    if (!files.remove(path)) throw missing(path);
  };
  return {
    readFile: api<FileOptions>('readFile', async ({ filePath, encoding }) => ({
      data: shown(await files.read(filePath), encoding),
    })),
    readFileSync: (path: string, encoding?: Encoding) => shown(files.readNow(path), encoding),
    writeFile: api<FileOptions>('writeFile', ({ filePath, data = '', encoding }) =>
      files.write(filePath, bytesOf(data, encoding)),
    ),
    writeFileSync: (path: string, data: string | ArrayBuffer, encoding?: Encoding) =>
      files.write(path, bytesOf(data, encoding)),
    copyFile: api<CopyOptions>('copyFile', copy),
    saveFile: api<{ tempFilePath: string; filePath?: string }>(
      'saveFile',
      async ({ tempFilePath, filePath }) => {
        const destPath = filePath ?? `${USER_DATA_PATH}/${crypto.randomUUID()}`;
        await copy({ srcPath: tempFilePath, destPath });
        return { savedFilePath: destPath };
      },
    ),
    unlink: api<FileOptions>('unlink', ({ filePath }) => remove(filePath)),
    unlinkSync: remove,
    access: api<{ path: string }>('access', ({ path }) => {
      if (!files.has(path)) throw missing(path);
    }),
    accessSync: (path: string) => {
      if (!files.has(path)) throw missing(path);
    },
    readdir: api<{ dirPath: string }>('readdir', ({ dirPath }) => ({ files: files.list(dirPath) })),
    readdirSync: (path: string) => files.list(path),
    getFileInfo: api<FileOptions>('getFileInfo', async ({ filePath }) => ({
      size: (await files.read(filePath)).length,
    })),
  };
};

/** Files of the app, and documents that the machine opens. */
export const fileSystem = ({ engine, host }: Platform, files: UserFiles): Family => {
  const fileSystemManager = manager(files);
  const nameOf = (path: string): string => path.split('/').pop() ?? 'file';
  const addressOfFile = (path: string): string => engine().assetUrl(files.address(path));
  return {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => fileSystemManager,
    openDocument: api<{ filePath: string }>('openDocument', ({ filePath }) => {
      window.open(addressOfFile(filePath), '_blank');
    }),
    shareFileMessage: api<{ filePath: string; fileName?: string }>(
      'shareFileMessage',
      async ({ filePath, fileName }) => {
        const { length: size } = await files.read(filePath);
        const name = fileName ?? nameOf(filePath);
        if (!(await host.shareFile({ name, size, address: addressOfFile(filePath) }))) {
          throw new ApiFailure('cancel');
        }
        host.toast({ title: '已发送', icon: 'success' });
      },
    ),
    saveFileToDisk: api<{ filePath: string }>('saveFileToDisk', async ({ filePath }) => {
      await files.read(filePath);
      download(addressOfFile(filePath), nameOf(filePath));
    }),
  };
};
