import { logDecision } from '../wish/child-log';
import { noteOf } from '../../domain/common/audit';
import { isOnPaper } from '../../domain/family/paper-form';
import { answerProposal, cancelProposal, propose } from '../../domain/gift/gift';
import { wordsProblem } from '../../domain/wish/words';
import { refuse } from '../../domain/common/refusal';
import * as calls from '../../calls/gift';
import type { Handlers } from '../../shared/serve';
import { once } from '../../store/common/requests';
import { changeWish } from '../../store/wish/wishes';
import { requireArea } from '../common/area';

/** 替换: another thing in place of one that cannot be had, asked of the guardian first. */
export const substitutionHandlers: Pick<
  Handlers<'staff'>,
  'substitution.propose' | 'substitution.cancel' | 'substitution.record'
> = {
  'substitution.propose': {
    who: 'staff',
    input: calls.substitutionPropose,
    run: (context, { wishId, requestId: _answered, details: more, ...thing }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) => {
          requireArea(context.rights, before);
          return propose(before, { ...thing, details: more ?? null }, context);
        });
        const child = await work.get('children', wish.childId);
        const problem = wordsProblem(
          { title: thing.title, details: more ?? null },
          child?.nickname ?? '',
        );
        if (problem !== '') refuse('INVALID_ARGUMENT', problem);
        const note = noteOf(wish.proposals ?? 0, thing.priceFen);
        await logDecision(work, context, wish, '提议换一份礼物');
        await work.audit({ action: 'substitution.propose', subject: wishId, note });
        return { no: wish.proposals ?? 0 };
      }),
  },
  'substitution.cancel': {
    who: 'staff',
    input: calls.substitutionCancel,
    run: (context, { wishId, no: meant }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) => {
          requireArea(context.rights, before);
          return cancelProposal(before, meant, context);
        });
        await logDecision(work, context, wish, '收回换礼物的提议');
        await work.audit({ action: 'substitution.cancel', subject: wishId, note: meant });
        return {};
      }),
  },
  'substitution.record': {
    who: 'staff',
    input: calls.substitutionRecord,
    run: (context, { wishId, no: meant, agree, note }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) => {
          requireArea(context.rights, before);
          if (!isOnPaper(before.guardianIds)) {
            refuse('FAILED_PRECONDITION', '这家在小程序里，请等家长自己答复。');
          }
          return answerProposal(before, { no: meant, agree, note }, context);
        });
        await logDecision(work, context, wish, '记下家长对换礼物的答复');
        const said = noteOf(meant, agree ? 'agreed' : 'declined');
        await work.audit({ action: 'substitution.record', subject: wishId, note: said });
        return { state: wish.state };
      }),
  },
};
