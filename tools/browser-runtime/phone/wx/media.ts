import { addressOf } from '../host/files';
import type { ChosenFile } from '../host/types';
import { api, ApiFailure } from './api';
import type { UserFiles } from './files';
import { needsPrivacy } from './privacy';
import { download } from './download';
import type { Family, Platform } from './platform';

interface ChooseOptions {
  count?: number;
  mediaType?: string[];
}

interface CanvasOptions {
  canvas?: unknown;
  canvasId?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  destWidth?: number;
  destHeight?: number;
  fileType?: 'png' | 'jpg';
  quality?: number;
}

/** The most pictures that may be chosen at once. */
const MOST = 20;

const chosen = async (platform: Platform, accept: string, count: number): Promise<ChosenFile[]> => {
  const files = await platform.host.chooseFiles(accept, count > 1);
  if (!files) throw new ApiFailure('cancel');
  return files.slice(0, Math.min(count, MOST));
};

const loaded = (src: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new ApiFailure('download image fail'));
    picture.src = src;
  });

const canvasOf = (
  { engine }: Platform,
  options: CanvasOptions,
): HTMLCanvasElement | OffscreenCanvas => {
  const { canvas, canvasId } = options;
  if (canvas instanceof OffscreenCanvas || canvas instanceof HTMLCanvasElement) return canvas;
  const element =
    canvas === undefined
      ? document.querySelector(`[canvas-id="${CSS.escape(canvasId ?? '')}"]`)
      : engine().elementOf(canvas);
  const found = element instanceof HTMLCanvasElement ? element : element?.querySelector('canvas');
  if (!found) throw new ApiFailure('create bitmap failed: no such canvas');
  return found;
};

const canvasToFile = async (platform: Platform, options: CanvasOptions): Promise<object> => {
  const source = canvasOf(platform, options);
  // Sizes are given in CSS px; a 2d canvas may hold more pixels than it shows.
  const shownWidth =
    source instanceof HTMLCanvasElement ? source.clientWidth || source.width : source.width;
  const density = source.width / shownWidth;
  const { x = 0, y = 0, fileType = 'png', quality = 1 } = options;
  const width = options.width ?? source.width / density - x;
  const height = options.height ?? source.height / density - y;
  const target = new OffscreenCanvas(
    Math.max(1, Math.round(options.destWidth ?? width * devicePixelRatio)),
    Math.max(1, Math.round(options.destHeight ?? height * devicePixelRatio)),
  );
  target
    .getContext('2d')
    ?.drawImage(
      source,
      x * density,
      y * density,
      width * density,
      height * density,
      0,
      0,
      target.width,
      target.height,
    );
  const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
  const bytes = await target.convertToBlob({ type, quality });
  return { tempFilePath: addressOf(bytes, `canvas.${fileType}`) };
};

/** Pictures: chosen, looked at, drawn and saved. */
export const media = (platform: Platform, files: UserFiles): Family => {
  const { host, engine } = platform;
  const address = (path: string): string => engine().assetUrl(files.address(path));
  const save = async (filePath: string): Promise<void> => {
    if (!(await host.allows('scope.writePhotosAlbum'))) throw new ApiFailure('auth deny');
    download(address(filePath), filePath.split('#').pop() ?? 'picture.png');
    host.toast({ title: '已保存到相册', icon: 'success' });
  };

  return {
    chooseMedia: api<ChooseOptions>('chooseMedia', async ({ count = 9, mediaType = ['image'] }) => {
      await needsPrivacy(platform, 'chooseMedia');
      const accept = mediaType.map((kind) => (kind === 'mix' ? 'image/*,video/*' : `${kind}/*`));
      const picked = await chosen(platform, accept.join(','), count);
      return {
        type: picked[0]?.type.startsWith('video/') ? 'video' : 'image',
        tempFiles: picked.map(({ path, size, type }) => ({
          tempFilePath: path,
          size,
          fileType: type.startsWith('video/') ? 'video' : 'image',
        })),
      };
    }),
    chooseImage: api<ChooseOptions>('chooseImage', async ({ count = 9 }) => {
      await needsPrivacy(platform, 'chooseImage');
      const picked = await chosen(platform, 'image/*', count);
      return {
        tempFilePaths: picked.map(({ path }) => path),
        tempFiles: picked.map(({ path, size }) => ({ path, size })),
      };
    }),
    chooseMessageFile: api<ChooseOptions>('chooseMessageFile', async ({ count = 1 }) => {
      await needsPrivacy(platform, 'chooseMessageFile');
      return { tempFiles: await chosen(platform, '*/*', count) };
    }),
    previewImage: api<{ urls: string[]; current?: string }>('previewImage', ({ urls, current }) => {
      if (urls.length === 0) throw new ApiFailure('parameter error: urls is empty');
      void host.preview({
        urls: urls.map(address),
        current: Math.max(0, current === undefined ? 0 : urls.indexOf(current)),
      });
    }),
    previewMedia: api<{ sources: { url: string }[]; current?: number }>(
      'previewMedia',
      ({ sources, current = 0 }) => {
        void host.preview({ urls: sources.map(({ url }) => address(url)), current });
      },
    ),
    getImageInfo: api<{ src: string }>('getImageInfo', async ({ src }) => {
      const { naturalWidth: width, naturalHeight: height } = await loaded(address(src));
      return { width, height, path: src, orientation: 'up', type: 'unknown' };
    }),
    compressImage: api<{ src: string }>('compressImage', ({ src }) => ({ tempFilePath: src })),
    saveImageToPhotosAlbum: api<{ filePath: string }>(
      'saveImageToPhotosAlbum',
      async ({ filePath }) => {
        await needsPrivacy(platform, 'saveImageToPhotosAlbum');
        await save(filePath);
      },
    ),
    showShareImageMenu: api<{ path: string }>('showShareImageMenu', async ({ path }) => {
      const choice = await host.shareImage(address(path));
      if (choice === null) throw new ApiFailure('cancel');
      if (choice === 'save') await save(path);
      else host.toast({ title: '已发送', icon: 'success' });
    }),
    canvasToTempFilePath: api<CanvasOptions>('canvasToTempFilePath', (options) =>
      canvasToFile(platform, options),
    ),
    createOffscreenCanvas: ({
      width = 300,
      height = 150,
    }: { width?: number; height?: number } = {}) =>
      Object.assign(new OffscreenCanvas(width, height), {
        createImage: () => new Image(),
      }),
    createCameraContext: () => ({
      takePhoto: () => {
        throw new Error('CameraContext.takePhoto is not built in this runtime yet');
      },
      onCameraFrame: (listener: (frame: object) => void) => {
        let stop = (): void => undefined;
        return {
          start: () => {
            const box = document.querySelector<HTMLElement>('wx-camera');
            if (!box) throw new Error('CameraContext.onCameraFrame: the page shows no <camera>');
            stop = host.attachCamera(box, ({ data, width, height }) =>
              listener({ data: data.buffer, width, height }),
            );
          },
          stop: () => stop(),
        };
      },
    }),
  };
};
