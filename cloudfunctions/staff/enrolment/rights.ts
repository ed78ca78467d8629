import { maySee, type AreaPath, type StaffRights } from '../../domain/common/access';
import { isOwnChild } from '../../domain/family/own-child';
import { refuse, refuseArea } from '../../domain/common/refusal';
import type { Context } from '../../shared/serve';
import type { Work } from '../../store/common/requests';
import type { EnrolmentRecord } from '../../domain/enrolment/records';
import type { ChildRecord } from '../../domain/family/records';

/** Staff handle the children of their area; adults who enrolled have none, and are any staff's. */
export const mayHandle = (rights: StaffRights, { areaPath }: { areaPath: AreaPath }): boolean =>
  areaPath.length === 0 || maySee(rights, areaPath);

export const NOT_OWN = '自己或自己孩子的报名要由其他工作人员办理。';

/** Whether it is the own enrolment, or that of an own child. */
export const isOwn = (
  enrolment: Pick<EnrolmentRecord, 'personId'>,
  child: ChildRecord | null,
  personId: string,
): boolean => enrolment.personId === personId || (child !== null && isOwnChild(child, personId));

/**
 * Whose enrolment a member of staff may handle: of the own area, and never the own one or that of
 * an own child. @throws Refusal PERMISSION_DENIED
 */
export const requireMine = async (
  work: Pick<Work, 'get'>,
  { rights, personId }: Pick<Context, 'rights' | 'personId'>,
  enrolment: EnrolmentRecord,
): Promise<void> => {
  if (!mayHandle(rights, enrolment)) {
    refuseArea();
  }
  const child = enrolment.childId === null ? null : await work.get('children', enrolment.childId);
  if (isOwn(enrolment, child, personId)) refuse('PERMISSION_DENIED', NOT_OWN);
};
