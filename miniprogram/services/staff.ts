import type { Input } from '../../typings/contract';
import { call, downloadFile } from './client';

/** The caller's levels and areas, and whether she is an admin. */
export const staffRights = () => call('staff', 'me', {});

/** Wishes of the caller's areas, paged. */
export const listWishes = (input: Input<'staff', 'wish.list'>) => call('staff', 'wish.list', input);

/** What waits, for the caller and in each state. */
export const countWishes = (campaignId: string) => call('staff', 'wish.counts', { campaignId });

/** Opens a child's file; the opening is logged with its purpose. */
export const openWish = (wishId: string, purpose: string) =>
  call('staff', 'wish.open', { wishId, purpose });

export const reviewWish = (input: Input<'staff', 'wish.review'>) =>
  call('staff', 'wish.review', input);

/** One decision on up to 20 wishes; each is decided or refused by itself. */
export const reviewWishes = async (input: Input<'staff', 'wish.reviewMany'>) =>
  (await call('staff', 'wish.reviewMany', input)).outcomes;

/** Takes back reviews of one's own, each within ten minutes. */
export const undoReviews = async (input: Input<'staff', 'wish.undoReview'>) =>
  (await call('staff', 'wish.undoReview', input)).outcomes;

/** A likely duplicate beside a wish; logged as an opening of both files. */
export const compareWishes = async (wishId: string, otherId: string) =>
  (await call('staff', 'wish.compare', { wishId, otherId })).sides;

/** Reserves money for an approved wish. */
export const fundWish = (input: Input<'staff', 'wish.fund'>) => call('staff', 'wish.fund', input);

/** Money for up to 20 wishes; each is funded or refused by itself. */
export const fundWishes = async (input: Input<'staff', 'wish.fundMany'>) =>
  (await call('staff', 'wish.fundMany', input)).outcomes;

/** The gift has come: its price is spent, the rest of the reserve released. */
export const recordArrival = (input: Input<'staff', 'gift.arrive'>) =>
  call('staff', 'gift.arrive', input);

/** Books money that a donor gave. */
export const recordDonation = (input: Input<'staff', 'fund.donate'>) =>
  call('staff', 'fund.donate', input);

/** Figures and a page of entries, newest first. */
export const readLedger = (fundId: string, cursor?: string) =>
  call('staff', 'fund.ledger', {
    fundId,
    order: 'newest',
    ...(cursor === undefined ? {} : { cursor }),
  });

export const saveCampaign = (input: Input<'staff', 'campaign.save'>) =>
  call('staff', 'campaign.save', input);

/** A sheet to cut or a list for a print shop; the link is good for a few minutes. */
export const makeCardSheet = (input: Input<'staff', 'card.sheet'>) =>
  call('staff', 'card.sheet', input);

/** Opens a printed sheet with the phone's own viewer, from which it can be sent on or printed. */
export const openCardSheet = async (url: string): Promise<void> => {
  const filePath = await downloadFile(url);
  await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true });
};

export const saveEvent = (input: Input<'staff', 'event.save'>) =>
  call('staff', 'event.save', input);

export const listEvents = async (campaignId: string) =>
  (await call('staff', 'event.list', { campaignId })).items;

/** Issues a card for each wish; a wish that has one keeps it. */
export const issueCards = async (input: Input<'staff', 'card.issue'>) =>
  (await call('staff', 'card.issue', input)).cards;

export const listCards = (input: Input<'staff', 'card.list'>) => call('staff', 'card.list', input);

export const freezeCard = (input: Input<'staff', 'card.freeze'>) =>
  call('staff', 'card.freeze', input);

export const unfreezeCard = (input: Input<'staff', 'card.unfreeze'>) =>
  call('staff', 'card.unfreeze', input);

/** New codes for a lost or damaged card; the old ones end. */
export const reissueCard = (input: Input<'staff', 'card.reissue'>) =>
  call('staff', 'card.reissue', input);

export const voidCard = (input: Input<'staff', 'card.void'>) => call('staff', 'card.void', input);

export const grantScanner = (input: Input<'staff', 'grant.scanner'>) =>
  call('staff', 'grant.scanner', input);

export const grantStaff = (input: Input<'staff', 'grant.staff'>) =>
  call('staff', 'grant.staff', input);

export const endGrant = (input: Input<'staff', 'grant.end'>) => call('staff', 'grant.end', input);

/** How far an event has come: by desk, by kind of gift, by time, and its devices. */
export const eventProgress = (eventId: string) => call('staff', 'event.progress', { eventId });

/** Cards whose gift is ready and was not collected, paged. */
export const listAbsentees = (eventId: string, cursor?: string) =>
  call('staff', 'event.absentees', cursor === undefined ? { eventId } : { eventId, cursor });

/** Closes an event now. */
export const cancelEvent = (input: Input<'staff', 'event.cancel'>) =>
  call('staff', 'event.cancel', input);

/** 演练: an event of its own, with practice cards. */
export const rehearseEvent = (input: Input<'staff', 'event.rehearse'>) =>
  call('staff', 'event.rehearse', input);

/** Gifts handed out twice, open and settled, paged. */
export const listConflicts = (eventId: string, cursor?: string) =>
  call('staff', 'conflict.list', cursor === undefined ? { eventId } : { eventId, cursor });

export const resolveConflict = (input: Input<'staff', 'conflict.resolve'>) =>
  call('staff', 'conflict.resolve', input);

/** Takes cards that were not collected to another event and desk. */
export const moveCards = (input: Input<'staff', 'card.move'>) => call('staff', 'card.move', input);

/** Ends every scanner's grant of an event, or those of one device's people. */
export const endGrants = (input: Input<'staff', 'grant.endAll'>) =>
  call('staff', 'grant.endAll', input);
