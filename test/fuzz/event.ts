import fc from 'fast-check';
import type { Card } from '../../cloudfunctions/domain/card/card';
import { MAX_PAST } from '../../cloudfunctions/domain/card/card-history';
import { conflictsOf } from '../../cloudfunctions/domain/card/conflict';
import type { Lot } from '../../cloudfunctions/domain/gift/stock';
import type { Wish } from '../../cloudfunctions/domain/wish/wish';
import type { Disposition, Output } from '../../typings/contract';
import { checkLedger, documentsOf, must } from '../support/books';
import { untilAnswered, type Person, type TestCloud } from '../support/cloud';
import {
  campaignId,
  collector,
  eventId,
  newRequestId,
  readyCard,
  type ReadyCard,
  type World,
} from '../support/world';

/** Everything that can happen at an event to a few cards and devices. */
export type Happening =
  | { kind: 'scan'; device: number; card: number; lost: boolean }
  | { kind: 'retry'; device: number; which: number }
  | { kind: 'offlineScan'; device: number; card: number }
  | { kind: 'upload'; device: number; twice: boolean; reversed: boolean }
  | { kind: 'annul'; card: number; byStaff: boolean; disposition: Disposition }
  | { kind: 'reissue' | 'freeze' | 'unfreeze' | 'withdraw' | 'void' | 'issue'; card: number }
  /** To another desk, or to another event and back. */
  | { kind: 'move'; card: number; to: number }
  /** The approval is taken back; the wish goes on by one step towards its next gift. */
  | { kind: 'unapprove' | 'goOn'; card: number }
  /** The grant of a device's volunteer ends, or she gets another one. */
  | { kind: 'endGrant' | 'grant'; device: number }
  | { kind: 'decide'; which: number; accept: boolean }
  | { kind: 'crowd'; card: number }
  /** The function dies at so many database requests from now, before or after the request. */
  | { kind: 'kill'; in: number; moment: 'before' | 'after' };

const CARDS = 3;
const DEVICES = 3;
const MINUTE = 60_000;

const card = fc.nat(CARDS - 1);
const device = fc.nat(DEVICES - 1);

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('scan' as const),
        device,
        card,
        lost: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('retry' as const), device, which: fc.nat(20) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('offlineScan' as const), device, card }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('upload' as const),
        device,
        twice: fc.boolean(),
        reversed: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('annul' as const),
        card,
        byStaff: fc.boolean(),
        disposition: fc.constantFrom<Disposition>('returned', 'kept', 'damaged'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'reissue' as const,
          'freeze' as const,
          'unfreeze' as const,
          'withdraw' as const,
          'void' as const,
          'issue' as const,
        ),
        card,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('move' as const), card, to: fc.nat(2) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('unapprove' as const, 'goOn' as const, 'goOn' as const),
        card,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('endGrant' as const, 'grant' as const),
        device,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        which: fc.nat(20),
        accept: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crowd' as const), card }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('kill' as const),
        in: fc.nat(12),
        moment: fc.constantFrom('before' as const, 'after' as const),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

export const skews: fc.Arbitrary<number[]> = fc.array(
  fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
  { minLength: DEVICES, maxLength: DEVICES },
);

/** Counts down to the request at which the running function is killed. */
export class Faults {
  private left: number | undefined;
  private moment: 'before' | 'after' = 'before';
  kills = 0;

  arm(requests: number, moment: 'before' | 'after'): void {
    this.left = requests;
    this.moment = moment;
  }

  disarm(): void {
    this.left = undefined;
  }

  at = (): 'before' | 'after' | undefined => {
    if (this.left === undefined) return undefined;
    this.left -= 1;
    if (this.left >= 0) return undefined;
    this.left = undefined;
    this.kills += 1;
    return this.moment;
  };
}

interface Sent {
  nonce: string;
  code: string;
  card: number;
  where: Place;
}

interface Entry extends Sent {
  scannedAt: number;
  /** Where the device stood. */
  place: Place;
}

interface Place {
  eventId: string;
  stationId: string;
}

/** A phone at a desk, with its own wrong clock, its queue, and what it has sent. */
interface Device {
  deviceId: string;
  volunteer: Person;
  grantIds: string[];
  skewMs: number;
  queue: Entry[];
  sent: Sent[];
}

/**
 * Plays an event on the real backend and then checks that its books agree: gifts handed out,
 * redemptions, conflicts, failed scans, wishes and the ledger.
 */
