import fc from 'fast-check';
import {
  dateOf,
  dateWheels,
  timeOf,
  timeWheels,
  turnDate,
  turnTime,
} from '../../tools/browser-runtime/phone/host/dates';
import type { DatePicker } from '../../tools/browser-runtime/phone/host/picker-types';
import {
  regionAt,
  regionIndexes,
  regionLists,
} from '../../tools/browser-runtime/phone/host/regions';

const isDay = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

describe('date wheels', () => {
  test('stand at their value', () => {
    expect(dateOf(dateWheels({ value: '2017-05-09', fields: 'day' }))).toBe('2017-05-09');
    expect(dateOf(dateWheels({ value: '2017-05', fields: 'month' }))).toBe('2017-05');
    expect(dateOf(dateWheels({ value: '2017', fields: 'year' }))).toBe('2017');
  });

  test('the 31st turned to a shorter month is its last day', () => {
    const picker: DatePicker = { value: '2024-01-31', fields: 'day' };
    expect(dateOf(turnDate(picker, dateWheels(picker), 1, 1))).toBe('2024-02-29');
  });

  test('however they are turned, they stand at a day that exists, within start and end', () => {
    const picker: DatePicker = {
      value: '2020-02-29',
      start: '2007-12-15',
      end: '2026-02-10',
      fields: 'day',
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(400)), { maxLength: 12 }), (turns) => {
        let wheels = dateWheels(picker);
        for (const [column, index] of turns) {
          wheels = turnDate(picker, wheels, column, index % wheels.columns[column]!.length);
        }
        const day = dateOf(wheels);
        expect(isDay(day)).toBe(true);
        expect(day >= '2007-12-15' && day <= '2026-02-10').toBe(true);
      }),
    );
  });
});

test('time wheels keep to start and end', () => {
  const picker = { value: '09:45', start: '09:30', end: '17:15' };
  const wheels = timeWheels(picker);
  expect(timeOf(wheels)).toBe('09:45');
  expect(wheels.columns[0]![0]).toBe('09');
  expect(timeOf(turnTime(picker, wheels, 0, wheels.columns[0]!.length - 1))).toBe('17:15');
});

describe('region wheels', () => {
  const picker = { value: ['广东省', '深圳市', '南山区'], level: 'region' } as const;

  test('stand at their value, with its codes', () => {
    const indexes = regionIndexes(picker);
    expect(regionAt(picker, indexes)).toEqual({
      value: ['广东省', '深圳市', '南山区'],
      code: ['440000', '440300', '440305'],
      postcode: '518000',
    });
  });

  test('a custom item stands first in every column', () => {
    const lists = regionLists({ ...picker, customItem: '全部' }, [1, 1, 0]);
    expect(lists.map(([first]) => first?.name)).toEqual(['全部', '全部', '全部']);
  });
});
