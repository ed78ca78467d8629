import { entryViews } from './entry-views';
import { noteOf } from '../../domain/common/audit';
import { follow, sameTotals, START_OF_BOOK, type Reached } from '../../domain/money/ledger';
import { fen as asFen, figuresOf } from '../../domain/money/money';
import * as calls from '../../calls/money';
import type { Handlers } from '../../shared/serve';
import { entriesById, getFund, ledgerPage } from '../../store/money/funds';
import { once } from '../../store/common/requests';
import { refundFromSupplier } from '../../store/wish/wishes';
import { logDecision } from '../wish/child-log';
import { amountOf, doOrAsk, fundIn, standingEntry } from './fund-operations';

/** How far a check has come, as its cursor says it. */
const reachedAt = (cursor: string): Reached => {
  const [seq = 0, donated = 0, refunded = 0, reserved = 0, spent = 0] = cursor
    .split('.')
    .map(Number);
  return {
    seq,
    totals: {
      donatedFen: asFen(donated),
      refundedFen: asFen(refunded),
      reservedFen: asFen(reserved),
      spentFen: asFen(spent),
    },
  };
};

const cursorOf = ({ seq, totals }: Reached): string =>
  [seq, totals.donatedFen, totals.refundedFen, totals.reservedFen, totals.spentFen].join('.');

export const fundHandlers: Pick<
  Handlers<'staff'>,
  'fund.donate' | 'fund.ledger' | 'fund.refund' | 'fund.reverse' | 'fund.rules' | 'fund.check'
> = {
  'fund.donate': {
    who: 'admin',
    input: calls.fundDonate,
    run: (context, { fundId, donor, amountFen, reason: why = '' }) =>
      once(context, (work) => {
        const deed = { kind: 'donate', donor, amountFen } as const;
        return doOrAsk(work, context, 'fund.donate', { fundId, deed, why });
      }),
  },
  'fund.refund': {
    who: 'admin',
    input: calls.fundRefund,
    run: (context, { entryId, amountFen, reason: why }) =>
      once(context, async (work) => {
        const entry = await standingEntry(work, entryId);
        const deed = { kind: 'refund', entryId, amountFen } as const;
        if (entry.type !== 'spend') {
          return doOrAsk(work, context, 'fund.refund', { fundId: entry.fundId, deed, why });
        }
        const by = { ...context, reason: why };
        const available = await refundFromSupplier(work, entry, amountFen, by);
        const wish = await work.get('wishes', entry.wishId ?? '');
        if (wish) await logDecision(work, context, wish, '登记供应商退款');
        await work.audit({ action: 'fund.refund', subject: entryId, note: noteOf(amountOf(deed)) });
        return { availableFen: available };
      }),
  },
  'fund.reverse': {
    who: 'admin',
    input: calls.fundReverse,
    run: (context, { entryId, reason: why }) =>
      once(context, async (work) => {
        const { fundId, amountFen } = await standingEntry(work, entryId);
        const deed = { kind: 'reversal', entryId, amountFen } as const;
        return doOrAsk(work, context, 'fund.reverse', { fundId, deed, why });
      }),
  },
  'fund.rules': {
    who: 'admin',
    input: calls.fundRules,
    run: (context, { fundId, dualControlAboveFen: limitFen, reason: why }) =>
      once(context, async (work) => {
        const deed = { kind: 'rules', limitFen } as const;
        const { approvalId } = await doOrAsk(work, context, 'fund.rules', { fundId, deed, why });
        const fund = await fundIn(work, fundId);
        return {
          dualControlAboveFen: fund.dualControlAboveFen ?? null,
          ...(approvalId === undefined ? {} : { approvalId }),
        };
      }),
  },
  'fund.ledger': {
    who: 'auditor',
    input: calls.fundLedger,
    run: async (_, { fundId, cursor, order = 'oldest' }) => {
      const behind = cursor === undefined ? undefined : Number(cursor);
      const [fund, { entries, next }] = await Promise.all([
        getFund(fundId),
        ledgerPage(fundId, order, behind),
      ]);
      return {
        ...figuresOf(fund),
        dualControlAboveFen: fund.dualControlAboveFen ?? null,
        entries: await entryViews(entries),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
  'fund.check': {
    who: 'auditor',
    input: calls.fundCheck,
    run: async (_, { fundId, cursor }) => {
      const from = cursor === undefined ? START_OF_BOOK : reachedAt(cursor);
      const fund = await getFund(fundId);
      const { entries, next } = await ledgerPage(fundId, 'oldest', from.seq);
      const reversed = await entriesById(
        entries.flatMap(({ reversesEntryId }) => reversesEntryId ?? []),
      );
      // The book grows while it is checked: what came since is for the next check.
      const known = entries.filter(({ seq }) => seq <= fund.entries);
      const beyond = entries.at(known.length);
      const { reached, firstBroken } = follow(from, known, reversed);
      const checked = reached.seq;
      if (firstBroken !== undefined) return { ok: false, checked, firstBroken };
      if (beyond && (await getFund(fundId)).entries < beyond.seq) {
        return { ok: false, checked, firstBroken: beyond._id };
      }
      if (next !== undefined && !beyond) return { ok: true, checked, next: cursorOf(reached) };
      const isWhole = checked === fund.entries && sameTotals(reached.totals, fund);
      return isWhole
        ? { ok: true, checked }
        : { ok: false, checked, firstBroken: `#${checked + 1}` };
    },
  },
};
