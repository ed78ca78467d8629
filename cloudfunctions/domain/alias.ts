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

/** 代称 from a list: what cards, volunteers and manifests see instead of any name. */
export const aliasFrom = (draw: number): string => {
  const look = LOOKS[draw % LOOKS.length] ?? '';
  const thing = THINGS[Math.floor(draw / LOOKS.length) % THINGS.length] ?? '';
  return look + thing;
};

export const ALIASES = LOOKS.length * THINGS.length;
