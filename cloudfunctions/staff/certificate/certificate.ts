import { dayAt } from '@micro-wish/vocabulary';
import { randomBytes } from 'node:crypto';
import { noteOf } from '../../domain/common/audit';
import type { AwardResult } from '../../../typings/contract';
import { isDistrict } from '../../domain/common/access';
import { refuse } from '../../domain/common/refusal';
import {
  correct,
  issue,
  statusOf,
  trainingProof,
  type Certificate,
} from '../../domain/certificate/certificate';
import { numberFrom } from '../../domain/certificate/number';
import { attendedAll, hoursOf, minutesOf } from '../../domain/enrolment/attendance';
import { addProof, isCurrent } from '../../domain/mother/mother';
import type { Programme } from '../../domain/enrolment/programme';
import * as calls from '../../calls/certificate';
import { ofProgramme } from '../../calls/fields';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { certificateIn, certificatesOfProgramme } from '../../store/certificate/certificates';
import { read } from '../../store/common/database';
import { once, type Work } from '../../store/common/requests';
import { byIds } from '../../store/common/by-ids';
import { noteNews } from '../../store/enrolment/news';
import { attendanceIn } from '../../store/enrolment/passes';
import { getProgramme, programmeIn } from '../../store/enrolment/programmes';
import { mothersOf } from '../../store/mother/mothers';
import type { EnrolmentRecord } from '../../domain/enrolment/records';
import { mayHandle, requireMine } from '../enrolment/rights';
import { askRevocation, confirmRevocation } from './revocation';

/** What people award, a whole district answers for. @throws Refusal PERMISSION_DENIED */
const requireDistrict = ({ rights }: Context): void => {
  if (!isDistrict(rights)) refuse('PERMISSION_DENIED', '证书由区级工作人员或管理员颁发。');
};

const newNumberOf = (): string => numberFrom(randomBytes(16));

const trainingHours = ({ sessions }: Programme, attended: readonly string[]): number =>
  hoursOf(minutesOf(sessions.filter(({ sessionId }) => attended.includes(sessionId))));

/** An awarded training is the proof `certificate` of a 爱心妈妈. */
const proveTraining = async (work: Work, certificate: Certificate): Promise<void> => {
  for (const { _id } of await mothersOf(certificate.holderId)) {
    const mother = await work.get('mothers', _id);
    if (!mother || !isCurrent(mother.state)) continue;
    const proven = addProof(mother, trainingProof(certificate), certificate.issuedOn);
    await work.put('mothers', proven);
  }
};

/** Why an enrolment has no certificate, or the number it has. */
const award = async (
  work: Work,
  context: Context,
  programmeId: string,
  enrolmentId: string,
  number: string,
): Promise<AwardResult> => {
  const { now, personId } = context;
  const enrolment = await work.get('enrolments', enrolmentId);
  if (enrolment?.programmeId !== programmeId || !mayHandle(context.rights, enrolment)) {
    return { enrolmentId, refused: 'not_found' };
  }
  await requireMine(work, context, enrolment);
  const { certificateNo } = enrolment;
  if (certificateNo !== null) {
    const known = await work.get('certificates', certificateNo);
    const status = known && statusOf(known, dayAt(now));
    return status === 'revoked' || status === 'replaced'
      ? { enrolmentId, refused: 'revoked' }
      : { enrolmentId, number: certificateNo };
  }
  if (enrolment.who === '') return { enrolmentId, refused: 'not_found' };
  const programme = await programmeIn(work, programmeId);
  const { attended } = await attendanceIn(work, enrolmentId);
  if (!attendedAll(programme, attended)) return { enrolmentId, refused: 'not_attended' };
  const { assessment } = enrolment;
  if (!assessment?.passed) return { enrolmentId, refused: 'not_passed' };
  const isChild = enrolment.childId !== null;
  const certificate = issue({
    _id: number,
    kind: 'training',
    // What leads to a child says the neutral title.
    title: isChild ? programme.neutralTitle : programme.title,
    name: enrolment.who,
    hours: trainingHours(programme, attended),
    issuer: programme.organiser,
    issuedOn: dayAt(now),
    holderId: enrolment.subjectId,
    isChild,
    grounds: {
      programmeId,
      enrolmentId,
      attended,
      assessment: { passed: true, score: assessment.score, at: assessment.at },
    },
    period: null,
    issuedAt: now,
    issuedBy: personId,
    months: programme.certificateMonths,
  });
  await work.put('certificates', certificate);
  await work.put('enrolments', {
    ...enrolment,
    certificateNo: number,
    version: enrolment.version + 1,
    updatedAt: now,
  });
  if (programme.kind === 'certification' && enrolment.personId !== null) {
    await proveTraining(work, certificate);
  }
  await work.audit({
    action: 'certificate.award',
    subject: number,
    note: noteOf({ id: enrolmentId }),
  });
  return { enrolmentId, number };
};

