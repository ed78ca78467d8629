import { fileName } from '../../../cloudfunctions/domain/common/file-name';

const JUNE_1 = Date.UTC(2025, 5, 1, 2);

describe('the name of a file', () => {
  it.each<[string[], string]>([
    [['领取名单', '六一心愿兑换日'], '领取名单-六一心愿兑换日-2025-06-01.xlsx'],
    [['心愿', ''], '心愿-2025-06-01.xlsx'],
    [['心愿', '../a/b:c 1'], '心愿-..abc1-2025-06-01.xlsx'],
    [['心愿', '很'.repeat(40)], `心愿-${'很'.repeat(24)}-2025-06-01.xlsx`],
  ])('of %p is %s', (parts, name) => {
    expect(fileName(parts, JUNE_1, 'xlsx')).toBe(name);
  });

  it('is of the day in Shanghai', () => {
    expect(fileName(['心愿'], Date.UTC(2025, 5, 1, 17), 'pdf')).toBe('心愿-2025-06-02.pdf');
  });
});
