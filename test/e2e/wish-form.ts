import type { Phone } from './phones';

const turn = async ({ page }: Phone, wheel: number, rows: number): Promise<void> => {
  for (let row = 0; row < rows; row += 1) {
    await page.getByRole('listbox').nth(wheel).press('ArrowDown');
  }
};

/** The first two steps of a wish: consent, and a child of the first community offered. */
export const consentAndChild = async (phone: Phone, nickname: string): Promise<void> => {
  await phone.sees('先请您了解');
  await phone.tap('下一步');
  await phone.sees('请先勾选上面这一项');
  await phone.tap('我同意用这些信息审核心愿');
  await phone.tap('下一步');
  await phone.write('孩子的小名', nickname);
  await phone.tap('请选择');
  await phone.tap('确定');
  await phone.page.getByLabel('出生年月，请选择').tap();
  // As the wheels stand, no month is taken.
  await phone.tap('确定');
  await phone.sees('请把年份和月份都选好');
  await phone.page.getByLabel('出生年月，请选择').tap();
  await turn(phone, 0, 8);
  await turn(phone, 1, 3);
  await phone.tap('确定');
  await phone.tap('下一步');
};
