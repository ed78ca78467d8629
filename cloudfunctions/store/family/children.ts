import type { ChildView } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import { command, findAll, findFields, type Transaction } from '../common/database';
import type { ChildRecord } from '../../domain/family/records';

export const MAX_CHILDREN = 20;

/** A guardian's children, and those whose words went with a consent. */
export const everyChildOf = (personId: string): Promise<ChildRecord[]> =>
  findAll('children', { guardianIds: personId });

/** A guardian's children, those whose data was erased left out. */
export const childrenOf = async (personId: string): Promise<ChildRecord[]> => {
  const children = await everyChildOf(personId);
  return children.filter(({ nickname }) => nickname !== '');
};

/** Of up to a hundred guardians, those who have a child here, an erased one left out. */
export const guardiansWithChild = async (guardianIds: readonly string[]): Promise<Set<string>> => {
  const children = await findAll('children', { guardianIds: command.in([...guardianIds]) });
  const living = children.filter(({ nickname }) => nickname !== '');
  return new Set(living.flatMap((child) => child.guardianIds));
};

/** Every child of a community, those whose data was erased left out. */
export const childrenOfCommunity = async (communityId: string): Promise<ChildRecord[]> => {
  const children = await findAll('children', { communityId });
  return children.filter(({ nickname }) => nickname !== '');
};

const STEP = 1000;

type Known = Pick<ChildRecord, 'nickname' | 'birthMonth' | 'alias'>;

/** Every child of a community by id, with what tells it from another. */
export const childrenIn = async (communityId: string): Promise<Map<string, Known>> => {
  const all = new Map<string, Known>();
  let cursor = '';
  for (;;) {
    const page = await findFields(
      'children',
      { communityId, _id: command.gt(cursor) },
      ['_id', 'nickname', 'birthMonth', 'alias'],
      { orderBy: ['_id', 'asc'], limit: STEP },
    );
    for (const { _id = '', nickname = '', birthMonth = '', alias = '' } of page) {
      all.set(_id, { nickname, birthMonth, alias });
      cursor = _id;
    }
    if (page.length < STEP) return all;
  }
};

/**
 * Lets a wish that had ended count for its child again. Touches the child's document, so that a new
 * wish and this one cannot both go through side by side.
 * @throws Refusal FAILED_PRECONDITION where the family has made another wish, or is gone
 */
export const reviveWish = async (transaction: Transaction, wish: Wish): Promise<void> => {
  const child = await transaction.get('children', wish.childId);
  if (!child?.wishIds[wish.campaignId]?.includes(wish._id)) {
    return refuse('FAILED_PRECONDITION', '家长已经重新许愿或删除了信息，不能恢复这个心愿。');
  }
  await transaction.put('children', { ...child, version: (child.version ?? 0) + 1 });
};

export const viewOfChild = (child: ChildRecord): ChildView => ({
  childId: child._id,
  childNo: child.childNo,
  nickname: child.nickname,
  alias: child.alias,
  birthMonth: child.birthMonth,
  communityId: child.communityId,
  ...(child.transfer ? { transfer: child.transfer } : {}),
});
