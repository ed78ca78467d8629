import { refuseAbsent } from '../../domain/common/refusal';
import { answerFamily } from '../../domain/pack/answer';
import * as calls from '../../calls/pack';
import type { Handlers } from '../../shared/serve';
import { getCards } from '../../store/card/cards';
import { once } from '../../store/common/requests';
import { notify } from '../../store/message/notices';
import { answersPage, viewOfAnswer } from '../../store/pack/answers';
import { getPlan } from '../../store/pack/plans';
import { requireArea } from '../common/area';

/** 家长反馈 of delivered packs: what is open waits for staff. */
export const answerHandlers: Pick<Handlers<'staff'>, 'pack.answers' | 'pack.answer'> = {
  'pack.answers': {
    who: 'staff',
    input: calls.answers,
    run: async ({ rights }, { planId, cursor }) => {
      await getPlan(planId);
      const areaIds = rights.admin ? undefined : rights.grants.map(({ areaId }) => areaId);
      const { answers, next } = await answersPage(planId, areaIds, cursor);
      const cards = await getCards(answers.map(({ _id }) => _id));
      const items = answers.flatMap((answer, place) => {
        const card = cards[place];
        return card ? [viewOfAnswer(answer, card)] : [];
      });
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'pack.answer': {
    who: 'staff',
    input: calls.staffAnswer,
    run: (context, { cardId, words }) =>
      once(context, async (work) => {
        const record = await work.get('packAnswers', cardId);
        if (!record) return refuseAbsent('没有找到这条反馈。');
        requireArea(context.rights, record);
        const answered = answerFamily(record, words, context);
        await work.put('packAnswers', answered);
        const personIds = (await work.get('cards', cardId))?.guardianIds ?? [];
        const telling = { box: 'family', kind: 'packAnswered', personIds } as const;
        await notify(work, telling, { ref: cardId }, context.now);
        await work.audit({ action: 'pack.answer', subject: cardId });
        return { state: answered.state };
      }),
  },
};
