import type { CollectorType, GiftOnCard } from '../../../../typings/contract';

/** A redemption that was sent and not answered: the next try sends exactly this. */
export interface Pending {
  nonce: string;
  eventId: string;
  stationId: string;
  deviceId: string;
  code: string;
  collector: { type: CollectorType };
  /** For the volunteer's eyes; not sent. */
  card: { gift: GiftOnCard; cardNo: string; alias: string };
  at: number;
}

/** As many unanswered redemptions as one device keeps. */
const KEPT = 50;

/** Writes one down, in place of an earlier one with the same nonce. */
export const withPending = (list: readonly Pending[], one: Pending): Pending[] =>
  [...list.filter(({ nonce }) => nonce !== one.nonce), one].slice(-KEPT);

/** Answered: it leaves the list. */
export const withoutPending = (list: readonly Pending[], nonce: string): Pending[] =>
  list.filter((one) => one.nonce !== nonce);

/** The unanswered redemption of a card at this desk, if there is one: scanned again, it is retried. */
export const pendingFor = (
  list: readonly Pending[],
  { eventId, stationId, code }: Pick<Pending, 'eventId' | 'stationId' | 'code'>,
): Pending | undefined =>
  list.find((one) => one.eventId === eventId && one.stationId === stationId && one.code === code);
