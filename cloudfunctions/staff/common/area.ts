import { isDistrictOf, maySee, type AreaPath, type StaffRights } from '../../domain/common/access';
import { refuse, refuseArea } from '../../domain/common/refusal';

/** What lies in areas: a wish, a card, a batch. */
interface InArea {
  areaPath: AreaPath;
}

/**
 * Staff of the area, or an admin.
 * @throws Refusal PERMISSION_DENIED, in the words of what does not exist
 */
export const requireArea = (rights: StaffRights, { areaPath }: InArea): void => {
  if (!maySee(rights, areaPath)) refuseArea();
};

/** District staff of the area, or an admin; others of the area are told so. @throws Refusal */
export const requireDistrict = (rights: StaffRights, thing: InArea, told: string): void => {
  requireArea(rights, thing);
  if (!isDistrictOf(rights, thing.areaPath)) refuse('PERMISSION_DENIED', told);
};
