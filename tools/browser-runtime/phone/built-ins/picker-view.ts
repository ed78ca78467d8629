import { anything, boolean, string } from './attribute';
import { define, type Subject } from './define';
import { part, setStyle } from './forms/dom';
import { dragToScroll } from './forms/drag-scroll';

const ATTRIBUTES = {
  name: string(),
  /** The index of the row in each column. */
  value: anything<readonly number[]>([]),
  indicatorStyle: string(),
  indicatorClass: string(),
  maskStyle: string(),
  maskClass: string(),
  /** Tells the choice when the finger leaves, not when the wheel has come to rest. */
  immediateChange: boolean(),
};

type View = Subject<typeof ATTRIBUTES>;

/** Quiet time after which a wheel rests; in ms. */
const REST = 110;

/** What a column and the view around it ask of each other. */
interface Column {
  row(): number;
  turn(row: number): void;
}

interface Wheels {
  rowHeight(): number;
  started(): void;
  /** The finger or the mouse left a wheel, which may still turn. */
  released(): void;
  rested(): void;
}

const columns = new WeakMap<Element, Column>();
const views = new WeakMap<Element, Wheels>();

const columnsIn = (view: Element): Column[] =>
  [...view.querySelectorAll('wx-picker-view-column')].flatMap(
    (element) => columns.get(element) ?? [],
  );

const drawIndicator = ({ values, classNames }: View, indicator: HTMLElement): void => {
  setStyle(indicator, values.indicatorStyle);
  indicator.className = ['wx-indicator', ...classNames(values.indicatorClass)].join(' ');
};

const drawMask = ({ values, classNames }: View, mask: HTMLElement): void => {
  setStyle(mask, values.maskStyle);
  mask.className = ['wx-mask', ...classNames(values.maskClass)].join(' ');
};

/** `<picker-view>`: wheels in the page; `change` tells the rows in the middle. */
export const pickerView = define({
  tag: 'picker-view',
  attributes: ATTRIBUTES,
  create(subject) {
    const { element, values, emit, change } = subject;
    const indicator = part('div', 'wx-indicator');
    const mask = part('div', 'wx-mask');
    element.append(mask, indicator);
    let turning = false;

    const rowHeight = (): number => indicator.offsetHeight || 34;
    const rows = (): number[] => columnsIn(element).map((column) => column.row());
    const stand = (): void => {
      element.style.setProperty('--row', `${rowHeight()}px`);
      columnsIn(element).forEach((column, at) => column.turn(values.value[at] ?? 0));
    };

    const tell = (): void => {
      const now = rows();
      if (now.every((row, at) => row === (values.value[at] ?? 0))) return;
      change('value', now);
      emit('change', { value: now });
    };

    views.set(element, {
      rowHeight,
      started() {
        if (turning) return;
        turning = true;
        emit('pickstart');
      },
      released() {
        if (values.immediateChange) tell();
      },
      rested() {
        if (turning) emit('pickend');
        turning = false;
        tell();
      },
    });
    return {
      connected: () => requestAnimationFrame(stand),
      update(changed) {
        if (changed.has('indicatorStyle') || changed.has('indicatorClass')) {
          drawIndicator(subject, indicator);
        }
        if (changed.has('maskStyle') || changed.has('maskClass')) drawMask(subject, mask);
        if (element.isConnected) requestAnimationFrame(stand);
      },
      field: {
        value: () => rows(),
        reset() {
          change('value', []);
          stand();
        },
      },
    };
  },
});

/** `<picker-view-column>`: one wheel; each element in it is a row. */
export const pickerViewColumn = define({
  tag: 'picker-view-column',
  create({ element }) {
    dragToScroll(element);
    const view = (): Wheels | undefined => {
      const around = element.closest('wx-picker-view');
      return around ? views.get(around) : undefined;
    };
    const height = (): number => view()?.rowHeight() ?? 34;
    const row = (): number => Math.max(0, Math.round(element.scrollTop / height()));

    let timer: ReturnType<typeof setTimeout> | undefined;
    let byTemplate: number | null = null;
    element.addEventListener('scroll', () => {
      clearTimeout(timer);
      if (byTemplate === element.scrollTop) return;
      byTemplate = null;
      view()?.started();
      timer = setTimeout(() => view()?.rested(), REST);
    });
    for (const name of ['touchend', 'mouseup']) {
      element.addEventListener(name, () => view()?.released());
    }
    columns.set(element, {
      row,
      turn(to) {
        if (row() === to) return;
        element.scrollTop = to * height();
        byTemplate = element.scrollTop;
      },
    });
  },
});
