import {
  dayWord,
  PAIR_STATE_WORDS,
  RECORD_KIND_WORDS,
  CARD_STATE_WORDS,
  CONSENT_WORDS,
  MESSAGE_WORDS,
  STAFF_LEVEL_WORDS,
  TOPIC_WORDS,
  WISH_STATE_WORDS,
  fullDayText,
  monthText,
  timeText,
} from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../../../utils/tones';
import type { AccessView, Community, FamilyData } from '../../../../../typings/contract';
import { communityNameOf } from '../../../../wish/form';

export interface ChildRow {
  childId: string;
  nickname: string;
  about: string;
  wishes: { wishId: string; title: string; stateWord: string; tone: Tone }[];
}

/** Something that happened, and when. */
export interface Moment {
  key: string;
  title: string;
  when: string;
}

export interface DataView {
  asOf: string;
  children: ChildRow[];
  /** Who opened the file, and why. */
  access: Moment[];
  consents: Moment[];
  cards: Moment[];
  messages: Moment[];
  complaints: Moment[];
  /** What a 爱心妈妈 wrote down of her time with a child. */
  companions: Moment[];
}

const ROLE_WORDS: Record<AccessView['role'], string> = {
  ...STAFF_LEVEL_WORDS,
  district: '区妇联',
  admin: '管理员',
  staff: '工作人员',
};

const moments = <T extends { at: number }>(
  items: readonly T[],
  titleOf: (item: T) => string,
): Moment[] =>
  items.map((item, index) => ({
    key: String(index),
    title: titleOf(item),
    when: timeText(item.at),
  }));

/** All that is held, as a family reads it; nothing is left out but ids. */
export const dataView = (data: FamilyData, communities: readonly Community[]): DataView => ({
  asOf: timeText(data.exportedAt),
  children: data.children.map((child) => ({
    childId: child.childId,
    nickname: child.nickname,
    about: [
      `${monthText(child.birthMonth)}生`,
      communityNameOf(communities, child.communityId),
      `代号 ${child.alias}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    wishes: data.wishes
      .filter(({ childId }) => childId === child.childId)
      .map(({ wishId, title, state }) => ({
        wishId,
        title,
        stateWord: WISH_STATE_WORDS[state],
        tone: WISH_STATE_TONES[state],
      })),
  })),
  access: moments(data.access, ({ role, purpose }) => `${ROLE_WORDS[role]} · ${purpose}`),
  consents: moments(
    data.consent.history,
    ({ event, scopes }) =>
      `${event === 'granted' ? '同意' : '撤回'}：${scopes.map((scope) => CONSENT_WORDS[scope]).join('、')}`,
  ),
  cards: data.cards.map(({ cardId, cardNo, gift, state, event }) => ({
    key: cardId,
    title: `${gift} · 卡号 ${cardNo} · ${CARD_STATE_WORDS[state]}`,
    when: fullDayText(event.from),
  })),
  messages: moments(data.messages, ({ kind }) => MESSAGE_WORDS[kind]),
  complaints: moments(data.complaints, ({ topic, words }) => `${TOPIC_WORDS[topic]}：${words}`),
  companions: data.pairs.flatMap((pair) => [
    {
      key: pair.pairId,
      title: `爱心妈妈：${PAIR_STATE_WORDS[pair.state]}`,
      when: fullDayText(pair.proposedAt),
    },
    ...pair.records.map(({ recordId, kind, day, note = '', more }) => ({
      key: recordId,
      title: [RECORD_KIND_WORDS[kind], note, ...more.map((addition) => addition.note)]
        .filter((part) => part !== '')
        .join('：'),
      when: dayWord(day),
    })),
  ]),
});

/** The word that is typed before anything is deleted. */
export const ERASE_WORD = '删除';

/** What deleting does and what stays, said before it is done. */
export const eraseWords = (nickname: string | undefined): { title: string; lines: string[] } => ({
  title: nickname === undefined ? '删除全部数据' : `删除「${nickname}」的数据`,
  lines: [
    nickname === undefined
      ? '您和所有孩子的信息、心愿内容、查看记录都会删除，您的同意一并撤回。'
      : '这个孩子的信息和心愿内容都会删除。',
    '正在办理的心愿会撤回，没有领的兑换卡会作废。',
    '如果孩子还有另一位监护人，孩子的信息由那一位保管，您这里不再能看到。',
    '账目和办理记录按规定保留，其中没有名字、微信号和心愿文字，认不出孩子和您。',
    '删除后不能恢复。',
  ],
});
