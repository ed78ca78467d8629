import type { AgeBand, EpochMs, PackFigures, PackVersion } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { packFigures } from '../../domain/pack/figures';
import {
  movePlan,
  sumsOf,
  type PackPlan,
  type PackSums,
  type StockMove,
} from '../../domain/pack/plan';
import { forEachVersion } from '../../domain/pack/version';
import { findAll, read, tally } from '../common/database';
import { keyAt } from '../common/page-keys';
import type { Work } from '../common/requests';

/** 流水: one step of the stock of a version; append-only. The plan's numbers are their sums. */
export interface PackMoveRecord extends StockMove {
  _id: string;
  planId: string;
  batchId: string | null;
  version: PackVersion;
  kind: PackMoveKind;
  note: string;
  at: EpochMs;
  by: string;
  key: string;
}

export type PackMoveKind =
  | 'receive'
  | 'send'
  | 'return'
  | 'lose'
  | 'swap'
  | 'settle'
  | 'annul'
  | 'fact';

/** @throws Refusal NOT_FOUND */
export const getPlan = async (planId: string): Promise<PackPlan> =>
  (await read('packPlans', planId)) ?? refuse('NOT_FOUND', '没有找到这个暖心包计划。');

export const plansOf = (campaignId: string): Promise<PackPlan[]> =>
  findAll('packPlans', { campaignId });

/** What is done to the stock, by whom and when; `about` makes its entry the only one of its kind. */
export interface PackStep {
  about: string;
  kind: PackMoveKind;
  batchId: string | null;
  note: string;
  personId: string;
  now: EpochMs;
}

/** Moves packs of a plan and writes each move down. @throws Refusal for a shortage */
export const movePacks = async (
  work: Pick<Work, 'get' | 'put'>,
  planId: string,
  moves: readonly (readonly [PackVersion, StockMove])[],
  step: PackStep,
): Promise<PackPlan> => {
  let plan = await work.get('packPlans', planId);
  if (!plan) return refuse('NOT_FOUND', '没有找到这个暖心包计划。');
  for (const [place, [version, move]] of moves.entries()) {
    plan = movePlan(plan, version, move);
    const _id = `${step.kind}#${step.about}#${place}`;
    await work.put('packMoves', {
      ...move,
      _id,
      planId,
      batchId: step.batchId,
      version,
      kind: step.kind,
      note: step.note,
      at: step.now,
      by: step.personId,
      key: keyAt(step.now, _id),
    });
  }
  await work.put('packPlans', plan);
  return plan;
};

/** Delivered packs of a plan by version, as its cards say. */
const deliveredOf = async (planId: string): Promise<Map<unknown, number>> => {
  const where = { 'pack.planId': planId, state: 'redeemed' };
  const groups = await tally('cards', where, { version: 'pack.version' });
  return new Map(groups.map(({ version, count }) => [version, count]));
};

/** What may be published of a campaign's packs; undefined where it has none. */
export const packFiguresOf = async (campaignId: string): Promise<PackFigures | undefined> => {
  const where = { 'pack.campaignId': campaignId, state: 'redeemed' };
  const [plans, groups] = await Promise.all([
    plansOf(campaignId),
    tally('cards', where, { ageBand: 'ageBand' }),
  ]);
  const packs = plans.reduce(
    (sum, { versions }) =>
      sum + Object.values(versions).reduce((total, { received }) => total + received, 0),
    0,
  );
  const byBand = new Map(groups.map(({ ageBand, count }) => [ageBand as AgeBand, count]));
  return packs === 0 ? undefined : packFigures(packs, byBand);
};

const MAX_READS = 20;

/**
 * The four sums of a plan at one moment: the cards are counted between two readings of the plan
 * that agree, so that no step of the stock lies between.
 */
export const planSums = async (planId: string): Promise<Record<PackVersion, PackSums>> => {
  let before = await getPlan(planId);
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const delivered = await deliveredOf(planId);
    const after = await getPlan(planId);
    if (after.version === before.version) {
      return forEachVersion((version) =>
        sumsOf(after.versions[version], delivered.get(version) ?? 0),
      );
    }
    before = after;
  }
  return refuse('UNAVAILABLE', '暖心包正在大量登记，请稍后再看。');
};
