import fc from 'fast-check';
import type { Fen, LedgerEntry, Reply } from '../../typings/contract';
import { must } from '../support/books';
import { untilAnswered, type Person } from '../support/cloud';
import {
  approve,
  campaignId,
  fundId,
  fundWish,
  newFamily,
  newRequestId,
  submit,
  type World,
} from '../support/world';
import { killWithin, type Kill } from './faults';
import type { Setting } from './plays';

/** Everything that several admins may do with the money of a few wishes. */
export type Deal =
  | { kind: 'donate'; admin: number; amount: number }
  | { kind: 'fund' | 'topUp' | 'release' | 'arrive'; admin: number; wish: number; amount: number }
  /** Staff of the community ask, who may not book it. */
  | { kind: 'ask'; wish: number; amount: number }
  | { kind: 'withdraw'; wish: number }
  | { kind: 'refund' | 'reverse'; admin: number; entry: number; amount: number }
  | { kind: 'decide'; admin: number; which: number; yes: boolean }
  /** All admins decide one thing at one moment, and one of them gives beside it. */
  | { kind: 'crowd'; which: number; amount: number }
  | { kind: 'limit'; admin: number; amount: number | null }
  | Kill;

const WISHES = 2;
const ADMINS = ['demo-admin', 'second-admin', 'third-admin'];

const admin = fc.nat(ADMINS.length - 1);
const wish = fc.nat(WISHES - 1);
const which = fc.nat(30);
const amount = fc.integer({ min: 1, max: 60_000 });
const small = fc.integer({ min: 1, max: 20_000 });

const ofWish = fc.record({
  kind: fc.constantFrom(
    'fund' as const,
    'fund' as const,
    'arrive' as const,
    'topUp' as const,
    'release' as const,
  ),
  admin,
  wish,
  amount: small,
});

export const deals: fc.Arbitrary<Deal[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('donate' as const), admin, amount }) },
    { weight: 10, arbitrary: ofWish },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('ask' as const), wish, amount: small }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), wish }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('refund' as const, 'reverse' as const),
        admin,
        // Among the last few, so that one entry is met again and again.
        entry: fc.nat(5),
        amount: small,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        admin,
        which,
        yes: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('crowd' as const), which, amount }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('limit' as const),
        admin,
        amount: fc.option(small),
      }),
    },
    { weight: 4, arbitrary: killWithin(12) },
  ),
  { minLength: 15, maxLength: 40 },
);

const fen = (value: number): Fen => value as Fen;

