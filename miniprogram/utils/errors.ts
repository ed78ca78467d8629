import { CallError, codeOf, type CallErrorCode } from './call-error';

/** What a person reads when something did not work: what happened, and what to do. */
export interface ErrorCopy {
  title: string;
  hint: string;
}

/** The only map from a code to Chinese. */
const COPY: Record<CallErrorCode, ErrorCopy> = {
  OFFLINE: { title: '没有网络', hint: '请检查网络后重试。' },
  UNAVAILABLE: { title: '服务暂时忙', hint: '请过一会儿再试。' },
  INTERNAL: { title: '出了点问题', hint: '请稍后再试；一直不行请联系社区工作人员。' },
  RATE_LIMITED: { title: '操作太快了', hint: '请等几秒再试。' },
  UNAUTHENTICATED: { title: '需要微信登录', hint: '请在微信中打开后再试。' },
  PERMISSION_DENIED: { title: '这里不对您开放', hint: '如需使用，请联系社区工作人员。' },
  NOT_FOUND: { title: '没有找到', hint: '它可能已被撤回或移除，请返回看看。' },
  INVALID_ARGUMENT: { title: '填写有误', hint: '请检查填写的内容后再提交。' },
  FAILED_PRECONDITION: { title: '现在不能这样做', hint: '情况可能已有变化，请刷新后再看。' },
  CONFLICT: { title: '内容已有变化', hint: '请刷新后再操作一次。' },
  CONTENT_REJECTED: { title: '文字需要修改', hint: '里面有不合适的内容，请换一种说法。' },
};

/** Codes whose server sentence says more than the general one. */
const SERVER_KNOWS_MORE: readonly CallErrorCode[] = [
  'PERMISSION_DENIED',
  'NOT_FOUND',
  'FAILED_PRECONDITION',
  'CONTENT_REJECTED',
];

/** A rule of a field's shape is told with the field's name in the contract, which nobody knows. */
const FIELD = /^[\w.]+：/;

/** The words for whatever was thrown. */
export const errorCopy = (error: unknown): ErrorCopy => {
  const code = codeOf(error);
  const copy = COPY[code];
  if (!(error instanceof CallError)) return copy;
  const saysWhy = code === 'INVALID_ARGUMENT' && !FIELD.test(error.message);
  if ((SERVER_KNOWS_MORE.includes(code) || saysWhy) && error.message !== '') {
    return { ...copy, hint: error.message };
  }
  if (code === 'INTERNAL' && error.requestId) {
    return { ...copy, hint: `${copy.hint}（编号 ${error.requestId.slice(0, 8)}）` };
  }
  return copy;
};

/** One line for a toast or a notice. */
export const errorLine = (error: unknown): string => {
  const { title, hint } = errorCopy(error);
  return `${title}。${hint}`;
};

/** What `page-state` shows for a failed load. */
export const errorState = (
  error: unknown,
): ErrorCopy & { kind: 'offline' | 'denied' | 'error' } => {
  const code = codeOf(error);
  const denied = code === 'PERMISSION_DENIED' || code === 'UNAUTHENTICATED';
  return {
    kind: code === 'OFFLINE' ? 'offline' : denied ? 'denied' : 'error',
    ...errorCopy(error),
  };
};
