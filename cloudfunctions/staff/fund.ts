import * as v from 'valibot';
import { figuresOf } from '../domain/money';
import { fen, id, requestId, text } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { bookEntries, getFund, ledgerPage } from '../store/funds';
import { once } from '../store/requests';
import { wishNumbers } from '../store/wishes';

export const fundHandlers: Pick<Handlers<'staff'>, 'fund.donate' | 'fund.ledger'> = {
  'fund.donate': {
    who: 'admin',
    input: v.strictObject({ requestId, fundId: id, donor: text(60), amountFen: fen }),
    run: (context, { fundId, donor, amountFen }) =>
      once(context, async (work) => {
        const entryId = `donate#${context.request.id}`;
        const availableFen = await bookEntries(
          work,
          fundId,
          [{ entryId, type: 'donate', amountFen, donor }],
          context,
        );
        await work.audit({ action: 'fund.donate', subject: fundId, note: String(amountFen) });
        return { availableFen };
      }),
  },
  'fund.ledger': {
    who: 'auditor',
    input: v.strictObject({
      fundId: id,
      cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, '翻页位置不对'))),
      order: v.exactOptional(v.picklist(['oldest', 'newest'], '请选择顺序')),
    }),
    run: async (_, { fundId, cursor, order = 'oldest' }) => {
      const behind = cursor === undefined ? undefined : Number(cursor);
      const [fund, { entries, next }] = await Promise.all([
        getFund(fundId),
        ledgerPage(fundId, order, behind),
      ]);
      const numbers = await wishNumbers(entries.flatMap(({ wishId }) => wishId ?? []));
      return {
        ...figuresOf(fund),
        entries: entries.map((entry) => ({
          entryId: entry._id,
          type: entry.type,
          amountFen: entry.amountFen,
          at: entry.at,
          ...(entry.wishId === null
            ? {}
            : { wishId: entry.wishId, wishNo: numbers.get(entry.wishId) ?? '' }),
          ...(entry.donor === null ? {} : { donor: entry.donor }),
          ...(entry.reversesEntryId === null ? {} : { reversesEntryId: entry.reversesEntryId }),
        })),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};
