import type { Phone } from './phones';

/** The first two steps of a wish: consent, and a child of the first community offered. */
export const consentAndChild = async (phone: Phone, nickname: string): Promise<void> => {
  await phone.sees('先请您了解');
  await phone.tap('我同意用这些信息审核心愿');
  await phone.tap('下一步');
  await phone.write('孩子的小名', nickname);
  await phone.tap('请选择');
  await phone.tap('确定');
  await phone.page.getByLabel('出生年月，请选择').tap();
  await phone.tap('确定');
  await phone.tap('下一步');
};
