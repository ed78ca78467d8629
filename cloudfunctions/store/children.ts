import type { ChildView } from '../../typings/contract';
import { findAll } from './database';
import type { ChildRecord } from './records';

export const MAX_CHILDREN = 20;

/** A guardian's children, and those whose words went with a consent. */
export const everyChildOf = (personId: string): Promise<ChildRecord[]> =>
  findAll('children', { guardianIds: personId });

/** A guardian's children, those whose data was erased left out. */
export const childrenOf = async (personId: string): Promise<ChildRecord[]> => {
  const children = await everyChildOf(personId);
  return children.filter(({ nickname }) => nickname !== '');
};

export const viewOfChild = (child: ChildRecord): ChildView => ({
  childId: child._id,
  childNo: child.childNo,
  nickname: child.nickname,
  alias: child.alias,
  birthMonth: child.birthMonth,
  communityId: child.communityId,
});
