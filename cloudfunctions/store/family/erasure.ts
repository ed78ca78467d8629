import type { EpochMs, WishCategory } from '../../../typings/contract';
import { standsAsGuardian } from '../../domain/family/consent';
import { giftOf, isRedeemed, type Card, type Resolution } from '../../domain/card/card';
import { defectIdOf, defectWithoutWords } from '../../domain/gift/defect';
import type { By } from '../../domain/mother/pair';
import type { Lot } from '../../domain/gift/stock';
import { isLive, withdraw, withoutPublicText, type Wish } from '../../domain/wish/wish';
import { eraseOpenings } from '../common/access-log';
import { eraseFiles } from '../common/sheets';
import { everyChildOf } from './children';
import { eraseEnrolmentsOfChild } from '../enrolment/erasure';
import { enrolmentsOfChildren } from '../enrolment/enrolments';
import { eraseComplaintsAbout } from '../complaint/complaints';
import {
  command,
  findAll,
  read,
  transact,
  updateWhere,
  type Transaction,
} from '../common/database';
import { eraseNotices } from '../message/notices';
import { eraseReferralsOf } from '../referral/referrals';
import { entriesOfWish } from '../money/funds';
import { erasePacks } from '../pack/erasure';
import { endPairsOfChild, pairsOfChildren } from '../mother/pairs';
import { eraseWords } from '../mother/records';
import { setGuardians } from './guardianship';
import { hidePeople, withNobody } from './hidden-people';
import { eraseTransfersOf, forgetJoined } from './transfers';
import { invitesTo } from '../people/invites';
import { cardsOfWishes } from '../card/cards';
import { changeWish, wishesOfChild } from '../wish/wishes';

/** What a gift in stock is called once the family's words for it are gone. */
const GIFT_OF: Record<WishCategory, string> = {
  study: '学习用品',
  clothing: '衣服鞋帽',
  sport: '运动用品',
  art: '文艺用品',
  toy: '一件玩具',
  daily: '生活用品',
  other: '其他礼物',
};

/** Who erases, when, and what deletes a kept file. */
export interface Eraser {
  personId: string;
  now: EpochMs;
  /** Stands for whoever is erased where somebody has to be named: random, of this erasure alone. */
  nobody: string;
  forgetFile(fileId: string): Promise<void>;
}

/** The words of a family, and what staff wrote about it; ledger, states and numbers stay. */
const withoutWords = (wish: Wish): Wish => ({
  ...withoutPublicText(wish),
  title: '',
  details: null,
  reason: null,
  publicText: '',
  publicTextAllowed: false,
  ...(wish.gift ? { gift: { ...wish.gift, shelf: '' } } : {}),
  proposal: null,
  lastReview: null,
  timeline: wish.timeline.map(({ reason: _erased, ...step }) => step),
});

/** How staff settled a conflict, in their words; that it was settled stays. */
const withoutNote = (resolved: Resolution | null): Resolution | null =>
  resolved && { ...resolved, resolution: '', note: '' };

/** A card says nothing any more but what was done with it. */
const withoutReasons = (card: Card, now: EpochMs): Card => ({
  ...card,
  history: card.history.map((step) => ({ ...step, reason: '' })),
  redemptions: card.redemptions.map((redemption) => ({
    ...redemption,
    forced: redemption.forced && { ...redemption.forced, reason: '' },
    annulled: redemption.annulled && { ...redemption.annulled, reason: '' },
    resolved: withoutNote(redemption.resolved),
    ...(redemption.since?.resolved
      ? { since: { ...redemption.since, resolved: withoutNote(redemption.since.resolved) } }
      : {}),
  })),
  held: card.held.map((scan) => ({
    ...scan,
    resolved: scan.resolved && { ...scan.resolved, note: '' },
  })),
  version: card.version + 1,
  updatedAt: now,
});

/** A gift in stock is what it is, and no child's wish any more. */
const lotWithoutWords = (lot: Lot): Lot => ({
  ...lot,
  title: GIFT_OF[lot.category],
  details: null,
  writeOffs: lot.writeOffs.map((off) => ({ ...off, reason: '' })),
});

/** What follows from an erasure is on record as the erasure itself. */
const unrecorded = (transaction: Transaction) => ({
  ...transaction,
  audit: () => Promise.resolve(),
});

