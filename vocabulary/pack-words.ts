import type {
  AssignRefusal,
  BatchState,
  PackAnswer,
  PackAnswerState,
  PackVersion,
  UnitLevel,
} from '../typings/contract';

/** The versions of a 暖心包, in the order in which they are listed. */
export const PACK_VERSIONS: readonly PackVersion[] = ['0-6', '7-12', '13-17', 'family'];

export const PACK_VERSION_WORDS: Record<PackVersion, string> = {
  '0-6': '0–6 岁',
  '7-12': '7–12 岁',
  '13-17': '13–17 岁',
  family: '亲子陪伴',
};

export const BATCH_STATE_WORDS: Record<BatchState, string> = {
  sent: '等待签收',
  acknowledged: '送包中',
  closed: '已关闭',
};

export const UNIT_LEVEL_WORDS: Record<UnitLevel, string> = {
  national: '全国',
  provincial: '省级',
  city: '市级',
  district: '区级',
};

export const ASSIGN_REFUSAL_WORDS: Record<AssignRefusal, string> = {
  too_old: '活动日已满 18 岁',
  too_young: '活动日还没有出生',
  no_consent: '监护人没有同意礼物发放',
  has_pack: '已经有暖心包',
  not_found: '不在这个活动或你的区域',
  short: '这个批次的份数不够',
  closed: '批次已关闭',
};

/** How a discrepancy was settled. */
export const PACK_OUTCOME_WORDS: Record<'found' | 'returned' | 'lost', string> = {
  found: '找到了',
  returned: '已退回仓库',
  lost: '报失',
};

export const PACK_ANSWER_STATE_WORDS: Record<PackAnswerState, string> = {
  open: '待回复',
  answered: '已回复',
  closed: '不用回复',
};

export const PACK_ANSWER_WORDS: Record<PackAnswer, string> = {
  received: '收到了',
  not_received: '没有收到',
  wrong: '有问题',
};
