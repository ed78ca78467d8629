import type { Profession, ReferralState } from '../typings/contract/referral';

export const PROFESSION_WORDS: Record<Profession, string> = {
  psychologist: '心理咨询师',
  judge: '法官',
  familyEducator: '家庭教育指导师',
  other: '其他专业',
};

/** Whom a referral waits for, or how it ended; 专家 is the specialist it was sent to. */
export const REFERRAL_STATE_WORDS: Record<ReferralState, string> = {
  proposed: '等家长同意',
  consented: '等专家接受',
  accepted: '进行中',
  closed: '已结束',
  declined: '家长没有同意',
  refused: '专家没有接受',
  withdrawn: '家长已撤回',
  lapsed: '超过三天没有答复',
};
