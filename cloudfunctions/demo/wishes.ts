import type { WishCategory, WishDetails } from '../../typings/contract';

/** How far a demo wish has come. */
export type Stage =
  | 'submitted'
  | 'reviewed'
  | 'returned'
  | 'approved'
  | 'funded'
  | 'carded'
  | 'ready'
  | 'fulfilled'
  | 'rejected'
  | 'withdrawn'
  | 'expired';

export interface DemoWish {
  nickname: string;
  birthMonth: string;
  communityId: string;
  category: WishCategory;
  title: string;
  details: WishDetails;
  reason: string;
  publicText: string;
  /** In 分. */
  priceFen: number;
  stage: Stage;
}

interface Idea {
  category: WishCategory;
  title: string;
  details: WishDetails;
  publicText: string;
  yuan: number;
}

const IDEAS: readonly Idea[] = [
  {
    category: 'study',
    title: '英语学习机',
    details: { model: '带耳机' },
    publicText: '想要一台英语学习机，每天跟读十分钟',
    yuan: 498,
  },
  {
    category: 'daily',
    title: '双肩书包',
    details: { colour: '深蓝', size: '大号' },
    publicText: '想背着新书包去上学',
    yuan: 169,
  },
  {
    category: 'sport',
    title: '儿童自行车',
    details: { size: '20 寸', colour: '绿色' },
    publicText: '想学会骑自行车，和爸爸去海边',
    yuan: 620,
  },
  {
    category: 'clothing',
    title: '一双运动鞋',
    details: { size: '35 码', colour: '白色' },
    publicText: '想穿上跑得快的鞋，参加运动会',
    yuan: 239,
  },
  {
    category: 'art',
    title: '水彩颜料和画纸',
    details: '36 色，配水彩本',
    publicText: '想把窗外的大海画下来',
    yuan: 158,
  },
  {
    category: 'toy',
    title: '城市积木',
    details: '颗粒大一些的',
    publicText: '想搭一座有灯的城市',
    yuan: 329,
  },
  {
    category: 'study',
    title: '天文望远镜',
    details: { model: '入门款' },
    publicText: '想看一看月亮上的山',
    yuan: 560,
  },
  {
    category: 'art',
    title: '尤克里里',
    details: { size: '23 寸' },
    publicText: '想学会一首歌，弹给外婆听',
    yuan: 318,
  },
  {
    category: 'sport',
    title: '一个篮球',
    details: { size: '5 号' },
    publicText: '想和同桌一起练投篮',
    yuan: 128,
  },
  {
    category: 'daily',
    title: '护眼台灯',
    details: { colour: '白色' },
    publicText: '想要一盏晚上看书的灯',
    yuan: 259,
  },
  {
    category: 'study',
    title: '一套科普书',
    details: '关于海洋和恐龙',
    publicText: '想知道鲸鱼为什么会唱歌',
    yuan: 198,
  },
  {
    category: 'clothing',
    title: '一件防晒外套',
    details: { size: '140', colour: '天蓝' },
    publicText: '想在夏令营里穿新外套',
    yuan: 179,
  },
  {
    category: 'art',
    title: '电子琴',
    details: '61 键',
    publicText: '想把喜欢的曲子练熟',
    yuan: 689,
  },
  {
    category: 'sport',
    title: '轮滑鞋和护具',
    details: { size: '可调 34–37 码' },
    publicText: '想在广场上滑出一个大圈',
    yuan: 408,
  },
  {
    category: 'toy',
    title: '遥控小汽车',
    details: { colour: '红色' },
    publicText: '想和弟弟比赛谁先到终点',
    yuan: 189,
  },
  {
    category: 'study',
    title: '电子词典笔',
    details: { model: '离线可用' },
    publicText: '想自己读完一本英文故事',
    yuan: 459,
  },
  {
    category: 'sport',
    title: '羽毛球拍一对',
    details: '送一筒球',
    publicText: '想和妈妈周末一起打球',
    yuan: 218,
  },
  {
    category: 'daily',
    title: '保温水壶',
    details: { size: '500 毫升', colour: '黄色' },
    publicText: '想带热水去上学',
    yuan: 99,
  },
  {
    category: 'other',
    title: '一盆多肉和小花铲',
    details: '好养活的',
    publicText: '想种一盆会长大的植物',
    yuan: 88,
  },
  {
    category: 'study',
    title: '地球仪',
    details: { model: '会发光' },
    publicText: '想找到爸爸跑船去过的地方',
    yuan: 208,
  },
];

