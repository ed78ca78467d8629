import { dateOf, dateWheels, timeOf, timeWheels, turnDate, turnTime, type Wheels } from './dates';
import { h } from './dom';
import type { Layers } from './layers';
import { regionAt, regionIndexes, regionLists } from './regions';
import type { ColumnsPicker, DatePicker, RegionAnswer, RegionPicker, TimePicker } from './types';
import { Wheel } from './wheel';

/** The bottom sheet with wheels; answers the index chosen in each column. */
export const pickColumns = async (
  layers: Layers,
  picker: ColumnsPicker,
): Promise<number[] | null> => {
  let value = [...picker.value];
  let columns = picker.columns;
  const box = h('div', { class: 'host-wheels' });
  const wheels: Wheel[] = [];

  const draw = (): void => {
    columns.forEach((labels, column) => {
      wheels[column] ??= new Wheel((index) => turned(column, index));
      const wheel = wheels[column];
      if (!wheel.element.isConnected) box.append(wheel.element);
      wheel.show(labels, Math.min(value[column] ?? 0, Math.max(0, labels.length - 1)));
    });
  };
  const turned = (column: number, index: number): void => {
    value[column] = index;
    const next = picker.onColumnChange?.(column, index);
    if (!next) return;
    ({ columns } = next);
    value = [...next.value];
    draw();
  };

  return layers.ask<number[]>(
    { kind: 'bottom', label: picker.title ?? '请选择', dismissable: true },
    (done) => {
      const sheet = h(
        'div',
        { class: 'host-sheet host-picker' },
        h(
          'div',
          { class: 'host-picker-top' },
          h(
            'button',
            { type: 'button', class: 'host-picker-cancel', onclick: () => done(null) },
            '取消',
          ),
          h('div', { class: 'host-picker-title' }, picker.title ?? ''),
          h(
            'button',
            {
              type: 'button',
              class: 'host-picker-confirm',
              onclick: () => {
                for (const wheel of wheels) wheel.settle();
                done(columns.map((_, column) => wheels[column]?.value ?? 0));
              },
            },
            '确定',
          ),
        ),
        h('div', { class: 'host-wheels-box' }, box),
      );
      draw();
      requestAnimationFrame(() => {
        for (const wheel of wheels) wheel.turn(wheel.value, 'instant');
      });
      return sheet;
    },
  );
};

const pickWheels = async (
  layers: Layers,
  title: string | undefined,
  first: Wheels,
  turn: (wheels: Wheels, column: number, index: number) => Wheels,
): Promise<Wheels | null> => {
  let wheels = first;
  const value = await pickColumns(layers, {
    ...(title === undefined ? {} : { title }),
    ...first,
    onColumnChange: (column, index) => (wheels = turn(wheels, column, index)),
  });
  return value && { columns: wheels.columns, value };
};

/** `<picker mode="date">`; null where it was cancelled. */
export const pickDate = async (layers: Layers, picker: DatePicker): Promise<string | null> => {
  const chosen = await pickWheels(
    layers,
    picker.title,
    dateWheels(picker),
    (wheels, column, index) => turnDate(picker, wheels, column, index),
  );
  return chosen && dateOf(chosen);
};

/** `<picker mode="time">`; null where it was cancelled. */
export const pickTime = async (layers: Layers, picker: TimePicker): Promise<string | null> => {
  const chosen = await pickWheels(
    layers,
    picker.title,
    timeWheels(picker),
    (wheels, column, index) => turnTime(picker, wheels, column, index),
  );
  return chosen && timeOf(chosen);
};

/** `<picker mode="region">`; null where it was cancelled. */
export const pickRegion = async (
  layers: Layers,
  picker: RegionPicker,
): Promise<RegionAnswer | null> => {
  let value = regionIndexes(picker);
  const columnsAt = (indexes: readonly number[]): string[][] =>
    regionLists(picker, indexes).map((list) => list.map(({ name }) => name));
  const chosen = await pickColumns(layers, {
    ...(picker.title === undefined ? {} : { title: picker.title }),
    columns: columnsAt(value),
    value,
    onColumnChange: (column, index) => {
      value = value.map((old, at) => (at < column ? old : at === column ? index : 0));
      return { columns: columnsAt(value), value };
    },
  });
  return chosen && regionAt(picker, chosen);
};
