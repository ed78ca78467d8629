import type {
  AgeBand,
  ApprovalKind,
  ApprovalState,
  Blanked,
  CardState,
  CollectorType,
  ComplaintTopic,
  ConsentScope,
  DefectOutcome,
  GrantRole,
  LedgerType,
  MessageKind,
  OrderState,
  RejectReason,
  ReviewDecision,
  StaffLevel,
  TimelineEntry,
  WishCategory,
  WishState,
} from '../typings/contract';

/**
 * The words of states, reasons, kinds and roles: one place for each, taken by the screen, the
 * refusal and the .xlsx. A missing word does not compile.
 */

export const CATEGORY_WORDS: Record<WishCategory, string> = {
  study: '学习',
  clothing: '衣物',
  sport: '运动',
  art: '艺术',
  toy: '玩具',
  daily: '生活',
  other: '其他',
};

/** From the youngest to the oldest; a place in this order stands for its band on small lists. */
export const AGE_BANDS: readonly AgeBand[] = ['0-6', '7-12', '13-17'];

/** What in a public text may lead to a child. */
export const BLANKED_WORDS: Record<Blanked, string> = {
  name: '姓名或称呼',
  number: '号码',
  contact: '联系方式',
  school: '学校',
  grade: '年级或班级',
  address: '住址',
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

export const CARD_STATE_WORDS: Record<CardState, string> = {
  issued: '可使用',
  handed_out: '可使用',
  redeemed: '已兑换',
  frozen: '已冻结',
  expired: '已过期',
  void: '已作废',
};

/** From the smallest area to the largest. */
export const STAFF_LEVELS = [
  'community',
  'street',
  'district',
] as const satisfies readonly StaffLevel[];

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
  reissue: '补发兑换卡',
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

/** Why a scan was refused, as staff read it in lists. */
export const REJECT_REASON_WORDS: Record<RejectReason, string> = {
  malformed: '没读出卡码',
  not_found: '没有这张卡',
  nonce_conflict: '扫码混在一起',
  annulled: '核销已撤销',
  wrong_event: '不是本场的卡',
  own_child: '自己孩子的卡',
  already_redeemed: '已经领过',
  void: '卡已作废',
  blocked: '卡已冻结',
  revoked: '补发前的旧卡',
  unapproved: '心愿在复核',
  not_ready: '礼物未到',
  too_early: '还没开始',
  too_late: '已经结束',
  wrong_station: '走错核销点',
  incomplete: '没选领取人',
};

export const REVIEW_DECISION_WORDS: Record<ReviewDecision, string> = {
  approve: '同意',
  return: '退回修改',
  reject: '不通过',
};

export const LEDGER_WORDS: Record<LedgerType, string> = {
  donate: '到账',
  reserve: '预留',
  release: '释放',
  spend: '支出',
  refund: '退回捐方',
  reversal: '冲正',
};

export const APPROVAL_KIND_WORDS: Record<ApprovalKind, string> = {
  donate: '登记到账',
  refund: '退回捐方',
  reversal: '冲正',
  topUp: '追加预留',
  reserve: '落实善款',
  stock: '成批入库',
  rules: '修改双人复核额度',
  safeguarding: '授权保护专员',
  revocation: '撤销证书',
  transfer: '变更监护人',
  packLoss: '暖心包报失',
};

export const APPROVAL_STATE_WORDS: Record<ApprovalState, string> = {
  pending: '等待批准',
  approved: '已批准',
  declined: '未批准',
  withdrawn: '已撤回',
  expired: '已过期',
};

export const ORDER_STATE_WORDS: Record<OrderState, string> = {
  draft: '草稿',
  ordered: '已下单',
  partly_arrived: '部分到货',
  arrived: '已到齐',
  cancelled: '已取消',
};

export const DEFECT_OUTCOME_WORDS: Record<DefectOutcome, string> = {
  replaced: '更换',
  repaired: '维修',
  refunded: '店家退款',
  declined: '不受理',
};

export const ROLE_WORDS: Record<GrantRole, string> = {
  community: '社区审核',
  street: '街道审核',
  district: '区审核',
  scanner: '核销员',
  auditor: '审计员',
  safeguarding: '保护专员',
  admin: '管理员',
};

/** What people were told, as they read it. */
export const MESSAGE_WORDS: Record<MessageKind, string> = {
  reviewed: '审核有了结果',
  returned: '请您修改心愿',
  ready: '礼物已到领取点',
  redeemed: '礼物已领取',
  reissued: '兑换卡已补发',
  tomorrow: '明天可以领取',
  eventChanged: '活动安排有变化',
  eventCancelled: '活动取消',
  answered: '意见有了答复',
  proposed: '请您同意换礼物',
  settled: '报修有了结果',
  pairing: '陪伴有消息',
  outing: '请您同意外出',
  programme: '项目有新消息',
  packReady: '暖心包可以领了',
  packDelivered: '暖心包送到了',
  packAnswered: '暖心包的反馈有了回复',
  transfer: '有人申请变更监护人',
  guardian: '孩子的监护人有变化',
};

/** What a family is to be told by telephone, as the clerk reads it. */
export const CALL_WORDS: Record<MessageKind, string> = {
  reviewed: '审核有结果了',
  returned: '心愿要修改',
  ready: '礼物已备好',
  redeemed: '礼物已领取',
  reissued: '卡已补发，旧卡作废',
  tomorrow: '明天领取礼物',
  eventChanged: '领取时间或地点有变化',
  eventCancelled: '领取活动取消了',
  answered: '意见有答复了',
  proposed: '想换一份礼物，问家长同意吗',
  settled: '报修有结果了',
  pairing: '陪伴有消息',
  outing: '一次外出要家长同意',
  programme: '项目有新消息',
  packReady: '暖心包可以领了',
  packDelivered: '暖心包送到了',
  packAnswered: '暖心包的反馈有了回复',
  transfer: '有人申请变更监护人，问家长同意吗',
  guardian: '孩子的监护人有变化',
};
