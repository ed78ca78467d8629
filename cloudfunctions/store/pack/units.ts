import type { UnitLevel, UnitView } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { findAll, read } from '../common/database';

/** 巾帼文明岗: a unit that carries packs to children. */
export interface PackUnitRecord {
  _id: string;
  campaignId: string;
  name: string;
  level: UnitLevel;
  communityIds: string[];
  /** Every area on the way down to its communities. */
  areaIds: string[];
  /** Public meeting places. */
  places: string[];
}

/** @throws Refusal NOT_FOUND */
export const getUnit = async (unitId: string): Promise<PackUnitRecord> =>
  (await read('packUnits', unitId)) ?? refuse('NOT_FOUND', '没有找到这个巾帼文明岗。');

export const unitsOf = (campaignId: string): Promise<PackUnitRecord[]> =>
  findAll('packUnits', { campaignId });

export const viewOfUnit = ({ _id, areaIds: _areas, ...unit }: PackUnitRecord): UnitView => ({
  unitId: _id,
  campaignId: unit.campaignId,
  name: unit.name,
  level: unit.level,
  communityIds: unit.communityIds,
  places: unit.places,
});
