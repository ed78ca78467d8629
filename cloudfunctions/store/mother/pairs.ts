import { byIds } from '../common/by-ids';
import type { PairDue } from '../../../typings/contract';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { endPair, isUnderWay, withoutMother, type By, type Pair } from '../../domain/mother/pair';
import { tellingsOf } from '../../domain/mother/telling';
import {
  command,
  find,
  findAll,
  read,
  type Transaction,
  type Where,
  updateWhere,
} from '../common/database';
import { everyChildOf } from '../family/children';
import { notify } from '../message/notices';
import type { ChildRecord } from '../../domain/family/records';
import { mothersById } from './mothers';

const missing = (): never => refuseAbsent('没有找到这次结对，请刷新后再试。');

export const findPair = (pairId: string): Promise<Pair | null> => read('pairs', pairId);

/** @throws Refusal NOT_FOUND */
export const getPair = async (pairId: string): Promise<Pair> =>
  (await findPair(pairId)) ?? missing();

/** @throws Refusal NOT_FOUND */
export const pairIn = async (transaction: Transaction, pairId: string): Promise<Pair> =>
  (await transaction.get('pairs', pairId)) ?? missing();

/** The child of a pair. @throws Refusal NOT_FOUND where its data was erased */
export const childIn = async (transaction: Transaction, childId: string): Promise<ChildRecord> => {
  const child = await transaction.get('children', childId);
  return child && child.nickname !== '' ? child : refuseAbsent('没有找到这个孩子。');
};

export const pairsById = (pairIds: readonly string[]): Promise<Map<string, Pair>> =>
  byIds('pairs', pairIds);

/** The pairs of some children, all there ever were. */
export const pairsOfChildren = (childIds: readonly string[]): Promise<Pair[]> =>
  childIds.length === 0
    ? Promise.resolve([])
    : findAll('pairs', { childId: command.in([...new Set(childIds)]) });

const livePairsOf = (childIds: readonly string[]): Promise<Pair[]> =>
  childIds.length === 0
    ? Promise.resolve([])
    : findAll('pairs', { childId: command.in([...new Set(childIds)]), live: true });

export const hasLivePair = async (childId: string): Promise<boolean> =>
  (await livePairsOf([childId])).length > 0;

/** The pairs of some mothers, all there ever were. */
export const pairsOfMothers = (motherIds: readonly string[]): Promise<Pair[]> =>
  motherIds.length === 0
    ? Promise.resolve([])
    : findAll('pairs', { motherId: command.in([...new Set(motherIds)]) });

/**
 * Writes a pair, with what hangs on its state: the child's lead, the mother's leads, and who is
 * told. All writing of pairs goes this way.
 */
export const savePair = async (
  transaction: Transaction,
  before: Pair | null,
  pair: Pair,
  by: By,
): Promise<void> => {
  await transaction.put('pairs', pair);
  if (before?.state === pair.state) return;
  const [child, mother] = [
    await transaction.get('children', pair.childId),
    await transaction.get('mothers', pair.motherId),
  ];
  if (pair.role === 'lead') {
    const others = mother?.leadPairIds.filter((pairId) => pairId !== pair._id) ?? [];
    if (mother && (before?.live ?? false) !== pair.live) {
      const leadPairIds = pair.live ? [...others, pair._id] : others;
      await transaction.put('mothers', { ...mother, leadPairIds });
    }
    const holds = child?.leadPairId === pair._id;
    if (child && holds !== isUnderWay(pair.state)) {
      const leadPairId = isUnderWay(pair.state) ? pair._id : null;
      await transaction.put('children', { ...child, leadPairId });
    }
  }
  const people = {
    by: by.personId,
    motherId: mother?.personId ?? '',
    guardianIds: child?.guardianIds ?? [],
  };
  const ref = `${pair._id}.${pair.history.length}`;
  for (const telling of tellingsOf(before?.state, pair, people)) {
    await notify(transaction, telling, { ref, pairId: pair._id }, by.now);
  }
};

/** @throws Refusal FAILED_PRECONDITION where another lead accompanies the child, but for a handover */
export const requireNoOtherLead = (child: ChildRecord, pair: Pair): void => {
  const lead = child.leadPairId ?? null;
  if (pair.role !== 'lead' || lead === null || lead === pair._id || lead === pair.replaces) return;
  refuse('FAILED_PRECONDITION', '已有一位爱心妈妈在陪伴这个孩子，要先结束或交接那一次结对。');
};

