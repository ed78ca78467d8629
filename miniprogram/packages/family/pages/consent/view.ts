import { CONSENT_WORDS, fullDayText } from '@micro-wish/vocabulary';
import type { ConsentScope, ConsentView } from '../../../../../typings/contract';

export interface ScopeRow {
  scope: ConsentScope;
  title: string;
  note: string;
  needed: boolean;
  on: boolean;
}

const SCOPE_NOTES: Record<ConsentScope, string> = {
  review: '撤回后，正在办理的心愿会一起撤回',
  gift: '撤回后，正在办理的心愿会一起撤回',
  publicText: '关掉后，心愿墙上不再显示文字',
  photo: '关掉后，活动中不拍孩子',
  pairing: '关掉后，不再为您联系爱心妈妈',
};

const SCOPES: readonly ConsentScope[] = ['review', 'gift', 'publicText', 'photo', 'pairing'];

/** What this guardian has consented to: the needed ones first. */
export const scopeRows = (consent: ConsentView): ScopeRow[] =>
  SCOPES.map((scope) => ({
    scope,
    title: CONSENT_WORDS[scope],
    note: SCOPE_NOTES[scope],
    needed: scope === 'review' || scope === 'gift',
    on: consent.scopes.includes(scope),
  }));

/** 2025年6月1日同意 · 规则版本 2025-06 */
export const consentLine = ({ grantedAt, version }: ConsentView): string =>
  `${fullDayText(grantedAt)}同意 · 规则版本 ${version}`;

const OFF_CONSEQUENCES: Partial<Record<ConsentScope, string>> = {
  publicText: '心愿墙上将只剩一盏灯，不再显示文字。审核和礼物不受影响。',
  photo: '以后的活动中不再拍孩子。审核和礼物不受影响。',
  pairing: '不再为您联系爱心妈妈。审核和礼物不受影响。',
};

/** What switching a scope off will do, said before it is done. */
export const offWords = (scope: ConsentScope): { title: string; content: string } => ({
  title: `关闭「${CONSENT_WORDS[scope]}」？`,
  content: OFF_CONSEQUENCES[scope] ?? '正在办理的心愿会一起撤回，兑换卡会作废。',
});