/** Invented nicknames, of nobody. */
const NICKNAMES = [
  '豆豆',
  '果果',
  '小满',
  '团子',
  '乐乐',
  '米粒',
  '朵朵',
  '石头',
  '糖糖',
  '小暑',
  '阿布',
  '可可',
  '芽芽',
  '多多',
  '小禾',
  '年年',
  '沐沐',
  '牛牛',
  '星宝',
  '安安',
  '小鱼',
  '丸子',
  '青青',
  '元宝',
  '小舟',
  '桃桃',
  '球球',
  '然然',
  '小麦',
  '麻团',
  '晨晨',
  '小雨',
  '木木',
  '圈圈',
  '阳阳',
  '小北',
  '果冻',
  '悠悠',
  '浪浪',
  '小树',
  '泡泡',
  '海海',
  '小竹',
  '贝贝',
  '叮当',
  '月牙',
  '小西',
  '奇奇',
  '布丁',
  '点点',
  '小南',
  '卷卷',
  '虎子',
  '小雪',
  '苗苗',
  '天天',
  '小山',
  '铃铛',
  '皮皮',
  '小羽',
  '松松',
  '小葵',
  '柚子',
  '麦麦',
  '小帆',
  '嘟嘟',
  '小东',
  '弯弯',
  '毛毛',
  '小溪',
  '文文',
  '橙子',
];

const REASONS = [
  '想了很久，一直没舍得买。',
  '在学校借同学的用过一次，特别喜欢。',
  '旧的坏了，修不好了。',
  '老师说很适合，孩子也有兴趣。',
  '生日快到了，想给孩子一个惊喜。',
];

const STAGES: readonly [Stage, number][] = [
  // The sixty lights of the wall …
  ['submitted', 5],
  ['reviewed', 4],
  ['returned', 3],
  ['approved', 8],
  ['funded', 6],
  ['carded', 4],
  ['ready', 15],
  ['fulfilled', 15],
  // … and a few that left it.
  ['rejected', 2],
  ['withdrawn', 3],
  ['expired', 2],
];

const COMMUNITIES = 6;
/** From four years old to sixteen. */
const YOUNGEST = 4;
const YEARS = 13;

const pick = <Item>(items: readonly Item[], place: number): Item => {
  const item = items[place % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** The demo's wishes, spread over communities, ages and categories; ages are those of `now`. */
export const demoWishes = (now: number): DemoWish[] => {
  const thisYear = new Date(now).getUTCFullYear();
  const stages = STAGES.flatMap(([stage, count]) => Array.from({ length: count }, () => stage));
  return stages.map((_, place): DemoWish => {
    // A step that shares no factor with their number walks over all stages in a mixed order.
    const stage = pick(stages, place * 22 + 47);
    const idea = pick(IDEAS, place * 7 + 3);
    const year = thisYear - YOUNGEST - ((place * 5) % YEARS);
    const month = ((place * 7) % 12) + 1;
    return {
      nickname: pick(NICKNAMES, place),
      birthMonth: `${year}-${String(month).padStart(2, '0')}`,
      communityId: `c-0${(place % COMMUNITIES) + 1}`,
      category: idea.category,
      title: idea.title,
      details: idea.details,
      reason: pick(REASONS, place),
      publicText: idea.publicText,
      priceFen: (idea.yuan + ((place * 3) % 7)) * 100,
      stage,
    };
  });
};
