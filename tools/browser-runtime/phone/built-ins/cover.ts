import { anything, boolean, string } from './attribute';
import { define } from './define';

/** Since pages and native components share a layer, these are a view and an image. */
export const coverView = define({
  tag: 'cover-view',
  attributes: { scrollTop: anything<number | null>(null), markerId: string(), slot: string() },
  create: ({ element, values }) => ({
    update() {
      if (values.scrollTop !== null) element.scrollTop = values.scrollTop;
    },
  }),
});

export const coverImage = define({
  tag: 'cover-image',
  attributes: { src: string(), referrerPolicy: string(), lazyLoad: boolean() },
  create({ element, values, phone, emit }) {
    const picture = document.createElement('img');
    picture.alt = '';
    picture.addEventListener('load', () => emit('load', {}));
    picture.addEventListener('error', () => emit('error', {}));
    element.append(picture);
    return {
      update(changed) {
        if (changed.has('src')) picture.src = phone.assetUrl(values.src);
      },
    };
  },
});
