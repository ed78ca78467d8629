import type { EpochMs, GrantOffer, GrantTermsView } from '../../../typings/contract';
import { roleOfTerms, type GrantTerms, type StaffOffice } from '../../domain/common/access';
import type { EventPlan } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { eventsById, getEvent } from '../../store/campaign/campaigns';
import { byIds } from '../../store/common/by-ids';
import { read } from '../../store/common/database';
import { getBatch } from '../../store/pack/batches';

/** @throws Refusal where it is no window, event or station */
export const scannerTerms = async (wanted: {
  eventId: string;
  stationIds?: string[];
  from: EpochMs;
  until: EpochMs;
}): Promise<GrantTerms> => {
  const { eventId, stationIds, from, until } = wanted;
  const event = await getEvent(eventId);
  if (event.batch) refuse('INVALID_ARGUMENT', '暖心包批次的授权请在批次里办理。');
  if (from >= until) refuse('INVALID_ARGUMENT', '授权的结束时间应晚于开始时间。');
  const known = new Set(event.stations.map(({ stationId }) => stationId));
  if (stationIds?.some((stationId) => !known.has(stationId))) {
    refuse('NOT_FOUND', '这场活动没有其中的某个核销点。');
  }
  return { kind: 'scanner', eventId, stationIds: stationIds ?? null, from, until };
};

/**
 * A unit member scans for one batch, from now until it ends or is closed.
 * @throws Refusal NOT_FOUND, FAILED_PRECONDITION
 */
export const unitTerms = async (batchId: string, now: EpochMs): Promise<GrantTerms> => {
  const { batch, until } = await getBatch(batchId);
  if (batch.state === 'closed' || until <= now) {
    refuse('FAILED_PRECONDITION', '这个批次已经结束，不能再授权。');
  }
  return {
    kind: 'scanner',
    eventId: batchId,
    stationIds: [batch.unitId],
    from: now,
    until,
    ofBatch: true,
  };
};

/** The area belongs to a level; an admin and an auditor have none. @throws Refusal */
export const staffTerms = async (
  level: StaffOffice,
  areaId: string | undefined,
): Promise<GrantTerms> => {
  if (level === 'admin' || level === 'auditor') {
    return { kind: 'staff', level, areaId: '', areaName: '' };
  }
  if (areaId === undefined) return refuse('INVALID_ARGUMENT', '请选择负责的区域。');
  const area = await read('areas', areaId);
  if (area?.level !== level) {
    return refuse('NOT_FOUND', '没有找到这个级别的区域，请从列表中选择。');
  }
  return { kind: 'staff', level, areaId, areaName: area.name };
};

/** What is offered, as it will be granted. @throws Refusal */
export const termsOf = (wanted: GrantOffer, now: EpochMs): Promise<GrantTerms> => {
  if (wanted.role === 'scanner') return scannerTerms(wanted);
  if (wanted.role === 'unit') return unitTerms(wanted.batchId, now);
  return staffTerms(wanted.role, 'areaId' in wanted ? wanted.areaId : undefined);
};

/** The events that grants speak of, by id. */
export const eventsBy = (grants: readonly GrantTerms[]): Promise<Map<string, EventPlan>> =>
  eventsById(grants.flatMap((terms) => (terms.kind === 'scanner' ? terms.eventId : [])));

/** Titles of the campaigns that each of some grants is for; none for an office over all of them. */
export const campaignsBehind = async (
  grants: readonly GrantTerms[],
  events: ReadonlyMap<string, EventPlan>,
): Promise<(terms: GrantTerms) => { campaign?: string }> => {
  const areas = await byIds(
    'areas',
    grants.flatMap((terms) => (terms.kind === 'staff' && terms.areaId) || []),
  );
  const idsOf = (terms: GrantTerms): readonly string[] => {
    if (terms.kind === 'scanner') return [events.get(terms.eventId)?.campaignId ?? ''];
    return terms.kind === 'staff' ? (areas.get(terms.areaId)?.campaignIds ?? []) : [];
  };
  const campaigns = await byIds('campaigns', grants.flatMap(idsOf));
  return (terms) => {
    const titles = idsOf(terms).flatMap((campaignId) => campaigns.get(campaignId)?.title ?? []);
    return titles.length === 0 ? {} : { campaign: titles.join('、') };
  };
};

/** What is granted, as it is shown. */
export const viewOfTerms = (
  terms: GrantTerms,
  events: ReadonlyMap<string, EventPlan>,
): GrantTermsView => {
  const role = roleOfTerms(terms);
  if (terms.kind === 'staff') {
    return { role, ...(terms.areaName === '' ? {} : { areaName: terms.areaName }) };
  }
  if (terms.kind === 'safeguarding') return { role };
  const { eventId, stationIds, from, until } = terms;
  const event = events.get(eventId);
  const labels = event?.stations.filter(({ stationId }) => stationIds?.includes(stationId));
  return {
    role,
    event: {
      title: event?.title ?? '',
      ...(stationIds === null ? {} : { stationLabels: labels?.map(({ label }) => label) ?? [] }),
      from,
      until,
    },
  };
};
