import { HOUR_MS } from '../clock';
import type { OpenApiAnswer } from '../wire/open-api';

/** Stands in for WeChat's judgement: enough to see each of its answers on this machine. */
const RISKY = ['赌博', '毒品', '色情', '枪支', '代开发票', '刷单'];
const REVIEW = ['加微信', '加我微信', '私聊', '转账', '银行卡', '电话', '红包'];

const MAX_CONTENT = 2500;
const RECENT_MS = 2 * HOUR_MS;

/**
 * `security.msgSecCheck`, version 2: pass, review or risky by a word list; refuses an author who
 * has not visited within two hours (61010), as WeChat does.
 */
export const checkMessage = (
  call: Record<string, unknown>,
  lastVisit: (openid: string) => number | undefined,
  now: number,
): OpenApiAnswer => {
  const { openid, content, version, scene } = call;
  if (typeof content !== 'string' || content === '' || content.length > MAX_CONTENT) {
    return { json: { errcode: 47001, errmsg: `content must have 1 to ${MAX_CONTENT} characters` } };
  }
  if (version !== 2 || typeof scene !== 'number' || scene < 1 || scene > 4) {
    return { json: { errcode: 40003, errmsg: 'version must be 2 and scene 1 to 4' } };
  }
  const visit = typeof openid === 'string' ? lastVisit(openid) : undefined;
  if (visit === undefined || now - visit > RECENT_MS) {
    return { json: { errcode: 61010, errmsg: 'the user has not visited within two hours' } };
  }
  const found = (words: string[]): boolean => words.some((word) => content.includes(word));
  const suggest = found(RISKY) ? 'risky' : found(REVIEW) ? 'review' : 'pass';
  const label = suggest === 'pass' ? 100 : 20_001;
  return { json: { errcode: 0, errmsg: 'ok', result: { suggest, label }, detail: [] } };
};