/** Nobody awards a certificate to themselves or to an own child. */
const requireNoneOwn = async (
  context: Context,
  enrolments: Iterable<EnrolmentRecord>,
  work: Pick<Work, 'get'>,
): Promise<void> => {
  for (const enrolment of enrolments) {
    if (mayHandle(context.rights, enrolment)) await requireMine(work, context, enrolment);
  }
};

export const certificateHandlers: Pick<
  Handlers<'staff'>,
  'certificate.award' | 'certificate.correct' | 'certificate.revoke' | 'certificate.list'
> = {
  'certificate.award': {
    who: 'staff',
    input: calls.award,
    run: async (context, { programmeId, enrolmentIds }) => {
      requireDistrict(context);
      const { now, personId, request } = context;
      await getProgramme(programmeId);
      const ids = [...new Set(enrolmentIds)];
      const known = await byIds('enrolments', ids);
      await requireNoneOwn(context, known.values(), { get: read });
      const results: AwardResult[] = [];
      // Each person by itself: a call that died half way is repeated, with the same numbers.
      for (const enrolmentId of ids) {
        const number = newNumberOf();
        const part = { request: partOf(request, enrolmentId), personId, now };
        results.push(
          await once(part, (work) => award(work, context, programmeId, enrolmentId, number)),
        );
      }
      await noteNews(
        results.flatMap(({ enrolmentId, number }) =>
          number === undefined
            ? []
            : [
                {
                  enrolmentId,
                  kind: 'certificateIssued' as const,
                  key: number,
                },
              ],
        ),
        now,
      );
      return once(context, () => Promise.resolve({ results }));
    },
  },
  'certificate.correct': {
    who: 'admin',
    input: calls.correct,
    run: (context, { number: typed, name }) => {
      const { now, personId } = context;
      const number = newNumberOf();
      return once(context, async (work) => {
        const certificate = await certificateIn(work, typed);
        const { old, corrected } = correct(certificate, {
          number,
          name,
          issuedOn: dayAt(now),
          at: now,
          by: personId,
        });
        await work.put('certificates', old);
        await work.put('certificates', corrected);
        await work.audit({
          action: 'certificate.correct',
          subject: old._id,
          note: noteOf({ id: number }),
        });
        return { number };
      });
    },
  },
  'certificate.revoke': {
    who: 'admin',
    input: calls.revoke,
    run: (context, { number, reason }) =>
      once(context, async (work) => {
        const certificate = await certificateIn(work, number);
        const asked = await askRevocation(work, context, certificate, reason);
        return asked ?? (await confirmRevocation(work, context, certificate));
      }),
  },
  'certificate.list': {
    who: 'staff',
    input: ofProgramme,
    run: async ({ rights, personId, now }, { programmeId }) => {
      await getProgramme(programmeId);
      const today = dayAt(now);
      const all = await certificatesOfProgramme(programmeId);
      const enrolments = await byIds(
        'enrolments',
        all.flatMap(({ grounds }) => grounds?.enrolmentId ?? []),
      );
      const isSeen = ({ grounds }: Certificate): boolean => {
        const enrolment = enrolments.get(grounds?.enrolmentId ?? '');
        return enrolment !== undefined && mayHandle(rights, enrolment);
      };
      return {
        items: all.filter(isSeen).map((certificate) => {
          const { _id, kind, title, name, hours, issuedOn, revocation } = certificate;
          return {
            number: _id,
            kind,
            title,
            name,
            hours,
            issuedOn,
            status: statusOf(certificate, today),
            ...(revocation && !revocation.confirmedBy
              ? {
                  revocation: {
                    reason: revocation.reason,
                    mine: revocation.by === personId,
                    at: revocation.at,
                  },
                }
              : {}),
          };
        }),
      };
    },
  },
};
