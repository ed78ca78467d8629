import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Engine, type EngineStats } from './database/engine';
import { keepEnvironment } from './environment';
import { lockFolder } from './folder-lock';
import { Timers, triggersOf } from './functions/timers';
import { FunctionPool, type Outcome, type RoundTrips } from './functions/pool';
import { readManifest, type Manifest } from './manifest';
import { makeCode } from './platform/codes';
import { Inbox, type Message } from './platform/messages';
import { checkMessage } from './platform/moderation';
import { FileStorage } from './platform/storage';
import {
  answerDatabase,
  isDatabaseAction,
  transactionOf,
  type AdminRequest,
} from './wire/database';
import { parseMultipart } from './wire/multipart';
import { decodeOpenApiCall, encodeOpenApiAnswer, type OpenApiAnswer } from './wire/open-api';

export interface LocalCloudOptions {
  /** Built functions: `<functionsDir>/<name>/index.js` beside its `config.json`. */
  functionsDir: string;
  /** The manifest of collections, functions and environment. */
  manifestFile: string;
  /** Everything that is kept: database, files, keys. */
  dataDir: string;
  /** 0 = any free one. */
  port?: number;
  /** Overrides of the functions' environment. */
  environment?: Record<string, string>;
  /** `strict` (default) refuses a query that no index serves; `lenient` only notes it. */
  indexes?: 'strict' | 'lenient';
  /** Seeds the manifest's demo, once for a data folder. */
  demo?: boolean;
  /** How long a transaction may last, and so how long a dead one holds its documents: 30 s. */
  transactionMs?: number;
  /** Calls functions at the times of the triggers in their `config.json`. */
  timers?: boolean;
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

export interface CloudStats extends EngineStats {
  /** What the last call of each function asked of the database. */
  roundTrips: Record<string, RoundTrips>;
}

export interface LocalCloud {
  url: string;
  /** Calls a function as a client does. */
  call(functionName: string, event: unknown, openid?: string): Promise<unknown>;
  /** Calls a function as its timer does, due now or at another moment. */
  timer(functionName: string, at?: number): Promise<unknown>;
  stats(): CloudStats;
  /** Subscription messages sent so far. */
  inbox(): readonly Message[];
  close(): Promise<void>;
}

const APPID = 'wxlocal0000000000';
const ENV = 'local';
const MAX_CALL_BYTES = 1024 * 1024;
const MAX_FILE_BYTES = 50 * 1024 * 1024;
const SEEDED = 'demo';

class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // What is too long is read to its end and dropped, so that the sender sees the answer.
    if (length <= limit) chunks.push(chunk);
  }
  if (length > limit) {
    throw new HttpError(413, 'INVALID_ARGUMENT', `内容太大：最多 ${limit} 字节`);
  }
  return Buffer.concat(chunks);
};

const readJson = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const body = (await readBody(request, limit)).toString('utf8');
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpError(400, 'INVALID_ARGUMENT', '请求不是有效的 JSON');
  }
};

const send = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | number> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const openidOf = (request: IncomingMessage): string => {
  const value = request.headers['x-openid'];
  const openid = typeof value === 'string' ? value.trim() : '';
  if (!/^[\x21-\x7e]{0,128}$/.test(openid)) {
    throw new HttpError(400, 'INVALID_ARGUMENT', 'x-openid 最多 128 个可见字符');
  }
  return openid;
};

const rightsOf = (functionsDir: string, name: string): string[] => {
  const file = join(functionsDir, name, 'config.json');
  if (!existsSync(file)) return [];
  const config = JSON.parse(readFileSync(file, 'utf8')) as { permissions?: { openapi?: string[] } };
  return config.permissions?.openapi ?? [];
};

/** The environment in which the SDK finds this cloud and knows who is calling. */
const sdkEnvironment = (adminUrl: string): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  SCF_NAMESPACE: ENV,
  TCB_ENV: ENV,
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_ENV,WX_SOURCE,WX_CLIENTIP',
});

const callerEnvironment = (
  openid: string,
  source: 'wx_client' | 'wx_trigger' = 'wx_client',
): Record<string, string> => ({
  WX_OPENID: openid,
  WX_APPID: APPID,
  WX_ENV: ENV,
  WX_SOURCE: source,
  WX_CLIENTIP: '127.0.0.1',
});

