import { noteOf } from '../../domain/common/audit';
import type { TransferRow } from '../../../typings/contract';
import { isDistrictOf } from '../../domain/common/access';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { isOwnChild } from '../../domain/family/own-child';
import {
  approveTransfer,
  askTransfer,
  endTransfer,
  type Transfer,
} from '../../domain/family/transfer';
import type { Approval, TransferDeed } from '../../domain/money/approval';
import type { Wish } from '../../domain/wish/wish';
import { secretOf } from '../../shared/identity';
import * as calls from '../../calls/guardian';
import { revealing, type Context, type Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { byIds } from '../../store/common/by-ids';
import { keyAt } from '../../store/common/page-keys';
import { once, type Work } from '../../store/common/requests';
import { inviteGuardian } from '../../store/family/guardianship';
import {
  getTransfer,
  keepTransfer,
  stopTransfer,
  transfersPage,
} from '../../store/family/transfers';
import { notify, tellGuardians } from '../../store/message/notices';
import { districtOver } from '../../store/people/grants';
import { getWish } from '../../store/wish/wishes';
import { keepForApproval } from '../money/fund-operations';
import { logDecision } from '../wish/child-log';
import { childBehind, reveal } from './guardian';

/** Whether this person may be the second one. */
const mayDecide = (
  { rights, personId }: Context,
  transfer: Pick<Transfer, 'by' | 'areaPath' | 'joinedBy'>,
  wish: Pick<Wish, 'guardianIds' | 'formerGuardianIds'>,
): boolean =>
  transfer.by !== personId &&
  transfer.joinedBy !== personId &&
  isDistrictOf(rights, transfer.areaPath) &&
  !isOwnChild(wish, personId);

/** @throws Refusal PERMISSION_DENIED for whoever may not decide, whether it is there or not */
export const requireSecond = async (
  context: Context,
  work: Work,
  approval: Approval | null,
): Promise<void> => {
  if (context.rights.admin) return;
  if (approval?.deed.kind === 'transfer') {
    const { areaPath } = await getTransfer(work, approval.deed.transferId);
    if (isDistrictOf(context.rights, areaPath)) return;
  }
  refuse('PERMISSION_DENIED', '这里只对管理员开放；监护人变更由区级批准。');
};

/**
 * Carries out what was decided on a takeover: it goes on its way, or ends. Who asked may take it
 * back.
 * @throws Refusal PERMISSION_DENIED for the own child; FAILED_PRECONDITION once it is over
 */
export const decideTransfer = async (
  work: Work,
  context: Context,
  deed: TransferDeed,
  state: Approval['state'],
): Promise<void> => {
  const transfer = await getTransfer(work, deed.transferId);
  // Who takes it back knows of it.
  if (state === 'withdrawn') return keepTransfer(work, endTransfer(transfer, 'declined'));
  const wish = await work.get('wishes', deed.wishId);
  if (!wish) return refuseAbsent('没有找到这个心愿。');
  if (isOwnChild(wish, context.personId)) {
    refuse('PERMISSION_DENIED', '不能为自己的孩子办理，请由同事办理。');
  }
  if (state === 'approved') {
    await keepTransfer(work, approveTransfer(transfer, context.personId));
    await logDecision(work, context, wish, '批准变更监护人');
    return;
  }
  await stopTransfer(work, transfer, 'declined', context.now);
  await logDecision(work, context, wish, '不批准变更监护人');
};

const rowOf = (transfer: Transfer, wish: Wish, context: Context): TransferRow => ({
  transferId: transfer._id,
  approvalId: transfer.approvalId,
  wishId: transfer.wishId,
  wishNo: wish.wishNo,
  alias: wish.alias,
  communityName: wish.communityName,
  reason: transfer.reason,
  at: transfer.at,
  state: transfer.state,
  until: transfer.until,
  endsAt: transfer.endsAt,
  joined: transfer.state === 'done' || transfer.joinedBy !== null,
  mine: transfer.by === context.personId,
  mayDecide: transfer.state === 'asked' && mayDecide(context, transfer, wish),
});

export const transferHandlers: Pick<
  Handlers<'staff'>,
  'guardian.transfer' | 'guardian.transfers'
> = {
  'guardian.transfer': revealing({
    who: 'staff',
    input: calls.ask,
    run: async (context, { wishId, reason }) => {
      const { areaPath } = await getWish(wishId);
      const district = await districtOver(areaPath);
      return once(context, async (work) => {
        const { personId, now, request } = context;
        const { wish, child } = await childBehind(work, context, wishId);
        if (child.transfer) {
          refuse('FAILED_PRECONDITION', '这个孩子已有一项监护人变更在办理，请先等它结束。');
        }
        const tail = request.id.slice(0, 24);
        const transferId = `transfer_${tail}`;
        const deed = { kind: 'transfer', transferId, wishId } as const;
        const approvalId = await keepForApproval(work, context, { fundId: '', deed, reason });
        const transfer = askTransfer(
          {
            _id: transferId,
            childId: child._id,
            wishId,
            campaignId: wish.campaignId,
            areaPath: wish.areaPath,
            reason,
            by: personId,
            approvalId,
            key: keyAt(now, transferId),
          },
          now,
        );
        await keepTransfer(work, transfer);
        const invite = { childId: child._id, by: personId, kind: 'transfer', transferId } as const;
        const code = secretOf('join', request);
        const expiresAt = await inviteGuardian(work, code, invite, now, transfer.endsAt);
        await logDecision(work, context, wish, reason);
        const news = { kind: 'transferAsked', ref: transferId, wishId } as const;
        await tellGuardians(work, child.guardianIds, news, now);
        const personIds = district.filter((other) => other !== personId);
        const telling = { box: 'staff', kind: 'transferAsked', personIds } as const;
        await notify(work, telling, { ref: transferId }, now);
        await work.audit({
          action: 'guardian.transfer',
          subject: child._id,
          note: noteOf({ id: transferId }),
        });
        return { state: 'waits_for_second' as const, approvalId, expiresAt };
      });
    },
    reveal,
  }),
  'guardian.transfers': {
    who: 'staff',
    input: calls.transfers,
    run: async (context, { campaignId, cursor }) => {
      const { rights } = context;
      await getCampaign(campaignId);
      const areaIds = rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);
      const { transfers, next } = await transfersPage({ campaignId, areaIds }, cursor);
      const wishes = await byIds(
        'wishes',
        transfers.map(({ wishId }) => wishId),
      );
      const items = transfers.flatMap((transfer) => {
        const wish = wishes.get(transfer.wishId);
        return wish ? [rowOf(transfer, wish, context)] : [];
      });
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
};
