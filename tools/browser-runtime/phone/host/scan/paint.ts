/**
 * A picture of what a phone shows, as a camera would see it: boxes, pictures, canvases and words
 * are painted at their places. Nothing but what is visible goes into it.
 */

const TRANSPARENT = /^(transparent|rgba\(\d+, \d+, \d+, 0\))$/;

const mayBeRead = (address: string): boolean =>
  address.startsWith('data:') || new URL(address, location.href).origin === location.origin;

const isSeen = (box: DOMRect): boolean =>
  box.width > 0 &&
  box.height > 0 &&
  box.right > 0 &&
  box.bottom > 0 &&
  box.left < innerWidth &&
  box.top < innerHeight;

const backgroundPictures = new Map<string, HTMLImageElement>();

const backgroundPicture = (style: CSSStyleDeclaration): HTMLImageElement | null => {
  const address = /^url\("(.+)"\)$/.exec(style.backgroundImage)?.[1];
  if (address === undefined || !mayBeRead(address)) return null;
  const known = backgroundPictures.get(address);
  if (known) return known.complete && known.naturalWidth > 0 ? known : null;
  // It is there for the next frame.
  const picture = new Image();
  picture.src = address;
  backgroundPictures.set(address, picture);
  return null;
};

/** Draws a picture into a box as CSS `contain` or `cover` would, or stretched. */
const drawFitted = (
  brush: OffscreenCanvasRenderingContext2D,
  picture: HTMLImageElement,
  box: DOMRect,
  fit: string,
): void => {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scales = [box.width / width, box.height / height];
  const scale =
    fit.startsWith('contain') || fit === 'scale-down'
      ? Math.min(...scales)
      : fit.startsWith('cover')
        ? Math.max(...scales)
        : null;
  brush.save();
  brush.beginPath();
  brush.rect(box.x, box.y, box.width, box.height);
  brush.clip();
  if (scale === null) brush.drawImage(picture, box.x, box.y, box.width, box.height);
  else {
    const [w, h] = [width * scale, height * scale];
    brush.drawImage(picture, box.x + (box.width - w) / 2, box.y + (box.height - h) / 2, w, h);
  }
  brush.restore();
};

const paintBox = (
  brush: OffscreenCanvasRenderingContext2D,
  element: Element,
  style: CSSStyleDeclaration,
): void => {
  const box = element.getBoundingClientRect();
  if (!isSeen(box)) return;
  if (!TRANSPARENT.test(style.backgroundColor)) {
    brush.fillStyle = style.backgroundColor;
    brush.beginPath();
    brush.roundRect(
      box.x,
      box.y,
      box.width,
      box.height,
      Number.parseFloat(style.borderTopLeftRadius) || 0,
    );
    brush.fill();
  }
  const background = backgroundPicture(style);
  if (background) drawFitted(brush, background, box, style.backgroundSize);
  if (element instanceof HTMLCanvasElement && element.width > 0 && element.height > 0) {
    brush.drawImage(element, box.x, box.y, box.width, box.height);
  }
  if (element instanceof HTMLImageElement && element.complete && element.naturalWidth > 0) {
    if (mayBeRead(element.currentSrc || element.src))
      drawFitted(brush, element, box, style.objectFit);
  }
};

const paintWords = (
  brush: OffscreenCanvasRenderingContext2D,
  words: Text,
  style: CSSStyleDeclaration,
): void => {
  const text = words.data.trim();
  if (text === '') return;
  const range = document.createRange();
  range.selectNodeContents(words);
  const [first] = range.getClientRects();
  if (!first || !isSeen(first)) return;
  brush.fillStyle = style.color;
  brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  brush.textBaseline = 'middle';
  brush.fillText(text, first.x, first.y + first.height / 2, range.getBoundingClientRect().width);
};

const paintTree = (
  brush: OffscreenCanvasRenderingContext2D,
  element: Element,
  opacity: number,
): void => {
  const style = getComputedStyle(element);
  const own = opacity * Number(style.opacity);
  if (style.display === 'none' || style.visibility === 'hidden' || own === 0) return;
  brush.globalAlpha = own;
  paintBox(brush, element, style);
  const children = element.shadowRoot?.childNodes ?? element.childNodes;
  for (const child of children) {
    if (child instanceof Element) paintTree(brush, child, own);
    else if (child instanceof Text) {
      brush.globalAlpha = own;
      paintWords(brush, child, style);
    }
  }
};

/** Paints what is visible below `root`, one pixel per CSS px times `scale`. */
export const paintScreen = (root: HTMLElement, scale: number): OffscreenCanvas => {
  const canvas = new OffscreenCanvas(
    Math.round(innerWidth * scale),
    Math.round(innerHeight * scale),
  );
  // Read at once: drawn where it is read, not on a graphics card or what stands in for one.
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) return canvas;
  brush.scale(scale, scale);
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, innerWidth, innerHeight);
  paintTree(brush, root, 1);
  return canvas;
};
