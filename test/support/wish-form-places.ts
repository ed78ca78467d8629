import { guardianAt } from './demo-paths';
import type { Phone } from './phone';
import { place, type Place } from './place';

const FORM = 'pages/wish-form/wish-form';
const FAMILY = 'demo-new-family';

/** The steps of the form of a wish, and what it says of mistakes. */
export const wishFormPlaces = (): Place[] => [
  { ...place('wish-form-child', FORM, FAMILY, '出生年月'), reach: consentAndGoOn },
  {
    ...place('wish-form-wish', FORM, FAMILY, '想要的礼物'),
    reach: async (phone) => {
      await consentAndGoOn(phone);
      await addChild(phone);
      await phone.tap('运动');
      await phone.write('想要的礼物', '一副羽毛球拍');
    },
  },
  {
    ...place('wish-form-check', FORM, FAMILY, '提交心愿'),
    reach: async (phone) => {
      await consentAndGoOn(phone);
      await addChild(phone);
      await phone.tap('运动');
      await phone.write('想要的礼物', '一副羽毛球拍');
      await phone.tap('下一步');
    },
  },
  {
    ...place('wish-form-mistakes', FORM, FAMILY, /请/),
    reach: async (phone) => {
      await consentAndGoOn(phone);
      await phone.tap('下一步');
    },
  },
  {
    ...place('wish-form-no-consent', FORM, FAMILY, /请先勾选/),
    reach: (phone) => phone.tap('下一步'),
  },
  {
    ...place('wish-form-returned', 'pages/my/my', guardianAt('returned'), '孩子的小名'),
    reach: async (phone) => {
      await phone.tap('去修改');
      await phone.tap('下一步');
    },
    asks: false,
  },
  place('wish-form-which-child', FORM, guardianAt('submitted'), '为哪个孩子许愿'),
];

const consentAndGoOn = async (phone: Phone): Promise<void> => {
  await phone.tap(/^我同意用这些信息/);
  await phone.tap('下一步');
  await phone.sees('孩子的小名');
};

const addChild = async (phone: Phone): Promise<void> => {
  await phone.write('孩子的小名', '小满');
  await phone.pick(/^出生年月/, '2017年', '6月');
  await phone.pick(/^所在社区/, '海燕社区');
  await phone.tap('下一步');
};