/** Withdraws a wish whose gift is not theirs yet, and takes the words from all that had them. */
const eraseWish = async (
  wishId: string,
  cardIds: readonly string[],
  by: { personId: string; now: EpochMs },
): Promise<Wish> =>
  transact(async (transaction) => {
    const { wish } = await changeWish(unrecorded(transaction), wishId, by, (before, card) => {
      const redeemed = isRedeemed(card);
      const out = isLive(before.state) && !redeemed ? withdraw(before, redeemed, by) : before;
      return withoutWords({ ...out, onWall: false });
    });
    for (const cardId of cardIds) {
      const card = await transaction.get('cards', cardId);
      if (!card) continue;
      await transaction.put('cards', withoutReasons({ ...card, gift: giftOf(wish) }, by.now));
    }
    for (let funding = 1; funding <= wish.fundings; funding += 1) {
      const stock = await transaction.get('stock', `stock#${wishId}#${funding}`);
      if (stock) await transaction.put('stock', lotWithoutWords(stock));
    }
    for (let no = 1; no <= (wish.defects ?? 0); no += 1) {
      const defect = await transaction.get('defects', defectIdOf(wishId, no));
      if (defect) await transaction.put('defects', defectWithoutWords(defect));
    }
    return wish;
  });

/** What staff wrote about the money for a wish; amounts, times and numbers stay. */
const eraseReasons = async (wishId: string): Promise<void> => {
  for (const { _id, reason } of await entriesOfWish(wishId)) {
    if (reason) await updateWhere('fundEntries', { _id }, { reason: '' });
  }
  for (const { _id } of await findAll('approvals', { wishId })) {
    await updateWhere('approvals', { _id }, { reason: '', note: '' });
  }
};

/** The roster that a wish or a pack was entered from, where its file is still kept. */
const eraseRoster = async (rosterId: string, { forgetFile }: Eraser): Promise<void> => {
  const roster = await read('rosters', rosterId);
  if (!roster || roster.fileId === '') return;
  await forgetFile(roster.fileId);
  await updateWhere('rosters', { _id: rosterId }, { fileId: '' });
};

/** What staff noted on an order that a wish stood in. */
const eraseOrderNote = async (orderId: string): Promise<void> => {
  await updateWhere('orders', { _id: orderId }, { note: '' });
};

/**
 * Erases one child: first the child's own document, so that no wish can be added, then the wishes
 * with their cards, stock, printed sheets and complaints, then who opened the file. Each step by itself, and
 * doing it again changes nothing: a call that died half way is repeated.
 */
export const eraseChild = async (childId: string, by: Eraser): Promise<void> => {
  const { personId, now } = by;
  await transact(async (transaction) => {
    await endPairsOfChild(transaction, childId, { personId, now });
    const child = await transaction.get('children', childId);
    if (!child) return;
    const blank = {
      nickname: '',
      birthMonth: '',
      twinKey: '',
      wishIds: {},
      packs: {},
      transfer: null,
    };
    await transaction.put('children', { ...child, ...blank });
  });
  await eraseReferralsOf(childId);
  await eraseTransfersOf(childId, now);
  const wishes = await wishesOfChild(childId);
  const wishIds = wishes.map(({ _id }) => _id);
  for (const { _id, orderId } of wishes) {
    const cards = (await cardsOfWishes([_id])).map((card) => card._id);
    const { paper } = await eraseWish(_id, cards, by);
    await eraseReasons(_id);
    await eraseFiles(_id, by);
    for (const cardId of cards) await eraseFiles(cardId, by);
    if (orderId != null) await eraseOrderNote(orderId);
    if (paper?.rosterId != null) await eraseRoster(paper.rosterId, by);
    for (const { _id: complaintId } of await findAll('complaints', { wishId: _id })) {
      await eraseFiles(complaintId, by);
    }
    await eraseComplaintsAbout(_id);
  }
  const { cardIds, rosterIds } = await erasePacks(childId, by, withoutReasons);
  for (const cardId of cardIds) await eraseFiles(cardId, by);
  const enrolments = await enrolmentsOfChildren([childId]);
  for (const rosterId of [
    ...rosterIds,
    ...enrolments.flatMap(({ roster }) => roster?.rosterId ?? []),
  ]) {
    await eraseRoster(rosterId, by);
  }
  await eraseWords((await pairsOfChildren([childId])).map(({ _id }) => _id));
  await eraseOpenings(childId);
  await eraseEnrolmentsOfChild(childId, by);
  for (const { _id } of await findAll('calls', { wishId: command.in(wishIds) })) {
    await transact((transaction) => transaction.remove('calls', _id));
  }
  const invites = await invitesTo(childId);
  await transact(async (transaction) => {
    for (const { _id } of invites) await transaction.remove('invites', _id);
    const child = await transaction.get('children', childId);
    // 0 is what the retention job passes over: an erasure that was cut off is ended by it.
    if (child) await transaction.put('children', { ...child, savedAt: 0 });
  });
};

