import { logDecision } from '../wish/child-log';
import { noteOf } from '../../domain/common/audit';
import { isLive, type EventPlan } from '../../domain/card/card';
import { deskFor, type GiftPlace } from '../../domain/gift/desk';
import { shelve } from '../../domain/gift/gift';
import { problemOf } from '../../domain/common/refusal';
import { type Wish } from '../../domain/wish/wish';
import { arrive, type Arrival } from '../../domain/wish/reserve';
import * as calls from '../../calls/gift';
import { partOf } from '../../shared/part';
import { revealing, type Context, type Handlers } from '../../shared/serve';
import { eventsOf } from '../../store/campaign/campaigns';
import { read } from '../../store/common/database';
import { once, type RequestKey } from '../../store/common/requests';
import { cardsOf, changeWish, getWish, wishesById } from '../../store/wish/wishes';
import { billOf } from '../money/bill';
import { requireArea } from '../common/area';

interface AskedDesk {
  stationId: string;
  eventId?: string | undefined;
}

/** The desks where the gifts of some wishes are laid down, each by the event of its card. */
const desksOf = async (
  wishes: readonly Wish[],
): Promise<(wish: Wish, asked: AskedDesk) => GiftPlace> => {
  const cards = await cardsOf(wishes);
  const events = new Map<string, EventPlan[]>();
  for (const campaignId of new Set(wishes.map((wish) => wish.campaignId))) {
    events.set(campaignId, await eventsOf(campaignId));
  }
  return ({ _id, campaignId }, asked) => {
    const card = cards.get(_id);
    return deskFor(
      events.get(campaignId) ?? [],
      card && isLive(card) ? card.eventId : undefined,
      asked,
    );
  };
};

/** The desk where the gift of a wish is laid down. @throws Refusal NOT_FOUND, with those there are */
export const deskOfGift = async (wish: Wish, asked: AskedDesk): Promise<GiftPlace> =>
  (await desksOf([wish]))(wish, asked);

/** A gift bought by an order comes from the order's supplier, unless something else is said. */
const supplierOf = async ({ orderId }: Wish, said: string | undefined): Promise<string> => {
  if (said !== undefined || orderId == null) return said ?? '';
  return (await read('orders', orderId))?.supplier ?? '';
};

/** The one way in which an arrival is booked: once for its request. */
export const arriveOne = async (
  context: Context,
  request: RequestKey,
  seen: Wish,
  gift: Arrival,
): Promise<Wish['state']> => {
  const from = await supplierOf(seen, gift.supplier);
  const bill = billOf(seen.fundId, { supplier: from, invoiceNo: gift.invoiceNo });
  const { state } = await once({ ...context, request }, async (work) => {
    const { wish } = await changeWish(work, seen._id, { ...context, bill }, (before) =>
      arrive(before, { ...gift, supplier: from }, context),
    );
    const note = noteOf(gift.priceFen, { id: gift.stationId });
    await logDecision(work, context, wish, '登记礼物到货');
    await work.audit({ action: 'gift.arrive', subject: seen._id, note });
    return { state: wish.state };
  });
  return state;
};

export const arrivalHandlers: Pick<
  Handlers<'staff'>,
  'gift.arrive' | 'gift.arriveMany' | 'gift.shelve'
> = {
  'gift.arrive': {
    who: 'staff',
    input: calls.giftArrive,
    run: async (context, { wishId, requestId: _answered, stationId, eventId, ...gift }) => {
      const seen = await getWish(wishId);
      requireArea(context.rights, seen);
      const place = await deskOfGift(seen, { stationId, eventId });
      return { state: await arriveOne(context, context.request, seen, { ...gift, ...place }) };
    },
  },
  'gift.arriveMany': {
    who: 'staff',
    input: calls.giftArriveMany,
    run: async (context, { gifts, requestId: _answered, stationId, eventId, ...common }) => {
      const results: { wishId: string; state?: Wish['state']; problem?: string }[] = [];
      const wishes = await wishesById(gifts.map(({ wishId }) => wishId));
      const desks = await desksOf(wishes);
      for (const { wishId, ...gift } of gifts) {
        try {
          const seen = wishes.find(({ _id }) => _id === wishId) ?? (await getWish(wishId));
          requireArea(context.rights, seen);
          const place = desks(seen, { stationId, eventId });
          const request = partOf(context.request, wishId);
          const booked = { ...common, ...gift, ...place };
          const state = await arriveOne(context, request, seen, booked);
          results.push({ wishId, state });
        } catch (error) {
          results.push({ wishId, problem: problemOf(context.rights, error) });
        }
      }
      return once(context, () => Promise.resolve({ results }));
    },
  },
  // What is kept of an answer outlives the family: it holds nobody's words.
  'gift.shelve': revealing({
    who: 'staff',
    input: calls.giftShelve,
    run: (context, { wishId, shelf: place }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) => {
          requireArea(context.rights, before);
          return shelve(before, place, context);
        });
        await logDecision(work, context, wish, '登记礼物放在哪里');
        await work.audit({ action: 'gift.shelve', subject: wishId });
        return {};
      }),
    reveal: (_context, _kept, { shelf: place }) => Promise.resolve({ shelf: place }),
  }),
};