/** The data of an answer that must be good, however often it takes. */
const answered = async <T>(send: () => Promise<Reply<T>>): Promise<T> => {
  const reply = await untilAnswered(send);
  if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`);
  return reply.data;
};

const wholeLedger = async (reader: Person) => {
  const entries: LedgerEntry[] = [];
  let cursor: string | undefined;
  for (;;) {
    const input = { fundId, ...(cursor === undefined ? {} : { cursor }) };
    const page = await answered(() => reader.send('staff', 'fund.ledger', input));
    entries.push(...page.entries);
    if (page.next === undefined) return { ...page, entries };
    cursor = page.next;
  }
};

const everyApproval = async (reader: Person, open: boolean) => {
  const input = { fundId, open };
  const { items } = await answered(() => reader.send('staff', 'approval.list', input));
  return items;
};

/** Plays the deals of several admins on the real backend, and then checks every book. */
export const playDeals = async (
  { cloud, world, faults, tried }: Setting,
  plot: readonly Deal[],
): Promise<void> => {
  const admins = ADMINS.map((openid) => cloud.as(openid));
  const by = (place: number): Person => admins[place % admins.length] ?? world.admin;
  const wishes: { guardian: Person; wishId: string }[] = [];
  for (let place = 0; place < WISHES; place += 1) {
    const { guardian, childId } = await newFamily(cloud, `family-${newRequestId()}`);
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await fundWish(world, wishId);
    wishes.push({ guardian, wishId });
  }
  const ids = new Set(wishes.map(({ wishId }) => wishId));
  const wishAt = (place: number) => {
    const found = wishes[place % wishes.length];
    if (!found) throw new Error('no wish');
    return found;
  };
  const why = '核对过单据';

  const decide = async (person: Person, approvalId: string, yes: boolean) => {
    const input = {
      requestId: newRequestId(),
      approvalId,
      decision: yes ? ('approve' as const) : ('decline' as const),
      note: '看过了',
    };
    const first = await tried(() => person.send('staff', 'approval.decide', input));
    if (!first) return;
    const again = await tried(() => person.send('staff', 'approval.decide', input));
    must(JSON.stringify(again) === JSON.stringify(first), () => 'a repeated decision answers anew');
  };

  const happen = async (deal: Deal): Promise<void> => {
    const requestId = newRequestId();
    switch (deal.kind) {
      case 'donate': {
        const input = { requestId, fundId, donor: '灯塔公司', amountFen: fen(deal.amount) };
        await tried(() => by(deal.admin).send('staff', 'fund.donate', input));
        return;
      }
      case 'fund': {
        const input = { requestId, wishId: wishAt(deal.wish).wishId, amountFen: fen(deal.amount) };
        await tried(() => by(deal.admin).send('staff', 'wish.fund', input));
        return;
      }
      case 'arrive': {
        const { wishId } = wishAt(deal.wish);
        // Within a reserve as a rule, so that gifts do come.
        const priceFen = fen((deal.amount % 5_000) + 1);
        const input = { requestId, wishId, priceFen, stationId: 'desk-1' };
        await tried(() => by(deal.admin).send('staff', 'gift.arrive', input));
        return;
      }
      case 'topUp':
      case 'release': {
        const { wishId } = wishAt(deal.wish);
        const input = { requestId, wishId, amountFen: fen(deal.amount), reason: why };
        const action = `wish.${deal.kind}` as const;
        await tried<unknown>(() => by(deal.admin).send('staff', action, input));
        return;
      }
      case 'ask': {
        const { wishId } = wishAt(deal.wish);
        const input = { requestId, wishId, amountFen: fen(deal.amount), reason: why };
        await tried(() => world.community.send('staff', 'wish.topUp', input));
        return;
      }
      case 'withdraw': {
        const { guardian, wishId } = wishAt(deal.wish);
        await tried(() => guardian.send('family', 'wish.withdraw', { requestId, wishId }));
        return;
      }
      case 'refund':
      case 'reverse': {
        const { entries } = await wholeLedger(world.admin);
        const own = entries.filter(
          ({ type, wishId }) =>
            type !== 'reserve' && type !== 'release' && (wishId === undefined || ids.has(wishId)),
        );
        const entry = own[own.length - 1 - (deal.entry % own.length)];
        if (!entry) return;
        const { entryId } = entry;
        const person = by(deal.admin);
        await tried(() =>
          deal.kind === 'reverse'
            ? person.send('staff', 'fund.reverse', { requestId, entryId, reason: why })
            : person.send('staff', 'fund.refund', {
                requestId,
                entryId,
                // As often all of it as a part.
                amountFen: deal.amount % 2 === 0 ? entry.amountFen : fen(deal.amount),
                reason: why,
              }),
        );
        return;
      }
      case 'decide': {
        const all = [
          ...(await everyApproval(world.admin, true)),
          ...(await everyApproval(world.admin, false)),
        ];
        const one = all[deal.which % Math.max(1, all.length)];
        if (one) await decide(by(deal.admin), one.approvalId, deal.yes);
        return;
      }
      case 'crowd': {
        const open = await everyApproval(world.admin, true);
        const one = open[deal.which % Math.max(1, open.length)];
        if (!one) return;
        const input = { requestId, fundId, donor: '灯塔公司', amountFen: fen(deal.amount) };
        await Promise.all([
          ...admins.map((person) => decide(person, one.approvalId, true)),
          tried(() => by(0).send('staff', 'fund.donate', input)),
        ]);
        return;
      }
      case 'limit': {
        const input = {
          requestId,
          fundId,
          dualControlAboveFen: deal.amount === null ? null : fen(deal.amount),
          reason: why,
        };
        await tried(() => by(deal.admin).send('staff', 'fund.rules', input));
        return;
      }
      case 'kill':
        faults.arm(deal);
    }
  };

  for (const deal of plot) await happen(deal);
  faults.disarm();
  await checkMoney(world, ids);
};

/** What an entry does to `available`, reserved and spent, by the words of the ledger alone. */
const EFFECT: Record<string, readonly [available: number, reserved: number, spent: number]> = {
  donate: [1, 0, 0],
  refund: [-1, 0, 0],
  reserve: [-1, 1, 0],
  release: [1, -1, 0],
  spend: [0, -1, 1],
};

/** Recomputes the fund, each balance, each wish and each approval from the entries. */
const checkMoney = async ({ admin: reader }: World, ids: ReadonlySet<string>): Promise<void> => {
  const { entries, ...figures } = await wholeLedger(reader);
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  must(byId.size === entries.length, () => 'an entry stands twice');
  const sums = [0, 0, 0];
  const reservedFor = new Map<string, number>();
  const spentOn = new Map<string, number>();
  const reversed = new Set<string>();
  for (const entry of entries) {
    const { entryId, type, amountFen, wishId, reversesEntryId = '' } = entry;
    const undone = type === 'reversal' ? byId.get(reversesEntryId) : undefined;
    if (type === 'reversal') {
      must(undone?.amountFen === amountFen, () => `${entryId} takes back nothing, or another sum`);
      must(!reversed.has(reversesEntryId), () => `${reversesEntryId} was taken back twice`);
      reversed.add(reversesEntryId);
    }
    const sign = (undone ? -1 : 1) * amountFen;
    const effect = EFFECT[undone?.type ?? type] ?? [0, 0, 0];
    for (const [place, one] of effect.entries()) sums[place] = (sums[place] ?? 0) + one * sign;
    must(Math.min(...sums) >= 0, () => `${entryId} leaves ${sums.join(', ')}`);
    const { after } = entry;
    must(
      after?.availableFen === sums[0] &&
        after?.reservedFen === sums[1] &&
        after?.spentFen === sums[2],
      () => `the balance at ${entryId} is ${JSON.stringify(after)}, not ${sums.join(', ')}`,
    );
    if (wishId === undefined) continue;
    reservedFor.set(wishId, (reservedFor.get(wishId) ?? 0) + effect[1] * sign);
    spentOn.set(wishId, (spentOn.get(wishId) ?? 0) + effect[2] * sign);
  }
  must(
    figures.availableFen === sums[0] &&
      figures.reservedFen === sums[1] &&
      figures.spentFen === sums[2],
    () => `the fund says ${JSON.stringify(figures)}, its entries ${sums.join(', ')}`,
  );

  for (const { entryId, amountFen, reversed: undone } of entries) {
    const back = entries
      .filter((one) => one.refundsEntryId === entryId && !reversed.has(one.entryId))
      .reduce((sum, one) => sum + one.amountFen, 0);
    must(
      back <= (undone ? 0 : amountFen),
      () => `${entryId} went back to its donor more than once`,
    );
  }

  let cursor: string | undefined;
  do {
    const part: { ok: boolean; firstBroken?: string; next?: string } = await reader.call(
      'staff',
      'fund.check',
      { fundId, ...(cursor === undefined ? {} : { cursor }) },
    );
    must(part.ok, () => `the check finds ${part.firstBroken ?? ''}`);
    cursor = part.next;
  } while (cursor !== undefined);

  const { items } = await reader.call('staff', 'wish.list', { campaignId, limit: 100 });
  for (const { wishId, state, reservedFen = 0, priceFen } of items) {
    if (!ids.has(wishId)) continue;
    const open = reservedFor.get(wishId) ?? 0;
    must(open === reservedFen, () => `${wishId} has ${reservedFen} reserved, its entries ${open}`);
    const spent = spentOn.get(wishId) ?? 0;
    must(spent >= 0, () => `${wishId} got back more than was spent`);
    if (state === 'ready') must(priceFen === spent && spent > 0, () => `${wishId}: ${spent} paid`);
    if (state === 'funded') must(spent === 0, () => `${wishId} is funded and ${spent} is spent`);
  }

  const decided = await everyApproval(reader, false);
  for (const { approvalId, state, by: asked, decidedBy } of decided) {
    if (state === 'approved') must(asked !== decidedBy, () => `${approvalId}: one person decided`);
  }
};
