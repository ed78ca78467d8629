import { noteOf } from '../../domain/common/audit';
import type { AssignResult } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import { isRedeemed, type Card } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { assignment, type Candidate } from '../../domain/pack/assignment';
import { addCard } from '../../domain/pack/batch';
import type { PackPlan } from '../../domain/pack/plan';
import { newNumber, sha256 } from '../../shared/identity';
import * as calls from '../../calls/pack';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { communityAreasOf } from '../../store/campaign/campaigns';
import { once, type Work } from '../../store/common/requests';
import { batchIn, getBatch, putBatch, type BatchEvent } from '../../store/pack/batches';
import { newPackCard } from '../../store/pack/cards';
import { guardiansIn } from '../../store/family/paper-families';
import { getPlan } from '../../store/pack/plans';
import { getUnit } from '../../store/pack/units';
import { codesOf } from '../../shared/card-codes';
import { requireBatchArea } from './access';
import type { AreaRecord } from '../../domain/campaign/records';
import type { ChildRecord, GuardianRecord } from '../../domain/family/records';

/** Children of one transaction: each costs up to a dozen operations, and a hundred are allowed. */
const AT_ONCE = 6;

/** Where cards and batches are looked up: in a transaction, or among what was read at once. */
export interface PacksSeen {
  card(cardId: string): Promise<Card | null> | Card | null;
  batch(batchId: string): Promise<BatchEvent> | BatchEvent;
}

const seenIn = (work: Work): PacksSeen => ({
  card: (cardId) => work.get('cards', cardId),
  batch: (batchId) => batchIn(work, batchId),
});

/** A card that still counts: delivered, or good in a batch that is open. */
const counts = async (
  seen: PacksSeen,
  cardId: string | undefined,
  batch: BatchEvent,
): Promise<boolean> => {
  const card = cardId === undefined ? null : await seen.card(cardId);
  if (!card) return false;
  if (isRedeemed(card)) return true;
  if (card.state === 'void') return false;
  const event = card.eventId === batch._id ? batch : await seen.batch(card.eventId);
  return event.batch.state !== 'closed';
};

export interface Assigning {
  plan: PackPlan;
  areas: ReadonlyMap<string, AreaRecord>;
  version: 'family' | undefined;
  reason: string;
  place: string;
  roster?: { rosterId: string; entered: boolean };
}

/**
 * A child of the campaign and of the caller's area; any other is told as none, and so is one that
 * was erased. Whose consent was withdrawn still has its guardians, and is told as that.
 */
const childIn = async (
  work: Work,
  { rights }: Context,
  { areas }: Assigning,
  childId: string,
): Promise<{ child: ChildRecord; area: AreaRecord } | null> => {
  const child = await work.get('children', childId);
  const area = child && areas.get(child.communityId);
  if (!child || !area || !maySee(rights, area.path)) return null;
  return child.guardianIds.length > 0 ? { child, area } : null;
};

/** What is known of a child that a pack is wanted for; nothing where it was erased. */
export const candidateOf = async (
  seen: PacksSeen,
  child: ChildRecord,
  guardians: readonly GuardianRecord[],
  event: BatchEvent,
  planId: string,
): Promise<Candidate | null> => {
  const consents = guardians.some(({ consent }) => consent.scopes.includes('gift'));
  if (consents && child.nickname === '') return null;
  const familyCards = new Set(guardians.flatMap(({ familyPacks }) => familyPacks?.[planId] ?? []));
  let familyHasOne = false;
  for (const cardId of familyCards) familyHasOne ||= await counts(seen, cardId, event);
  return {
    birthMonth: child.birthMonth,
    consents,
    hasPack: await counts(seen, child.packs?.[planId], event),
    familyHasOne,
  };
};

/** A card's id follows from plan and child, and from how many the child had before. */
const freshCardId = async (work: Work, planId: string, childId: string): Promise<string> => {
  for (let issued = 1; ; issued += 1) {
    const cardId = `card_${sha256(`${planId}#${childId}#${issued}`).slice(0, 24)}`;
    if (!(await work.get('cards', cardId))) return cardId;
  }
};

interface Assigned {
  event: BatchEvent;
  result: AssignResult;
}

