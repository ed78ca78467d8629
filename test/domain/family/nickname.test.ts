import { rootOfNickname } from '../../../cloudfunctions/domain/family/nickname';

describe('a nickname', () => {
  it.each(['豆豆', '小豆', '小豆豆', '豆豆儿', '豆 豆', '阿豆', '豆宝'])(
    '%s is like 豆豆',
    (name) => {
      expect(rootOfNickname(name)).toBe(rootOfNickname('豆豆'));
    },
  );

  it.each(['满满', '豆丁', 'Dodo'])('%s is not', (name) => {
    expect(rootOfNickname(name)).not.toBe(rootOfNickname('豆豆'));
  });

  it.each(['小', '儿', '宝宝', '😀'])(
    'that is nothing but ornament keeps something: %s',
    (name) => {
      expect(rootOfNickname(name)).toBe(rootOfNickname(` ${name} `));
    },
  );
});
