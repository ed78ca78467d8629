import { CERTIFICATE_KIND_WORDS, CERTIFICATE_STATUS_WORDS } from '@micro-wish/vocabulary';
import type {
  CertificateFacts,
  CertificateStatus,
  OwnCertificate,
} from '../../../../../typings/contract';

const STATUS_WORDS: Record<CertificateStatus, { word: string; tone: string; hint: string }> = {
  valid: {
    word: CERTIFICATE_STATUS_WORDS.valid,
    tone: 'good',
    hint: '请核对纸上的内容和下面是否一致。',
  },
  expired: { word: CERTIFICATE_STATUS_WORDS.expired, tone: 'wait', hint: '这张证书已过有效期。' },
  replaced: {
    word: CERTIFICATE_STATUS_WORDS.replaced,
    tone: 'wait',
    hint: '这张证书已换成新的编号。',
  },
  revoked: {
    word: CERTIFICATE_STATUS_WORDS.revoked,
    tone: 'alert',
    hint: '这张证书已撤销，不再有效。',
  },
  unknown: {
    word: CERTIFICATE_STATUS_WORDS.unknown,
    tone: 'alert',
    hint: '请检查编号，字母和数字都要一样。',
  },
};

/** What a verification says, line by line. */
export interface FactsView {
  word: string;
  tone: string;
  hint: string;
  lines: { name: string; value: string }[];
}

/** The frozen facts as anybody reads them. */
export const factsView = (facts: CertificateFacts): FactsView => {
  const { status, kind, title, maskedName, hours, issuer, issuedOn, expiresOn, replacedBy } = facts;
  const unit = kind === 'training' ? '学时' : '小时';
  const lines: [string, string | undefined][] = [
    ['证书', kind && CERTIFICATE_KIND_WORDS[kind]],
    ['项目', title],
    ['持证人', status === 'unknown' ? undefined : (maskedName ?? '信息已删除')],
    ['时长', hours === undefined ? undefined : `${hours.toFixed(1)} ${unit}`],
    ['颁发单位', issuer],
    ['颁发日期', issuedOn],
    ['有效期至', expiresOn],
    ['新的编号', replacedBy],
  ];
  return {
    ...STATUS_WORDS[status],
    lines: lines.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  };
};

/** A certificate of one's own. */
export interface OwnRow {
  number: string;
  title: string;
  kind: string;
  word: string;
  tone: string;
  mayPrint: boolean;
}

export const ownRows = (items: readonly OwnCertificate[]): OwnRow[] =>
  items.map(({ number, title = '', kind, status }) => ({
    number,
    title,
    kind: CERTIFICATE_KIND_WORDS[kind],
    word: STATUS_WORDS[status].word,
    tone: STATUS_WORDS[status].tone,
    mayPrint: status === 'valid' || status === 'expired',
  }));

const NUMBER = /CERT[-\s]?(?:[0-9A-Z]{4}[-\s]?){3}/i;

/** The number in a scanned link or text, or the text itself. */
export const numberIn = (text: string): string => NUMBER.exec(text)?.[0] ?? text.slice(0, 64);
