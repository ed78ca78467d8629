import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { ConsentScope, EpochMs } from '../../typings/contract';
import { standsAsGuardian } from '../domain/family/consent';
import { forgetFile } from '../platform/files';
import { giveUpChildren } from '../store/family/erasure';
import { newId } from './identity';
import { withdrawConsent } from '../store/family/guardians';

/**
 * Takes some scopes of a guardian's consent back, or all, and with them whatever they carried.
 * Doing it again changes nothing: a call that died half way is repeated.
 */
export const takeConsentBack = async (
  guardianId: string,
  wanted: readonly ConsentScope[] | undefined,
  now: EpochMs,
): Promise<{ withdrawn: ConsentScope[]; left: ConsentScope[] }> => {
  const { consent, withdrawn } = await withdrawConsent(guardianId, wanted, now);
  const { scopes: left } = consent;
  // By what is taken back, not by what is left: who never agreed to both loses nothing with a photo.
  const isLeaving = !wanted || NEEDED_SCOPES.some((scope) => wanted.includes(scope));
  if (isLeaving && !standsAsGuardian(consent)) {
    await giveUpChildren({ personId: guardianId, now, forgetFile, nobody: newId('gone') });
  }
  return { withdrawn, left };
};
