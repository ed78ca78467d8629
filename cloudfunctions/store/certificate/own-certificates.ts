import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs, OwnCertificate } from '../../../typings/contract';
import { factsOf, type Certificate } from '../../domain/certificate/certificate';
import { byIds } from '../common/by-ids';
import { childrenOf } from '../family/children';
import { certificatesOf } from './certificates';

/** Whose certificates a person holds: the own ones, and those of own children. */
export const holderIdsOf = async (personId: string): Promise<string[]> => {
  const children = await childrenOf(personId);
  return [personId, ...children.map(({ _id }) => _id)];
};

/** The certificates that a person holds, the newest first. */
export const ownCertificates = async (
  personId: string,
  now: EpochMs,
): Promise<OwnCertificate[]> => {
  const today = dayAt(now);
  const all = await certificatesOf(await holderIdsOf(personId));
  return all
    .sort((a, b) => b.issuedAt - a.issuedAt)
    .map((certificate) => ({
      number: certificate._id,
      ...factsOf(certificate, today),
      kind: certificate.kind,
      ...(certificate.isChild ? { childId: certificate.holderId } : {}),
    }));
};

/** The trainings that a person passed and that stand, the oldest first. */
export const trainingsOf = async (personId: string): Promise<Certificate[]> => {
  const held = (await certificatesOf([personId])).filter(
    ({ grounds, replacedBy, revocation }) =>
      grounds !== null && replacedBy === null && !revocation?.confirmedBy,
  );
  const programmes = await byIds(
    'programmes',
    held.flatMap(({ grounds }) => grounds?.programmeId ?? []),
  );
  return held
    .filter(({ grounds }) => programmes.get(grounds?.programmeId ?? '')?.kind === 'certification')
    .sort((a, b) => a.issuedAt - b.issuedAt);
};
