import { isStaff, maySee, scannerGrantFor } from '../domain/access';
import type { Card, EventPlan } from '../domain/card';
import { refuse } from '../domain/refusal';
import type { Context } from '../shared/serve';

export interface Place {
  eventId: string;
  stationId: string;
}

/**
 * Who may work at an event: a volunteer with a grant for it (or for the event that it rehearses)
 * now, or staff of the card's area, an admin everywhere. Whoever may not is refused before
 * anything is judged or logged.
 * @throws Refusal PERMISSION_DENIED, NOT_FOUND
 */
export const requireScanner = (
  { grants, rights, now }: Context,
  { eventId, stationId }: { eventId: string; stationId?: string },
  event: EventPlan | null,
  card: Pick<Card, 'areaPath' | 'kind'> | undefined,
): EventPlan => {
  const at = { now, ...(stationId === undefined ? {} : { stationId }) };
  const granted = [eventId, event?.rehearsalOf ?? eventId];
  const asVolunteer = granted.some((id) => scannerGrantFor(grants, { ...at, eventId: id }));
  const inArea = !card || card.kind === 'rehearsal' || maySee(rights, card.areaPath);
  const asStaff = isStaff(rights) && inArea;
  if (!asVolunteer && !asStaff) {
    return refuse('PERMISSION_DENIED', '你没有这个核销点的授权，或授权已结束，请联系工作人员。');
  }
  if (!event) return refuse('NOT_FOUND', '没有找到这场领取活动。');
  const hasStation = event.stations.some((station) => station.stationId === stationId);
  if (stationId !== undefined && !hasStation) {
    return refuse('NOT_FOUND', '这场活动没有这个核销点。');
  }
  return event;
};
