import { isDay } from '@micro-wish/vocabulary';
import { isMember, type Specialist } from '../../domain/referral/referral';
import { refuse } from '../../domain/common/refusal';
import { newId } from '../../shared/identity';
import { nothing } from '../../calls/fields';
import * as calls from '../../calls/referral';
import type { Handlers } from '../../shared/serve';
import { once } from '../../store/common/requests';
import { personEntered } from '../people/own-code';
import { everySpecialist } from '../../store/referral/referrals';

export const specialistHandlers: Pick<Handlers<'staff'>, 'specialist.save' | 'specialist.list'> = {
  'specialist.save': {
    who: 'admin',
    input: calls.specialistSave,
    run: (context, { requestId: _, specialistId, openid, code, ...facts }) => {
      if (!isDay(facts.memberUntil)) refuse('INVALID_ARGUMENT', '会员到期日应写成 2026-05-20。');
      return once(context, async (work) => {
        const _id = specialistId ?? newId('specialist');
        const known =
          specialistId === undefined ? null : await work.get('specialists', specialistId);
        if (specialistId !== undefined && !known) {
          refuse('NOT_FOUND', '没有找到这位专家，请从列表中选择。');
        }
        const specialist: Specialist = {
          _id,
          personId:
            known && openid === undefined && code === undefined
              ? known.personId
              : await personEntered(work, { openid, code }, context.now),
          ...facts,
          savedAt: context.now,
        };
        await work.put('specialists', specialist);
        await work.audit({ action: 'specialist.save', subject: _id });
        return { specialistId: _id };
      });
    },
  },
  'specialist.list': {
    who: 'staff',
    input: nothing,
    run: async ({ now }) => {
      const specialists = await everySpecialist();
      return {
        items: specialists
          .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
          .map((specialist) => ({
            specialistId: specialist._id,
            name: specialist.name,
            profession: specialist.profession,
            contact: specialist.contact,
            memberUntil: specialist.memberUntil,
            current: isMember(specialist, now),
          })),
      };
    },
  },
};
