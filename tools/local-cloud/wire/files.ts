import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileStorage } from '../platform/storage';
import { HttpError, readBody } from './http';

export const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** Files as they come in by an announced upload and leave by a signed link. */
export class FileDoor {
  /** Uploads that were announced, and the path each is for. */
  private readonly uploads = new Map<string, string>();

  constructor(
    private readonly files: FileStorage,
    private readonly origin: () => string,
    /** Folders that clients may put files into. */
    private readonly open: readonly string[],
  ) {}

  /** Where a function may put a file. */
  announce(path: string): Record<string, unknown> {
    const upload = randomBytes(16).toString('hex');
    this.uploads.set(upload, path);
    return {
      data: {
        url: `${this.origin()}/storage/${upload}`,
        token: upload,
        authorization: upload,
        fileId: this.files.fileIdOf(path),
        cosFileId: upload,
      },
    };
  }

  /** Takes in a file from a client. @throws HttpError where it may not be */
  async place(path: string, content: Buffer, openid: string): Promise<string> {
    if (openid === '') throw new HttpError(401, 'UNAUTHENTICATED', '请先登录');
    if (!this.open.some((folder) => path.startsWith(folder))) {
      throw new HttpError(403, 'PERMISSION_DENIED', '不能上传到这个文件夹');
    }
    if (!(await this.files.writeFor(openid, path, content))) {
      throw new HttpError(403, 'PERMISSION_DENIED', '不能保存到这个路径，或已经有文件');
    }
    return this.files.fileIdOf(path);
  }

  /** A link for a client: to what it has put there itself. */
  downloadFor(fileID: string, openid: string): Record<string, string> {
    const path = this.files.pathOf(fileID);
    return path !== undefined && this.files.isOwnedBy(openid, path)
      ? this.download(fileID)
      : { fileID, code: 'STORAGE_EXCEED_AUTHORITY', tempFileURL: '' };
  }

  /** A link to a file, good for a while. */
  download(fileID: string, maxAge?: number): Record<string, string> {
    const path = this.files.pathOf(fileID);
    return path === undefined
      ? { fileID, code: 'INVALID_PARAM', tempFileURL: '' }
      : { fileID, code: 'SUCCESS', tempFileURL: this.origin() + this.files.linkTo(path, maxAge) };
  }

  async answerUpload(
    upload: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const path = this.uploads.get(upload);
    const content = await readBody(request, MAX_FILE_BYTES);
    if (path === undefined || !(await this.files.write(path, content))) {
      throw new HttpError(403, 'PERMISSION_DENIED', '上传地址无效');
    }
    this.uploads.delete(upload);
    response.writeHead(200).end();
  }

  async answerDownload(path: string, url: URL, response: ServerResponse): Promise<void> {
    const file = this.files.mayRead(path, url.searchParams) && (await this.files.read(path));
    if (!file) throw new HttpError(404, 'NOT_FOUND', '文件不存在，或链接已过期');
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.content.length,
      'x-content-type-options': 'nosniff',
    });
    response.end(file.content);
  }
}
