import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readJson } from './files';
import { NPM_DIR, type App } from './project';

/** Tags that the platform brings; every other one must be declared as a component. */
export const BUILT_IN = new Set(
  (
    'ad ad-custom audio block button camera canvas channel-live channel-video checkbox ' +
    'checkbox-group cover-image cover-view double-tap-gesture-handler draggable-sheet editor ' +
    'force-press-gesture-handler form functional-page-navigator grid-builder grid-view ' +
    'horizontal-drag-gesture-handler icon image import include input keyboard-accessory label ' +
    'list-builder list-view live-player live-pusher long-press-gesture-handler map match-media ' +
    'movable-area movable-view nested-scroll-body nested-scroll-header navigation-bar navigator ' +
    'official-account open-container open-data page-container page-meta pan-gesture-handler ' +
    'picker picker-view picker-view-column progress radio radio-group rich-text root-portal ' +
    'scale-gesture-handler scroll-view selection share-element slider slot snapshot span ' +
    'sticky-header sticky-section swiper swiper-item switch tap-gesture-handler template text ' +
    'textarea vertical-drag-gesture-handler video view voip-room web-view wxs xr-frame'
  ).split(' '),
);

/** A path that a file names, below the app's root: `/x` from the root, else from its folder. */
export const fromRoot = (file: string, specifier: string): string =>
  specifier.startsWith('/')
    ? posix.normalize(specifier.slice(1))
    : posix.join(posix.dirname(file), specifier);

const npmComponentExists = (projectDir: string, specifier: string): boolean => {
  const parts = specifier.replace(new RegExp(`^.*${NPM_DIR}/`), '').split('/');
  const size = parts[0]?.startsWith('@') ? 2 : 1;
  const dir = join(projectDir, 'node_modules', ...parts.slice(0, size));
  if (!existsSync(join(dir, 'package.json'))) return false;
  const { miniprogram } = readJson(join(dir, 'package.json'));
  const base = join(dir, typeof miniprogram === 'string' ? miniprogram : '', ...parts.slice(size));
  return existsSync(`${base}.json`) || existsSync(join(base, 'index.json'));
};

/** Whether a component's path, as `usingComponents` of `file` names it, leads to a component. */
export const componentExists = (
  projectDir: string,
  app: App,
  file: string,
  specifier: string,
): boolean => {
  if (/^plugin(-private)?:\/\//.test(specifier)) return true;
  const own = fromRoot(file, specifier);
  if (!own.startsWith(NPM_DIR) && existsSync(join(app.dir, `${own}.json`))) {
    return readJson(join(app.dir, `${own}.json`))['component'] === true;
  }
  return !/^[./]/.test(specifier) || own.startsWith(NPM_DIR)
    ? npmComponentExists(projectDir, specifier)
    : false;
};