/** Takes a guardian from a child whom another one still looks after; answers whether there is one. */
const leaveToOthers = (childId: string, by: By): Promise<boolean> =>
  transact(async (transaction) => {
    const child = await transaction.get('children', childId);
    if (!child || child.nickname === '') return false;
    const others: string[] = [];
    for (const guardianId of child.guardianIds) {
      if (guardianId === by.personId) continue;
      const guardian = await transaction.get('guardians', guardianId);
      if (guardian && standsAsGuardian(guardian.consent)) others.push(guardianId);
    }
    if (others.length === 0) return false;
    await setGuardians(transaction, child, others, by);
    return true;
  });

/** Gives up a child: to its other guardians, or else for good. */
export const giveUpChild = async (childId: string, by: Eraser): Promise<void> => {
  if (!(await leaveToOthers(childId, by))) await eraseChild(childId, by);
};

/** The ids of a guardian's children, those whose erasure was begun too. */
export const childIdsOf = async (personId: string): Promise<string[]> => {
  const children = await everyChildOf(personId);
  return children.map(({ _id }) => _id);
};

/** What else is kept of a guardian: what they wrote to us, what we sent, and what we called about. */
export const eraseLetters = async (
  personId: string,
  by: Pick<Eraser, 'forgetFile'>,
): Promise<void> => {
  for (const { _id } of await findAll('complaints', { personId })) await eraseFiles(_id, by);
  await eraseNotices(personId, 'family');
  for (const name of ['complaints', 'messages', 'calls'] as const) {
    for (const { _id } of await findAll(name, { personId })) {
      await transact((transaction) => transaction.remove(name, _id));
    }
  }
};

/**
 * What leads from the remains of a family to somebody who erased everything, or comes back one day:
 * their pseudonym in the wishes and cards of erased children, and of children they once left.
 */
export const forgetPerson = async (
  personId: string,
  { nobody, now }: Pick<Eraser, 'nobody' | 'now'>,
): Promise<void> => {
  await transact((transaction) => transaction.remove('inviteTries', personId));
  const hidden = { isGone: (id: string): boolean => id === personId, nobody };
  await forgetJoined(personId, now);
  for (const { _id, nickname } of await everyChildOf(personId)) {
    if (nickname === '') await hidePeople(_id, hidden);
  }
  for (const { _id } of await findAll('children', { formerGuardianIds: personId })) {
    await hidePeople(_id, hidden);
    await transact(async (transaction) => {
      const child = await transaction.get('children', _id);
      if (!child) return;
      const { [personId]: _forgotten, ...guardianUntil } = child.guardianUntil ?? {};
      await transaction.put('children', { ...withNobody(child, hidden), guardianUntil });
    });
  }
};

/** The same for all who ever were guardians of one erased child. */
export const forgetPeopleOf = async (childId: string, nobody: string): Promise<void> => {
  const child = await read('children', childId);
  if (child?.nickname !== '') return;
  const people = [...child.guardianIds, ...(child.formerGuardianIds ?? [])];
  await hidePeople(childId, { isGone: (id) => people.includes(id), nobody });
};

/** Lets an erased child go: nobody is its guardian any more. */
export const releaseChild = async (transaction: Transaction, childId: string): Promise<void> => {
  const child = await transaction.get('children', childId);
  if (child?.nickname !== '') return;
  await transaction.put('children', {
    ...child,
    guardianIds: [],
    formerGuardianIds: [],
    guardianUntil: {},
  });
};

/**
 * Gives up a guardian's children where what nothing can be done without was taken back. Each child
 * by itself, and doing it again changes nothing: a call that died half way is repeated.
 */
export const giveUpChildren = async (by: Eraser): Promise<void> => {
  for (const childId of await childIdsOf(by.personId)) await giveUpChild(childId, by);
};
