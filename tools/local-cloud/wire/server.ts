import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClockError } from '../clock';
import { Cloud, type CloudOptions } from '../cloud';
import type { Outcome, SdkAnswer, SdkRequest } from '../functions/pool';
import { AdminDoor } from './admin';
import { transactionOf, type AdminRequest } from './database';
import { FileDoor, MAX_FILE_BYTES } from './files';
import { HttpError, openidOf, parseJson, readBody, readJson, send, tooLarge } from './http';

/** What tests do to requests that functions make. */
export interface Hooks {
  /**
   * For tests of failure: asked at every database request of a function, whose running calls are
   * killed before or after the request is carried out.
   */
  faultAt?: (functionName: string, action: string) => 'before' | 'after' | undefined;
  /**
   * For tests of races: asked at every request of a transaction, which is carried out once this
   * resolves. So a test says who goes first, with no clock.
   */
  holdAt?: (transactionId: string) => Promise<void>;
}

const MAX_CALL_BYTES = 1024 * 1024;
const KEEP_ALIVE_MS = 2 * 60 * 1000;

/** A cloud as clients and functions reach it: by HTTP, on loopback only. */
export class CloudServer {
  readonly cloud: Cloud;
  private readonly files: FileDoor;
  private readonly admin: AdminDoor;
  private origin = '';
  private answered = 0;
  private readonly server = createServer((request, response) => {
    void this.handle(request, response);
  });

  constructor(
    options: CloudOptions,
    private readonly hooks: Hooks,
  ) {
    // A client on a busy machine must not meet a connection that was closed while it looked away.
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.cloud = new Cloud(options, (name, request) => this.answerSdk(name, request));
    this.files = new FileDoor(
      this.cloud.files,
      () => this.origin,
      Object.entries(this.cloud.manifest.storage).flatMap(([folder, { upload }]) =>
        upload === true ? [folder] : [],
      ),
    );
    this.admin = new AdminDoor(this.cloud, this.files);
  }

  /** @throws Error for a port that cannot be used */
  async listen(port: number): Promise<string> {
    await new Promise<void>((ready, failed) => {
      this.server.once('error', failed);
      this.server.listen(port, '127.0.0.1', ready);
    });
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.origin;
  }

  /** Runs a function for a caller. @throws HttpError for one that is not there */
  async run(name: string, eventText: string, openid: string): Promise<Outcome> {
    return found(name, await this.cloud.run(name, eventText, openid));
  }