class Cloud {
  readonly engine: Engine;
  readonly inbox = new Inbox();
  private readonly visits = new Map<string, number>();
  private readonly pools = new Map<string, FunctionPool>();
  private readonly roundTrips: Record<string, RoundTrips> = {};
  private readonly files: FileStorage;
  private readonly manifest: Manifest;
  private readonly environment: Record<string, string>;
  /** Part of the address the functions talk to: nobody else can reach the database. */
  private readonly token = randomBytes(16).toString('hex');
  private readonly functionsDir: string;
  private readonly uploads = new Map<string, string>();
  private origin = '';
  private readonly unlock: () => void;
  readonly server = createServer((request, response) => {
    void this.handle(request, response);
  });

  constructor(private readonly options: LocalCloudOptions) {
    this.manifest = readManifest(options.manifestFile);
    this.functionsDir = resolve(options.functionsDir);
    const dataDir = resolve(options.dataDir);
    mkdirSync(dataDir, { recursive: true });
    this.unlock = lockFolder(dataDir);
    this.environment = keepEnvironment(
      dataDir,
      { ...this.manifest.environment, FILE_LINK_KEY: { secret: 32 } },
      options.environment,
    );
    this.files = new FileStorage(join(dataDir, 'files'), this.environment['FILE_LINK_KEY'] ?? '');
    const collections = new Map(
      Object.entries(this.manifest.collections).map(([name, { indexes }]) => [name, indexes]),
    );
    this.engine = new Engine(join(dataDir, 'cloud.db'), collections, {
      requireIndexes: options.indexes !== 'lenient',
      ...(options.transactionMs === undefined ? {} : { transactionMs: options.transactionMs }),
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready, failed) => {
      this.server.once('error', failed);
      this.server.listen(this.options.port ?? 0, '127.0.0.1', ready);
    });
    const { port } = this.server.address() as AddressInfo;
    this.origin = `http://127.0.0.1:${port}`;
    return this.origin;
  }

  private poolOf(name: string): FunctionPool | undefined {
    const known = this.pools.get(name);
    if (known) return known;
    const limits = this.manifest.functions[name];
    const file = join(this.functionsDir, name, 'index.js');
    if (!limits || !existsSync(file)) return undefined;
    const { FILE_LINK_KEY: _own, ...environment } = this.environment;
    const adminUrl = `${this.origin}/admin/${this.token}/${name}`;
    const pool = new FunctionPool(file, { ...environment, ...sdkEnvironment(adminUrl) }, limits);
    this.pools.set(name, pool);
    return pool;
  }

  /** Runs a function for a caller. @throws HttpError for a function that is not there */
  async run(name: string, event: unknown, openid: string, source?: 'wx_trigger'): Promise<Outcome> {
    const pool = this.poolOf(name);
    if (!pool) throw new HttpError(404, 'NOT_FOUND', `没有 ${name} 这个云函数`);
    if (openid !== '') this.visits.set(openid, Date.now());
    const outcome = await pool.call({
      event,
      environment: callerEnvironment(openid, source),
      context: { request_id: randomBytes(8).toString('hex'), function_name: name },
    });
    if ('trips' in outcome) this.roundTrips[name] = outcome.trips;
    return outcome;
  }

  /** Runs a function as its timer does, due now or at another moment. */
  runTimer(name: string, { at = Date.now(), trigger = 'by-hand' } = {}): Promise<Outcome> {
    const event = { Type: 'Timer', TriggerName: trigger, Time: new Date(at).toISOString() };
    return this.run(name, event, '', 'wx_trigger');
  }

  private readonly timers = new Timers((name, trigger) => this.runTimer(name, { trigger }));

  /** Begins to call the functions that have triggers. */
  startTimers(): void {
    for (const name of Object.keys(this.manifest.functions)) {
      this.timers.add(name, triggersOf(this.functionsDir, name));
    }
  }

  stats(): CloudStats {
    return { ...this.engine.stats, roundTrips: { ...this.roundTrips } };
  }

