import type { PhoneHost } from '../host/types';
import { anything, boolean, oneOf, string } from './attribute';
import { define, type Subject } from './define';

/** What stands in a picker, by its mode; null where nobody said anything. */
type Value = string | number | readonly unknown[] | null;

const ATTRIBUTES = {
  name: string(),
  headerText: string(),
  mode: oneOf('selector', 'multiSelector', 'time', 'date', 'region'),
  disabled: boolean(),
  /** Labels, or objects with one under `rangeKey`; for `multiSelector` a list for each column. */
  range: anything<readonly unknown[]>([]),
  rangeKey: string(),
  /** An index, the index in each column, a date, a time, or the names of a region. */
  value: anything<Value>(null),
  start: string(),
  end: string(),
  fields: oneOf('day', 'month', 'year'),
  customItem: string(),
  level: oneOf('region', 'province', 'city', 'sub-district'),
};

type Picker = Subject<typeof ATTRIBUTES>;
type Mode = Picker['values']['mode'];

/** What was chosen: `value` for the picker, and the detail of its `change`. */
interface Choice {
  value: Value;
  detail: Record<string, unknown>;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const labelOf = (item: unknown, key: string): string =>
  String(typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item);

const indexOf = (value: unknown): number => Math.max(0, Math.trunc(Number(value)) || 0);

const titleOf = ({ headerText }: Picker['values']): { title?: string } =>
  headerText === '' ? {} : { title: headerText };

const chosen = (value: Value): Choice => ({ value, detail: { value } });

const selector = async ({ values }: Picker, host: PhoneHost): Promise<Choice | null> => {
  const answer = await host.pickColumns({
    ...titleOf(values),
    columns: [values.range.map((item) => labelOf(item, values.rangeKey))],
    value: [indexOf(values.value)],
  });
  // WeChat tells this index as text.
  return answer && chosen(String(answer[0] ?? 0));
};

/**
 * Every column that comes to rest is told; what a listener then sets takes the place of lists and
 * indexes, as far as it is set before the listener ends.
 */
const multiSelector = async ({ values, emit }: Picker, host: PhoneHost): Promise<Choice | null> => {
  const columns = (): string[][] =>
    values.range.map((list) => listOf(list).map((item) => labelOf(item, values.rangeKey)));
  const indexes = (of: unknown): number[] =>
    values.range.map((_, column) => indexOf(listOf(of)[column]));
  let standing = indexes(values.value);
  const answer = await host.pickColumns({
    ...titleOf(values),
    columns: columns(),
    value: standing,
    onColumnChange(column, index) {
      standing = standing.map((old, at) => (at === column ? index : old));
      const before = JSON.stringify(values.value);
      emit('columnchange', { column, value: index });
      if (JSON.stringify(values.value) !== before) standing = indexes(values.value);
      const lists = columns();
      standing = lists.map((list, at) => Math.min(standing[at] ?? 0, Math.max(0, list.length - 1)));
      return { columns: lists, value: standing };
    },
  });
  return answer && chosen(answer);
};

const date = async ({ values }: Picker, host: PhoneHost): Promise<Choice | null> => {
  const { value, start, end, fields } = values;
  const answer = await host.pickDate({
    ...titleOf(values),
    value: String(value ?? ''),
    fields,
    ...(start === '' ? {} : { start }),
    ...(end === '' ? {} : { end }),
  });
  return answer === null ? null : chosen(answer);
};

const time = async ({ values }: Picker, host: PhoneHost): Promise<Choice | null> => {
  const { value, start, end } = values;
  const answer = await host.pickTime({
    ...titleOf(values),
    value: String(value ?? ''),
    ...(start === '' ? {} : { start }),
    ...(end === '' ? {} : { end }),
  });
  return answer === null ? null : chosen(answer);
};

const region = async ({ values }: Picker, host: PhoneHost): Promise<Choice | null> => {
  const answer = await host.pickRegion({
    ...titleOf(values),
    value: listOf(values.value).map(String),
    level: values.level,
    ...(values.customItem === '' ? {} : { customItem: values.customItem }),
  });
  return answer && { value: answer.value, detail: { ...answer } };
};

const ASK: Record<Mode, (picker: Picker, host: PhoneHost) => Promise<Choice | null>> = {
  selector,
  multiSelector,
  date,
  time,
  region,
};

/** What the user has chosen nothing of; a form collects it. */
const EMPTY: Record<Mode, Value> = {
  selector: '',
  multiSelector: [],
  date: '',
  time: '',
  region: [],
};

/** `<picker>`: asks for a choice in a sheet from below when what is inside of it is tapped. */
export const picker = define({
  tag: 'picker',
  attributes: ATTRIBUTES,
  create(subject) {
    const { values, emit, change, onTap, phone } = subject;
    let isOpen = false;

    const open = async (): Promise<void> => {
      if (values.disabled || isOpen) return;
      isOpen = true;
      try {
        const choice = await ASK[values.mode](subject, phone.host);
        if (choice === null) {
          emit('cancel');
          return;
        }
        change('value', choice.value);
        emit('change', choice.detail);
      } finally {
        isOpen = false;
      }
    };
    onTap(() => void open());
    return {
      activate: () => void open(),
      field: {
        value: () => values.value ?? EMPTY[values.mode],
        reset: () => change('value', EMPTY[values.mode]),
      },
    };
  },
});
