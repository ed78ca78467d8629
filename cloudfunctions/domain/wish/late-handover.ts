import type { EpochMs } from '../../../typings/contract';
import { giftGivenUp, giftIdOf, step, type FormerGift, type Step, type Wish } from './wish';

interface By {
  personId: string;
  now: EpochMs;
}

/** Whether this gift is still the wish's own: nothing is to be set right. */
export const holdsGift = (wish: Wish, giftId: string | null): boolean =>
  wish.state === 'ready' && (giftId === null || giftIdOf(wish) === giftId);

/** The steps from which a hand-over took a wish back, and how the wish goes there again. */
const GOES_BACK = {
  submitted: 'resubmitted',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'expired',
} as const satisfies Partial<Record<Wish['state'], Step['event']>>;

type Interrupting = keyof typeof GOES_BACK;

const goesBack = (state: Wish['state']): state is Interrupting => Object.hasOwn(GOES_BACK, state);

/**
 * The gift had been handed over before the wish ended, went back or lost it: it is the wish's own
 * again, paid for already, and whatever was reserved anew is released. A wish that was taken off
 * the wall stays off it.
 */
export const regain = (wish: Wish, former: FormerGift, by: By): Wish => {
  const { giftId, priceFen, stationId, gift } = former;
  const facts = gift ?? { supplier: '', invoiceNo: '', shelf: '', stockId: null };
  return step(
    wish,
    {
      state: 'ready',
      reservedFen: null,
      orderId: null,
      proposal: null,
      priceFen,
      stationId,
      gift: { ...facts, shelf: '', stockId: giftId },
      interrupted: goesBack(wish.state)
        ? { state: wish.state, level: wish.level }
        : (wish.interrupted ?? null),
    },
    { event: 'handed_over', at: by.now, by: by.personId },
  );
};

/** A hand-over that had interrupted a step was taken back: the step holds again. */
export const resume = (wish: Wish, by: By): Wish => {
  const { interrupted } = wish;
  if (!interrupted || !goesBack(interrupted.state)) return wish;
  return step(
    wish,
    { ...giftGivenUp(wish), ...interrupted, interrupted: null },
    { event: GOES_BACK[interrupted.state], at: by.now, by: by.personId },
  );
};
