import { plainYuan } from '@micro-wish/vocabulary';
import type { AuditAction } from '@micro-wish/vocabulary';
import { noteOf, type AuditNote, type IdPart } from '../../domain/common/audit';
import type { Fen } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { askFor, type Deed, type FundDeed } from '../../domain/money/approval';
import type { Lot } from '../../domain/gift/stock';
import { isSummed, waitsForSecond, type MovedAlone } from '../../domain/money/limit';
import { availableFen, fen } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import { fund, topUp } from '../../domain/wish/reserve';
import type { Context } from '../../shared/serve';
import {
  bookEntries,
  leftOfDonation,
  reversalId,
  type Booker,
  type Entry,
} from '../../store/money/funds';
import { keyAt } from '../../store/common/page-keys';
import type { Work } from '../../store/common/requests';
import { countMoved, movedToday } from '../../store/money/moved';
import { changeWish } from '../../store/wish/wishes';
import { billOf } from './bill';
import type { FundEntryRecord, FundRecord } from '../../domain/money/records';

/** @throws Refusal NOT_FOUND */
export const fundIn = async (work: Work, fundId: string): Promise<FundRecord> =>
  (await work.get('funds', fundId)) ?? refuse('NOT_FOUND', '没有找到这个基金。');

/** An entry that no other takes back. @throws Refusal NOT_FOUND, FAILED_PRECONDITION */
export const standingEntry = async (work: Work, entryId: string): Promise<FundEntryRecord> => {
  const entry = await work.get('fundEntries', entryId);
  if (!entry) return refuse('NOT_FOUND', '没有找到这一笔账。');
  if (await work.get('fundEntries', reversalId(entryId))) {
    refuse('FAILED_PRECONDITION', '这一笔已经冲正，不能再办理。');
  }
  return entry;
};

/** The refund of a donation to its donor. @throws Refusal where less of it is left. */
const donorRefund = async (work: Work, entryId: string, amountFen: Fen): Promise<Entry> => {
  const donation = await standingEntry(work, entryId);
  if (donation.type !== 'donate') refuse('FAILED_PRECONDITION', '只有捐款可以退回捐方。');
  const { leftFen, nextId } = await leftOfDonation(work, donation);
  if (amountFen > leftFen) {
    refuse('FAILED_PRECONDITION', `这笔捐款还可以退 ${plainYuan(leftFen)} 元，不能退更多。`);
  }
  const { donor } = donation;
  return { entryId: nextId, type: 'refund', amountFen, donor, refundsEntryId: entryId };
};

/**
 * 冲正 of what was booked by mistake. Only a donation and a refund to a donor: they move nothing but
 * the fund. What belongs to a wish is corrected by what also keeps the wish right, and a reversal is
 * final: book anew instead.
 */
const reversal = async (work: Work, entryId: string): Promise<Entry> => {
  const entry = await standingEntry(work, entryId);
  const { type, amountFen, donor } = entry;
  if (type === 'spend') {
    return refuse('FAILED_PRECONDITION', '支出不能直接冲正，请用「供应商退款」，心愿会一起更正。');
  }
  if (type === 'reserve') {
    return refuse('FAILED_PRECONDITION', '预留不能冲正，请用「释放预留」。');
  }
  if (type === 'release') {
    return refuse('FAILED_PRECONDITION', '释放不能冲正，请用「追加」或重新落实善款。');
  }
  if (type === 'reversal') {
    return refuse('FAILED_PRECONDITION', '冲正不能再冲正，请重新登记一笔。');
  }
  if (type === 'donate' && (await leftOfDonation(work, entry)).leftFen !== amountFen) {
    refuse('FAILED_PRECONDITION', '这笔捐款退过款，请先冲正它的退款。');
  }
  const about = { type: 'reversal', reverses: type, amountFen } as const;
  return { ...about, entryId: reversalId(entryId), donor, reversesEntryId: entryId };
};

/** Pays for things bought in bulk, and puts them into stock. */
const buyInBulk = async (
  work: Work,
  fundId: string,
  { lot, amountFen }: { lot: Lot; amountFen: Fen },
  by: Booker,
): Promise<Fen> => {
  const available = await bookEntries(
    work,
    fundId,
    [
      { entryId: `reserve#${lot._id}`, type: 'reserve', amountFen },
      { entryId: `spend#${lot._id}`, type: 'spend', amountFen },
    ],
    // In the ledger, which knows no lots, this is their name.
    { ...by, reason: `${lot.title} × ${lot.quantity}`, bill: billOf(fundId, lot) },
  );
  await work.put('stock', { ...lot, at: by.now, key: keyAt(by.now, lot._id) });
  return available;
};

/**
 * Does what one person wants, or one asked for and another approved, by the totals of this moment.
 * `mark` makes its entry the only one of its kind.
 * @throws Refusal where a rule of the fund or of the wish is against it; nothing is changed then.
 */
