import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { CampaignView, ConsentScope, ConsentTerm, ConsentView } from '../../typings/contract';

/** What is collected for what, how long it stays and whom to ask: said before anything is asked. */
const PACKAGED_TERMS: ConsentTerm[] = [
  {
    title: '收集什么',
    text: '孩子的小名、出生年月、所在社区和心愿内容。不收姓名、证件、住址、电话。',
  },
  { title: '用来做什么', text: '审核心愿，购买礼物，在活动现场发放，不作他用。' },
  { title: '谁能看到', text: '负责审核的社区和区妇联人员，每次查看您都能查到。' },
  {
    title: '保存多久',
    text: '活动结束后最多 180 天，到期自动删除；您撤回同意或自己删除时，立刻删除。',
  },
  { title: '有疑问', text: '可以找所在社区的妇联工作人员，或在「我的 › 意见与投诉」告诉我们。' },
];

/** The campaign's own terms, or those of the package where it has none. */
export const termsOr = (terms: readonly ConsentTerm[]): readonly ConsentTerm[] =>
  terms.length > 0 ? terms : PACKAGED_TERMS;

/** The optional scopes in plain words, with what refusing costs: nothing. */
export const OPTIONAL_TERMS: { scope: ConsentScope; title: string; text: string }[] = [
  {
    scope: 'publicText',
    title: '在心愿墙上显示心愿文字',
    text: '由工作人员改写，不含姓名、学校、住址。不同意时，墙上只有一盏灯。',
  },
  {
    scope: 'photo',
    title: '活动现场拍照',
    text: '仅用于本次活动的记录。不同意时，我们不拍孩子。',
  },
  {
    scope: 'pairing',
    title: '了解爱心妈妈结对陪伴',
    text: '有合适的爱心妈妈时先来问您，由您决定。',
  },
];

/** Among the versions that were consented to is the campaign's, and both needed scopes stand. */
export const consentStands = (
  consent: ConsentView | undefined,
  { consentVersion }: Pick<CampaignView, 'consentVersion'>,
): boolean =>
  consent !== undefined &&
  (consent.versions ?? [consent.version]).includes(consentVersion) &&
  NEEDED_SCOPES.every((scope) => consent.scopes.includes(scope));
