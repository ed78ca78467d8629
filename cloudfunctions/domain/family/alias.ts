import { rootOfNickname } from './nickname';

const LOOKS = [
  '小',
  '亮亮的',
  '慢慢的',
  '圆圆的',
  '蓝色',
  '金色',
  '勇敢的',
  '安静的',
  '快乐的',
  '远方的',
];
const THINGS = [
  '海豚',
  '萤火虫',
  '风筝',
  '星星',
  '帆船',
  '松果',
  '云朵',
  '贝壳',
  '灯塔',
  '雨滴',
  '蜗牛',
  '麦穗',
  '鲸鱼',
  '蒲公英',
  '纸飞机',
  '月亮',
  '小鹿',
  '燕子',
  '荔枝',
  '木棉',
];

/** 代称: what cards, volunteers and manifests see instead of any name. */
export const ALIASES: readonly string[] = LOOKS.flatMap((look) =>
  THINGS.map((thing) => look + thing),
);

/**
 * An alias that is not taken and has nothing of the child's nickname in it: off the list as long as
 * there is one, then with a number after it. `draw` answers a whole number from 0 to below the one
 * it is given.
 */
export const freeAlias = (
  taken: ReadonlySet<string>,
  draw: (choices: number) => number,
  nickname: string,
): string => {
  const root = rootOfNickname(nickname);
  for (let round = 1; ; round += 1) {
    const free = ALIASES.map((alias) => (round === 1 ? alias : `${alias} ${round}`)).filter(
      (alias) => !taken.has(alias) && (root === '' || !alias.includes(root)),
    );
    const drawn = free[draw(Math.max(1, free.length))];
    if (drawn !== undefined) return drawn;
  }
};
