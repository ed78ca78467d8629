import type { EpochMs } from '../../typings/contract';
import { isRedeemed } from '../domain/card';
import { isLive, withdraw, type Wish } from '../domain/wish';
import { find, transact } from './database';
import { changeWish, wishesOf } from './wishes';

/** The words of a family; the ledger, the states and the numbers stay. */
const withoutWords = (wish: Wish): Wish => ({
  ...wish,
  title: '',
  details: null,
  reason: null,
  publicText: '',
  publicTextAllowed: false,
  timeline: wish.timeline.map(({ reason: _erased, ...step }) => step),
});

/**
 * Brings a guardian's wishes and children in line with the consent that is left. Each document is
 * changed by itself, and doing it again changes nothing: a call that died half way is repeated.
 */
export const followConsent = async (
  personId: string,
  left: { mayReview: boolean; mayPublish: boolean },
  now: EpochMs,
): Promise<void> => {
  if (left.mayReview && left.mayPublish) return;
  for (const { _id } of await wishesOf(personId)) {
    await transact((transaction) =>
      changeWish(
        // What followed from a withdrawal of consent is in the consent's own history.
        { ...transaction, audit: () => Promise.resolve() },
        _id,
        { personId, now },
        (wish, card) => {
          if (left.mayReview) return { ...wish, publicTextAllowed: false, publicText: '' };
          const redeemed = isRedeemed(card);
          const out =
            isLive(wish.state) && !redeemed ? withdraw(wish, redeemed, { personId, now }) : wish;
          return withoutWords({ ...out, onWall: false });
        },
      ),
    );
  }
  if (left.mayReview) return;
  for (const { _id } of await find('children', { guardianIds: personId })) {
    await transact(async (transaction) => {
      const child = await transaction.get('children', _id);
      if (child) {
        await transaction.put('children', { ...child, nickname: '', birthMonth: '', wishIds: {} });
      }
    });
  }
};
