import * as v from 'valibot';
import { dayStringOf } from '../domain/common/day';
import { refuse } from '../domain/common/refusal';
import { factsOf, statusOf } from '../domain/certificate/certificate';
import { MAX_NUMBER_TEXT } from '../domain/certificate/number';
import { linkToFile } from '../platform/files';
import { certificateFile } from './certificate-file';
import { nothing } from '../shared/input';
import type { Context, Handlers } from '../shared/serve';
import { certificatesOf, findCertificate } from '../store/certificate/certificates';
import { childrenOf } from '../store/family/children';

/** Whose certificates a person holds: the own ones, and those of own children. */
const holderIdsOf = async ({ personId }: Context): Promise<string[]> => {
  const children = await childrenOf(personId);
  return [personId, ...children.map(({ _id }) => _id)];
};

/** What its holder sees and prints; anybody else is told that there is no such number. */
export const certificateHandlers: Pick<
  Handlers<'helper'>,
  'certificate.mine' | 'certificate.pdf'
> = {
  'certificate.mine': {
    who: 'signedIn',
    input: nothing,
    run: async (context) => {
      const today = dayStringOf(context.now);
      const all = await certificatesOf(await holderIdsOf(context));
      const items = all
        .sort((a, b) => b.issuedAt - a.issuedAt)
        .map((certificate) => ({
          number: certificate._id,
          ...factsOf(certificate, today),
          kind: certificate.kind,
          ...(certificate.isChild ? { childId: certificate.holderId } : {}),
        }));
      return { items };
    },
  },
  'certificate.pdf': {
    who: 'signedIn',
    input: v.strictObject({
      number: v.pipe(v.string('需要证书编号'), v.maxLength(MAX_NUMBER_TEXT, '证书编号太长')),
    }),
    run: async (context, { number }) => {
      const certificate = await findCertificate(number);
      const holders = await holderIdsOf(context);
      if (!certificate || !holders.includes(certificate.holderId)) {
        return refuse('NOT_FOUND', '没有找到这张证书，请检查编号。');
      }
      const status = statusOf(certificate, dayStringOf(context.now));
      if (status === 'revoked' || status === 'replaced') {
        refuse('FAILED_PRECONDITION', '这张证书已不再有效，不能打印。');
      }
      const fileId = await certificateFile(certificate, context.now);
      return { url: await linkToFile(fileId) };
    },
  },
};