/** Ends pairs inside the step that takes away what they rest on. */
const endAll = async (transaction: Transaction, pairs: readonly Pair[], by: By): Promise<void> => {
  for (const { _id } of pairs) {
    const pair = await transaction.get('pairs', _id);
    if (pair?.live) await savePair(transaction, pair, endPair(pair, by), by);
  }
};

/** The pairs of a child end with its data. */
export const endPairsOfChild = async (
  transaction: Transaction,
  childId: string,
  by: By,
): Promise<void> => endAll(transaction, await livePairsOf([childId]), by);

/** The pairs of all children of a guardian end with the consent to them. */
export const endPairsOfGuardian = async (
  transaction: Transaction,
  guardianId: string,
  by: By,
): Promise<void> => {
  const children = await everyChildOf(guardianId);
  await endAll(transaction, await livePairsOf(children.map(({ _id }) => _id)), by);
};

/**
 * A child's pairs go on with other guardians only where one of them agreed to be paired, and never
 * with a mother who is a guardian now.
 */
export const followGuardians = async (
  transaction: Transaction,
  childId: string,
  guardianIds: readonly string[],
  by: By,
): Promise<void> => {
  const pairs = await livePairsOf([childId]);
  const motherOf = await mothersById(pairs.map(({ motherId }) => motherId));
  const isOwn = ({ motherId }: Pair): boolean =>
    guardianIds.includes(motherOf.get(motherId)?.personId ?? '');
  await endAll(transaction, pairs.filter(isOwn), by);
  const left = pairs.filter(({ consent }) => consent && !guardianIds.includes(consent.by));
  if (left.length === 0) return;
  for (const guardianId of guardianIds) {
    const guardian = await transaction.get('guardians', guardianId);
    if (guardian?.consent.scopes.includes('pairing')) return;
  }
  await endAll(transaction, left, by);
};

/** The pairs of a mother who pauses or leaves are suspended in the same step. */
export const leavePairs = async (
  transaction: Transaction,
  motherId: string,
  by: By,
  isEnd: boolean,
): Promise<void> => {
  for (const { _id } of await findAll('pairs', { motherId, live: true })) {
    const pair = await transaction.get('pairs', _id);
    const next = pair && withoutMother(pair, by, isEnd);
    if (next && next !== pair) await savePair(transaction, pair, next, by);
  }
};

const PAGE = 50;

/** Fields that order a list, by what is asked for. */
const KEY = { silent: 'silentKey', face: 'faceKey', talk: 'talkKey' } as const;

/**
 * One page of the pairs that some staff see: in the order of proposing, or of those that are due
 * the longest first. `before` is the first day that isn't due.
 */
export const pairPage = async (
  where: { campaignId: string; areaIds: readonly string[] | 'all' },
  due: { what: PairDue; before: string } | undefined,
  cursor: string | undefined,
): Promise<{ pairs: Pair[]; next?: string }> => {
  const key = due ? KEY[due.what] : 'key';
  const behind = command.gt(cursor ?? '');
  const query: Where = {
    campaignId: where.campaignId,
    ...(where.areaIds === 'all' ? {} : { areaPath: command.in([...where.areaIds]) }),
    [key]: due ? behind.and(command.lt(due.before)) : behind,
  };
  const pairs = await find('pairs', query, { orderBy: [key, 'asc'], limit: PAGE });
  const last = pairs.at(-1);
  return pairs.length === PAGE && last ? { pairs, next: last[key] } : { pairs };
};

/** Notes that the words about a pair are gone; answers whether it is there. */
export const noteLetGo = (pairId: string): Promise<boolean> =>
  updateWhere('pairs', { _id: pairId }, { letGo: true });

/** '' stands for no day. */
const dayUpTo = (day: string) => command.gt('').and(command.lte(day));

/** Pairs of which somebody is to be told by a day. */
export const pairsToTell = (day: string): Promise<Pair[]> =>
  findAll('pairs', { alertOn: dayUpTo(day) });

/** Pairs whose last day has come. */
export const pairsWithLastDay = (day: string): Promise<Pair[]> =>
  findAll('pairs', { lastOn: dayUpTo(day) });
