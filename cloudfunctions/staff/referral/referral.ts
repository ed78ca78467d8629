import { byIds } from '../../store/common/by-ids';
import { refuse } from '../../domain/common/refusal';
import { isOnPaper } from '../../domain/family/paper-form';
import { isOwnChild } from '../../domain/family/own-child';
import { isMember, stateOf, type Referral } from '../../domain/referral/referral';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/referral';
import type { Handlers } from '../../shared/serve';
import { keyAt } from '../../store/common/page-keys';
import { once } from '../../store/common/requests';
import { notify } from '../../store/message/notices';
import { childIn } from '../../store/mother/pairs';
import { everySpecialist, referralPage } from '../../store/referral/referrals';
import { roleOf } from '../wish/wish-file';
import { requireArea } from '../common/area';

export const referralHandlers: Pick<Handlers<'staff'>, 'referral.propose' | 'referral.list'> = {
  'referral.propose': {
    who: 'staff',
    input: calls.propose,
    run: (context, { childId, specialistId, purpose, question }) => {
      const { personId, rights, now } = context;
      const referralId = newId('referral');
      return once(context, async (work) => {
        const child = await childIn(work, childId);
        const areaPath = (await work.get('areas', child.communityId))?.path ?? [];
        requireArea(rights, { areaPath });
        if (isOwnChild(child, personId)) {
          refuse('PERMISSION_DENIED', '不能为自己的孩子提出转介，请由同事办理。');
        }
        const specialist =
          (await work.get('specialists', specialistId)) ??
          refuse('NOT_FOUND', '没有找到这位专家，请从列表中选择。');
        if (!isMember(specialist, now)) {
          refuse('FAILED_PRECONDITION', '这位专家的会员资格已到期，请换一位或先更新日期。');
        }
        if (isOwnChild(child, specialist.personId)) {
          refuse('FAILED_PRECONDITION', '不能转介给孩子自己的监护人，请换一位专家。');
        }
        const referral: Referral = {
          _id: referralId,
          childId,
          specialistId,
          toId: specialist.personId,
          by: personId,
          areaPath,
          purpose,
          question,
          reason: '',
          at: now,
          state: 'proposed',
          consentedAt: null,
          lapsesAt: 0,
          key: keyAt(now, referralId),
        };
        await work.put('referrals', referral);
        await work.put('accessLog', {
          _id: `${referralId}.proposed`,
          childId,
          wishId: '',
          by: personId,
          role: roleOf(rights),
          purpose: `提出转介：${purpose}`,
          at: now,
        });
        const telling = { box: 'family', kind: 'referralProposed', personIds: child.guardianIds };
        await notify(work, { ...telling, box: 'family' }, { ref: referralId }, now);
        await work.audit({ action: 'referral.propose', subject: referralId });
        return { referralId, state: 'proposed' as const };
      });
    },
  },
  'referral.list': {
    who: 'staff',
    input: calls.list,
    run: async ({ rights, now }, { cursor }) => {
      const areaIds = rights.admin ? null : rights.grants.map(({ areaId }) => areaId);
      const { referrals, next } = await referralPage(areaIds, cursor);
      const [specialists, children] = await Promise.all([
        everySpecialist(),
        byIds(
          'children',
          referrals.map(({ childId }) => childId),
        ),
      ]);
      const specialistOf = new Map(specialists.map((one) => [one._id, one]));
      return {
        items: referrals.map((referral) => {
          const to = specialistOf.get(referral.specialistId);
          const child = children.get(referral.childId);
          return {
            referralId: referral._id,
            childId: referral.childId,
            alias: child?.alias ?? '',
            state: stateOf(referral, now),
            purpose: referral.purpose,
            question: referral.question,
            at: referral.at,
            specialist: {
              specialistId: referral.specialistId,
              name: to?.name ?? '',
              profession: to?.profession ?? ('other' as const),
            },
            ...(referral.reason === '' ? {} : { reason: referral.reason }),
            ...(child && isOnPaper(child.guardianIds) ? { onPaper: true as const } : {}),
          };
        }),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};
