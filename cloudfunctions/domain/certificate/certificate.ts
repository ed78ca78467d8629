import { addMonths } from '@micro-wish/vocabulary';
import type {
  CertificateFacts,
  CertificateKind,
  CertificateStatus,
  EpochMs,
} from '../../../typings/contract';
import { refuse } from '../common/refusal';
import type { DatedProof } from '../mother/mother';

/** What is known of the award, kept with it: later corrections of either do not touch it. */
export interface AwardGrounds {
  programmeId: string;
  enrolmentId: string;
  attended: string[];
  assessment: { passed: boolean; score: number | null; at: EpochMs };
}

export interface Revocation {
  reason: string;
  by: string;
  at: EpochMs;
  /** What another admin decides on, where it was asked for. */
  approvalId: string;
  /** The second person; `null` while one is waited for. */
  confirmedBy: string | null;
  confirmedAt: EpochMs | null;
}

/** 项目培训证书 or 志愿服务记录证明: frozen at issue, whatever changes later. `_id` is the number. */
export interface Certificate {
  _id: string;
  kind: CertificateKind;
  title: string;
  /** As printed for its holder; '' once the holder is erased. */
  name: string;
  /** As everybody sees it; '' once the holder is erased. */
  maskedName: string;
  /** One decimal. */
  hours: number;
  issuer: string;
  /** `YYYY-MM-DD`. */
  issuedOn: string;
  /** The last day on which it is valid; `null` for ever. */
  expiresOn: string | null;
  /** Child or adult; '' once erased. */
  holderId: string;
  isChild: boolean;
  grounds: AwardGrounds | null;
  /** Of hours: what was counted, so that the same again is the same number. */
  period: { motherId: string; from: string; until: string; minutes: number } | null;
  replacedBy: string | null;
  replaces: string | null;
  revocation: Revocation | null;
  issuedAt: EpochMs;
  issuedBy: string;
}

/** First character and one ＊; the alias of a child says nothing and stands as it is. */
export const maskedNameOf = (name: string, isChild: boolean): string =>
  isChild ? name : `${Array.from(name)[0] ?? ''}＊`;

/** What a number answers today, in one of four words; the fifth is for numbers nobody issued. */
export const statusOf = (
  {
    revocation,
    replacedBy,
    expiresOn,
  }: Pick<Certificate, 'revocation' | 'replacedBy' | 'expiresOn'>,
  today: string,
): Exclude<CertificateStatus, 'unknown'> => {
  if (revocation?.confirmedBy) return 'revoked';
  if (replacedBy !== null) return 'replaced';
  return expiresOn !== null && today > expiresOn ? 'expired' : 'valid';
};

/** What anybody may see of a certificate: an allow-list. */
export const factsOf = (certificate: Certificate | null, today: string): CertificateFacts => {
  if (!certificate) return { status: 'unknown' };
  const { kind, title, maskedName, hours, issuer, issuedOn, expiresOn, replacedBy } = certificate;
  return {
    status: statusOf(certificate, today),
    kind,
    title,
    ...(maskedName === '' ? {} : { maskedName }),
    hours,
    issuer,
    issuedOn,
    ...(expiresOn === null ? {} : { expiresOn }),
    ...(replacedBy === null ? {} : { replacedBy }),
  };
};

/** The frozen facts at the moment of issue. */
export type Issue = Pick<
  Certificate,
  | '_id'
  | 'kind'
  | 'title'
  | 'name'
  | 'hours'
  | 'issuer'
  | 'issuedOn'
  | 'holderId'
  | 'isChild'
  | 'grounds'
  | 'period'
  | 'issuedAt'
  | 'issuedBy'
> & { months: number | null };

export const issue = ({ months, ...facts }: Issue): Certificate => ({
  ...facts,
  maskedName: maskedNameOf(facts.name, facts.isChild),
  expiresOn: months === null ? null : addMonths(facts.issuedOn, months),
  replacedBy: null,
  replaces: null,
  revocation: null,
});

/** What an awarded training proves of a 爱心妈妈, for as long as its certificate is good. */
export const trainingProof = (certificate: Certificate): DatedProof => {
  const { grounds, issuedOn, expiresOn, issuedBy, issuedAt } = certificate;
  return {
    proof: 'certificate',
    on: issuedOn,
    until: expiresOn,
    by: issuedBy,
    at: issuedAt,
    ...(grounds ? { enrolmentId: grounds.enrolmentId } : {}),
  };
};

const requireStanding = (certificate: Certificate): void => {
  if (certificate.revocation?.confirmedBy) {
    refuse('FAILED_PRECONDITION', '这张证书已撤销，不能恢复；需要时请重新颁发。');
  }
  if (certificate.replacedBy !== null) {
    refuse('FAILED_PRECONDITION', `这张证书已更正为 ${certificate.replacedBy}，请用新的编号。`);
  }
};

/**
 * 更正: a new number with the right name, and the old one replaced; all else stays as it was
 * issued, its end too. @throws Refusal FAILED_PRECONDITION revoked, replaced, or holder erased
 */
export const correct = (
  certificate: Certificate,
  {
    number,
    name,
    issuedOn,
    at,
    by,
  }: { number: string; name: string; issuedOn: string; at: EpochMs; by: string },
): { old: Certificate; corrected: Certificate } => {
  requireStanding(certificate);
  if (certificate.maskedName === '') {
    refuse('FAILED_PRECONDITION', '持证人的信息已删除，不能更正。');
  }
  return {
    old: { ...certificate, replacedBy: number },
    corrected: {
      ...certificate,
      _id: number,
      name,
      maskedName: maskedNameOf(name, certificate.isChild),
      issuedOn,
      replaces: certificate._id,
      revocation: null,
      issuedAt: at,
      issuedBy: by,
    },
  };
};

/**
 * Asks for a revocation, or confirms what another admin asked for; never undone.
 * @throws Refusal FAILED_PRECONDITION revoked or replaced already
 */
export const revoke = (
  certificate: Certificate,
  { by, at, reason, approvalId }: { by: string; at: EpochMs; reason: string; approvalId: string },
): Certificate => {
  requireStanding(certificate);
  const { revocation } = certificate;
  if (!revocation || revocation.by === by) {
    const asked = revocation ?? { reason, by, at, approvalId };
    return {
      ...certificate,
      revocation: { ...asked, confirmedBy: null, confirmedAt: null },
    };
  }
  return { ...certificate, revocation: { ...revocation, confirmedBy: by, confirmedAt: at } };
};

/** A revocation that was not confirmed in time, or declined, was never asked for. */
export const withoutRevocation = (certificate: Certificate): Certificate =>
  certificate.revocation?.confirmedBy ? certificate : { ...certificate, revocation: null };

/** The holder was erased: the number answers for ever, and names nobody. */
export const withoutHolder = (certificate: Certificate): Certificate => ({
  ...certificate,
  name: '',
  maskedName: '',
  holderId: '',
});
