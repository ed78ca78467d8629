/** A wheel picker: one list of labels per column. */
export interface ColumnsPicker {
  title?: string;
  columns: readonly (readonly string[])[];
  /** Index in each column. */
  value: readonly number[];
  /** Called when a column comes to rest; what it answers replaces columns and value. */
  onColumnChange?: (
    column: number,
    index: number,
  ) => { columns: readonly (readonly string[])[]; value: readonly number[] } | undefined;
}

export interface DatePicker {
  title?: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as `fields` says. */
  value: string;
  start?: string;
  end?: string;
  fields: 'year' | 'month' | 'day';
}

export interface TimePicker {
  title?: string;
  /** `HH:mm` */
  value: string;
  start?: string;
  end?: string;
}

export interface RegionPicker {
  title?: string;
  value: readonly string[];
  level: 'province' | 'city' | 'region' | 'sub-district';
  customItem?: string;
}

export interface RegionAnswer {
  value: string[];
  code: string[];
  postcode: string;
}
