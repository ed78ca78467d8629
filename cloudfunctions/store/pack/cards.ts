import { byIds } from '../common/by-ids';
import { PACK_VERSION_WORDS, startOfDay } from '@micro-wish/vocabulary';
import type { PackVersion } from '../../../typings/contract';
import { freshCard, isRedeemed, type Card, type CardCode } from '../../domain/card/card';
import { ageBandAt } from '../../domain/common/age';
import type { PackOnCard } from '../../domain/pack/pack-card';
import type { PackPlan } from '../../domain/pack/plan';
import { findAll } from '../common/database';
import type { BatchEvent } from './batches';
import type { ChildRecord } from '../../domain/family/records';

/** What the card says of its pack: a neutral name and the version. */
export const packTitle = (version: PackVersion): string =>
  `暖心包（${PACK_VERSION_WORDS[version]}）`;

/** A new card of a child's pack. Whether the pack is there stands in the batch. */
export const newPackCard = (
  plan: PackPlan,
  event: BatchEvent,
  child: Pick<ChildRecord, '_id' | 'guardianIds' | 'formerGuardianIds' | 'alias' | 'birthMonth'>,
  made: {
    cardId: string;
    cardNo: string;
    version: PackVersion;
    place: string;
    areaPath: readonly string[];
    keyNo: number;
    codes: CardCode[];
    now: number;
    roster?: PackOnCard['roster'];
  },
): Card => ({
  ...freshCard(made),
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
    ...(made.roster ? { roster: made.roster } : {}),
  },
  cardNo: made.cardNo,
  // The campaign's figures count wishes: a pack is of its plan.
  campaignId: '',
  eventId: event._id,
  wishId: '',
  guardianIds: child.guardianIds,
  formerGuardianIds: child.formerGuardianIds ?? [],
  areaPath: made.areaPath,
  alias: child.alias,
  ageBand: ageBandAt(child.birthMonth, startOfDay(plan.day)),
  gift: { title: packTitle(made.version), category: 'daily' },
  ready: false,
  stationId: event.batch.unitId,
  giftId: null,
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

/** The children of a community that are known by more than a number. */
export const childrenForPacks = async (communityId: string): Promise<ChildRecord[]> => {
  const children = await findAll('children', { communityId });
  return children.filter(({ nickname }) => nickname !== '');
};

/** Which of these children have a pack of this plan: delivered, or on its way in an open batch. */
export const packHolders = async (
  children: readonly ChildRecord[],
  planId: string,
): Promise<Set<string>> => {
  const cardIds = children.flatMap(({ packs }) => packs?.[planId] ?? []);
  const cards = Array.from((await byIds('cards', cardIds)).values());
  const batches = await byIds(
    'events',
    cards.map(({ eventId }) => eventId),
  );
  const holders = cards.filter(
    (card) =>
      isRedeemed(card) ||
      (card.state !== 'void' && batches.get(card.eventId)?.batch?.state !== 'closed'),
  );
  return new Set(holders.flatMap(({ pack }) => pack?.childId ?? []));
};
