import { isStaff, maySee, type StaffRights } from '../../domain/common/access';
import { refuse, refuseArea } from '../../domain/common/refusal';
import type { Batch } from '../../domain/pack/batch';

/** Staff of an area of the unit, an admin everywhere. @throws Refusal PERMISSION_DENIED */
export const requireBatchArea = (
  rights: StaffRights,
  { areaIds }: Pick<Batch, 'areaIds'>,
): void => {
  if (!isStaff(rights) || !maySee(rights, areaIds)) {
    refuseArea();
  }
};

/** What writes packs off is for district staff of the area and admins. @throws Refusal */
export const requireDistrict = (rights: StaffRights, batch: Pick<Batch, 'areaIds'>): void => {
  requireBatchArea(rights, batch);
  const isDistrict = rights.grants.some(
    ({ level, areaId }) => level === 'district' && batch.areaIds.includes(areaId),
  );
  if (!rights.admin && !isDistrict) {
    refuse('PERMISSION_DENIED', '报失和处理差异由区级工作人员或管理员办理。');
  }
};
