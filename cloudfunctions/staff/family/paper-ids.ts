import { startOfDay } from '@micro-wish/vocabulary';
import type { ConsentScope, EpochMs, PaperForm } from '../../../typings/contract';
import { sameWriting } from '../../domain/family/paper-form';
import { keyedId } from '../../shared/identity';

export const IN_WECHAT = '这家人已经在微信里，请家长自己许愿';

/** The id of a child that staff enter: the same form of the same child is one child. */
export const childIdOf = (
  campaignId: string,
  child: { communityId: string; nickname: string; birthMonth: string; formNo: string },
): string =>
  keyedId('child', [
    campaignId,
    child.communityId,
    sameWriting(child.nickname),
    child.birthMonth,
    sameWriting(child.formNo),
  ]);

/** A consent that was signed on paper: granted on the day it was signed. */
export const paperConsent = (
  form: PaperForm & { scopes: ConsentScope[] },
  version: string,
): PaperForm & { version: string; scopes: ConsentScope[]; grantedAt: EpochMs } => ({
  ...form,
  version,
  grantedAt: startOfDay(form.signedOn),
});
