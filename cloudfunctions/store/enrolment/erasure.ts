import type { EpochMs } from '../../../typings/contract';
import type { Card } from '../../domain/card/card';
import { forget } from '../../domain/enrolment/enrolment';
import { releaseCertificates } from '../certificate/certificates';
import { transact, updateWhere } from '../common/database';
import { eraseFiles, type FileEraser } from '../common/sheets';
import { noteLeft } from './candidates';
import { enrolmentsOfChildren, enrolmentsOfPerson } from './enrolments';
import { passIdOf, voidPass } from './passes';
import { putProgramme } from './programmes';
import { offerFreePlaces } from './promotion';
import type { EnrolmentRecord } from '../../domain/enrolment/records';

type By = FileEraser & { now: EpochMs };

/** A pass says nothing any more but when and where it was scanned. */
const withoutName = (card: Card, now: EpochMs): Card => ({
  ...card,
  alias: '',
  redemptions: card.redemptions.map((redemption) => ({
    ...redemption,
    forced: redemption.forced && { ...redemption.forced, reason: '' },
    annulled: redemption.annulled && { ...redemption.annulled, reason: '' },
  })),
  version: card.version + 1,
  updatedAt: now,
});

/** Sums stay, and nobody's words or name. */
const withoutWords = (enrolment: EnrolmentRecord): EnrolmentRecord => ({
  ...enrolment,
  subjectId: '',
  who: '',
  calls: enrolment.calls.map((call) => ({ ...call, reason: '' })),
  notes: enrolment.notes.map((note) => ({ ...note, reason: '' })),
  feedback: enrolment.feedback && { ...enrolment.feedback, words: '' },
});

/** Forgets one enrolment: whose it was, what was said of it, and the lists it stood in. */
export const eraseEnrolment = async (
  { _id, programmeId }: Pick<EnrolmentRecord, '_id' | 'programmeId'>,
  by: By,
): Promise<void> => {
  const { now } = by;
  await eraseFiles(_id, by);
  await transact(async (transaction) => {
    const enrolment = await transaction.get('enrolments', _id);
    if (!enrolment || enrolment.subjectId === '') return;
    const programme = await transaction.get('programmes', programmeId);
    if (programme) await putProgramme(transaction, forget(programme, _id, now), now);
    const card = await transaction.get('cards', passIdOf(_id));
    if (card) {
      await transaction.put('cards', withoutName(card, now));
      await voidPass(transaction, _id, now);
    }
    await noteLeft(transaction, enrolment.subjectId, programmeId);
    await transaction.put('enrolments', withoutWords(enrolment));
  });
  await offerFreePlaces(programmeId, now);
};

const eraseSubject = async (
  subjectId: string,
  enrolments: readonly EnrolmentRecord[],
  by: By,
): Promise<void> => {
  for (const enrolment of enrolments) await eraseEnrolment(enrolment, by);
  await transact((transaction) => transaction.remove('agendas', subjectId));
  await releaseCertificates(subjectId);
};

/**
 * Takes an erased child out of its programmes: places are free, certificates answer and name
 * nobody. Doing it again changes nothing: a call that died half way is repeated.
 */
export const eraseEnrolmentsOfChild = async (childId: string, by: By): Promise<void> =>
  eraseSubject(childId, await enrolmentsOfChildren([childId]), by);

/** The same for an adult who enrolled, and no longer wants to be known here. */
export const eraseEnrolmentsOfPerson = async (personId: string, by: By): Promise<void> => {
  await eraseSubject(personId, await enrolmentsOfPerson(personId), by);
  for (const { _id } of await enrolmentsOfPerson(personId)) {
    await transact(async (transaction) => {
      const enrolment = await transaction.get('enrolments', _id);
      if (enrolment) await transaction.put('enrolments', { ...enrolment, personId: null });
    });
  }
};

/** Lets go whose an enrolment was. */
export const forgetPerson = async (enrolmentId: string): Promise<void> => {
  await updateWhere('enrolments', { _id: enrolmentId }, { personId: null });
};
