import { PullDown } from '../engine/pull-down';
import { anything, boolean, number, oneOf, string } from './attribute';
import { define } from './define';

const ATTRIBUTES = {
  scrollX: boolean(),
  scrollY: boolean(),
  /** In px; also how near to its ends the content counts as there. */
  upperThreshold: number(50),
  lowerThreshold: number(50),
  scrollTop: anything<number | string | null>(null),
  scrollLeft: anything<number | string | null>(null),
  scrollIntoView: string(),
  scrollIntoViewOffset: number(0),
  scrollWithAnimation: boolean(),
  enableBackToTop: boolean(),
  enablePassive: boolean(),
  enableFlex: boolean(),
  enhanced: boolean(),
  bounces: boolean(true),
  showScrollbar: boolean(true),
  pagingEnabled: boolean(),
  fastDeceleration: boolean(),
  scrollAnchoring: boolean(),
  usingSticky: boolean(),
  clip: boolean(true),
  reverse: boolean(),
  type: oneOf('', 'list', 'custom', 'nested'),
  cacheExtent: number(0),
  refresherEnabled: boolean(),
  refresherThreshold: number(45),
  refresherDefaultStyle: oneOf('black', 'white', 'none'),
  refresherBackground: string('#fff'),
  refresherTriggered: boolean(),
};

/** How far it is to each end, and which way that is. */
const EDGES = [
  { name: 'scrolltoupper', upper: true },
  { name: 'scrolltolower', upper: false },
] as const;

export const scrollView = define({
  tag: 'scroll-view',
  attributes: ATTRIBUTES,
  create({ element, values, emit, change }) {
    let last = { left: 0, top: 0 };
    const near = { scrolltoupper: true, scrolltolower: false };

    const distanceTo = (upper: boolean): number => {
      const start = values.scrollX && !values.scrollY ? element.scrollLeft : element.scrollTop;
      if (upper) return start;
      return values.scrollX && !values.scrollY
        ? element.scrollWidth - element.clientWidth - start
        : element.scrollHeight - element.clientHeight - start;
    };
    const tellEdges = (): void => {
      const sideways = values.scrollX && !values.scrollY;
      for (const { name, upper } of EDGES) {
        const isNear = distanceTo(upper) <= (upper ? values.upperThreshold : values.lowerThreshold);
        const direction = upper ? (sideways ? 'left' : 'top') : sideways ? 'right' : 'bottom';
        if (isNear && !near[name]) emit(name, { direction });
        near[name] = isNear;
      }
    };
    element.addEventListener(
      'scroll',
      (event) => {
        if (event.target !== element) return;
        const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element;
        const deltaX = last.left - scrollLeft;
        const deltaY = last.top - scrollTop;
        last = { left: scrollLeft, top: scrollTop };
        emit('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
        tellEdges();
      },
      { passive: true },
    );

    const pull = new PullDown({
      scroller: element,
      enabled: () => values.refresherEnabled && values.scrollY,
      threshold: () => values.refresherThreshold,
      draw: (distance, smoothly) => {
        element.style.transition = smoothly ? 'padding-top 180ms ease-out' : 'none';
        element.style.paddingTop = distance === 0 ? '' : `${distance}px`;
        element.classList.toggle('is-refreshing', distance > 0);
      },
      onPull: (dy) => emit('refresherpulling', { dy }),
      onRefresh: () => {
        change('refresherTriggered', true);
        emit('refresherrefresh', { dy: values.refresherThreshold });
      },
      onAbort: () => emit('refresherabort', {}),
    });

    const scrollTo = (options: ScrollToOptions): void =>
      element.scrollTo({ ...options, behavior: values.scrollWithAnimation ? 'smooth' : 'auto' });

    const intoView = (): void => {
      const child = values.scrollIntoView
        ? element.querySelector(`#${CSS.escape(values.scrollIntoView)}`)
        : null;
      if (!child) return;
      const from = element.getBoundingClientRect();
      const to = child.getBoundingClientRect();
      const offset = values.scrollIntoViewOffset;
      scrollTo(
        values.scrollY
          ? { top: element.scrollTop + to.top - from.top + offset }
          : { left: element.scrollLeft + to.left - from.left + offset },
      );
    };

    return {
      update(changed) {
        element.toggleAttribute('scroll-x', values.scrollX);
        element.toggleAttribute('scroll-y', values.scrollY);
        element.toggleAttribute('no-bar', values.enhanced && !values.showScrollbar);
        element.toggleAttribute('paging', values.pagingEnabled);
        element.dataset['refresher'] = values.refresherDefaultStyle;
        if (changed.has('scrollTop') && values.scrollTop !== null) {
          scrollTo({ top: Number(values.scrollTop) });
        }
        if (changed.has('scrollLeft') && values.scrollLeft !== null) {
          scrollTo({ left: Number(values.scrollLeft) });
        }
        // What is to be scrolled to may be drawn by the same update.
        if (changed.has('scrollIntoView')) setTimeout(intoView, 0);
        if (changed.has('refresherTriggered')) {
          if (values.refresherTriggered) pull.hold();
          else {
            pull.close();
            emit('refresherrestore', {});
          }
        }
      },
      context: () => ({
        scrollTo: ({
          top,
          left,
          animated = true,
        }: {
          top?: number;
          left?: number;
          animated?: boolean;
        }) =>
          element.scrollTo({
            ...(top === undefined ? {} : { top }),
            ...(left === undefined ? {} : { left }),
            behavior: animated ? 'smooth' : 'auto',
          }),
        scrollIntoView: (selector: string) => element.querySelector(selector)?.scrollIntoView(),
      }),
      node() {
        return this.context?.() ?? null;
      },
    };
  },
});
