import { anything, boolean, number, oneOf, string } from './attribute';
import { define, type BuiltInElement } from './define';
import { followDrags } from './drag';
import { lengthOf } from './forms/dom';

const ATTRIBUTES = {
  indicatorDots: boolean(),
  indicatorColor: string('rgba(0, 0, 0, .3)'),
  indicatorActiveColor: string('#000000'),
  autoplay: boolean(),
  current: number(0),
  currentItemId: string(),
  /** In ms. */
  interval: number(5000),
  /** In ms. */
  duration: number(500),
  circular: boolean(),
  vertical: boolean(),
  previousMargin: anything<string | number>('0px'),
  nextMargin: anything<string | number>('0px'),
  snapToEdge: boolean(),
  displayMultipleItems: number(1),
  easingFunction: oneOf('default', 'linear', 'easeInCubic', 'easeOutCubic', 'easeInOutCubic'),
};

const EASINGS: Record<string, string> = {
  default: 'ease',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(0.32, 0, 0.67, 0)',
  easeOutCubic: 'cubic-bezier(0.33, 1, 0.68, 1)',
  easeInOutCubic: 'cubic-bezier(0.65, 0, 0.35, 1)',
};

/** A flick faster than this turns to the next item; in px per ms. */
const FLICK = 0.3;

const itemsOf = (swiper: HTMLElement): BuiltInElement[] => [
  ...swiper.querySelectorAll<BuiltInElement>(':scope > wx-swiper-item'),
];

export const swiperItem = define({
  tag: 'swiper-item',
  attributes: { itemId: string(), skipHiddenItemLayout: boolean() },
});

export const swiper = define({
  tag: 'swiper',
  attributes: ATTRIBUTES,
  create({ element, values, emit, change }) {
    const dots = document.createElement('div');
    dots.className = 'wx-swiper-dots';
    element.append(dots);
    let timer = 0;
    let settled = 0;
    let dragged = 0;

    const size = (): number => (values.vertical ? element.clientHeight : element.clientWidth) || 1;
    const last = (): number =>
      Math.max(0, itemsOf(element).length - (values.circular ? 1 : values.displayMultipleItems));
    const step = (): number => {
      const before = getComputedStyle(element).getPropertyValue('--before');
      return (size() - parseFloat(before || '0')) / values.displayMultipleItems;
    };

    /** Puts each item where it belongs when the swiper stands at `position`, in items. */
    const place = (position: number, smoothly: boolean): void => {
      const items = itemsOf(element);
      const count = items.length;
      items.forEach((item, index) => {
        let at = index - position;
        if (values.circular && count > 1) {
          at = ((((at + count / 2) % count) + count) % count) - count / 2;
        }
        const wraps = Math.abs(at - Number(item.dataset['at'] ?? at)) > count / 2;
        item.dataset['at'] = String(at);
        item.style.transition =
          smoothly && !wraps
            ? `transform ${values.duration}ms ${EASINGS[values.easingFunction]}`
            : 'none';
        const shift = `${at * 100}%`;
        item.style.transform = values.vertical ? `translateY(${shift})` : `translateX(${shift})`;
        item.setAttribute('aria-hidden', String(Math.round(at) !== 0));
      });
      [...dots.children].forEach((dot, index) => {
        const isOn = index === Math.round(position);
        (dot as HTMLElement).style.background = isOn
          ? values.indicatorActiveColor
          : values.indicatorColor;
      });
    };

    const go = (index: number, source: '' | 'touch' | 'autoplay', smoothly = true): void => {
      const count = itemsOf(element).length;
      const target =
        values.circular && count > 0
          ? (index + count) % count
          : Math.min(Math.max(0, index), last());
      place(target, smoothly);
      if (target === settled) return;
      settled = target;
      const currentItemId = String(itemsOf(element)[target]?.values['itemId'] ?? '');
      change('current', target);
      emit('change', { current: target, currentItemId, source });
      setTimeout(
        () => emit('animationfinish', { current: target, currentItemId, source }),
        smoothly ? values.duration : 0,
      );
    };

    const schedule = (): void => {
      clearInterval(timer);
      if (!values.autoplay || !element.isConnected) return;
      timer = window.setInterval(() => {
        const next = settled + 1;
        go(next > last() && !values.circular ? 0 : next, 'autoplay');
      }, values.interval);
    };

    const redraw = (): void => {
      const count = itemsOf(element).length;
      dots.hidden = !values.indicatorDots;
      dots.replaceChildren(...Array.from({ length: count }, () => document.createElement('i')));
      place(settled, false);
    };
    const watcher = new MutationObserver((records) => {
      const isOwn = ({ target, addedNodes, removedNodes }: MutationRecord): boolean =>
        target === element && [...addedNodes, ...removedNodes].some((node) => node !== dots);
      if (!records.some(isOwn)) return;
      if (values.current <= last()) settled = values.current;
      redraw();
    });

    followDrags(element, {
      start: () => {
        clearInterval(timer);
        dragged = 0;
        return itemsOf(element).length > 1;
      },
      move(dx, dy) {
        const along = values.vertical ? dy : dx;
        const across = values.vertical ? dx : dy;
        if (dragged === 0 && Math.abs(across) > Math.abs(along)) return false;
        dragged = along;
        const position = settled - along / step();
        const limited = values.circular
          ? position
          : Math.min(Math.max(-0.3, position), last() + 0.3);
        place(limited, false);
        emit('transition', { dx: values.vertical ? 0 : -dx, dy: values.vertical ? -dy : 0 });
        return true;
      },
      end(_dx, _dy, speed) {
        const flick = values.vertical ? speed.y : speed.x;
        const moved = -dragged / step();
        const turned =
          Math.abs(flick) > FLICK && dragged !== 0 ? Math.sign(moved) : Math.round(moved);
        go(settled + turned, 'touch');
        schedule();
      },
    });

    return {
      update(changed) {
        element.toggleAttribute('vertical', values.vertical);
        element.style.setProperty('--before', lengthOf(values.previousMargin));
        element.style.setProperty('--after', lengthOf(values.nextMargin));
        element.style.setProperty('--shown', String(values.displayMultipleItems));
        if (changed.has('currentItemId') && values.currentItemId !== '') {
          const found = itemsOf(element).findIndex(
            (item) => item.values['itemId'] === values.currentItemId,
          );
          if (found >= 0) go(found, '');
        } else if (changed.has('current') && values.current !== settled) {
          const isFirst = itemsOf(element).every((item) => item.dataset['at'] === undefined);
          if (isFirst) settled = values.current;
          else go(values.current, '');
        }
        redraw();
        schedule();
      },
      connected() {
        watcher.observe(element, { childList: true });
        redraw();
        schedule();
      },
      disconnected() {
        watcher.disconnect();
        clearInterval(timer);
      },
    };
  },
});
