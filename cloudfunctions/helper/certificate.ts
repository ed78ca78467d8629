import { dayAt } from '@micro-wish/vocabulary';
import { refuse } from '../domain/common/refusal';
import { statusOf } from '../domain/certificate/certificate';
import { linkToFile } from '../platform/files';
import { certificateFile } from './certificate-file';
import * as calls from '../calls/certificate';
import { nothing } from '../calls/fields';
import type { Handlers } from '../shared/serve';
import { findCertificate } from '../store/certificate/certificates';
import { holderIdsOf, ownCertificates } from '../store/certificate/own-certificates';

/** What its holder sees and prints; anybody else is told that there is no such number. */
export const certificateHandlers: Pick<
  Handlers<'helper'>,
  'certificate.mine' | 'certificate.pdf'
> = {
  'certificate.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => ({ items: await ownCertificates(personId, now) }),
  },
  'certificate.pdf': {
    who: 'signedIn',
    input: calls.pdf,
    run: async (context, { number }) => {
      const certificate = await findCertificate(number);
      const holders = await holderIdsOf(context.personId);
      if (!certificate || !holders.includes(certificate.holderId)) {
        return refuse('NOT_FOUND', '没有找到这张证书，请检查编号。');
      }
      const status = statusOf(certificate, dayAt(context.now));
      if (status === 'revoked' || status === 'replaced') {
        refuse('FAILED_PRECONDITION', '这张证书已不再有效，不能打印。');
      }
      const fileId = await certificateFile(certificate, context.now);
      return { url: await linkToFile(fileId) };
    },
  },
};
