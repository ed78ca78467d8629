import type {
  MotherKind,
  MotherLevel,
  MotherState,
  MotherTeam,
  Proof,
} from '../typings/contract/mother';
import type {
  OutingState,
  PairRole,
  PairState,
  RecordKind,
  TalkWith,
} from '../typings/contract/pair';

/** Who accompanies a child. */
export const MOTHER_KIND_WORDS: Record<MotherKind, string> = {
  executive: '妇联执委',
  socialWorker: '社工',
  gridWorker: '网格员或楼栋长',
  volunteer: '义工',
  familyEducator: '家庭教育志愿者',
};

export const MOTHER_TEAM_WORDS: Record<MotherTeam, string> = {
  neighbor: '邻家妈妈',
  expert: '专长妈妈',
  bayArea: '湾区妈妈',
};

export const MOTHER_LEVEL_WORDS: Record<MotherLevel, string> = {
  community: '社区',
  street: '街道',
  district: '区',
};

export const MOTHER_STATE_WORDS: Record<MotherState, string> = {
  applied: '等待审核',
  approved: '在队',
  paused: '暂停',
  ended: '已结束',
  rejected: '未通过',
};

export const PROOF_WORDS: Record<Proof, string> = {
  declaration: '承诺书',
  check: '从业查询',
  certificate: '培训证书',
  insurance: '保险',
};

export const PAIR_STATE_WORDS: Record<PairState, string> = {
  proposed: '等待家庭答复',
  consented: '等待第一次见面',
  active: '陪伴中',
  suspended: '暂停中',
  ended: '已结束',
  declined: '家庭未同意',
  cancelled: '已取消',
};

export const PAIR_ROLE_WORDS: Record<PairRole, string> = {
  lead: '主要陪伴',
  supporter: '专长支持',
};

export const RECORD_KIND_WORDS: Record<RecordKind, string> = {
  visit: '见面',
  call: '通话',
  outing: '外出',
  study: '学习',
};

export const OUTING_STATE_WORDS: Record<OutingState, string> = {
  planned: '等家长同意',
  agreed: '家长已同意',
  declined: '家长未同意',
  back: '已平安返回',
};

export const TALK_WITH_WORDS: Record<TalkWith, string> = {
  mother: '爱心妈妈',
  guardian: '监护人',
  child: '孩子',
};

/** What somebody was told about a pair, by its kind; a kind of a later release has no words here. */
const NOTICE_WORDS: Readonly<Record<string, string>> = {
  silent: '超过 30 天没有联系上',
  face: '超过 90 天没有见面',
  outing: '外出后没有登记返回',
  proof: '有材料快到期',
  heldNote: '有一段记录请你看看',
  pairConsented: '家庭同意了结对',
  pairDeclined: '家庭没有同意结对',
  pairStarted: '陪伴开始了',
  pairSuspended: '陪伴暂停',
  pairResumed: '陪伴恢复',
  pairEnded: '陪伴结束',
  outingAgreed: '家长同意了外出',
  outingDeclined: '家长没有同意外出',
  referralProposed: '有专家可以帮忙，请您看看',
  referralConsented: '家长同意了转介',
  referralAccepted: '专家接受了转介',
  referralEnded: '一次转介结束了',
  referralLapsed: '转介超过三天没有答复，请换一位专家',
  transferAsked: '有一项监护人变更等你批准',
  transferObjected: '家长不同意变更监护人',
  transferDone: '监护人变更已生效',
  transferLapsed: '监护人变更没有办成',
  'mother.approve': '申请已通过',
  'mother.reject': '申请未通过',
  'mother.pause': '暂停陪伴',
  'mother.resume': '恢复陪伴',
  'mother.end': '陪伴工作结束',
};

export const noticeWord = (kind: string): string => NOTICE_WORDS[kind] ?? '有新消息';

/** `1 小时 30 分钟` */
export const minutesText = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分钟` : '']
    .filter((part) => part !== '')
    .join(' ');
};

/** `2025-06-01` → `6月1日` */
export const dayWord = (day: string): string => {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
};
