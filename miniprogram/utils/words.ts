import type {
  AgeBand,
  CardState,
  CollectorType,
  ComplaintTopic,
  ConsentScope,
  StaffLevel,
  TimelineEntry,
  WishCategory,
  WishState,
} from '../../typings/contract';

/** The words of the terms, one place for each; a missing one does not compile. */

export const CATEGORY_WORDS: Record<WishCategory, string> = {
  study: '学习',
  clothing: '衣物',
  sport: '运动',
  art: '艺术',
  toy: '玩具',
  daily: '生活',
  other: '其他',
};

export const AGE_BAND_WORDS: Record<AgeBand, string> = {
  '0-6': '0–6 岁',
  '7-12': '7–12 岁',
  '13-17': '13–17 岁',
};

export const WISH_STATE_WORDS: Record<WishState, string> = {
  draft: '草稿',
  submitted: '审核中',
  returned: '请修改',
  approved: '已通过',
  funded: '备礼中',
  ready: '礼物已到',
  fulfilled: '已实现',
  rejected: '未通过',
  withdrawn: '已撤回',
  expired: '已过期',
};

/** How strongly a state asks to be seen; `status-tag` colours by it. */
export type Tone = 'quiet' | 'wait' | 'warm' | 'good' | 'alert';

export const WISH_STATE_TONES: Record<WishState, Tone> = {
  draft: 'quiet',
  submitted: 'wait',
  returned: 'alert',
  approved: 'wait',
  funded: 'warm',
  ready: 'warm',
  fulfilled: 'good',
  rejected: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
};

export const CARD_STATE_WORDS: Record<CardState, string> = {
  issued: '可使用',
  handed_out: '可使用',
  redeemed: '已兑换',
  frozen: '已冻结',
  expired: '已过期',
  void: '已作废',
};

export const CARD_STATE_TONES: Record<CardState, Tone> = {
  issued: 'warm',
  handed_out: 'warm',
  redeemed: 'good',
  frozen: 'alert',
  expired: 'quiet',
  void: 'quiet',
};

export const STAFF_LEVEL_WORDS: Record<StaffLevel, string> = {
  community: '社区',
  street: '街道',
  district: '区',
};

export const COLLECTOR_WORDS: Record<CollectorType, string> = {
  child: '孩子本人',
  guardian: '监护人',
  loveMother: '爱心妈妈',
  teacher: '老师',
  socialWorker: '社工',
};

/** What a complaint is about. */
export const TOPIC_WORDS: Record<ComplaintTopic, string> = {
  privacy: '孩子的信息',
  review: '心愿审核',
  appeal: '申诉',
  gift: '礼物',
  event: '活动现场',
  other: '其他',
};

export const CONSENT_WORDS: Record<ConsentScope, string> = {
  review: '审核心愿',
  gift: '准备和发放礼物',
  publicText: '公开心愿文字',
  photo: '活动照片',
  pairing: '爱心妈妈结对',
};

export const TIMELINE_WORDS: Record<TimelineEntry['event'], string> = {
  submitted: '已提交',
  resubmitted: '修改后再次提交',
  community_approved: '社区审核通过',
  street_approved: '街道审核通过',
  district_approved: '区妇联审核通过',
  returned: '退回修改',
  rejected: '未通过审核',
  review_undone: '上一步审核已撤销',
  withdrawn: '已撤回',
  expired: '已过期',
  substitution_asked: '想为您换一份礼物',
  substituted: '您同意换一份礼物',
  substitution_declined: '保留原来的心愿',
  funded: '爱心款已到位，开始准备礼物',
  arrived: '礼物已到达领取点',
  card_issued: '心愿兑换卡已发放',
  redeemed: '礼物已领取',
  handed_over: '礼物在这之前已经领走',
  annulled: '这次领取已撤销',
};
