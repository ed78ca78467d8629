import type {
  AwardRefusal,
  CertificateKind,
  CertificateStatus,
} from '../typings/contract/certificate';
import type {
  Audience,
  CallOutcome,
  EnrolmentState,
  PassedReason,
  ProgrammeKind,
} from '../typings/contract/enrolment';

export const PROGRAMME_KIND_WORDS: Record<ProgrammeKind, string> = {
  material: '物质帮扶',
  spirit: '精神赋能',
  ability: '能力培养',
  certification: '培训认证',
  lecture: '公益讲座',
};

export const AUDIENCE_WORDS: Record<Audience, string> = { child: '孩子', adult: '成人' };

export const ENROLMENT_STATE_WORDS: Record<EnrolmentState, string> = {
  waiting: '排队中',
  offered: '待确认',
  enrolled: '已报名',
  declined: '已放弃',
  lapsed: '已过期',
  cancelled: '已取消',
  rejected: '未通过',
};

/** Why somebody in the queue was passed over. */
export const PASSED_WORDS: Record<PassedReason, string> = {
  age: '年龄不符',
  area: '社区不符',
  clash: '同一时间有别的项目',
  not_reached: '电话没有打通',
};

export const CALL_OUTCOME_WORDS: Record<CallOutcome, string> = {
  reached_yes: '打通了，会来',
  reached_no: '打通了，不来',
  not_reached: '没有打通',
};

export const CERTIFICATE_KIND_WORDS: Record<CertificateKind, string> = {
  training: '项目培训证书',
  hours: '志愿服务记录证明',
};

export const CERTIFICATE_STATUS_WORDS: Record<CertificateStatus, string> = {
  valid: '有效',
  expired: '已过期',
  replaced: '已更正',
  revoked: '已撤销',
  unknown: '没有这张证书',
};

/** Why somebody got no certificate. */
export const AWARD_REFUSAL_WORDS: Record<AwardRefusal, string> = {
  not_attended: '没有每一场都到',
  not_passed: '考核还没有合格',
  not_found: '不在这个项目里',
  revoked: '证书已撤销或更正',
};

/** How somebody was assessed. */
export const ASSESSED_WORDS = { passed: '合格', failed: '不合格' } as const;
