import { CATEGORY_WORDS, TIMELINE_WORDS, dayAt, timeText } from '@micro-wish/vocabulary';
import type { Community, FamilyData, FamilyWish } from '../../../../../typings/contract';
import { dataView, type DataView, type Moment } from './view';

/** A file that a family takes along. */
export interface ExportFile {
  name: string;
  text: string;
}

const stampOf = (exportedAt: number): string => dayAt(exportedAt).replace(/-/g, '');

const detailsText = ({ details = '' }: FamilyWish): string =>
  typeof details === 'string' ? details : Object.values(details).join('，');

const wishLines = (wish: FamilyWish): string[] => [
  `心愿：${wish.title}（${CATEGORY_WORDS[wish.category]}，编号 ${wish.wishNo}）`,
  ...(detailsText(wish) === '' ? [] : [`  尺寸、颜色或型号：${detailsText(wish)}`]),
  ...(wish.reason === undefined ? [] : [`  为什么想要：${wish.reason}`]),
  ...wish.timeline.map(
    ({ at, event, reason }) =>
      `  ${timeText(at)}　${TIMELINE_WORDS[event]}${reason === undefined ? '' : `：${reason}`}`,
  ),
];

const section = (title: string, items: readonly Moment[]): string[] =>
  items.length === 0
    ? []
    : ['', `【${title}】`, ...items.map((item) => `${item.when}　${item.title}`)];

const childLines = (data: FamilyData, view: DataView): string[] =>
  view.children.flatMap(({ childId, nickname, about }) => [
    '',
    `【${nickname}】`,
    about,
    ...data.wishes.filter((wish) => wish.childId === childId).flatMap(wishLines),
  ]);

/** All that is held, for a person to read: no form and no id but those that are spoken. */
export const readableFile = (data: FamilyData, communities: readonly Community[]): ExportFile => {
  const view = dataView(data, communities);
  const lines = [
    '点亮微心愿：我的数据',
    `截至 ${view.asOf}，关于您和孩子的全部内容。`,
    ...childLines(data, view),
    ...section('谁看过孩子的资料', view.access),
    ...section('您的同意', view.consents),
    ...section('兑换卡', view.cards),
    ...section('发给您的通知', view.messages),
    ...section('您的意见', view.complaints),
    ...section('爱心妈妈的陪伴', view.companions),
  ];
  return {
    name: `我的数据-${stampOf(data.exportedAt)}.txt`,
    text: `\ufeff${lines.join('\r\n')}\r\n`,
  };
};

/** The same for a program, whole. */
export const machineFile = (data: FamilyData): ExportFile => ({
  name: `我的数据-${stampOf(data.exportedAt)}.json`,
  text: JSON.stringify(data, null, 2),
});
