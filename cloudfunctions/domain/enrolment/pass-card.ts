import { HOUR_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import type { Card, EventPlan, Redemption } from '../card/card';
import { windowOf, type Session } from './programme';

/** What a card of kind `pass` knows beside what every card knows. */
export interface PassOnCard {
  programmeId: string;
  enrolmentId: string;
  /** Whose public figures a scan changes; a pass from before this was noted has none. */
  campaignId?: string;
  /** A child needs somebody who brings and fetches it; an adult comes alone. */
  isChild: boolean;
}

/** A scan of a pass at a session: the session is the station. */
interface SessionScan {
  event: Pick<EventPlan, 'programme'>;
  stationId: string;
  direction: 'in' | 'out';
}

/** Who is fetched late is scanned out all the same: so long after the end. */
const FETCHED_LATE_MS = 2 * HOUR_MS;

const sessionAt = ({ event, stationId }: SessionScan): Session | undefined =>
  event.programme?.sessions.find(({ sessionId }) => sessionId === stationId);

/** The scan that was made before of the same session and direction, the earliest of several. */
export const hasScan = (
  redemptions: readonly Redemption[],
  { stationId, direction }: SessionScan,
): Redemption | undefined =>
  redemptions
    .filter(
      (one) =>
        one.status === 'effective' &&
        one.stationId === stationId &&
        (one.direction ?? 'in') === direction,
    )
    .sort((a, b) => a.at - b.at)[0];

/** From half an hour before the session to its end; out for a while longer. */
export const sessionWindow = (scan: SessionScan): { from: EpochMs; until: EpochMs } | undefined => {
  const session = sessionAt(scan);
  if (!session) return undefined;
  const { from, until } = windowOf(session);
  return { from, until: scan.direction === 'out' ? until + FETCHED_LATE_MS : until };
};

/** A session of this programme; out is for those where children are fetched. */
export const isSessionDesk = (scan: SessionScan): boolean => {
  const session = sessionAt(scan);
  return session !== undefined && (scan.direction === 'in' || session.inOut);
};

export const needsCompanion = (pass: PassOnCard | undefined): boolean => pass?.isChild ?? true;

/**
 * The pass with one more scan. What happened at the door is a fact: two devices make one
 * attendance, each scan is kept, and there is nothing to settle.
 */
export const scanAgain = (card: Card, scan: Redemption): Partial<Card> => ({
  redemptions: [...card.redemptions, scan],
  nonces: [...new Set([...card.nonces, scan.nonce])],
});