export const carryOut = async (
  work: Work,
  fundId: string,
  deed: FundDeed,
  by: Booker & { mark: string },
): Promise<Fen> => {
  switch (deed.kind) {
    case 'donate': {
      const { donor, amountFen } = deed;
      const entryId = `donate#${by.mark}`;
      return bookEntries(work, fundId, [{ entryId, type: 'donate', amountFen, donor }], by);
    }
    case 'refund': {
      const entry = await donorRefund(work, deed.entryId, deed.amountFen);
      return bookEntries(work, fundId, [entry], by);
    }
    case 'reversal':
      return bookEntries(work, fundId, [await reversal(work, deed.entryId)], by);
    case 'topUp':
    case 'reserve': {
      const done = await changeWish(work, deed.wishId, by, async (wish) => {
        const campaign = await work.get('campaigns', wish.campaignId);
        if (!campaign) return refuse('NOT_FOUND', '没有找到这个活动。');
        const ownChild = [by.personId, by.approvedBy ?? ''].some((person) =>
          isOwnChild(wish, person),
        );
        const give = deed.kind === 'topUp' ? topUp : fund;
        return give(wish, campaign, deed.amountFen, { ...by, ownChild });
      });
      return done.availableFen;
    }
    case 'stock':
      return buyInBulk(work, fundId, deed, by);
    case 'rules': {
      const before = await fundIn(work, fundId);
      await work.put('funds', { ...before, dualControlAboveFen: deed.limitFen });
      return availableFen(before);
    }
  }
};

/** What one person moved alone before: today, and of the same donation on any day. */
const movedBefore = async (
  work: Work,
  fundId: string,
  deed: FundDeed,
  { personId, now }: Context,
): Promise<MovedAlone> => {
  if (!isSummed(deed)) return { dayFen: fen(0), entryFen: fen(0) };
  const dayFen = await movedToday(work, { fundId, personId, now });
  if (deed.kind !== 'refund') return { dayFen, entryFen: fen(0) };
  const { refunds } = await leftOfDonation(work, await standingEntry(work, deed.entryId));
  const alone = refunds.filter(({ by, approvedBy }) => by === personId && !approvedBy);
  return { dayFen, entryFen: fen(alone.reduce((sum, { amountFen }) => sum + amountFen, 0)) };
};

/** What one person wants to do with a fund. */
interface Wanted {
  fundId: string;
  deed: FundDeed;
  why: string;
  /** What the audit names, where it is not the entry or the fund. */
  subject?: string;
  note?: AuditNote;
  /** The caller may ask, and does nothing alone. */
  asksOnly?: boolean;
}

/** Does it at once, or keeps it for a second admin where the fund's limit says so. */
export const doOrAsk = async (
  work: Work,
  context: Context,
  action: AuditAction,
  { fundId, deed, why, subject, note, asksOnly = false }: Wanted,
): Promise<{ availableFen: Fen; approvalId?: string }> => {
  const book = await fundIn(work, fundId);
  const before = await movedBefore(work, fundId, deed, context);
  if (asksOnly || waitsForSecond(book.dualControlAboveFen ?? null, deed, before)) {
    const approvalId = await keepForApproval(work, context, { fundId, deed, reason: why });
    return { availableFen: availableFen(book), approvalId };
  }
  const by = { ...context, reason: why, mark: context.request.id };
  const available = await carryOut(work, fundId, deed, by);
  if (isSummed(deed) && 'amountFen' in deed) {
    const { personId, now } = context;
    await countMoved(work, { fundId, personId, now }, deed.amountFen);
  }
  await work.audit({
    action,
    subject: subject ?? ('entryId' in deed ? deed.entryId : fundId),
    note: note ?? noteOf(amountOf(deed)),
  });
  return { availableFen: available };
};

/** Keeps what has to wait for another admin; answers its id. */
export const keepForApproval = async (
  work: Work,
  context: Pick<Context, 'request' | 'personId' | 'now'>,
  asked: { fundId: string; deed: Deed; reason: string },
): Promise<string> => {
  const approval = askFor(
    { ...asked, _id: `approval-${context.request.id.slice(0, 32)}` },
    context,
  );
  await work.put('approvals', approval);
  await work.audit({
    action: 'approval.ask',
    subject: approval._id,
    note: noteOf(asked.deed.kind, amountOf(asked.deed)),
  });
  return approval._id;
};

/** The amount of a deed for the audit; `off` where a limit shall be lifted. */
export const amountOf = (deed: Deed): number | 'off' | IdPart => {
  if (deed.kind === 'safeguarding') return { id: '' };
  if (deed.kind === 'revocation') return { id: deed.number };
  if (deed.kind === 'transfer') return { id: deed.transferId };
  return deed.kind === 'rules' ? (deed.limitFen ?? 'off') : deed.amountFen;
};
