import { noteOf } from '../../domain/common/audit';
import type { ApprovalView } from '../../../typings/contract';
import {
  approvalState,
  decideOn,
  withdrawApproval,
  type Approval,
} from '../../domain/money/approval';
import { availableFen } from '../../domain/money/money';
import * as calls from '../../calls/money';
import type { Context, Handlers } from '../../shared/serve';
import { approvalPage, getApproval } from '../../store/money/approvals';
import { read } from '../../store/common/database';
import { once, type Work } from '../../store/common/requests';
import { waitingLosses, type PackLossRecord } from '../../store/pack/losses';
import { wishNumbers } from '../../store/wish/wishes';
import { grantSafeguarding } from '../concern/holder';
import { decideRevocation } from '../certificate/revocation';
import { logDecision } from '../wish/child-log';
import { decideTransfer, requireSecond } from '../family/transfer';
import { decideLoss } from '../pack/loss';
import { amountOf, carryOut, fundIn } from './fund-operations';

const viewOf = (
  approval: Approval,
  numbers: ReadonlyMap<string, string>,
  { personId, now }: { personId: string; now: number },
): ApprovalView => {
  const { _id, deed, wishId, reason, by, at, expiresAt, decidedBy, decidedAt, note } = approval;
  const amountFen =
    'amountFen' in deed ? deed.amountFen : deed.kind === 'rules' ? deed.limitFen : null;
  return {
    approvalId: _id,
    kind: deed.kind,
    ...(amountFen === null ? {} : { amountFen }),
    ...(deed.kind === 'donate' ? { donor: deed.donor } : {}),
    ...(deed.kind === 'stock' ? { thing: `${deed.lot.title} × ${deed.lot.quantity}` } : {}),
    ...(wishId === null ? {} : { wishId, wishNo: numbers.get(wishId) ?? '' }),
    ...('entryId' in deed ? { entryId: deed.entryId } : {}),
    reason,
    by,
    mine: by === personId,
    at,
    expiresAt,
    state: approvalState(approval, now),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(decidedAt === null ? {} : { decidedAt }),
    ...(note === '' ? {} : { note }),
  };
};

/** Lost packs wait in a book of their own, and for an admin beside the rest. */
const viewOfLoss = (
  { _id, version, count, reason, by, at }: PackLossRecord,
  { personId }: { personId: string },
): ApprovalView => ({
  approvalId: _id,
  kind: 'packLoss',
  packs: { version, count },
  reason,
  by,
  mine: by === personId,
  at,
  state: 'pending',
});

/** Money for a wish is a decision on it, of whoever approves as well. */
const logApproved = async (work: Work, context: Context, approval: Approval): Promise<void> => {
  const wish = await work.get('wishes', approval.wishId ?? '');
  const said = approval.state === 'approved' ? '批准' : '不批准';
  if (wish) await logDecision(work, context, wish, `${said}善款`);
};

export const approvalHandlers: Pick<
  Handlers<'staff'>,
  'approval.list' | 'approval.decide' | 'approval.withdraw'
> = {
  'approval.list': {
    who: 'staff',
    input: calls.approvalList,
    run: async (context, { fundId, open, cursor }) => {
      const by = context.rights.admin ? undefined : context.personId;
      const { approvals, next } = await approvalPage({ fundId, open, by }, cursor);
      const isInbox = fundId === undefined && open && cursor === undefined;
      const losses = isInbox ? await waitingLosses() : [];
      const numbers = await wishNumbers(approvals.flatMap(({ wishId }) => wishId ?? []));
      const items = [
        ...losses
          .filter((loss) => by === undefined || loss.by === by)
          .map((loss) => viewOfLoss(loss, context)),
        ...approvals.map((approval) => viewOf(approval, numbers, context)),
      ];
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'approval.decide': {
    who: 'staff',
    input: calls.approvalDecide,
    run: async (context, { approvalId, decision, note }) => {
      if (context.rights.admin && (await read('packLosses', approvalId))) {
        return decideLoss(context, approvalId, decision, note ?? '');
      }
      return once(context, async (work) => {
        const { personId, now } = context;
        await requireSecond(context, work, await work.get('approvals', approvalId));
        const approval = await getApproval(work, approvalId);
        const decided = decideOn(approval, decision, context, note);
        const { fundId, deed, reason } = approval;
        const asked = { personId: approval.by, now, approvedBy: personId, reason };
        await work.audit({
          action: `approval.${decision}`,
          subject: approvalId,
          note: noteOf(deed.kind, amountOf(deed)),
        });
        if (deed.kind === 'safeguarding') {
          // What it waited under is what the holder is called.
          if (decision === 'approve') await grantSafeguarding(work, context, deed.personId, reason);
          await work.put('approvals', decided);
          return { state: decided.state };
        }
        if (deed.kind === 'revocation') {
          await decideRevocation(work, context, deed.number, decided);
          return { state: decided.state };
        }
        if (deed.kind === 'transfer') {
          await decideTransfer(work, context, deed, decided.state);
          await work.put('approvals', decided);
          return { state: decided.state };
        }
        const available =
          decision === 'approve'
            ? await carryOut(work, fundId, deed, { ...asked, mark: approvalId })
            : availableFen(await fundIn(work, fundId));
        await work.put('approvals', decided);
        if (decided.wishId !== null) await logApproved(work, context, decided);
        return { state: decided.state, availableFen: available };
      });
    },
  },
  'approval.withdraw': {
    who: 'staff',
    input: calls.approvalWithdraw,
    run: (context, { approvalId }) =>
      once(context, async (work) => {
        const withdrawn = withdrawApproval(await getApproval(work, approvalId), context);
        const { deed, state } = withdrawn;
        if (deed.kind === 'transfer') await decideTransfer(work, context, deed, state);
        await work.put('approvals', withdrawn);
        await work.audit({ action: 'approval.withdraw', subject: approvalId });
        return { state: withdrawn.state };
      }),
  },
};