/** Gives a child whose documents are known a pack, or says why not. */
export const assignKnown = async (
  work: Work,
  { now }: Pick<Context, 'now'>,
  { plan, version: wanted, reason, place, roster }: Assigning,
  event: BatchEvent,
  { child, area, guardians }: { child: ChildRecord; area: AreaRecord; guardians: GuardianRecord[] },
): Promise<Assigned> => {
  const childId = child._id;
  const candidate = await candidateOf(seenIn(work), child, guardians, event, plan._id);
  const outcome = assignment(candidate, event.batch, { day: plan.day, version: wanted, reason });
  if ('refused' in outcome) return { event, result: { childId, refused: outcome.refused } };
  const { version } = outcome;
  const cardId = await freshCardId(work, plan._id, childId);
  const card = newPackCard(plan, event, child, {
    cardId,
    cardNo: newNumber('B'),
    version,
    place,
    areaPath: area.path,
    ...codesOf(cardId, 1),
    now,
    ...(roster ? { roster } : {}),
  });
  await work.put('cards', card);
  // The child and, for 亲子陪伴, its guardians are written: two that assign at once cannot both.
  await work.put('children', { ...child, packs: { ...child.packs, [plan._id]: cardId } });
  for (const guardian of version === 'family' ? guardians : []) {
    const familyPacks = { ...guardian.familyPacks, [plan._id]: cardId };
    await work.put('guardians', { ...guardian, familyPacks, version: guardian.version + 1 });
  }
  return {
    event: { ...event, batch: addCard(event.batch, version, cardId, now) },
    result: { childId, cardId, cardNo: card.cardNo, version },
  };
};

const assignOne = async (
  work: Work,
  context: Context,
  assigning: Assigning,
  event: BatchEvent,
  childId: string,
): Promise<Assigned> => {
  const found = await childIn(work, context, assigning, childId);
  if (!found) return { event, result: { childId, refused: 'not_found' } };
  const guardians = await guardiansIn(work, found.child);
  return assignKnown(work, context, assigning, event, { ...found, guardians });
};

/** Assigns a few children in one transaction; every one of them is answered. */
const assignSome = (
  context: Context,
  assigning: Assigning,
  batchId: string,
  childIds: readonly string[],
): Promise<AssignResult[]> =>
  once(context, async (work) => {
    let event = await batchIn(work, batchId);
    const results: AssignResult[] = [];
    for (const childId of childIds) {
      const assigned = await assignOne(work, context, assigning, event, childId);
      event = assigned.event;
      results.push(assigned.result);
    }
    await putBatch(work, event, event.batch);
    const cards = results.flatMap(({ cardNo }) => cardNo ?? []);
    if (cards.length > 0) {
      await work.audit({
        action: 'pack.assign',
        subject: batchId,
        note: noteOf(...cards.map((id) => ({ id }))),
      });
    }
    return results;
  });

/** One of the unit's places, where it has any; its only one where none is said. */
export const placeFor = (places: readonly string[], wanted: string | undefined): string => {
  if (wanted === undefined) return places.length === 1 ? (places[0] ?? '') : '';
  if (places.length > 0 && !places.includes(wanted)) {
    refuse('INVALID_ARGUMENT', '请从这个巾帼文明岗的交接地点中选择。');
  }
  return wanted;
};

export const assignHandlers: Pick<Handlers<'staff'>, 'pack.assign'> = {
  'pack.assign': {
    who: 'staff',
    input: calls.assign,
    run: async (context, { batchId, childIds, version, reason = '', place }) => {
      const { batch } = await getBatch(batchId);
      requireBatchArea(context.rights, batch);
      const [plan, unit] = await Promise.all([getPlan(batch.planId), getUnit(batch.unitId)]);
      const areas = new Map(
        (await communityAreasOf(plan.campaignId)).map((area) => [area._id, area]),
      );
      const assigning = { plan, areas, version, reason, place: placeFor(unit.places, place) };
      const results: AssignResult[] = [];
      for (let start = 0; start < childIds.length; start += AT_ONCE) {
        const request = partOf(context.request, `children ${start}`);
        const some = childIds.slice(start, start + AT_ONCE);
        results.push(...(await assignSome({ ...context, request }, assigning, batchId, some)));
      }
      return once(context, () => Promise.resolve({ results }));
    },
  },
};
