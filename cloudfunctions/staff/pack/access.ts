import type { StaffRights } from '../../domain/common/access';
import type { Batch } from '../../domain/pack/batch';
import { requireArea, requireDistrict } from '../common/area';

type OfUnit = Pick<Batch, 'areaIds'>;

/** Staff of an area of the unit, an admin everywhere. @throws Refusal PERMISSION_DENIED */
export const requireBatchArea = (rights: StaffRights, { areaIds }: OfUnit): void =>
  requireArea(rights, { areaPath: areaIds });

/** What writes packs off is for district staff of the area and admins. @throws Refusal */
export const requireBatchDistrict = (rights: StaffRights, { areaIds }: OfUnit): void =>
  requireDistrict(rights, { areaPath: areaIds }, '报失和处理差异由区级工作人员或管理员办理。');
