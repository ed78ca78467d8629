import type { PassedReason } from '../../../typings/contract';
import type { Candidate } from '../../domain/enrolment/fit';
import { unfit } from '../../domain/enrolment/fit';
import type { Programme, Seat } from '../../domain/enrolment/programme';
import { byIds } from '../common/by-ids';
import type { Transaction } from '../common/database';
import type { AreaRecord } from '../../domain/campaign/records';
import type { ChildRecord } from '../../domain/family/records';

type Other = Candidate['others'][number];

/** The other programmes in which somebody is enrolled, as the transaction sees them. */
export const othersOf = async (
  transaction: Pick<Transaction, 'get'>,
  subjectId: string,
): Promise<Other[]> => {
  const agenda = await transaction.get('agendas', subjectId);
  const others: Other[] = [];
  for (const programmeId of agenda?.programmeIds ?? []) {
    const other = await transaction.get('programmes', programmeId);
    if (other) others.push(other);
  }
  return others;
};

/** What a child is judged by. */
export const candidateOf = (
  child: Pick<ChildRecord, 'birthMonth' | 'communityId'>,
  area: Pick<AreaRecord, 'campaignIds'> | null | undefined,
  { campaignId }: Pick<Programme, 'campaignId'>,
  others: readonly Other[],
): Candidate => ({
  birthMonth: child.birthMonth,
  communityId: child.communityId,
  isOfCampaign: area?.campaignIds.includes(campaignId) ?? false,
  others,
});

/** Enrols somebody in the agenda, so that two sessions of one time cannot both be taken. */
export const noteEnrolled = async (
  transaction: Transaction,
  subjectId: string,
  programmeId: string,
): Promise<void> => {
  const agenda = await transaction.get('agendas', subjectId);
  const programmeIds = [...new Set([...(agenda?.programmeIds ?? []), programmeId])];
  await transaction.put('agendas', { _id: subjectId, programmeIds });
};

export const noteLeft = async (
  transaction: Transaction,
  subjectId: string,
  programmeId: string,
): Promise<void> => {
  const agenda = await transaction.get('agendas', subjectId);
  if (!agenda) return;
  const programmeIds = agenda.programmeIds.filter((other) => other !== programmeId);
  if (programmeIds.length === 0) await transaction.remove('agendas', subjectId);
  else await transaction.put('agendas', { ...agenda, programmeIds });
};

/** Why each of some people on a waiting list would be passed over, read without a lock. */
export const unfitAmong = async (
  programme: Programme,
  seats: readonly Pick<Seat, 'enrolmentId' | 'subjectId'>[],
): Promise<Map<string, PassedReason | null>> => {
  const subjectIds = seats.map(({ subjectId }) => subjectId);
  const [agendas, children] = await Promise.all([
    byIds('agendas', subjectIds),
    programme.for === 'child' ? byIds('children', subjectIds) : new Map<string, ChildRecord>(),
  ]);
  const [areas, programmes] = await Promise.all([
    byIds(
      'areas',
      Array.from(children.values(), ({ communityId }) => communityId),
    ),
    byIds(
      'programmes',
      Array.from(agendas.values()).flatMap(({ programmeIds }) => programmeIds),
    ),
  ]);
  const othersBy = (subjectId: string): Other[] =>
    (agendas.get(subjectId)?.programmeIds ?? []).flatMap((id) => programmes.get(id) ?? []);
  return new Map(
    seats.map(({ enrolmentId, subjectId }) => {
      const enrolledIn = othersBy(subjectId);
      if (programme.for === 'adult') return [enrolmentId, unfit(programme, { others: enrolledIn })];
      const child = children.get(subjectId);
      if (!child) return [enrolmentId, 'area'];
      const area = areas.get(child.communityId);
      return [enrolmentId, unfit(programme, candidateOf(child, area, programme, enrolledIn))];
    }),
  );
};
