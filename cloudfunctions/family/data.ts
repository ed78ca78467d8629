import { refuse } from '../domain/common/refusal';
import { forgetFile } from '../platform/files';
import { newId } from '../shared/identity';
import * as calls from '../calls/family';
import { nothing } from '../calls/fields';
import type { Context, Handlers } from '../shared/serve';
import { viewOfOpening } from '../store/common/access-log';
import { openingsFor } from '../store/family/child-log';
import { consentTexts } from '../store/campaign/consent-texts';
import { childrenOf, viewOfChild } from '../store/family/children';
import { read } from '../store/common/database';
import {
  childIdsOf,
  eraseLetters,
  forgetPeopleOf,
  forgetPerson,
  giveUpChild,
  releaseChild,
  type Eraser,
} from '../store/family/erasure';
import { ownCertificates } from '../store/certificate/own-certificates';
import { enrolmentsOfChildren } from '../store/enrolment/enrolments';
import { viewsOf } from '../store/enrolment/own-view';
import { heldOf } from '../store/family/held';
import { findGuardian, withdrawConsent } from '../store/family/guardians';
import { once } from '../store/common/requests';
import { wishNumbers } from '../store/wish/wishes';
import { cardsFor } from './card';
import { complaintsFor } from './complaint';
import { consentIdOf } from './consent';
import { packsFor } from './pack';
import { pairsFor } from './pair';
import { wishesFor } from './wish';
import { messagesOf } from '../store/message/notices';

const eraserOf = ({ personId, now }: Context): Eraser => ({
  personId,
  now,
  nobody: newId('gone'),
  forgetFile,
});

/** Deletes one child. @throws Refusal NOT_FOUND for another family's child as for none */
const eraseOne = async (context: Context, childId: string): Promise<string[]> => {
  const child = await read('children', childId);
  if (!child?.guardianIds.includes(context.personId)) {
    return refuse('NOT_FOUND', '没有找到这个孩子。');
  }
  const by = eraserOf(context);
  await giveUpChild(childId, by);
  await forgetPeopleOf(childId, by.nobody);
  return [childId];
};

/** Deletes all children of a guardian, behind a consent that is withdrawn: none can be added. */
const eraseAll = async (context: Context): Promise<string[]> => {
  await withdrawConsent(context.personId, undefined, context.now);
  const childIds = await childIdsOf(context.personId);
  const by = eraserOf(context);
  for (const childId of childIds) await giveUpChild(childId, by);
  await eraseLetters(context.personId, by);
  await forgetPerson(context.personId, by);
  for (const childId of childIds) await forgetPeopleOf(childId, by.nobody);
  return childIds;
};

export const dataHandlers: Pick<
  Handlers<'family'>,
  'access.mine' | 'data.export' | 'data.erase'
> = {
  'access.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId }) => {
      return { items: (await openingsFor(personId)).map(viewOfOpening) };
    },
  },
  'data.export': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId, now }) => {
      const [guardian, children, wishes, cards, messages, complaints] = await Promise.all([
        findGuardian(personId),
        childrenOf(personId),
        wishesFor(personId, now),
        cardsFor(personId),
        messagesOf(personId),
        complaintsFor(personId),
      ]);
      if (!guardian) return refuse('PERMISSION_DENIED', '请先阅读并同意个人信息处理规则。');
      const texts = await consentTexts(guardian.consentHistory.map(({ version }) => version));
      const openings = await openingsFor(personId);
      const childIds = children.map(({ _id }) => _id);
      const [enrolments, certificates] = await Promise.all([
        enrolmentsOfChildren(childIds).then((all) => viewsOf(all, now)),
        ownCertificates(personId, now),
      ]);
      const numbers = await wishNumbers(messages.map(({ wishId }) => wishId));
      return {
        exportedAt: now,
        consent: {
          consentId: consentIdOf(personId),
          ...guardian.consent,
          history: guardian.consentHistory,
          texts: texts.map(({ _id, terms, scopeTerms, hash, publishedAt }) => ({
            version: _id,
            ...(hash === undefined ? {} : { hash }),
            terms,
            scopeTerms: scopeTerms ?? [],
            publishedAt,
          })),
        },
        children: children.map(viewOfChild),
        wishes,
        cards,
        access: openings.map(viewOfOpening),
        messages: messages
          .filter(({ outcome }) => outcome === 'sent')
          .map(({ at, kind, wishId }) => ({ at, kind, wishNo: numbers.get(wishId) ?? '' }))
          .sort((a, b) => a.at - b.at),
        complaints,
        enrolments,
        certificates,
        pairs: await pairsFor(personId, now),
        packs: await packsFor(personId),
        held: await heldOf(personId),
      };
    },
  },
  'data.erase': {
    who: 'guardian',
    input: calls.dataErase,
    run: async (context, { childId }) => {
      const erased =
        childId === undefined ? await eraseAll(context) : await eraseOne(context, childId);
      // With the answer on record the last that leads to the family goes: children, and the openid.
      return once(context, async (work) => {
        for (const gone of erased) await releaseChild(work, gone);
        if (childId === undefined) await work.remove('guardians', context.personId);
        await work.audit({ action: 'data.erase', subject: childId ?? context.signature });
        return { erased };
      });
    },
  },
};
