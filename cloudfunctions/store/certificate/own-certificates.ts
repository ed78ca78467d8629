import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs, OwnCertificate } from '../../../typings/contract';
import { factsOf } from '../../domain/certificate/certificate';
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
