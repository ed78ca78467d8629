import type { nothing } from '../../cloudfunctions/calls/fields';
import type { EpochMs } from './common';

/** 项目培训证书 and 志愿服务记录证明. */
export type CertificateKind = 'training' | 'hours';

/** What the public verification answers, and nothing beyond these five. */
export type CertificateStatus = 'valid' | 'expired' | 'replaced' | 'revoked' | 'unknown';

/** The frozen facts, the same on page, paper and QR. */
export interface CertificateFacts {
  status: CertificateStatus;
  title?: string;
  /** First character and one ＊; a child's is the alias. Missing once the holder is erased. */
  maskedName?: string;
  /** In hours, one decimal. */
  hours?: number;
  issuer?: string;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  issuedOn?: string;
  expiresOn?: string;
  /** What was assessed: attendance, or attendance and a passed assessment. */
  kind?: CertificateKind;
  replacedBy?: string;
}

export interface OwnCertificate extends CertificateFacts {
  number: string;
  kind: CertificateKind;
  /** Of an own child. */
  childId?: string;
}

/** Why an enrolment got no certificate. */
export type AwardRefusal = 'not_attended' | 'not_passed' | 'not_found' | 'revoked';

export interface AwardResult {
  enrolmentId: string;
  number?: string;
  refused?: AwardRefusal;
}

/** A certificate in the staff's list. */
export interface CertificateRow {
  number: string;
  kind: CertificateKind;
  title: string;
  name: string;
  hours: number;
  issuedOn: string;
  status: CertificateStatus;
  /** Asked for by one admin: another one decides. */
  revocation?: { reason: string; mine: boolean; at: EpochMs };
}
