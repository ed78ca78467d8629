import { noteOf } from '../../domain/common/audit';
import { freshCard, isRedeemed, nameOfState, type Card } from '../../domain/card/card';
import { remember } from '../../domain/card/card-history';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { swapCards, swapSource } from '../../domain/pack/batch';
import { withoutPack } from '../../domain/pack/pack-card';
import { inStoreOf } from '../../domain/pack/plan';
import { newId, newNumber } from '../../shared/identity';
import * as calls from '../../calls/pack';
import type { Handlers } from '../../shared/serve';
import { once } from '../../store/common/requests';
import { batchIn, putBatch } from '../../store/pack/batches';
import { packTitle } from '../../store/pack/cards';
import { movePacks } from '../../store/pack/plans';
import { codesOf } from '../../shared/card-codes';
import { requireArea } from '../common/area';

export const swapHandlers: Pick<Handlers<'staff'>, 'pack.swap'> = {
  /** Old card, new card, batch and store in one transaction: racing a delivery, one of them holds. */
  'pack.swap': {
    who: 'staff',
    input: calls.swap,
    run: (context, { cardId, version, reason }) => {
      const { personId, now, rights } = context;
      const newCardId = newId('card');
      const cardNo = newNumber('B');
      const codes = codesOf(newCardId, 1);
      return once(context, async (work) => {
        const old = await work.get('cards', cardId);
        if (!old?.pack) return refuseAbsent('没有找到这张暖心包卡。');
        requireArea(rights, old);
        if (isRedeemed(old) || old.state === 'void') {
          refuse('FAILED_PRECONDITION', `这张卡${nameOfState(old)}，不能换版本。`);
        }
        const { planId, childId, version: from } = old.pack;
        if (from === version) refuse('INVALID_ARGUMENT', '换的是同一个版本，请选另一个。');
        const event = await batchIn(work, old.eventId);
        const plan = await work.get('packPlans', planId);
        if (!plan) throw new Error(`card ${cardId} names plan ${planId}, which is absent`);
        const source = swapSource(event.batch, version, inStoreOf(plan.versions[version]));
        const { batch, goesBack } = swapCards(
          event.batch,
          { from, oldCardId: cardId, to: version, newCardId },
          source,
          now,
        );
        if (source === 'store') {
          await movePacks(
            work,
            planId,
            [
              [version, { sent: 1 }],
              ...(goesBack > 0 ? [[from, { returned: goesBack }] as const] : []),
            ],
            { about: newId('move'), kind: 'swap', batchId: event._id, note: reason, personId, now },
          );
        }
        await putBatch(work, event, batch);
        const step = { at: now, by: personId, event: 'pack.swap', reason };
        const ended: Card = {
          ...old,
          pack: {
            ...withoutPack(old.pack, cardId, event.batch, {
              as: 'void',
              now,
              takings: batch.takings,
            }),
            replacedBy: newCardId,
          },
          state: 'void',
          stateBefore: null,
          history: [...old.history, step],
          version: old.version + 1,
          updatedAt: now,
        };
        await work.put('cards', remember(old, ended, 'pack.swap', now));
        await work.put('cards', {
          ...old,
          ...freshCard({ ...codes, cardId: newCardId, now }),
          approved: old.approved,
          cardNo,
          pack: { ...old.pack, version, takings: 0, spans: [], replacedBy: null },
          gift: { ...old.gift, title: packTitle(version) },
          history: [{ ...step, event: 'pack.swapped' }],
        });
        const child = await work.get('children', childId);
        if (!child || child.nickname === '') refuseAbsent('没有找到这个孩子。');
        else {
          await work.put('children', { ...child, packs: { ...child.packs, [planId]: newCardId } });
          if (version === 'family' || from === 'family') {
            for (const guardianId of child.guardianIds) {
              const guardian = await work.get('guardians', guardianId);
              if (!guardian) continue;
              const { [planId]: known, ...others } = guardian.familyPacks ?? {};
              const isMeant = version === 'family' || known === cardId;
              if (!isMeant) continue;
              const familyPacks =
                version === 'family' ? { ...others, [planId]: newCardId } : others;
              await work.put('guardians', {
                ...guardian,
                familyPacks,
                version: guardian.version + 1,
              });
            }
          }
        }
        await work.audit({ action: 'pack.swap', subject: cardId, note: noteOf(from, version) });
        return { cardId: newCardId, cardNo, version };
      });
    },
  },
};
