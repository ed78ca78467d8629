import { dayAt } from '@micro-wish/vocabulary';
import { randomBytes } from 'node:crypto';
import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { issue } from '../../domain/certificate/certificate';
import { numberFrom } from '../../domain/certificate/number';
import { hoursOf } from '../../domain/enrolment/attendance';
import { serviceHours, windowOf } from '../../domain/mother/hours';
import * as calls from '../../calls/certificate';
import type { Handlers } from '../../shared/serve';
import { organiserOf } from '../../store/campaign/organiser';
import { hoursCertificateOf } from '../../store/certificate/certificates';
import { once } from '../../store/common/requests';
import { motherIn } from '../../store/mother/mothers';
import { recordsBetween } from '../../store/mother/records';
import { requireDistrict } from '../common/area';

const TITLE = '爱心妈妈陪伴服务';

export const hoursHandlers: Pick<Handlers<'staff'>, 'certificate.hours'> = {
  /** 志愿服务记录证明: of what supervisors confirmed, once for the same days and minutes. */
  'certificate.hours': {
    who: 'staff',
    input: calls.hours,
    run: async (context, { motherId, from, until }) => {
      const { now, personId, rights } = context;
      if (until < from) refuse('INVALID_ARGUMENT', '结束日期不能早于开始日期。');
      if (until > dayAt(now)) refuse('INVALID_ARGUMENT', '只能证明到今天为止的服务。');
      const [records, known] = await Promise.all([
        recordsBetween(motherId, from, until),
        hoursCertificateOf(motherId),
      ]);
      const number = numberFrom(randomBytes(16));
      return once(context, async (work) => {
        const mother = await motherIn(work, motherId);
        requireDistrict(
          rights,
          { areaPath: mother.areaIds },
          '时长证明由她所在区的区级工作人员或管理员出具。',
        );
        if (mother.personId === personId) {
          refuse('PERMISSION_DENIED', '自己的时长证明要由其他工作人员出具。');
        }
        if (mother.name === '') refuse('FAILED_PRECONDITION', '她的信息已删除，不能出具证明。');
        const { serviceMinutes: minutes } = serviceHours(records, windowOf(from, until));
        if (minutes === 0) {
          refuse('FAILED_PRECONDITION', '这段时间还没有经督导确认的服务记录。');
        }
        const same = known.find(
          ({ period, revocation, replacedBy }) =>
            period?.from === from &&
            period.until === until &&
            period.minutes === minutes &&
            !revocation?.confirmedBy &&
            replacedBy === null,
        );
        if (same) return { number: same._id };
        await work.put(
          'certificates',
          issue({
            _id: number,
            kind: 'hours',
            title: TITLE,
            name: mother.name,
            hours: hoursOf(minutes),
            issuer: await organiserOf(mother.campaignId),
            issuedOn: dayAt(now),
            holderId: mother.personId,
            isChild: false,
            grounds: null,
            period: { motherId, from, until, minutes },
            issuedAt: now,
            issuedBy: personId,
            months: null,
          }),
        );
        await work.audit({
          action: 'certificate.hours',
          subject: number,
          note: noteOf({ id: motherId }),
        });
        return { number };
      });
    },
  },
};
