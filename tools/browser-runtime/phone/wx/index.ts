import { account } from './account';
import { animation } from './animation';
import { audio } from './audio';
import { bytes } from './base64';
import { cloud } from './cloud';
import { feedback } from './feedback';
import { fileSystem, UserFiles } from './files';
import { hardware } from './hardware';
import { keyboard } from './keyboard';
import type { KeptStore } from './kept-store';
import { lifecycle, type LifecycleEvents } from './lifecycle';
import { location } from './location';
import { media } from './media';
import { navigation } from './navigation';
import { network } from './network';
import type { Family, Platform } from './platform';
import { privacy } from './privacy';
import { reports } from './reports';
import { request } from './request';
import { scan } from './scan';
import { share } from './share';
import { storage } from './storage';
import { system } from './system';

export interface WxOptions {
  platform: Platform;
  kept: KeptStore;
  events: LifecycleEvents;
}

/** Whether a schema such as `showToast.object.icon` begins with a call that is there. */
const canIUse =
  (wx: Family) =>
  (schema: string): boolean => {
    const [name = ''] = schema.split('.');
    return name in wx || /^[a-z]+(-[a-z]+)*$/.test(name);
  };

/** What a language looks for on any object: it asks for no call of the platform. */
const NOT_CALLS = new Set(['then', 'toJSON', 'inspect']);

/**
 * The `wx` of one phone. A call that is not built fails by its name, where it is used, and the
 * error panel says so; nothing is answered as if it had worked.
 */
export const createWx = async ({ platform, kept, events }: WxOptions): Promise<Family> => {
  const files = new UserFiles();
  const wx: Family = {
    ...navigation(platform),
    ...feedback(platform),
    ...(await storage(kept)),
    ...network(platform),
    ...cloud(platform),
    ...request(platform),
    ...scan(platform),
    ...media(platform, files),
    ...fileSystem(platform, files),
    ...system(platform),
    ...hardware(platform),
    ...keyboard(),
    ...location(platform),
    ...audio(platform),
    ...animation(),
    ...share(platform),
    ...privacy(platform),
    ...account(platform),
    ...lifecycle(platform, events),
    ...bytes(),
    ...reports(),
  };
  wx['canIUse'] = canIUse(wx);
  return new Proxy(wx, {
    get: (known, name) => {
      if (typeof name === 'symbol' || name in known || NOT_CALLS.has(name)) {
        return known[name as string];
      }
      // Looking whether a call is there must not fail; calling it must.
      return () => {
        const message = `wx.${name} is not built in this runtime yet`;
        platform.host.problem({ source: `wx.${name}`, message });
        throw new Error(message);
      };
    },
  });
};
