import { ageAt, ageBandAt, isBornAt, isChildAt } from '../../../cloudfunctions/domain/common/age';

/** Midnight in Shanghai. */
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

describe('age', () => {
  it.each([
    ['the last moment before the month of birth', midnight('2025-05-01') - 1, 6],
    ['the first moment of the month of birth', midnight('2025-05-01'), 7],
    ['the last moment of that month', midnight('2025-06-01') - 1, 7],
  ])('%s', (_, at, age) => {
    expect(ageAt('2018-05', at)).toBe(age);
  });

  it.each([
    ['2018-06', '0-6'],
    ['2018-05', '7-12'],
    ['2012-06', '7-12'],
    ['2012-05', '13-17'],
  ])('born %s in May 2025 is of %s', (birthMonth, band) => {
    expect(ageBandAt(birthMonth, midnight('2025-05-20'))).toBe(band);
  });

  it.each([
    ['2025-04', true],
    ['2025-05', true],
    ['2025-06', false],
    ['2026-01', false],
  ])('in May 2025 who is born in %s is born: %s', (birthMonth, born) => {
    expect(isBornAt(birthMonth, midnight('2025-05-20'))).toBe(born);
  });

  it.each([
    ['a month before birth', '2025-06', false],
    ['the month of birth', '2025-05', true],
    ['the last month before 18', '2007-06', true],
    ['the month of the 18th birthday', '2007-05', false],
  ])('is a child: %s', (_, birthMonth, isChild) => {
    expect(isChildAt(birthMonth, midnight('2025-05-20'))).toBe(isChild);
  });
});
