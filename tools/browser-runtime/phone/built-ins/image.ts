import { boolean, oneOf, string } from './attribute';
import { define } from './define';

/** How a picture lies in its box: size and place, as CSS backgrounds say it. */
const LAYOUT: Record<string, readonly [size: string, place: string]> = {
  scaleToFill: ['100% 100%', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['100% 100%', 'center'],
  heightFix: ['100% 100%', 'center'],
  top: ['auto', 'top'],
  bottom: ['auto', 'bottom'],
  center: ['auto', 'center'],
  left: ['auto', 'left'],
  right: ['auto', 'right'],
  'top left': ['auto', 'top left'],
  'top right': ['auto', 'top right'],
  'bottom left': ['auto', 'bottom left'],
  'bottom right': ['auto', 'bottom right'],
};

const FITS: Record<string, string> = { '100% 100%': 'fill', contain: 'contain', cover: 'cover' };

export const image = define({
  tag: 'image',
  attributes: {
    src: string(),
    mode: oneOf(
      'scaleToFill',
      'aspectFit',
      'aspectFill',
      'widthFix',
      'heightFix',
      'top',
      'bottom',
      'center',
      'left',
      'right',
      'top left',
      'top right',
      'bottom left',
      'bottom right',
    ),
    webp: boolean(),
    lazyLoad: boolean(),
    showMenuByLongpress: boolean(),
    fadeIn: boolean(),
    alt: string(),
  },
  create({ element, values, phone, emit }) {
    const picture = document.createElement('img');
    picture.draggable = false;
    element.append(picture);

    const fit = (): void => {
      const { naturalWidth: width, naturalHeight: height } = picture;
      if (width === 0 || height === 0) return;
      if (values.mode === 'widthFix') {
        element.style.height = 'auto';
        element.style.aspectRatio = `${width} / ${height}`;
      } else if (values.mode === 'heightFix') {
        element.style.width = 'auto';
        element.style.aspectRatio = `${width} / ${height}`;
      }
    };
    picture.addEventListener('load', () => {
      fit();
      emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture.addEventListener('error', () => {
      if (values.src !== '') emit('error', { errMsg: `GET ${values.src} failed` });
    });
    return {
      update(changed) {
        const [size, place] = LAYOUT[values.mode] ?? ['100% 100%', 'center'];
        picture.style.objectFit = FITS[size] ?? 'none';
        picture.style.objectPosition = place;
        picture.alt = values.alt || String((values as Record<string, unknown>)['ariaLabel'] ?? '');
        picture.loading = values.lazyLoad ? 'lazy' : 'eager';
        if (changed.has('src')) {
          if (values.src === '') picture.removeAttribute('src');
          else picture.src = phone.assetUrl(values.src);
        }
        fit();
      },
    };
  },
});
