import { refuse } from '../../domain/common/refusal';
import type { Certificate } from '../../domain/certificate/certificate';
import { withoutHolder } from '../../domain/certificate/certificate';
import { NOBODYS_NUMBER, readNumber } from '../../domain/certificate/number';
import { command, findAll, read, transact, type Transaction } from '../common/database';

/**
 * Looks a number up as it was typed. What can be no number is looked up all the same, under one that
 * nobody holds, so that every answer takes as long.
 */
export const findCertificate = async (typed: string): Promise<Certificate | null> =>
  read('certificates', readNumber(typed) ?? NOBODYS_NUMBER);

const refuseUnknown = (): never => refuse('NOT_FOUND', '没有找到这张证书，请检查编号。');

/** @throws Refusal NOT_FOUND */
export const certificateIn = async (
  transaction: Pick<Transaction, 'get'>,
  typed: string,
): Promise<Certificate> => {
  const number = readNumber(typed);
  return (number && (await transaction.get('certificates', number))) || refuseUnknown();
};

export const certificatesOf = (holderIds: readonly string[]): Promise<Certificate[]> =>
  holderIds.length === 0
    ? Promise.resolve([])
    : findAll('certificates', { holderId: command.in([...holderIds]) });

export const certificatesOfProgramme = (programmeId: string): Promise<Certificate[]> =>
  findAll('certificates', { 'grounds.programmeId': programmeId });

/** The certificates of hours of one mother. */
export const hoursCertificateOf = (motherId: string): Promise<Certificate[]> =>
  findAll('certificates', { 'period.motherId': motherId });

/** Takes the name off what somebody holds: the numbers answer for ever, and name nobody. */
export const releaseCertificates = async (holderId: string): Promise<void> => {
  if (holderId === '') return;
  for (const { _id } of await certificatesOf([holderId])) {
    await transact(async (transaction) => {
      const certificate = await transaction.get('certificates', _id);
      if (certificate) await transaction.put('certificates', withoutHolder(certificate));
    });
  }
};
