import type { CardState } from '../../../../../../typings/contract';

/** What staff may do to a card. */
export type CardAction = 'freeze' | 'unfreeze' | 'reissue' | 'renew' | 'void';

/** By which call each is done. */
export const CALL_OF = {
  freeze: 'card.freeze',
  unfreeze: 'card.unfreeze',
  reissue: 'card.reissue',
  renew: 'card.reissue',
  void: 'card.void',
} as const satisfies Record<CardAction, string>;

/** The words of a step: what it means, and why it is usually taken. */
export interface ActionCopy {
  word: string;
  title: string;
  meaning: string;
  usual: string[];
  done: string;
  danger: boolean;
}

export const ACTION_COPY: Record<CardAction, ActionCopy> = {
  freeze: {
    word: '冻结',
    title: '冻结这张卡？',
    meaning: '冻结后纸卡和手机上的码都不能领取，可以随时解冻。',
    usual: ['家长说卡丢了，先冻结', '信息需要核对'],
    done: '已冻结',
    danger: false,
  },
  unfreeze: {
    word: '解冻',
    title: '解冻这张卡？',
    meaning: '解冻后，原来的纸卡和手机上的码又可以领取。',
    usual: ['卡找到了', '信息已核对'],
    done: '已解冻',
    danger: false,
  },
  reissue: {
    word: '补发',
    title: '补发这张卡？',
    meaning: '会换成新的卡码，旧纸卡马上失效；请重新打印，手机上的码会自动更新。',
    usual: ['纸卡丢了', '纸卡损坏，扫不出来'],
    done: '已补发，请重新打印',
    danger: false,
  },
  renew: {
    word: '补发并解冻',
    title: '补发并解冻这张卡？',
    meaning: '卡丢了才冻结的，选这个：旧卡码失效，新卡和手机上的码马上能用；请重新打印。',
    usual: ['家长申请补发，旧卡丢了', '纸卡丢了'],
    done: '已补发并解冻，请重新打印',
    danger: false,
  },
  void: {
    word: '作废',
    title: '作废这张卡？',
    meaning: '作废后不能恢复，孩子不能再凭它领取；需要时可以为这个心愿另发一张。',
    usual: ['发错了心愿', '孩子不能来，改为送上门'],
    done: '已作废',
    danger: true,
  },
};

/** No step is being asked about. */
export const NO_ACTION: ActionCopy = {
  word: '',
  title: '',
  meaning: '',
  usual: [],
  done: '',
  danger: false,
};

const OPEN_TO: Record<CardState, readonly CardAction[]> = {
  issued: ['freeze', 'reissue', 'void'],
  handed_out: ['freeze', 'reissue', 'void'],
  frozen: ['unfreeze', 'renew', 'reissue', 'void'],
  redeemed: [],
  expired: [],
  void: [],
};

/** The steps that a card in this state can take. */
export const actionsFor = (state: CardState): { action: CardAction; word: string }[] =>
  OPEN_TO[state].map((action) => ({ action, word: ACTION_COPY[action].word }));
