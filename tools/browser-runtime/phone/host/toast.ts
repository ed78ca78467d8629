import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Layer, Layers } from './layers';
import type { ToastRequest } from './types';

const DEFAULT_MS = 1500;

const pictureOf = ({ icon, image }: ToastRequest): HTMLElement | null => {
  if (image !== undefined && image !== '')
    return h('img', { class: 'host-toast-image', src: image, alt: '' });
  switch (icon) {
    case 'success':
      return drawing(ICONS.tick, 40);
    case 'error':
      return drawing(ICONS.warning, 40);
    case 'loading':
      return h('span', { class: 'host-spinner' });
    case 'none':
      return null;
  }
};

/** Toast and loading share one place, as in WeChat: the later one takes it. */
export class Toasts {
  private shown: { layer: Layer; kind: 'toast' | 'loading' } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly layers: Layers) {}

  toast(request: ToastRequest): void {
    this.show('toast', request);
    this.timer = setTimeout(() => this.hide('toast'), request.duration ?? DEFAULT_MS);
  }

  loading(title: string, mask: boolean): void {
    this.show('loading', { title, icon: 'loading', mask });
  }

  /** Takes it away, where what is shown is of that kind. */
  hide(kind: 'toast' | 'loading'): void {
    if (this.shown?.kind !== kind) return;
    clearTimeout(this.timer);
    void this.shown.layer.close();
    this.shown = undefined;
  }

  private show(kind: 'toast' | 'loading', request: ToastRequest): void {
    clearTimeout(this.timer);
    this.shown?.layer.element.remove();
    const picture = pictureOf(request);
    const box = h(
      'div',
      {
        class: `host-toast${picture ? '' : ' host-toast-plain'}`,
        role: 'status',
        'aria-live': 'polite',
      },
      picture,
      h('span', { class: 'host-toast-title' }, request.title),
    );
    const layer = this.layers.open(box, { kind: 'pass', label: request.title });
    layer.element.classList.toggle('host-mask', request.mask === true);
    this.shown = { layer, kind };
  }
}
