import fc from 'fast-check';
import type { Card } from '../../cloudfunctions/domain/card/card';
import type { Wish } from '../../cloudfunctions/domain/wish/wish';
import type { Disposition } from '../../typings/contract';
import { checkLedger, documentsOf, must } from '../support/books';
import { untilAnswered, type TestCloud } from '../support/cloud';
import {
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
  | { kind: 'reissue' | 'freeze' | 'unfreeze' | 'withdraw'; card: number }
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
        ),
        card,
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
  { minLength: 5, maxLength: 30 },
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
}

interface Entry extends Sent {
  scannedAt: number;
}

/** A phone at a desk, with its own wrong clock, its queue, and what it has sent. */
interface Device {
  deviceId: string;
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
  const devices: Device[] = clockSkews.map((skewMs, place) => ({
    deviceId: `device-${place}`,
    skewMs,
    queue: [],
    sent: [],
  }));
  /** Nonces under which a volunteer handed a gift over. */
  const handedOut = new Map<string, number>();
  const at = <Thing>(things: readonly Thing[], place: number): Thing => {
    const thing = things[place % things.length];
    if (thing === undefined) throw new Error('nothing there');
    return thing;
  };

  const scan = ({ deviceId }: Device, { nonce, code, card: place }: Sent) =>
    untilAnswered(() =>
      world.volunteer.send('station', 'card.redeem', {
        nonce,
        eventId,
        stationId: 'desk-1',
        deviceId,
        code,
        collector,
      }),
    ).then((reply) => {
      must(reply.ok, () => `a scan was refused: ${JSON.stringify(reply)}`);
      if (reply.ok && reply.data.status === 'accepted') handedOut.set(nonce, place);
      return reply;
    });

  const upload = async (one: Device, twice: boolean, reversed: boolean): Promise<void> => {
    const entries = reversed ? [...one.queue].reverse() : [...one.queue];
    if (entries.length === 0) return;
    const send = () =>
      untilAnswered(() =>
        world.volunteer.send('station', 'card.sync', {
          eventId,
          stationId: 'desk-1',
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
      () => 'an upload was not acknowledged',
    );
    one.queue = [];
  };

  const happen = async (event: Happening): Promise<void> => {
    switch (event.kind) {
      case 'scan': {
        const one = at(devices, event.device);
        const sent = { nonce: newRequestId(), code: at(codes, event.card), card: event.card };
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
        const entry = {
          nonce,
          code: at(codes, event.card),
          card: event.card,
          scannedAt: Date.now() + one.skewMs,
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
        const person = event.byStaff ? world.community : world.volunteer;
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
      case 'withdraw': {
        const { wishId, guardian } = at(cards, event.card);
        const requestId = newRequestId();
        await untilAnswered(() => guardian.send('family', 'wish.withdraw', { requestId, wishId }));
        return;
      }
      case 'crowd': {
        const code = at(codes, event.card);
        await Promise.all(
          devices.map((one) => scan(one, { nonce: newRequestId(), code, card: event.card })),
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
  await checkBooks(cloud, world, cards, handedOut);
};

const checkBooks = async (
  cloud: TestCloud,
  world: World,
  made: readonly ReadyCard[],
  handedOut: ReadonlyMap<string, number>,
): Promise<void> => {
  const cardIds = new Set(made.map(({ cardId }) => cardId));
  const wishIds = new Set(made.map(({ wishId }) => wishId));
  const cards = documentsOf<Card>(cloud.dataDir, 'cards').filter(({ _id }) => cardIds.has(_id));
  const wishes = documentsOf<Wish>(cloud.dataDir, 'wishes').filter(({ _id }) => wishIds.has(_id));
  const attempts = documentsOf<{ nonce: string }>(cloud.dataDir, 'attempts').filter(({ nonce }) =>
    handedOut.has(nonce),
  );

  for (const one of cards) {
    for (let generation = 1; generation <= one.generation; generation += 1) {
      const of = one.redemptions.filter((redemption) => redemption.generation === generation);
      const effective = of.filter(({ status }) => status === 'effective');
      must(
        effective.length <= 1,
        () => `card ${one._id} has ${effective.length} effective redemptions`,
      );
      const [first] = effective;
      for (const other of of) {
        if (!first || other === first || other.status !== 'superseded') continue;
        const isLater = other.at > first.at || (other.at === first.at && other.nonce > first.nonce);
        must(isLater, () => `the effective redemption of ${one._id} is not the earliest`);
      }
    }
    const redeemed = one.redemptions.some(({ status }) => status === 'effective');
    must((one.state === 'redeemed') === redeemed, () => `card ${one._id} is ${one.state}`);
    const nonces = one.redemptions.map(({ nonce }) => nonce);
    must(new Set(nonces).size === nonces.length, () => `a nonce redeemed ${one._id} twice`);
    const wish = wishes.find(({ _id }) => _id === one.wishId);
    must(wish !== undefined, () => `wish ${one.wishId} is gone`);
    if (!wish) continue;
    must(one.ready === (wish.state === 'ready'), () => `card ${one._id} ready, wish ${wish.state}`);
    if (redeemed) must(wish.state === 'ready', () => `a redeemed wish is ${wish.state}`);
    if (wish.state === 'withdrawn')
      must(one.state === 'void', () => `withdrawn, card ${one.state}`);
    const family = made.find(({ cardId }) => cardId === one._id);
    const mine = await family?.guardian.call('family', 'wish.mine', {});
    const state = mine?.items[0]?.state;
    must((state === 'fulfilled') === redeemed, () => `the family sees ${state ?? 'nothing'}`);
  }

  // Each gift that was handed out is a redemption, a conflict, or a scan that staff can see failed.
  const known = new Set([
    ...cards.flatMap(({ redemptions }) => redemptions.map(({ nonce }) => nonce)),
    ...attempts.map(({ nonce }) => nonce),
  ]);
  for (const nonce of handedOut.keys()) {
    must(known.has(nonce), () => `the gift of scan ${nonce} is in no book`);
  }

  const superseded = cards.flatMap(({ redemptions }) =>
    redemptions.filter(({ status }) => status === 'superseded'),
  );
  const ids = new Set(cards.map(({ _id }) => _id));
  let listed = 0;
  let cursor: string | undefined;
  do {
    const page: { items: { cardId: string }[]; next?: string } = await world.admin.call(
      'staff',
      'conflict.list',
      { eventId, ...(cursor === undefined ? {} : { cursor }) },
    );
    listed += page.items.filter(({ cardId }) => ids.has(cardId)).length;
    cursor = page.next;
  } while (cursor !== undefined);
  must(listed === superseded.length, () => `${superseded.length} conflicts, ${listed} listed`);

  await checkLedger(world.admin);
};
