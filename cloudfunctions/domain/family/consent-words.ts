import { createHash } from 'node:crypto';
import type { ConsentScope, ConsentTerm } from '../../../typings/contract';

/**
 * What families agree to where a campaign has published no words of its own. The app carries the
 * same words, to show them without network.
 */
export const PACKAGED_TERMS: readonly ConsentTerm[] = [
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

/** What stands beside each scope that may be refused. */
export const SCOPE_TERMS: readonly (ConsentTerm & { scope: ConsentScope })[] = [
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

/** The hash of the very words of a version: what a consent is to. */
export const hashOfWords = (
  version: string,
  terms: readonly ConsentTerm[],
  scopeTerms: readonly (ConsentTerm & { scope: ConsentScope })[],
): string => {
  const words = [
    version,
    terms.map(({ title, text }) => [title, text]),
    scopeTerms.map(({ scope, title, text }) => [scope, title, text]),
  ];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
};