export const playEvent = async (
  cloud: TestCloud,
  world: World,
  faults: Faults,
  plot: readonly Happening[],
  clockSkews: readonly number[],
): Promise<void> => {
  faults.disarm();
  const cards: ReadyCard[] = [];
  for (let place = 0; place < CARDS; place += 1) {
    cards.push(await readyCard(cloud, world, `family-${newRequestId()}`));
  }
  const codes = cards.map(({ code }) => code);
  /** Where the gifts of the cards can be fetched, in turn. */
  const places: Place[] = [
    { eventId, stationId: 'desk-1' },
    { eventId, stationId: 'desk-2' },
    { eventId: await deliveryOf(cloud, world), stationId: 'door' },
  ];
  const at = <Thing>(things: readonly Thing[], place: number): Thing => {
    const thing = things[place % things.length];
    if (thing === undefined) throw new Error('nothing there');
    return thing;
  };
  /** The place of each card now; what stands there hands its gift out. */
  const standing = cards.map(() => at(places, 0));
  /** Every card that a wish ever had. */
  const cardIds = new Set(cards.map(({ cardId }) => cardId));
  const devices: Device[] = clockSkews.map((skewMs, place) => ({
    deviceId: `device-${place}`,
    volunteer: cloud.as(`volunteer-${newRequestId()}`),
    grantIds: [],
    skewMs,
    queue: [],
    sent: [],
  }));
  const grant = async (one: Device): Promise<void> => {
    for (const { eventId: at } of places.slice(1)) {
      const requestId = newRequestId();
      const reply = await untilAnswered(() =>
        world.admin.send('staff', 'grant.scanner', {
          requestId,
          openid: one.volunteer.openid,
          eventId: at,
          from: cloud.now() - 60 * MINUTE,
          until: cloud.now() + 600 * MINUTE,
        }),
      );
      if (reply.ok) one.grantIds.push(reply.data.grantId);
    }
  };
  for (const one of devices) await grant(one);
  /** Nonces under which a volunteer handed a gift over. */
  const handedOut = new Map<string, number>();

  const scan = (
    { deviceId, volunteer, grantIds }: Device,
    { nonce, code, card: place, where }: Sent,
  ) =>
    untilAnswered(() =>
      volunteer.send('station', 'card.redeem', { nonce, ...where, deviceId, code, collector }),
    ).then((reply) => {
      const isBarred = !reply.ok && reply.code === 'PERMISSION_DENIED' && grantIds.length === 0;
      must(reply.ok || isBarred, () => `a scan was refused: ${JSON.stringify(reply)}`);
      if (reply.ok && reply.data.status === 'accepted') handedOut.set(nonce, place);
      return reply;
    });

  const upload = async (one: Device, twice: boolean, reversed: boolean): Promise<void> => {
    for (const place of places) {
      const from = one.queue.filter((entry) => entry.place === place);
      await uploadFrom(one, place, reversed ? from.reverse() : from, twice);
    }
    one.queue = [];
  };

  const uploadFrom = async (
    one: Device,
    place: Place,
    entries: readonly Entry[],
    twice: boolean,
  ): Promise<void> => {
    if (entries.length === 0) return;
    const send = () =>
      untilAnswered(() =>
        one.volunteer.send('station', 'card.sync', {
          ...place,
          deviceId: one.deviceId,
          clockOffsetMs: -one.skewMs,
          entries: entries.map(({ nonce, code, scannedAt }) => ({
            nonce,
            code,
            scannedAt,
            collector,
          })),
        }),
      );
    const reply = await send();
    if (twice) await send();
    must(
      reply.ok && reply.data.results.length === entries.length,
      () => `an upload was not acknowledged: ${JSON.stringify(reply)}`,
    );
  };

  /** The wish whose card was voided gets another one. */
  const issueAgain = async (place: number): Promise<void> => {
    const known = at(cards, place);
    const { wishId, guardian } = known;
    const requestId = newRequestId();
    const issued = await untilAnswered(() =>
      world.community.send('staff', 'card.issue', { requestId, eventId, wishIds: [wishId] }),
    );
    const [card] = issued.ok ? issued.data.cards : [];
    if (!card || card.cardId === known.cardId) return;
    cardIds.add(card.cardId);
    const shown = await guardian.send('family', 'card.show', { cardId: card.cardId });
    if (!shown.ok) return;
    codes[place] = shown.data.code;
    cards[place] = { ...known, cardId: card.cardId, code: shown.data.code };
    standing[place] = at(places, 0);
  };

  /** What would come next for this wish; whatever its state does not allow is refused. */
  const goOn = async (place: number): Promise<void> => {
    const { wishId, childId, guardian } = at(cards, place);
    const { stationId } = at(standing, place);
    const words = { category: 'sport' as const, title: '一双球鞋' };
    const [submit, first, second, fund, arrive] = Array.from({ length: 5 }, () => newRequestId());
    await untilAnswered(() =>
      guardian.send('family', 'wish.submit', {
        requestId: submit ?? '',
        campaignId,
        childId,
        ...words,
      }),
    );
    for (const [reviewer, requestId] of [
      [world.community, first],
      [world.district, second],
    ] as const) {
      await untilAnswered(() =>
        reviewer.send('staff', 'wish.review', {
          requestId: requestId ?? '',
          wishId,
          decision: 'approve',
        }),
      );
    }
    await untilAnswered(() =>
      world.admin.send('staff', 'wish.fund', {
        requestId: fund ?? '',
        wishId,
        amountFen: 20_000 as never,
      }),
    );
    await untilAnswered(() =>
      world.community.send('staff', 'gift.arrive', {
        requestId: arrive ?? '',
        wishId,
        priceFen: 15_000 as never,
        stationId,
      }),
    );
  };

  /** Staff settle one of what waits for them. */
  const decide = async (which: number, accept: boolean): Promise<void> => {
    const open = (await conflictsAt(world, places)).filter(
      ({ cardId, state }) => cardIds.has(cardId) && state === 'open',
    );
    if (open.length === 0) return;
    const { conflictId, kind } = at(open, which);
    const resolution = kind === 'held' ? (accept ? 'accept' : 'refuse') : '已核实';
    const requestId = newRequestId();
    await untilAnswered(() =>
      world.community.send('staff', 'conflict.resolve', {
        requestId,
        conflictId,
        resolution,
        note: '问过了',
      }),
    );
  };

  const happen = async (event: Happening): Promise<void> => {
    switch (event.kind) {
      case 'scan': {
        const one = at(devices, event.device);
        const where = at(standing, event.card);
        const sent = {
          nonce: newRequestId(),
          code: at(codes, event.card),
          card: event.card,
          where,
        };
        one.sent.push(sent);
        // A lost answer: the volunteer saw nothing, and the app sends the same scan again later.
        const reply = scan(one, sent);
        if (event.lost) await scan(one, sent);
        await reply;
        return;
      }
      case 'retry': {
        const one = at(devices, event.device);
        if (one.sent.length > 0) await scan(one, at(one.sent, event.which));
        return;
      }
      case 'offlineScan': {
        const one = at(devices, event.device);
        const nonce = newRequestId();
        const place = at(standing, event.card);
        const entry = {
          nonce,
          code: at(codes, event.card),
          card: event.card,
          where: place,
          place,
          scannedAt: cloud.now() + one.skewMs,
        };
        // A device knows its own queue: it does not hand the same card's gift out twice.
        if (one.queue.some(({ card: queued }) => queued === event.card)) return;
        one.queue.push(entry);
        handedOut.set(nonce, event.card);
        return;
      }
      case 'upload':
        return upload(at(devices, event.device), event.twice, event.reversed);
      case 'annul': {
        const nonce = newRequestId();
        const person = event.byStaff ? world.community : at(devices, event.card).volunteer;
        const { cardId } = at(cards, event.card);
        await untilAnswered(() =>
          person.send('station', 'card.annul', {
            nonce,
            cardId,
            reason: '撤销',
            ...(event.byStaff ? { disposition: event.disposition } : {}),
          }),
        );
        return;
      }
      case 'reissue':
      case 'freeze':
      case 'unfreeze': {
        const { cardId, guardian } = at(cards, event.card);
        const requestId = newRequestId();
        const action = `card.${event.kind}` as const;
        await untilAnswered(() =>
          world.community.send('staff', action, { requestId, cardId, reason: '处理' }),
        );
        const shown = await guardian.send('family', 'card.show', { cardId });
        if (shown.ok) codes[event.card % CARDS] = shown.data.code;
        return;
      }
      case 'void': {
        const { cardId } = at(cards, event.card);
        const requestId = newRequestId();
        await untilAnswered(() =>
          world.community.send('staff', 'card.void', { requestId, cardId, reason: '作废' }),
        );
        return;
      }
      case 'issue':
        return issueAgain(event.card);
      case 'move': {
        const { cardId } = at(cards, event.card);
        const requestId = newRequestId();
        const to = at(places, event.to);
        const reply = await untilAnswered(() =>
          world.community.send('staff', 'card.move', { requestId, cardIds: [cardId], ...to }),
        );
        if (reply.ok) standing[event.card] = to;
        return;
      }
      case 'unapprove': {
        const { wishId } = at(cards, event.card);
        const requestId = newRequestId();
        await untilAnswered(() =>
          world.district.send('staff', 'wish.review', {
            requestId,
            wishId,
            decision: 'return',
            reason: '再看一看',
          }),
        );
        return;
      }
      case 'goOn':
        return goOn(event.card);
      case 'endGrant': {
        const one = at(devices, event.device);
        for (const grantId of one.grantIds) {
          const requestId = newRequestId();
          await untilAnswered(() => world.admin.send('staff', 'grant.end', { requestId, grantId }));
        }
        one.grantIds = [];
        return;
      }
      case 'grant':
        return grant(at(devices, event.device));
      case 'decide':
        return decide(event.which, event.accept);
      case 'withdraw': {
        const { wishId, guardian } = at(cards, event.card);
        const requestId = newRequestId();
        await untilAnswered(() => guardian.send('family', 'wish.withdraw', { requestId, wishId }));
        return;
      }
      case 'crowd': {
        const code = at(codes, event.card);
        const where = at(standing, event.card);
        await Promise.all(
          devices.map((one) => scan(one, { nonce: newRequestId(), code, card: event.card, where })),
        );
        return;
      }
      case 'kill':
        faults.arm(event.in, event.moment);
    }
  };

  for (const event of plot) await happen(event);
  faults.disarm();
  for (const one of devices) await upload(one, false, false);
  const everLost = plot.some((one) => one.kind === 'annul' && one.disposition !== 'returned');
  await checkBooks(cloud, world, { made: cards, cardIds, places, handedOut, everLost });
};

