import { startOfDay } from '@micro-wish/vocabulary';
import type { PackVersion } from '../../../typings/contract';
import type { Card, CardCode } from '../../domain/card/card';
import { ageBandAt } from '../../domain/common/age';
import type { PackPlan } from '../../domain/pack/plan';
import { PACK_VERSION_NAME } from '../../domain/pack/version';
import { find, findAll } from '../common/database';
import type { ChildRecord } from '../common/records';
import type { BatchEvent } from './batches';

/** What the card says of its pack: a neutral name and the version. */
export const packTitle = (version: PackVersion): string =>
  `暖心包（${PACK_VERSION_NAME[version]}）`;

/** A new card of a child's pack. Whether the pack is there stands in the batch. */
export const newPackCard = (
  plan: PackPlan,
  event: BatchEvent,
  child: Pick<ChildRecord, '_id' | 'guardianIds' | 'alias' | 'birthMonth'>,
  made: {
    cardId: string;
    cardNo: string;
    version: PackVersion;
    place: string;
    areaPath: readonly string[];
    keyNo: number;
    codes: CardCode[];
    now: number;
  },
): Card => ({
  _id: made.cardId,
  kind: 'pack',
  pack: {
    planId: plan._id,
    campaignId: plan.campaignId,
    childId: child._id,
    version: made.version,
    place: made.place,
    takings: 0,
    spans: [],
    replacedBy: null,
  },
  cardNo: made.cardNo,
  // The campaign's figures count wishes: a pack is of its plan.
  campaignId: '',
  eventId: event._id,
  wishId: '',
  guardianIds: child.guardianIds,
  areaPath: made.areaPath,
  alias: child.alias,
  ageBand: ageBandAt(child.birthMonth, startOfDay(plan.day)),
  gift: { title: packTitle(made.version), category: 'daily' },
  state: 'issued',
  stateBefore: null,
  approved: true,
  ready: false,
  stationId: event.batch.unitId,
  giftId: null,
  keyNo: made.keyNo,
  issueNo: 1,
  generation: 1,
  codes: made.codes,
  codeHashes: made.codes.map(({ hash }) => hash),
  nonces: [`card#${made.cardId}`],
  redemptions: [],
  held: [],
  conflictEventIds: [],
  history: [],
  past: [],
  version: 1,
  issuedAt: made.now,
  updatedAt: made.now,
});

/** The pack cards of a child, void ones too. */
export const packCardsOfChild = (childId: string): Promise<Card[]> =>
  findAll('cards', { 'pack.childId': childId });

/** The pack cards of a guardian's children. */
export const packCardsOf = async (personId: string): Promise<Card[]> => {
  const cards = await findAll('cards', { guardianIds: personId });
  return cards.filter(({ kind }) => kind === 'pack');
};

export const packCardsOfBatch = (batchId: string): Promise<Card[]> =>
  findAll('cards', { eventId: batchId });

/** One page of a plan's cards by number. */
export const packCardsPage = (planId: string, where: object, limit: number): Promise<Card[]> =>
  find('cards', { 'pack.planId': planId, ...where }, { orderBy: ['cardNo', 'asc'], limit });
