import { boot, watchData, type DataNote } from './engine';
import type { AppConfig, CompiledModule, Engine } from './engine/types';
import { createHost } from './host';
import { followCloudClock } from './host/cloud-clock';
import { Device } from './host/device';
import { hostStyles } from './host/styles';
import { isDeskMessage } from './host/messages';
import { holderOf, readSession, sessionQuery } from './host/session';
import { followBuilds, type BuildNews } from './host/updates';
import { createWx } from './wx';
import { Listeners } from './wx/api';
import { KeptStore } from './wx/kept-store';
import type { LifecycleEvents } from './wx/lifecycle';

/** What the server says of the compiled app; `config` is null until it compiled once. */
interface Build extends BuildNews {
  config: AppConfig | null;
  warnings: string[];
  cloudUrl: string;
}

declare global {
  var __phone: {
    load(app: CompiledModule): void;
    /** For tests and measurements: the largest `setData` of each page and component so far. */
    heaviestData(): DataNote[];
  };
}

const addStyles = (text: string): void => {
  const style = document.createElement('style');
  style.textContent = text;
  document.head.append(style);
};

const loaded = (element: HTMLScriptElement | HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => reject(new Error('the compiled app could not be loaded'));
    document.head.append(element);
  });

const loadStyles = (version: number): Promise<void> => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/app.css?${version}`;
  return loaded(link);
};

const loadScript = (version: number): Promise<void> => {
  const script = document.createElement('script');
  script.src = `/app.js?${version}`;
  return loaded(script);
};

const start = async (): Promise<void> => {
  addStyles(hostStyles);
  const session = readSession(new URLSearchParams(location.search));
  const device = new Device(session);
  const build = (await (await fetch('/app.json')).json()) as Build;
  const { config } = build;
  const root = document.querySelector<HTMLElement>('#phone');
  if (!root) throw new Error('phone.html has no #phone');

  let running: Engine | undefined;
  const engine = (): Engine => {
    if (!running) throw new Error('the app has not started yet');
    return running;
  };
  const host = createHost({
    root,
    device,
    appName: config?.window.navigationBarTitleText ?? '小程序',
    privacyChecked: config?.usePrivacyCheck === true,
    engine,
  });

  const events: LifecycleEvents = { error: new Listeners(), rejection: new Listeners() };
  addEventListener('error', (event) => {
    const error: unknown = event.error ?? event.message;
    events.error.emit(
      error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
    );
    if (running) running.report('app', error);
    else host.problem({ source: 'start', message: String(error) });
  });
  addEventListener('unhandledrejection', (event) => {
    const { reason, promise } = event as { reason: unknown; promise: Promise<unknown> };
    events.rejection.emit({ reason, promise });
    if (running) running.reportRejection(reason);
    else host.problem({ source: 'start', message: String(reason) });
  });

  followBuilds(({ version, error }) => {
    if (error !== null) host.problem({ source: 'compile', message: error });
    else if (version > build.version || build.error !== null) {
      // The page that was open is opened again, by the app as it is now.
      const top = running?.getCurrentPages().at(-1);
      const query = new URLSearchParams(top?.options).toString();
      const path = top ? top.route + (query === '' ? '' : `?${query}`) : session.path;
      location.search = sessionQuery({ ...session, path });
    }
  });
  if (build.error !== null) host.problem({ source: 'compile', message: build.error });
  for (const warning of build.warnings) console.warn(warning);
  if (!config) return;

  if (build.cloudUrl !== '') await followCloudClock('/cloud');
  const kept = await KeptStore.open(holderOf(session));
  const platform = { host, device, engine, cloudUrl: build.cloudUrl, appId: config.appId };
  const wx = await createWx({ platform, kept, events });

  device.theme.follow((theme) => running?.themeChanged(theme));
  device.visible.follow((visible) => (visible ? running?.appShown() : running?.appHidden()));
  addEventListener('resize', () => running?.resized());
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data;
    if (event.origin !== location.origin || !isDeskMessage(message)) return;
    if (message.type === 'network') device.network.set(message.network);
    else if (message.type === 'theme') device.theme.set(message.theme);
    else if (message.type === 'open') {
      engine()
        .enter(message.path, message.scene)
        .catch((error: unknown) => {
          host.problem({ source: `open ${message.path}`, message: String(error) });
        });
    } else {
      device.forget();
      void kept.clear().then(() => location.reload());
    }
  });

  const heaviestData = watchData();
  globalThis.__phone = {
    heaviestData,
    load: (app) => {
      running = boot({
        app,
        config,
        wx,
        host,
        path: session.path,
        scene: session.scene,
        assetsUrl: '/app/',
      });
    },
  };
  await loadStyles(build.version);
  await loadScript(build.version);
  host.tellDesk({ type: 'ready' });
};

start().catch((error: unknown) => {
  console.error(error);
  document.body.append(error instanceof Error ? error.message : String(error));
});