type Conflicts = Output<'staff', 'conflict.list'>['items'];

/** What staff find at these events; a card that was moved stands at more than one of them. */
const conflictsAt = async (world: World, places: readonly Place[]): Promise<Conflicts> => {
  const found = new Map<string, Conflicts[number]>();
  for (const at of new Set(places.map((place) => place.eventId))) {
    let next: { cursor?: string } | undefined = {};
    while (next) {
      const input: { eventId: string; cursor?: string } = { eventId: at, ...next };
      const reply = await untilAnswered(() => world.admin.send('staff', 'conflict.list', input));
      if (!reply.ok) throw new Error(`the conflicts are not shown: ${reply.code}`);
      for (const one of reply.data.items) found.set(one.conflictId, one);
      next = reply.data.next === undefined ? undefined : { cursor: reply.data.next };
    }
  }
  return [...found.values()];
};

let delivery: { cloud: TestCloud; eventId: string } | undefined;

/** The event to which cards are moved, once a cloud. */
const deliveryOf = async (cloud: TestCloud, world: World): Promise<string> => {
  if (delivery?.cloud === cloud) return delivery.eventId;
  const made = await world.admin.call('staff', 'event.save', {
    requestId: newRequestId(),
    campaignId,
    title: '送礼上门',
    from: cloud.now() - 60 * MINUTE,
    until: cloud.now() + 60 * 24 * 365 * MINUTE,
    stations: [{ stationId: 'door', label: '家门口' }],
  });
  delivery = { cloud, eventId: made.eventId };
  return made.eventId;
};

