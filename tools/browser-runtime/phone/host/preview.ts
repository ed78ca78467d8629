import { h } from './dom';
import type { Layers } from './layers';
import type { PreviewRequest } from './types';

/** `wx.previewImage`: pictures on black; a tap ends it. */
export const showPreview = async (
  layers: Layers,
  { urls, current }: PreviewRequest,
): Promise<void> => {
  await layers.ask<true>({ kind: 'full', label: '图片预览', dismissable: true }, (done) => {
    const count = h('div', { class: 'host-preview-count' }, `${current + 1} / ${urls.length}`);
    const strip = h(
      'div',
      { class: 'host-preview-strip', onclick: () => done(true) },
      ...urls.map((url) =>
        h('div', { class: 'host-preview-page' }, h('img', { src: url, alt: '' })),
      ),
    );
    strip.addEventListener('scroll', () => {
      const page = Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth));
      count.textContent = `${page + 1} / ${urls.length}`;
    });
    requestAnimationFrame(() => {
      strip.scrollTo({ left: current * strip.clientWidth, behavior: 'instant' });
    });
    return h('div', { class: 'host-preview' }, strip, urls.length > 1 ? count : null);
  });
};
