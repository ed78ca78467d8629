import { refuseAbsent } from '../../domain/common/refusal';
import { command, findAll, findFields, type Transaction } from '../common/database';
import type { EnrolmentRecord } from '../../domain/enrolment/records';

const refuseUnknown = (): never => refuseAbsent('没有找到这个报名。');

/** @throws Refusal NOT_FOUND */
export const enrolmentIn = async (
  transaction: Pick<Transaction, 'get'>,
  enrolmentId: string,
): Promise<EnrolmentRecord> =>
  (await transaction.get('enrolments', enrolmentId)) ?? refuseUnknown();

export const putEnrolment = (
  transaction: Transaction,
  enrolment: EnrolmentRecord,
  now: number,
): Promise<void> =>
  transaction.put('enrolments', {
    ...enrolment,
    version: enrolment.version + 1,
    updatedAt: now,
  });

export const enrolmentsOfChildren = (childIds: readonly string[]): Promise<EnrolmentRecord[]> =>
  childIds.length === 0
    ? Promise.resolve([])
    : findAll('enrolments', { childId: command.in([...childIds]) });

export const enrolmentsOfProgramme = (programmeId: string): Promise<EnrolmentRecord[]> =>
  findAll('enrolments', { programmeId });

export const enrolmentsOfPerson = (personId: string): Promise<EnrolmentRecord[]> =>
  findAll('enrolments', { personId });

const LARGEST_PAGE = 1000;

/** The feedback to a programme. */
export const feedbackOn = async (programmeId: string): Promise<EnrolmentRecord['feedback'][]> => {
  const all: EnrolmentRecord['feedback'][] = [];
  let cursor = '';
  for (;;) {
    const page = await findFields(
      'enrolments',
      { programmeId, _id: command.gt(cursor) },
      ['_id', 'feedback'],
      { orderBy: ['_id', 'asc'], limit: LARGEST_PAGE },
    );
    all.push(...page.flatMap(({ feedback }) => feedback ?? []));
    if (page.length < LARGEST_PAGE) return all;
    cursor = page.at(-1)?._id ?? '';
  }
};
