import type { ConsentScope, Input } from '../../typings/contract';
import { call } from './client';

/** What the app must know of the caller: consent (and whether it is to this campaign's rules), children, roles. */
export const whoAmI = (campaignId?: string) =>
  call('family', 'me', campaignId === undefined ? {} : { campaignId });

/** The guardian's consent to these scopes, to the words of this version that stand on the screen. */
export const grantConsent = (consent: Input<'family', 'consent.grant'>) =>
  call('family', 'consent.grant', consent);

/** Takes back these scopes; none named = all. `review` and `gift` withdraw the wishes too. */
export const withdrawConsent = (scopes?: ConsentScope[]) =>
  call('family', 'consent.withdraw', scopes ? { scopes } : {});

export const saveChild = (child: Input<'family', 'child.save'>) =>
  call('family', 'child.save', child);

/** Submits a wish; a returned one of the same child is submitted again by the same call. */
export const submitWish = (wish: Input<'family', 'wish.submit'>) =>
  call('family', 'wish.submit', wish);

export const withdrawWish = (input: Input<'family', 'wish.withdraw'>) =>
  call('family', 'wish.withdraw', input);

export const myWishes = async () => (await call('family', 'wish.mine', {})).items;

export const myCards = async () => (await call('family', 'card.mine', {})).items;

/** The digital code of one's own card, refused while the card cannot be used. */
export const showCardCode = async (cardId: string) =>
  (await call('family', 'card.show', { cardId })).code;

export const freezeCard = (input: Input<'family', 'card.freeze'>) =>
  call('family', 'card.freeze', input);

export const unfreezeCard = (input: Input<'family', 'card.unfreeze'>) =>
  call('family', 'card.unfreeze', input);

/** Everything that is held about the caller and the children. */
export const exportMyData = () => call('family', 'data.export', {});

/** Deletes one child, or everything where none is named; answers the children's ids. */
export const eraseMyData = (input: Input<'family', 'data.erase'>) =>
  call('family', 'data.erase', input);

/** A code with which one other guardian joins this child; it works once. */
export const inviteGuardian = (input: Input<'family', 'guardian.invite'>) =>
  call('family', 'guardian.invite', input);

export const joinChild = (input: Input<'family', 'guardian.join'>) =>
  call('family', 'guardian.join', input);

/** The caller is no guardian of this child any more; the other one stays. */
export const leaveChild = (input: Input<'family', 'guardian.leave'>) =>
  call('family', 'guardian.leave', input);

/** What the caller wrote to the district, and the answers. */
export const myComplaints = async () => (await call('family', 'complaint.mine', {})).items;

/** Whether another thing would do, in place of one that cannot be had. */
export const answerSubstitution = (input: Input<'family', 'substitution.answer'>) =>
  call('family', 'substitution.answer', input);

/** Tells staff that a gift is defective. */
export const reportDefect = (input: Input<'family', 'gift.defect'>) =>
  call('family', 'gift.defect', input);

export const sendComplaint = (input: Input<'family', 'complaint.send'>) =>
  call('family', 'complaint.send', input);
