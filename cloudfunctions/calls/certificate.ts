import * as v from 'valibot';
import type {
  Action,
  AwardResult,
  CertificateFacts,
  CertificateRow,
  OwnCertificate,
} from '../../typings/contract';
import { MAX_NUMBER_TEXT } from '../domain/certificate/number';
import { day, id, requestId, text, type nothing, type ofProgramme } from './fields';

const MAX_AWARDS = 200;

const typedNumber = v.pipe(v.string('需要证书编号'), v.maxLength(MAX_NUMBER_TEXT, '证书编号太长'));

export const verify = v.strictObject({
  /** However it is typed. */
  number: v.pipe(
    v.string('需要证书编号'),
    v.maxLength(MAX_NUMBER_TEXT, '证书编号太长，请检查后再试'),
  ),
});

export const pdf = v.strictObject({ number: typedNumber });

export const award = v.strictObject({
  requestId,
  programmeId: id,
  enrolmentIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选一个人'),
    v.maxLength(MAX_AWARDS, `一次最多 ${MAX_AWARDS} 人`),
  ),
});

/** The first day and the last. */
export const hours = v.strictObject({ requestId, motherId: id, from: day, until: day });

export const correct = v.strictObject({ requestId, number: typedNumber, name: text(20) });

export const revoke = v.strictObject({ requestId, number: typedNumber, reason: text(200) });

export interface CampaignCertificateActions {
  /** Anybody verifies a number. */
  certificate: Action<'anyone', typeof verify, CertificateFacts>;
}

export interface HelperCertificateActions {
  'certificate.mine': Action<'signedIn', typeof nothing, { items: OwnCertificate[] }>;
  'certificate.pdf': Action<'signedIn', typeof pdf, { url: string }>;
}

export interface StaffCertificateActions {
  'certificate.award': Action<'staff', typeof award, { results: AwardResult[] }>;
  'certificate.hours': Action<'staff', typeof hours, { number: string }>;
  /** A new number with another name; the old one is `replaced`. */
  'certificate.correct': Action<'admin', typeof correct, { number: string }>;
  'certificate.revoke': Action<
    'admin',
    typeof revoke,
    { state: 'waits_for_second' | 'revoked'; approvalId?: string }
  >;
  /** The certificates of a programme. */
  'certificate.list': Action<'staff', typeof ofProgramme, { items: CertificateRow[] }>;
}
