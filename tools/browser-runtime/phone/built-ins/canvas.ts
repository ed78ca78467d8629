import { boolean, oneOf, string } from './attribute';
import { define, type BuiltInPhone } from './define';
import { part } from './forms/dom';

const SOURCE = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');

/** A picture to draw; its `src` takes a file of the app or a temporary file. */
const createImage = (phone: BuiltInPhone): HTMLImageElement => {
  const image = new Image();
  Object.defineProperty(image, 'src', {
    configurable: true,
    enumerable: true,
    get: () => SOURCE?.get?.call(image) as unknown,
    set: (path: unknown) => SOURCE?.set?.call(image, phone.assetUrl(String(path))),
  });
  return image;
};

/** Gives the browser's canvas what a node of `<canvas>` can do beside drawing. */
const asCanvasNode = (canvas: HTMLCanvasElement, phone: BuiltInPhone): HTMLCanvasElement =>
  Object.assign(canvas, {
    createImage: () => createImage(phone),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    createImageData: () => new ImageData(canvas.width, canvas.height),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  });

/** `<canvas type="2d">`: a node to draw on, as wide and high in its own pixels as one sets it. */
export const canvas = define({
  tag: 'canvas',
  attributes: {
    type: oneOf('2d', 'webgl', 'webgl2'),
    canvasId: string(),
    disableScroll: boolean(),
  },
  create({ element, values, phone }) {
    const node = asCanvasNode(part('canvas', 'wx-canvas-node'), phone);
    element.append(node);
    return {
      node: () => node,
      update() {
        element.setAttribute('canvas-id', values.canvasId);
        element.style.touchAction = values.disableScroll ? 'none' : '';
      },
    };
  },
});