/** Each wish has one gift at most in a child's hands, and the pieces that were bought add up. */
const checkGifts = (
  cards: readonly Card[],
  wish: Wish,
  lots: readonly Lot[],
  { bought, everLost }: { bought: number; everLost: boolean },
): void => {
  const effective = cards.flatMap(({ redemptions }) =>
    redemptions.filter(({ status }) => status === 'effective'),
  );
  must(effective.length <= 1, () => `wish ${wish._id} was fulfilled ${effective.length} times`);
  for (const { _id, left, quantity, uses, writeOffs } of lots) {
    const off = writeOffs.reduce((sum, { count }) => sum + count, 0);
    must(left >= 0 && left === quantity - uses.length - off, () => `stock ${_id} has ${left}`);
  }
  const inStock = lots.reduce((sum, { left }) => sum + left, 0);
  const found = inStock + (wish.state === 'ready' ? 1 : 0);
  must(
    everLost ? found <= bought : found === bought,
    () => `of ${bought} gifts bought for ${wish._id}, ${found} are in the books`,
  );
};

const checkBooks = async (
  cloud: TestCloud,
  world: World,
  {
    made,
    cardIds,
    places,
    handedOut,
    everLost,
  }: {
    made: readonly ReadyCard[];
    cardIds: ReadonlySet<string>;
    places: readonly Place[];
    handedOut: ReadonlyMap<string, number>;
    everLost: boolean;
  },
): Promise<void> => {
  const wishIds = new Set(made.map(({ wishId }) => wishId));
  const cards = documentsOf<Card>(cloud.dataDir, 'cards').filter(({ _id }) => cardIds.has(_id));
  const wishes = documentsOf<Wish>(cloud.dataDir, 'wishes').filter(({ _id }) => wishIds.has(_id));
  const lots = documentsOf<Lot>(cloud.dataDir, 'stock');
  const entries = documentsOf<{ wishId: string | null; type: string }>(
    cloud.dataDir,
    'fundEntries',
  );
  const attempts = documentsOf<{ nonce: string }>(cloud.dataDir, 'attempts').filter(({ nonce }) =>
    handedOut.has(nonce),
  );

  for (const one of cards) {
    const effective = one.redemptions.filter(({ status }) => status === 'effective');
    must(effective.length <= 1, () => `card ${one._id} has ${effective.length} effective`);
    const [first] = effective;
    for (const other of one.redemptions) {
      if (!first || other.status !== 'superseded') continue;
      const isLater = other.at > first.at || (other.at === first.at && other.nonce > first.nonce);
      must(isLater, () => `the effective redemption of ${one._id} is not the earliest`);
    }
    const redeemed = first !== undefined;
    must((one.state === 'redeemed') === redeemed, () => `card ${one._id} is ${one.state}`);
    const nonces = one.redemptions.map(({ nonce }) => nonce);
    must(new Set(nonces).size === nonces.length, () => `a nonce redeemed ${one._id} twice`);
    must(one.past.length <= MAX_PAST, () => `card ${one._id} remembers too much`);
    const wish = wishes.find(({ _id }) => _id === one.wishId);
    must(wish !== undefined, () => `wish ${one.wishId} is gone`);
    if (!wish) continue;
    if (redeemed) {
      must(wish.state === 'ready', () => `a redeemed wish is ${wish.state}`);
      must(wish.cardId === one._id, () => `the wish of ${one._id} has another card`);
    }
    if (wish.cardId !== one._id) continue;
    must(one.ready === (wish.state === 'ready'), () => `card ${one._id} ready, wish ${wish.state}`);
    if (wish.state === 'withdrawn')
      must(one.state === 'void', () => `withdrawn, card ${one.state}`);
    const family = made.find(({ wishId }) => wishId === wish._id);
    const mine = await family?.guardian.call('family', 'wish.mine', {});
    const state = mine?.items.find(({ wishId }) => wishId === wish._id)?.state;
    must((state === 'fulfilled') === redeemed, () => `the family sees ${state ?? 'nothing'}`);
  }
  for (const wish of wishes) {
    const bought = entries.filter(({ wishId, type }) => wishId === wish._id && type === 'spend');
    checkGifts(
      cards.filter(({ wishId }) => wishId === wish._id),
      wish,
      lots.filter(({ fromWishId }) => fromWishId === wish._id),
      { bought: bought.length, everLost },
    );
  }

  // Each gift that was handed out is a redemption, held, or a scan that staff can see failed.
  const known = new Set([
    ...cards.flatMap(({ redemptions, held }) =>
      [...redemptions, ...held].map(({ nonce }) => nonce),
    ),
    ...attempts.map(({ nonce }) => nonce),
  ]);
  for (const nonce of handedOut.keys()) {
    must(known.has(nonce), () => `the gift of scan ${nonce} is in no book`);
  }

  const conflicts = cards.flatMap(conflictsOf);
  const listed = (await conflictsAt(world, places)).filter(({ cardId }) => cardIds.has(cardId));
  must(
    listed.length === conflicts.length,
    () => `${conflicts.length} conflicts, ${listed.length} listed`,
  );

  await checkLedger(world.admin);
};
