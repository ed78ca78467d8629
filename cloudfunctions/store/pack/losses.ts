import type { EpochMs, LossState, PackVersion } from '../../../typings/contract';
import { refuseAbsent } from '../../domain/common/refusal';
import { findAll, read } from '../common/database';

/** 报失: packs that one person says are lost, and another confirms. */
export interface PackLossRecord {
  _id: string;
  planId: string;
  batchId: string;
  version: PackVersion;
  count: number;
  reason: string;
  by: string;
  at: EpochMs;
  state: LossState;
  /** The discrepancy that it settles; null for packs that were in hand. */
  discrepancyId: string | null;
  decidedBy: string | null;
  decidedAt: EpochMs | null;
  note: string;
}

/** @throws Refusal NOT_FOUND */
export const getLoss = async (lossId: string): Promise<PackLossRecord> =>
  (await read('packLosses', lossId)) ?? refuseAbsent('没有找到这条报失。');

/** What waits for a second person. */
export const waitingLosses = (): Promise<PackLossRecord[]> =>
  findAll('packLosses', { state: 'waits_for_second' });

export const lossesOf = (batchId: string): Promise<PackLossRecord[]> =>
  findAll('packLosses', { batchId });
