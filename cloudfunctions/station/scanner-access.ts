import { isStaff, maySee, scannerGrantFor } from '../domain/common/access';
import type { Card, EventPlan } from '../domain/card/card';
import { refuse } from '../domain/common/refusal';
import type { Context } from '../shared/serve';

export interface Place {
  eventId: string;
  stationId: string;
}

type Seen = Pick<Card, 'areaPath' | 'kind'>;

/** Staff of the card's area; a practice card, an adult's pass, or none at all, lies in every area. */
const isStaffFor = ({ rights }: Context, card: Seen | undefined): boolean =>
  isStaff(rights) && (!card || card.areaPath.length === 0 || maySee(rights, card.areaPath));

/** 特殊放行 is for those who answer for the card: a scanner grant does not give it. */
export const requireForce = (context: Context, card: Seen | undefined): void => {
  if (!isStaffFor(context, card)) {
    refuse('PERMISSION_DENIED', '只有负责这个区域的工作人员可以特殊放行，请叫他们来。');
  }
};

/** A batch that is closed is no desk any more, for nobody. */
export const isClosedBatch = (event: EventPlan | null): boolean => event?.batch?.state === 'closed';

/**
 * Who may work at an event: a volunteer with a grant for it (or for the event that it rehearses)
 * now, or staff of the card's area, an admin everywhere. Whoever may not is refused before
 * anything is judged or logged.
 * @throws Refusal PERMISSION_DENIED, NOT_FOUND
 */
export const requireScanner = (
  context: Context,
  { eventId, stationId }: { eventId: string; stationId?: string },
  event: EventPlan | null,
  card: Seen | undefined,
): EventPlan => {
  const { grants, now } = context;
  if (isClosedBatch(event)) {
    return refuse('PERMISSION_DENIED', '你没有这个核销点的授权，或授权已结束，请联系工作人员。');
  }
  const at = { now, ...(stationId === undefined ? {} : { stationId }) };
  const granted = [eventId, event?.rehearsalOf ?? eventId];
  const asVolunteer = granted.some((id) => scannerGrantFor(grants, { ...at, eventId: id }));
  if (!asVolunteer && !isStaffFor(context, card)) {
    return refuse('PERMISSION_DENIED', '你没有这个核销点的授权，或授权已结束，请联系工作人员。');
  }
  if (!event) return refuse('NOT_FOUND', '没有找到这场领取活动。');
  const hasStation = event.stations.some((station) => station.stationId === stationId);
  if (stationId !== undefined && !hasStation) {
    return refuse('NOT_FOUND', '这场活动没有这个核销点。');
  }
  return event;
};