  /** Seeds the demo once; a seeding that was cut off is begun anew. */
  async seedDemo(): Promise<void> {
    const { demo } = this.manifest;
    if (!demo) throw new Error('the manifest names no demo');
    const state = this.engine.fact(SEEDED);
    if (state === 'seeded') return;
    if (state === 'seeding') this.engine.clear();
    this.engine.setFact(SEEDED, 'seeding');
    await this.engine.unsynced(async () => {
      const outcome = await this.run(demo.function, { action: demo.action, input: {} }, '');
      const reply = 'text' in outcome ? (JSON.parse(outcome.text) as { ok?: boolean }) : undefined;
      if (!reply?.ok) throw new Error(`the demo could not be seeded: ${JSON.stringify(outcome)}`);
    });
    this.engine.setFact(SEEDED, 'seeded');
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
    const host = request.headers.host?.replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost') {
      throw new HttpError(403, 'PERMISSION_DENIED', '只能从本机访问');
    }
    const url = new URL(request.url ?? '/', this.origin);
    const [, area = '', ...rest] = url.pathname.split('/');
    const route = `${request.method ?? ''} ${area}`;
    switch (route) {
      case 'POST call':
        return this.answerCall(rest[0] ?? '', request, response);
      case 'POST admin':
        return this.answerAdmin(rest, request, response);
      case 'PUT storage':
        return this.answerUpload(rest[0] ?? '', request, response);
      case 'GET files':
      case 'HEAD files':
        return this.answerFile(rest.map(decodeURIComponent).join('/'), url, response);
      case 'POST client':
        return this.answerClient(rest[0] ?? '', url, request, response);
      case 'GET dev':
        if (rest[0] === 'inbox') return send(response, 200, this.inbox.messages);
        if (rest[0] === 'stats') return send(response, 200, this.stats());
    }
    if (route === 'POST dev' && rest[0] === 'timer')
      return this.answerTimer(rest[1] ?? '', response);
    throw new HttpError(404, 'NOT_FOUND', `没有 ${request.method ?? ''} ${url.pathname}`);
  }

  private async answerCall(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const openid = openidOf(request);
    const event = await readJson(request, MAX_CALL_BYTES);
    if (event === null || typeof event !== 'object' || Array.isArray(event)) {
      throw new HttpError(400, 'INVALID_ARGUMENT', '请求应是 {"action", "input"}');
    }
    if (this.manifest.functions[name]?.localOnly) {
      throw new HttpError(404, 'NOT_FOUND', `没有 ${name} 这个云函数`);
    }
    const outcome = await this.run(name, event, openid);
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

  private async answerAdmin(
    [token, functionName = '']: string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (token !== this.token) throw new HttpError(403, 'PERMISSION_DENIED', '只对云函数开放');
    const contentType = request.headers['content-type'] ?? '';
    const body = await readBody(request, MAX_FILE_BYTES);
    if (contentType.startsWith('multipart/form-data')) {
      const parts = parseMultipart(body, contentType);
      const name = parts.get('apiName')?.toString('utf8') ?? '';
      const call = decodeOpenApiCall(parts.get('requestData') ?? Buffer.alloc(0));
      const answer = encodeOpenApiAnswer(this.answerOpenApi(functionName, name, call));
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.end(answer);
      return;
    }
    const admin = JSON.parse(body.toString('utf8')) as AdminRequest;
    const fault = this.options.faultAt?.(functionName, admin.action);
    const kill = (): void => {
      this.pools.get(functionName)?.killRunning();
      response.destroy();
    };
    if (fault === 'before') return kill();
    const transactionId = transactionOf(admin);
    if (transactionId !== undefined) await this.options.holdAt?.(transactionId);
    const answer = isDatabaseAction(admin.action)
      ? await answerDatabase(this.engine, admin)
      : await this.answerOther(admin);
    if (fault === 'after') return kill();
    const requestId = randomBytes(8).toString('hex');
    // By the service a function's thread tells its round trips to the database from others.
    const service = admin.action.split('.')[0] ?? '';
    send(response, 200, { requestId, ...answer }, { 'x-cloud-service': service });
  }

  private answerOpenApi(
    functionName: string,
    api: string,
    call: Record<string, unknown>,
  ): OpenApiAnswer {
    if (!rightsOf(this.functionsDir, functionName).includes(api)) return { errorCode: -604101 };
    switch (api) {
      case 'security.msgSecCheck':
        return checkMessage(call, (openid) => this.visits.get(openid));
      case 'subscribeMessage.send':
        return this.inbox.send(call);
      case 'wxacode.getUnlimited':
        return makeCode(call);
      default:
        return { json: { errcode: 48001, errmsg: `${api} is not built in this cloud yet` } };
    }
  }

  private async answerOther(admin: AdminRequest): Promise<Record<string, unknown>> {
    switch (admin.action) {
      case 'functions.invokeFunction': {
        const name = String(admin['function_name']);
        const data: unknown = JSON.parse(String(admin['request_data'] ?? '{}'));
        const outcome = await this.run(name, data, '');
        return 'text' in outcome
          ? { data: { response_data: outcome.text } }
          : { code: 'FUNCTIONS_EXECUTE_FAIL', message: outcome.errMsg };
      }
      case 'storage.getUploadMetadata': {
        const path = String(admin['path']);
        const upload = randomBytes(16).toString('hex');
        this.uploads.set(upload, path);
        return {
          data: {
            url: `${this.origin}/storage/${upload}`,
            token: upload,
            authorization: upload,
            fileId: this.files.fileIdOf(path),
            cosFileId: upload,
          },
        };
      }
      case 'storage.batchGetDownloadUrl': {
        const wanted = admin['file_list'] as { fileid: string; max_age?: number }[];
        const list = wanted.map(({ fileid, max_age }) => this.downloadOf(fileid, max_age));
        return { data: { download_list: list } };
      }
      case 'storage.batchDeleteFile': {
        const list = await Promise.all(
          (admin['fileid_list'] as string[]).map(async (fileID) => {
            const path = this.files.pathOf(fileID);
            if (path !== undefined) await this.files.remove(path);
            return { fileID, code: path === undefined ? 'INVALID_PARAM' : 'SUCCESS' };
          }),
        );
        return { data: { delete_list: list } };
      }
      default:
        return {
          code: 'INVALID_ACTION',
          message: `${admin.action} is not built in this cloud yet`,
        };
    }
  }

  private downloadOf(fileID: string, maxAge?: number): Record<string, string> {
    const path = this.files.pathOf(fileID);
    return path === undefined
      ? { fileID, code: 'INVALID_PARAM', tempFileURL: '' }
      : { fileID, code: 'SUCCESS', tempFileURL: this.origin + this.files.linkTo(path, maxAge) };
  }

  private async answerUpload(
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

  private async answerFile(path: string, url: URL, response: ServerResponse): Promise<void> {
    const file = this.files.mayRead(path, url.searchParams) && (await this.files.read(path));
    if (!file) throw new HttpError(404, 'NOT_FOUND', '文件不存在，或链接已过期');
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.content.length,
      'x-content-type-options': 'nosniff',
    });
    response.end(file.content);
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
      // As by the platform's own rule: what somebody else has put there is not written over.
      if (await this.files.read(path)) {
        throw new HttpError(403, 'PERMISSION_DENIED', '这个路径已经有文件');
      }
      if (openid === '' || !(await this.files.write(path, content))) {
        throw new HttpError(400, 'INVALID_ARGUMENT', '无法保存到这个路径');
      }
      return send(response, 200, { fileID: this.files.fileIdOf(path) });
    }
    if (what === 'temp-url') {
      const { fileList } = (await readJson(request, MAX_CALL_BYTES)) as { fileList: string[] };
      return send(response, 200, { fileList: fileList.map((file) => this.downloadOf(file)) });
    }
    if (what === 'subscribe') {
      const { tmplIds } = (await readJson(request, MAX_CALL_BYTES)) as { tmplIds: string[] };
      this.inbox.accept(openid, tmplIds);
      return send(response, 200, {});
    }
    throw new HttpError(404, 'NOT_FOUND', `没有 /client/${what}`);
  }

  /** Lets running calls end, then closes the store. */
  async close(): Promise<void> {
    this.timers.close();
    const closed = new Promise((resolved) => this.server.close(resolved));
    this.server.closeIdleConnections();
    const patience = setTimeout(() => {
      this.server.closeAllConnections();
    }, 5000);
    await closed;
    clearTimeout(patience);
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
    this.engine.close();
    this.unlock();
  }
}

/**
 * Starts a WeChat cloud on this machine: the unmodified functions with the real `wx-server-sdk`,
 * a durable database, file storage, and stand-ins for WeChat's open interfaces. Loopback only.
 * @throws Error for a manifest, port or data folder that cannot be used
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const cloud = new Cloud(options);
  const close = (): Promise<void> => cloud.close();
  let url: string;
  try {
    url = await cloud.listen();
    if (options.demo) await cloud.seedDemo();
    if (options.timers) cloud.startTimers();
  } catch (error) {
    await close();
    throw error;
  }
  const resultOf = (outcome: Outcome): unknown => {
    if ('text' in outcome) return JSON.parse(outcome.text) as unknown;
    throw new Error(`${outcome.errCode}: ${outcome.errMsg}`);
  };
  return {
    url,
    call: async (functionName, event, openid = '') =>
      resultOf(await cloud.run(functionName, event, openid)),
    timer: async (functionName, at = Date.now()) =>
      resultOf(await cloud.runTimer(functionName, { at })),
    stats: () => cloud.stats(),
    inbox: () => cloud.inbox.messages,
    close,
  };
};
