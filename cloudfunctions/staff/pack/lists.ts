import type { BatchRow, BatchView, PackCandidate, PackPlanView } from '../../../typings/contract';
import { isRedeemed } from '../../domain/card/card';
import { maySee, type StaffRights } from '../../domain/common/access';
import { ageBandAt } from '../../domain/common/age';
import { PACK_VERSIONS, startOfDay } from '@micro-wish/vocabulary';
import { refuse } from '../../domain/common/refusal';
import { inHandOf, missingOf } from '../../domain/pack/batch';
import type { PackPlan } from '../../domain/pack/plan';
import { forEachVersion, versionByAge } from '../../domain/pack/version';
import * as calls from '../../calls/pack';
import { packsOf } from '../../shared/pack-view';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign, getCommunity } from '../../store/campaign/campaigns';
import { guardiansOf } from '../../store/family/guardians';
import {
  among,
  batchesOf,
  deliveredCards,
  getBatch,
  type BatchEvent,
} from '../../store/pack/batches';
import { childrenForPacks, packCardsOfBatch, packHolders } from '../../store/pack/cards';
import { lossesOf } from '../../store/pack/losses';
import { getPlan, planSums, plansOf } from '../../store/pack/plans';
import { getUnit, unitsOf, viewOfUnit } from '../../store/pack/units';
import { requireBatchArea } from './access';
import { viewOfDiscrepancy } from './loss';
import type { ChildRecord } from '../../domain/family/records';
import { requireArea } from '../common/area';

const planView = async (plan: PackPlan): Promise<PackPlanView> => {
  const sums = await planSums(plan._id);
  return {
    planId: plan._id,
    title: plan.title,
    day: plan.day,
    contents: forEachVersion((version) => plan.versions[version].contents),
    versions: PACK_VERSIONS.map((version) => ({ version, ...sums[version] })),
  };
};

const rowOf = (event: BatchEvent, delivered: ReadonlySet<string>): BatchRow => {
  const { batch } = event;
  const isDelivered = among(delivered);
  return {
    batchId: event._id,
    unitId: batch.unitId,
    unitName: batch.unitName,
    state: batch.state,
    from: event.from,
    until: event.until,
    counts: PACK_VERSIONS.map((version) => {
      const { sent, returned, lost, seats } = batch.versions[version];
      return {
        version,
        sent,
        returned,
        lost,
        missing: missingOf(batch, version),
        delivered: seats.filter(({ cardId }) => isDelivered(cardId)).length,
        inHand: inHandOf(batch, version, isDelivered),
        cards: seats.length,
      };
    }),
    openDiscrepancies: batch.discrepancies.filter(({ state }) => state !== 'settled').length,
  };
};

const batchView = async ({ rights, personId }: Context, batchId: string): Promise<BatchView> => {
  const event = await getBatch(batchId);
  requireBatchArea(rights, event.batch);
  const [cards, losses, unit] = await Promise.all([
    packCardsOfBatch(batchId),
    lossesOf(batchId),
    getUnit(event.batch.unitId),
  ]);
  const delivered = new Set(cards.flatMap((card) => (isRedeemed(card) ? card._id : [])));
  return {
    ...rowOf(event, delivered),
    planId: event.batch.planId,
    places: unit.places,
    packs: packsOf(event, cards),
    discrepancies: event.batch.discrepancies.map(viewOfDiscrepancy),
    losses: losses.map(({ _id, version, count, reason, at, state, by }) => ({
      lossId: _id,
      version,
      count,
      reason,
      at,
      state,
      mine: by === personId,
    })),
  };
};

/** What a child would get by age, as far as can be told without a batch. */
const candidateView = (
  plan: PackPlan,
  child: ChildRecord,
  consents: boolean,
  has: boolean,
): PackCandidate => {
  const who = {
    childId: child._id,
    alias: child.alias,
    ageBand: ageBandAt(child.birthMonth, startOfDay(plan.day)),
  };
  if (!consents) return { ...who, refused: 'no_consent' };
  if (has) return { ...who, refused: 'has_pack' };
  const version = versionByAge(child.birthMonth, plan.day);
  if (version === 'too_old' || version === 'too_young') return { ...who, refused: version };
  return { ...who, version };
};

/** The batches of a plan that these staff see, the newest first. @throws Refusal NOT_FOUND */
export const batchesSeen = async (rights: StaffRights, planId: string): Promise<BatchEvent[]> => {
  await getPlan(planId);
  const events = await batchesOf(planId);
  return events
    .filter(({ batch }) => maySee(rights, batch.areaIds))
    .sort((a, b) => b.from - a.from);
};

export const listHandlers: Pick<
  Handlers<'staff'>,
  'pack.plans' | 'pack.batches' | 'pack.batch' | 'pack.candidates' | 'unit.list'
> = {
  'pack.plans': {
    who: 'staff',
    input: calls.ofCampaign,
    run: async (_, { campaignId }) => {
      await getCampaign(campaignId);
      const plans = await plansOf(campaignId);
      return { items: await Promise.all(plans.sort((a, b) => b.at - a.at).map(planView)) };
    },
  },
  'pack.batches': {
    who: 'staff',
    input: calls.ofPlan,
    run: async ({ rights }, { planId }) => {
      const seen = await batchesSeen(rights, planId);
      return {
        items: await Promise.all(
          seen.map(async (event) => rowOf(event, await deliveredCards(event._id))),
        ),
      };
    },
  },
  'pack.batch': {
    who: 'staff',
    input: calls.ofBatch,
    run: (context, { batchId }) => batchView(context, batchId),
  },
  'pack.candidates': {
    who: 'staff',
    input: calls.candidates,
    run: async ({ rights }, { planId, communityId }) => {
      const [plan, area] = await Promise.all([getPlan(planId), getCommunity(communityId)]);
      if (!area.campaignIds.includes(plan.campaignId)) {
        refuse('NOT_FOUND', '这个社区不在这个活动里。');
      }
      requireArea(rights, { areaPath: area.path });
      const children = await childrenForPacks(communityId);
      const [guardians, holders] = await Promise.all([
        guardiansOf(children.flatMap(({ guardianIds }) => guardianIds)),
        packHolders(children, planId),
      ]);
      const consenting = new Set(
        guardians.flatMap(({ _id, consent }) => (consent.scopes.includes('gift') ? _id : [])),
      );
      return {
        items: children.map((child) =>
          candidateView(
            plan,
            child,
            child.guardianIds.some((guardianId) => consenting.has(guardianId)),
            holders.has(child._id),
          ),
        ),
      };
    },
  },
  'unit.list': {
    who: 'staff',
    input: calls.ofCampaign,
    run: async ({ rights }, { campaignId }) => ({
      items: (await unitsOf(campaignId))
        .filter(({ areaIds }) => maySee(rights, areaIds))
        .map(viewOfUnit),
    }),
  },
};
