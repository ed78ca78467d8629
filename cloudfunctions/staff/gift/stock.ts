import { CATEGORY_WORDS } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import type { StockRow } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { maySee, type StaffRights } from '../../domain/common/access';
import { deskFor } from '../../domain/gift/desk';
import { giveFromStock } from '../../domain/gift/gift';
import { isFen } from '../../domain/money/money';
import { specOf } from '../../domain/gift/purchase';
import { refuse, refuseArea } from '../../domain/common/refusal';
import { useOne, writeOff, type Lot } from '../../domain/gift/stock';
import * as calls from '../../calls/gift';
import type { Handlers } from '../../shared/serve';
import { eventsOf, getCampaign } from '../../store/campaign/campaigns';
import { keyAt } from '../../store/common/page-keys';
import { once } from '../../store/common/requests';
import { changeLot, stockPage } from '../../store/gift/stock';
import { hasWords, readSearch, type Search } from '../../store/wish/search';
import { changeWish, getWish } from '../../store/wish/wishes';
import { deskOfGift } from './arrival';
import { doOrAsk } from '../money/fund-operations';
import { logDecision } from '../wish/child-log';
import { requireArea } from '../common/area';

const DEFAULT_PAGE = 50;

/** What was bought in bulk is for every area; what a wish left behind is for its own. */
const mayUse = (rights: StaffRights, { areaPath }: Lot): boolean =>
  areaPath.length === 0 || maySee(rights, areaPath);

const toldOf = ({ title, category, details }: Lot): string[] => {
  const spec = specOf(title, details);
  return [title, CATEGORY_WORDS[category], spec.size, spec.colour, spec.model, spec.words];
};

/** By the number of the wish that left it, or by words. */
const isFound = (search: Search, lot: Lot): boolean =>
  search.wishes.some(({ _id }) => _id === lot.fromWishId) ||
  hasWords(search, [...toldOf(lot), lot.supplier, lot.shelf]);

/** @throws Refusal PERMISSION_DENIED outside the caller's areas */
export const requireUsable = (rights: StaffRights, lot: Lot): void => {
  if (!mayUse(rights, lot)) refuseArea();
};

const rowOf = (lot: Lot): StockRow => ({
  stockId: lot._id,
  title: lot.title,
  category: lot.category,
  ...(lot.details === null ? {} : { details: lot.details }),
  priceFen: lot.priceFen,
  supplier: lot.supplier,
  ...(lot.stationId === null ? {} : { stationId: lot.stationId }),
  shelf: lot.shelf,
  quantity: lot.quantity,
  left: lot.left,
  fromWish: lot.fromWishId !== null,
  at: lot.at,
});

/** 库存: what is paid for and belongs to no wish. */
export const stockHandlers: Pick<
  Handlers<'staff'>,
  'stock.list' | 'stock.add' | 'stock.use' | 'stock.writeOff'
> = {
  'stock.list': {
    who: 'staff',
    input: calls.stockList,
    run: async ({ rights }, { campaignId, search, cursor, limit: size = DEFAULT_PAGE }) => {
      const searched = await readSearch(campaignId, search);
      const { lots, next } = await stockPage(campaignId, { cursor, limit: size });
      const items = lots.filter((lot) => mayUse(rights, lot) && isFound(searched, lot)).map(rowOf);
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'stock.add': {
    who: 'admin',
    input: calls.stockAdd,
    run: async (context, asked) => {
      const { campaignId, quantity, priceFen, stationId } = asked;
      const { fundId } = await getCampaign(campaignId);
      if (stationId !== undefined) {
        deskFor(await eventsOf(campaignId), undefined, { stationId });
      }
      const amountFen = quantity * priceFen;
      if (!isFen(amountFen)) return refuse('INVALID_ARGUMENT', '总价超出了一笔账的范围。');
      const stockId = `lot_${context.request.id.slice(0, 24)}`;
      return once(context, async (work) => {
        const lot: Lot = {
          _id: stockId,
          campaignId,
          areaPath: [],
          title: asked.title,
          category: asked.category,
          details: asked.details ?? null,
          priceFen,
          supplier: asked.supplier,
          invoiceNo: asked.invoiceNo ?? '',
          stationId: stationId ?? null,
          shelf: asked.shelf ?? '',
          fromWishId: null,
          quantity,
          left: quantity,
          inStock: true,
          uses: [],
          writeOffs: [],
          at: context.now,
          key: keyAt(context.now, stockId),
        };
        const booked = await doOrAsk(work, context, 'stock.add', {
          fundId,
          deed: { kind: 'stock', amountFen, lot },
          why: '',
          subject: stockId,
          note: noteOf(quantity, '×', priceFen),
        });
        return { stockId, ...booked };
      });
    },
  },
  'stock.use': {
    who: 'staff',
    input: calls.stockUse,
    run: async (context, { stockId, wishId, stationId, eventId, shelf: place }) => {
      const { personId, now, rights } = context;
      const seen = await getWish(wishId);
      requireArea(rights, seen);
      const desk = await deskOfGift(seen, { stationId, eventId });
      return once(context, async (work) => {
        const lot = await changeLot(work, stockId, (before) => {
          requireUsable(rights, before);
          if (before.campaignId !== seen.campaignId) {
            refuse('FAILED_PRECONDITION', '这份库存属于另一个活动。');
          }
          return useOne(before, { wishId, as: 'gift', at: now, by: personId });
        });
        const { wish } = await changeWish(work, wishId, context, (before) =>
          giveFromStock(
            before,
            lot,
            { ...desk, shelf: place ?? '' },
            { personId, now, ownChild: isOwnChild(before, personId) },
          ),
        );
        await logDecision(work, context, wish, '用库存备好礼物');
        await work.audit({ action: 'stock.use', subject: stockId, note: noteOf({ id: wishId }) });
        return { state: wish.state, left: lot.left };
      });
    },
  },
  'stock.writeOff': {
    who: 'staff',
    input: calls.stockWriteOff,
    run: (context, { stockId, count, reason }) =>
      once(context, async (work) => {
        const { personId, now, rights } = context;
        const { left } = await changeLot(work, stockId, (lot) => {
          // What is for every area is written off by who answers for all of them.
          requireArea(rights, lot);
          return writeOff(lot, { count, reason, at: now, by: personId });
        });
        await work.audit({ action: 'stock.writeOff', subject: stockId, note: count });
        return { left };
      }),
  },
};
