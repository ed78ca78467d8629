import type { EpochMs } from '../../../typings/contract';
import type { EventPlan } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { wakeAt } from '../../domain/enrolment/enrolment';
import { endOf, startOf, windowOf, type Programme } from '../../domain/enrolment/programme';
import { command, find, findAll, read, type Transaction } from '../common/database';

const refuseUnknown = (): never => refuse('NOT_FOUND', '没有找到这个项目。');

/** @throws Refusal NOT_FOUND */
export const getProgramme = async (programmeId: string): Promise<Programme> =>
  (await read('programmes', programmeId)) ?? refuseUnknown();

/** @throws Refusal NOT_FOUND */
export const programmeIn = async (
  transaction: Pick<Transaction, 'get'>,
  programmeId: string,
): Promise<Programme> => (await transaction.get('programmes', programmeId)) ?? refuseUnknown();

/** The programmes of a campaign, the one that begins first before the others. */
export const programmesOf = async (campaignId: string): Promise<Programme[]> => {
  const all = await findAll('programmes', { campaignId });
  return all.sort((a, b) => startOf(a) - startOf(b) || (a._id < b._id ? -1 : 1));
};

/** The programmes of every campaign. */
export const everyProgramme = (): Promise<Programme[]> => findAll('programmes', {});

/** Programmes that have changed since a moment. */
export const programmesChangedSince = (since: EpochMs): Promise<Programme[]> =>
  find('programmes', { updatedAt: command.gte(since) }, { orderBy: ['updatedAt', 'asc'] });

/** Keeps a programme that a decision has changed: every change of it is one of this document. */
export const putProgramme = (
  transaction: Transaction,
  programme: Programme,
  now: EpochMs,
): Promise<void> =>
  transaction.put('programmes', {
    ...programme,
    wakeAt: wakeAt(programme, now),
    version: programme.version + 1,
    updatedAt: now,
  });

const AT_ONCE = 50;

/** Programmes for which the clock has something to do. */
export const programmesToWake = (now: EpochMs): Promise<Programme[]> =>
  find('programmes', { wakeAt: command.lte(now) }, { orderBy: ['wakeAt', 'asc'], limit: AT_ONCE });

/** The programme as the scan desk knows it: an event with a desk for each session. */
const planOfProgramme = (programme: Programme): EventPlan => ({
  _id: programme._id,
  campaignId: programme.campaignId,
  // What a desk shows leads to one person: never whom the programme serves.
  title: programme.neutralTitle,
  place: programme.sessions[0]?.place ?? '',
  from: Math.min(...programme.sessions.map((session) => windowOf(session).from)),
  until: endOf(programme),
  stations: programme.sessions.map(({ sessionId, title }) => ({
    stationId: sessionId,
    label: title,
  })),
  rehearsalOf: null,
  cancelled: programme.cancelled,
  programme: { sessions: programme.sessions },
});

/** Keeps what the scan desk has to know of a programme: its sessions with their windows. */
export const putPlan = (transaction: Transaction, programme: Programme): Promise<void> =>
  transaction.put('events', planOfProgramme(programme));
