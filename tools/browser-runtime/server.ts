import { watch } from 'chokidar';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DeskFile } from './desk/desk-file';
import { AppBuilds } from './server/builds';
import { browserBundles } from './server/bundles';
import { forward } from './server/cloud-proxy';
import { EventStream } from './server/event-stream';
import { fileBelow, typeOf } from './server/files';
import { servedFont } from './server/fonts';

export interface BrowserRuntimeOptions {
  /** Folder of `project.config.json`. */
  projectDir: string;
  /** Address of the cloud that phones call; '' where there is none. */
  cloudUrl: string;
  /** 0 = any free one. */
  port: number;
  /** JSON with the phones, identities, links and stories (title, subject, steps) of the desk. */
  deskFile?: string;
  /** Compiles anew when a file of the app changes. */
  watch?: boolean;
}

export interface BrowserRuntime {
  url: string;
  close(): Promise<void>;
}

const DEBOUNCE_MS = 120;
/** Fonts never change within a version, and all phones of a desk share them. */
const A_MONTH = 'public, max-age=2592000, immutable';

/** A desk with one phone, for a project that says nothing of its own. */
const PLAIN_DESK: DeskFile = {
  title: '',
  phones: [{ id: 'phone-1', label: '手机 1', openid: 'someone', path: '' }],
  identities: [{ openid: 'someone', label: '某人' }],
  links: [],
  stories: [],
};

class RuntimeServer {
  readonly server = createServer((request, response) => {
    this.route(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      console.error(error);
      answer(response, 500, 'text/plain', error instanceof Error ? error.message : String(error));
    });
  });
  private readonly events = new EventStream();
  private readonly builds: AppBuilds;
  private readonly bundles = browserBundles(__dirname);

  constructor(private readonly options: BrowserRuntimeOptions) {
    this.builds = new AppBuilds(options.projectDir);
  }

  async start(): Promise<BrowserRuntime> {
    await Promise.all([this.builds.build(), this.bundles]);
    await new Promise<void>((ready, failed) => {
      this.server.once('error', failed);
      this.server.listen(this.options.port, '127.0.0.1', ready);
    });
    const { port } = this.server.address() as AddressInfo;
    const watcher = this.options.watch === true ? this.watchApp() : undefined;
    return {
      url: `http://127.0.0.1:${port}`,
      close: async () => {
        await watcher?.close();
        this.events.close();
        const closed = new Promise((resolve) => this.server.close(resolve));
        this.server.closeAllConnections();
        await closed;
      },
    };
  }

  private watchApp(): ReturnType<typeof watch> {
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(this.builds.watched, { ignoreInitial: true });
    watcher.on('all', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void this.builds.build().then(() => this.events.send(this.builds.news));
      }, DEBOUNCE_MS);
    });
    return watcher;
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request)) return answer(response, 403, 'text/plain', 'only from this machine');
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/cloud/')) {
      return forward(request, response, this.options.cloudUrl, url);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answer(response, 405, 'text/plain', 'only GET');
    }
    switch (url.pathname) {
      case '/':
        return this.sendFile(response, join(__dirname, 'desk', 'desk.html'));
      case '/desk.css':
      case '/phones.css':
        return this.sendFile(response, join(__dirname, 'desk', url.pathname));
      case '/desk.json':
        return answer(response, 200, 'application/json', await this.desk());
      case '/phone.html':
        return this.sendFile(response, join(__dirname, 'phone', 'phone.html'));
      case '/app.js':
        return answer(response, 200, 'text/javascript', this.builds.app?.js ?? '');
      case '/app.css':
        return answer(response, 200, 'text/css', this.builds.app?.css ?? '');
      case '/app.json':
        return answer(response, 200, 'application/json', this.appJson());
      case '/events':
        return this.events.open(response, this.builds.news);
      case '/zxing_reader.wasm':
        return this.sendFile(response, require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    }
    const script = (await this.bundles).get(url.pathname);
    if (script !== undefined) return answer(response, 200, typeOf(url.pathname), script);
    if (url.pathname.startsWith('/app/')) return this.sendAsset(response, url.pathname.slice(5));
    const font = await servedFont(url.pathname);
    if (font) return answer(response, 200, font.type, font.content, A_MONTH);
    answer(response, 404, 'text/plain', 'not found');
  }

  private appJson(): string {
    const { app, news } = this.builds;
    return JSON.stringify({
      ...news,
      config: app?.config ?? null,
      warnings: app?.warnings ?? [],
      cloudUrl: this.options.cloudUrl,
    });
  }

  private async desk(): Promise<string> {
    const { deskFile } = this.options;
    return deskFile === undefined ? JSON.stringify(PLAIN_DESK) : readFile(deskFile, 'utf8');
  }

  private sendAsset(response: ServerResponse, path: string): Promise<void> | void {
    const { app } = this.builds;
    const file = app && fileBelow(app.assetsDir, decodeURIComponent(path));
    return file ? this.sendFile(response, file) : answer(response, 404, 'text/plain', 'not found');
  }

  private async sendFile(response: ServerResponse, file: string): Promise<void> {
    const content = await readFile(file).catch(() => undefined);
    if (content) answer(response, 200, typeOf(file), content);
    else answer(response, 404, 'text/plain', 'not found');
  }
}

/** Another site that points its name at this machine, or calls across, is refused. */
const isOwn = ({ headers }: IncomingMessage): boolean => {
  const host = headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
};

const answer = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  keep = 'no-cache',
): void => {
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  const known = status === 200 && response.req.headers['if-none-match'] === etag;
  response.writeHead(known ? 304 : status, {
    'content-type':
      type.startsWith('text/') || type.endsWith('json') ? `${type}; charset=utf-8` : type,
    'cache-control': keep,
    'x-content-type-options': 'nosniff',
    etag,
  });
  response.end(known ? undefined : body);
};

/**
 * Serves a mini-program to browsers: a desk of phones, each running the unmodified app. Loopback
 * only. An app that does not compile is no failure: phones show why, and the last good one stays.
 * @throws Error for a port that cannot be used
 */
export const startBrowserRuntime = (options: BrowserRuntimeOptions): Promise<BrowserRuntime> =>
  new RuntimeServer(options).start();