  /** Runs a function as its timer does. @throws HttpError for one that is not there */
  async runTimer(name: string, at?: number): Promise<Outcome> {
    return found(name, await this.cloud.runTimer(name, at === undefined ? {} : { at }));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.route(request, response);
    } catch (error) {
      if (error instanceof HttpError) {
        const { status, code, message } = error;
        send(response, status, { ok: false, code, message });
        return;
      }
      console.error(request.method, request.url, error);
      send(response, 500, { ok: false, code: 'INTERNAL', message: '本地云出错了，请看日志' });
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another site that points its name at this machine must not reach it.
    if (!isLoopback(request.headers.host ?? '')) {
      throw new HttpError(403, 'PERMISSION_DENIED', '只能从本机访问');
    }
    const { origin } = request.headers;
    if (origin !== undefined && !isLoopback(origin.replace(/^https?:\/\//, ''))) {
      throw new HttpError(403, 'PERMISSION_DENIED', '别的网站不能使用本地云');
    }
    const address = `${this.origin}${request.url ?? '/'}`;
    if (!URL.canParse(address)) throw new HttpError(400, 'INVALID_ARGUMENT', '地址不对');
    const url = new URL(address);
    const [, area = '', ...rest] = url.pathname.split('/');
    switch (`${request.method ?? ''} ${area}`) {
      case 'POST call':
        return this.answerCall(rest[0] ?? '', request, response);
      case 'PUT storage':
        return this.files.answerUpload(rest[0] ?? '', request, response);
      case 'GET files':
      case 'HEAD files':
        return this.files.answerDownload(rest.map(decoded).join('/'), url, response);
      case 'POST client':
        return this.answerClient(rest[0] ?? '', url, request, response);
      case 'GET dev':
        if (rest[0] === 'inbox') return send(response, 200, this.cloud.inbox.messages);
        if (rest[0] === 'stats') return send(response, 200, this.cloud.stats());
        break;
      case 'GET clock':
        return send(response, 200, { now: this.cloud.clock.now() });
      case 'POST clock':
        return this.answerForward(request, response);
      case 'POST dev':
        if (rest[0] === 'timer') return this.answerTimer(rest[1] ?? '', response);
    }
    throw new HttpError(404, 'NOT_FOUND', `没有 ${request.method ?? ''} ${url.pathname}`);
  }

  private async answerCall(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const openid = openidOf(request);
    const eventText = (await readBody(request, MAX_CALL_BYTES)).toString('utf8');
    const event = parseJson(eventText);
    if (event === null || typeof event !== 'object' || Array.isArray(event)) {
      throw new HttpError(400, 'INVALID_ARGUMENT', '请求应是 {"action", "input"}');
    }
    if (this.cloud.manifest.functions[name]?.localOnly) throw missing(name);
    const outcome = await this.run(name, eventText, openid);
    if ('text' in outcome) {
      const { rounds, requests } = outcome.trips;
      send(response, 200, outcome.text, { 'x-db-rounds': rounds, 'x-db-requests': requests });
    } else {
      const code = outcome.errCode === -504003 ? 'UNAVAILABLE' : 'INTERNAL';
      send(response, 500, { ok: false, code, message: '服务暂时不可用，请稍后再试。', ...outcome });
    }
  }

  private async answerTimer(name: string, response: ServerResponse): Promise<void> {
    const outcome = await this.runTimer(name);
    if ('text' in outcome) send(response, 200, outcome.text);
    else send(response, 500, { ok: false, code: 'INTERNAL', ...outcome });
  }

  private async answerForward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = (await readJson(request, MAX_CALL_BYTES)) as { forwardMs?: unknown } | null;
    const now = await this.cloud.forward(asked?.forwardMs as number).catch((error: unknown) => {
      if (!(error instanceof ClockError)) throw error;
      throw new HttpError(400, 'INVALID_ARGUMENT', '请求应是 {"forwardMs": 毫秒}，只能向前');
    });
    send(response, 200, { now });
  }

  /** What a function asks by the SDK: of its database, its files, WeChat. */
  private async answerSdk(
    functionName: string,
    { type, body }: SdkRequest,
  ): Promise<SdkAnswer | undefined> {
    try {
      if (Buffer.byteLength(body) > MAX_FILE_BYTES) throw tooLarge(MAX_FILE_BYTES);
      if (type.startsWith('multipart/form-data')) {
        const answer = this.admin.answerOpenApi(functionName, Buffer.from(body), type);
        return { status: 200, type: 'application/octet-stream', body: answer, service: 'openapi' };
      }
      const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
      const asked = JSON.parse(text) as AdminRequest;
      const fault = this.hooks.faultAt?.(functionName, asked.action);
      if (fault === 'before') return void this.cloud.killRunning(functionName);
      const transactionId = transactionOf(asked);
      if (transactionId !== undefined) await this.hooks.holdAt?.(transactionId);
      const answer = await this.admin.answer(asked);
      if (fault === 'after') return void this.cloud.killRunning(functionName);
      const requestId = String((this.answered += 1));
      return {
        status: 200,
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({ requestId, ...answer }),
        // By the service a function's thread tells its round trips to the database from others.
        service: asked.action.split('.')[0] ?? '',
      };
    } catch (error) {
      console.error(functionName, error);
      const { message, status = 500, code = 'INTERNAL' } = error as Partial<HttpError>;
      return {
        status,
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({ code, message }),
        service: '',
      };
    }
  }

  /** What `wx.cloud` and WeChat itself do for a client beside calling functions. */
  private async answerClient(
    what: string,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const openid = openidOf(request);
    if (what === 'upload') {
      const path = url.searchParams.get('path') ?? '';
      const content = await readBody(request, MAX_FILE_BYTES);
      return send(response, 200, { fileID: await this.files.place(path, content, openid) });
    }
    if (what === 'temp-url') {
      const fileList = await this.namesIn(request, 'fileList');
      return send(response, 200, {
        fileList: fileList.map((file) => this.files.downloadFor(file, openid)),
      });
    }
    if (what === 'subscribe') {
      const tmplIds = await this.namesIn(request, 'tmplIds');
      this.cloud.inbox.accept(openid, tmplIds);
      return send(response, 200, {});
    }
    throw new HttpError(404, 'NOT_FOUND', `没有 /client/${what}`);
  }

  /** A list of names in the body of a request. @throws HttpError 400 for anything else */
  private async namesIn(request: IncomingMessage, field: string): Promise<string[]> {
    const body = (await readJson(request, MAX_CALL_BYTES)) as Record<string, unknown> | null;
    const names: unknown = body?.[field];
    if (!Array.isArray(names) || names.some((name) => typeof name !== 'string')) {
      throw new HttpError(400, 'INVALID_ARGUMENT', `${field} 应是一组文字`);
    }
    return names as string[];
  }

  /** Lets running calls end, then closes the cloud. */
  async close(): Promise<void> {
    void this.cloud.stopTimers();
    const closed = new Promise((resolved) => this.server.close(resolved));
    this.server.closeIdleConnections();
    const patience = setTimeout(() => {
      this.server.closeAllConnections();
    }, 5000);
    await closed;
    clearTimeout(patience);
    await this.cloud.close();
  }
}

const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

/** A part of an address; one that is no text names no file. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
};

const missing = (name: string): HttpError =>
  new HttpError(404, 'NOT_FOUND', `没有 ${name} 这个云函数`);

const found = (name: string, outcome: Outcome | undefined): Outcome => {
  if (!outcome) throw missing(name);
  return outcome;
};
