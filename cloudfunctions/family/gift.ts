import { noteOf } from '../domain/common/audit';
import { answerProposal } from '../domain/gift/gift';
import { refuse } from '../domain/common/refusal';
import type { Wish } from '../domain/wish/wish';
import * as calls from '../calls/gift';
import type { Handlers } from '../shared/serve';
import { reportDefect } from '../store/gift/defects';
import { once } from '../store/common/requests';
import { changeWish } from '../store/wish/wishes';

/** @throws Refusal NOT_FOUND for another family's wish as for none */
const requireOwn = (wish: Wish, personId: string): void => {
  if (!wish.guardianIds.includes(personId)) refuse('NOT_FOUND', '没有找到这个心愿。');
};

export const giftHandlers: Pick<Handlers<'family'>, 'substitution.answer' | 'gift.defect'> = {
  'substitution.answer': {
    who: 'guardian',
    input: calls.substitutionAnswer,
    run: (context, { wishId, no, agree }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) => {
          requireOwn(before, context.personId);
          return answerProposal(before, { no, agree }, context);
        });
        const note = noteOf(no, agree ? 'agreed' : 'declined');
        await work.audit({ action: 'substitution.answer', subject: wishId, note });
        return { state: wish.state };
      }),
  },
  'gift.defect': {
    who: 'guardian',
    input: calls.giftDefect,
    run: async (context, { wishId, reason }) => {
      if ((await context.moderate(reason)) === 'risky') {
        refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
      }
      return once(context, async (work) => {
        const { personId, now } = context;
        const report = { reason, reportedBy: 'family', by: personId } as const;
        const defectId = await reportDefect(work, wishId, report, now, (wish) => {
          requireOwn(wish, personId);
        });
        return { defectId };
      });
    },
  },
};
