import { noteOf } from '../../domain/common/audit';
import type { WrittenDown } from '../../../typings/contract';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { isOwnChild } from '../../domain/family/own-child';
import { isOnPaper } from '../../domain/family/paper-form';
import { requireOversight } from '../../domain/mother/pair';
import {
  takeOutingAnswer,
  takePairAnswer,
  takeReferralAnswer,
} from '../../shared/guardian-answers';
import * as pairInput from '../../calls/pair';
import * as referralInput from '../../calls/referral';
import type { Context, Handlers } from '../../shared/serve';
import { once, type Work } from '../../store/common/requests';
import { childIn, pairIn } from '../../store/mother/pairs';
import { logDecision } from '../wish/child-log';
import type { ChildRecord } from '../../domain/family/records';
import { requireArea } from '../common/area';

const HOW = { paper: '纸面', phone: '电话' } as const;

/**
 * The guardian for whom an answer is entered: nobody answers for a family that is in WeChat, or for
 * an own child. It stands on the family's access list, as whatever is decided on a child's file.
 * @throws Refusal
 */
const enterFor = async (
  work: Work,
  context: Context,
  childId: string,
  { how, note }: Pick<WrittenDown, 'how' | 'note'>,
): Promise<{ child: ChildRecord; guardianId: string }> => {
  const child = await childIn(work, childId);
  if (isOwnChild(child, context.personId)) {
    refuse('PERMISSION_DENIED', '不能为自己的孩子登记答复，请由同事办理。');
  }
  const [guardianId] = child.guardianIds;
  if (guardianId === undefined || !isOnPaper(child.guardianIds)) {
    return refuse('FAILED_PRECONDITION', '这家人自己能在微信里答复，请等他们答复。');
  }
  await logDecision(work, context, { _id: '', childId }, `登记家长的答复（${HOW[how]}）：${note}`);
  return { child, guardianId };
};

/** What guardians without WeChat said, written down by staff. */
export const writtenAnswerHandlers: Pick<
  Handlers<'staff'>,
  'pair.answer' | 'outing.answer' | 'referral.answer'
> = {
  'pair.answer': {
    who: 'staff',
    input: pairInput.staffAnswer,
    run: (context, { pairId, answer, childSays, ...written }) =>
      once(context, async (work) => {
        const pair = await pairIn(work, pairId);
        requireOversight(pair, context.rights, { deputy: true });
        const whose = await enterFor(work, context, pair.childId, written);
        const said = { answer, childSays };
        const next = await takePairAnswer(work, { pair, ...whose }, said, context);
        const note = noteOf(next.live ? 'yes' : 'no', written.how);
        await work.audit({ action: 'pair.answer', subject: pairId, note });
        return { state: next.state };
      }),
  },
  'outing.answer': {
    who: 'staff',
    input: pairInput.staffOutingAnswer,
    run: (context, { outingId, answer, ...written }) =>
      once(context, async (work) => {
        const found = await work.get('outings', outingId);
        if (!found) return refuseAbsent('没有找到这次外出。');
        const pair = await pairIn(work, found.pairId);
        requireOversight(pair, context.rights, { deputy: true });
        await enterFor(work, context, pair.childId, written);
        const outing = await takeOutingAnswer(work, { outing: found, pair }, answer, context.now);
        const note = noteOf(answer, written.how);
        await work.audit({ action: 'outing.answer', subject: outingId, note });
        return { state: outing.state };
      }),
  },
  'referral.answer': {
    who: 'staff',
    input: referralInput.staffAnswer,
    run: (context, { referralId, answer, ...written }) =>
      once(context, async (work) => {
        const before = await work.get('referrals', referralId);
        if (!before) return refuseAbsent('没有找到这次转介，请刷新后再试。');
        requireArea(context.rights, before);
        await enterFor(work, context, before.childId, written);
        const after = await takeReferralAnswer(work, before, answer, context.now);
        const note = noteOf(answer, written.how);
        await work.audit({ action: 'referral.answer', subject: referralId, note });
        return { state: after.state };
      }),
  },
};
