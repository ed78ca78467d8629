import fc from 'fast-check';
import * as v from 'valibot';
import { handlers } from '../../cloudfunctions/family';
import type { ActionName, Input } from '../../typings/contract';
import { openCloud, type TestCloud } from '../support/cloud';
import { fingerprint, StoreWatch } from '../support/fingerprint';
import {
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  submit,
  type World,
} from '../support/world';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_INPUTS'] ?? '200');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

interface Family {
  openid: string;
  childId: string;
  wishId: string;
  cardId: string;
}

type Inputs = { [Action in ActionName<'family'>]: Input<'family', Action> };

/** A good input for every action of a family: one that is missing does not compile. */
const goodInputs = ({ childId, wishId, cardId }: Family): Inputs => {
  const requestId = newRequestId();
  return {
    me: { campaignId },
    'consent.grant': { version: '1', scopes: ['review', 'gift'] },
    'consent.withdraw': { scopes: ['photo'] },
    'child.save': {
      requestId,
      childId,
      nickname: '豆豆',
      birthMonth: '2016-05',
      communityId: 'c-1',
    },
    'wish.submit': {
      requestId,
      campaignId,
      childId,
      category: 'sport',
      title: '一个篮球',
      details: { size: '5 号' },
      reason: '想打球',
    },
    'wish.withdraw': { requestId, wishId },
    'wish.mine': {},
    'card.mine': {},
    'card.show': { cardId },
    'card.freeze': { requestId, cardId, reason: '丢了' },
    'card.unfreeze': { requestId, cardId, reason: '找到了' },
    'access.mine': {},
    'data.export': {},
    'data.erase': { requestId, childId },
    'guardian.invite': { requestId, childId },
    'guardian.join': { requestId, code: 'join_0' },
    'guardian.leave': { requestId, childId },
    'guardian.object': { requestId, transferId: 'transfer_0' },
    'complaint.mine': {},
    'complaint.send': { requestId, topic: 'gift', words: '礼物还没有到。' },
    'substitution.answer': { requestId, wishId, no: 1, agree: true },
    'gift.defect': { requestId, wishId, reason: '拉链坏了' },
    'programme.join': { requestId, programmeId: 'there-is-none', childId, agree: true },
    'programme.mine': {},
    'programme.accept': { requestId, enrolmentId: 'there-is-none' },
    'programme.decline': { requestId, enrolmentId: 'there-is-none' },
    'programme.cancel': { requestId, enrolmentId: 'there-is-none' },
    'programme.feedback': { requestId, enrolmentId: 'there-is-none', stars: 5 },
    'pass.show': { enrolmentId: 'there-is-none' },
    'pack.mine': {},
    'pack.answer': { requestId, cardId, answer: 'wrong', note: '少了一本' },
    'pair.mine': {},
    'pair.answer': { requestId, pairId: 'pair_0', answer: 'yes', childSays: 'yes' },
    'outing.answer': { requestId, outingId: 'outing_0', answer: 'yes' },
    'concern.raise': { requestId, situation: '3', words: '不敢回家', urgent: true },
    'referral.mine': {},
    'referral.answer': { requestId, referralId: 'referral_0', answer: 'yes' },
    'referral.withdraw': { requestId, referralId: 'referral_0' },
  };
};

const ACTIONS = Object.keys(
  goodInputs({ openid: '', childId: '', wishId: '', cardId: '' }),
) as ActionName<'family'>[];

/** Actions after which a family is not what it was, and the next try needs another one. */
const ENDS: readonly string[] = ['data.erase', 'consent.withdraw', 'wish.withdraw'];

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '__proto__',
    'constructor',
    'ready',
    '👨‍👩‍👧‍👦'.repeat(40),
    '\ud800',
    '\u0000',
    '龍'.repeat(20_000),
    1e308,
    -1,
    [],
    [[[[[[]]]]]],
    { $gt: '' },
    { $set: { openid: 'x' } },
    JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
    { length: 4_000_000_000 },
  ),
);

/** What is done to a good input: a field is replaced, left out or added; or nothing is left of it. */
const attack = fc.oneof(
  { weight: 1, arbitrary: fc.record({ whole: hostile }) },
  { weight: 4, arbitrary: fc.record({ place: fc.nat(6), value: hostile }) },
  { weight: 1, arbitrary: fc.record({ place: fc.nat(6) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'openid', 'personId', 'now')),
      value: hostile,
    }),
  },
);
type Attack = typeof attack extends fc.Arbitrary<infer Value> ? Value : never;

const attacked = (good: object, how: Attack): unknown => {
  if ('whole' in how) return how.whole;
  const fields = Object.entries(good) as [string, unknown][];
  if ('name' in how) return Object.fromEntries([...fields, [how.name, how.value]]);
  const place = fields.length === 0 ? 0 : how.place % fields.length;
  const before = fields.slice(0, place);
  const behind = fields.slice(place + 1);
  const field = fields[place]?.[0] ?? 'extra';
  const middle: [string, unknown][] = 'value' in how ? [[field, how.value]] : [];
  return Object.fromEntries([...before, ...middle, ...behind]);
};

/**
 * Whether the action's own schema refuses an input, so that nothing behind it is ever called. It is
 * asked here, in this process: of such inputs, and of those that were sent before, one in so many is
 * sent to the cloud all the same.
 */
const isRefusedAtTheDoor = (action: ActionName<'family'>, input: unknown): boolean =>
  !v.safeParse(handlers[action].input, input ?? {}).success;

const SENT_ANYWAY = 20;

describe('hostile inputs to a family action', () => {
  let tried = 0;
  const before = new Set<string>();

  /** Whether this was not done to this action yet. */
  const isNews = (action: string, how: Attack): boolean => {
    const key = `${action} ${JSON.stringify(how)}`;
    if (before.has(key)) return false;
    before.add(key);
    return true;
  };

  let cloud: TestCloud;
  let world: World;
  let family: Family;
  let families = 0;
  let store: StoreWatch;

  const nextOpenid = (): string => `victim-${(families += 1)}`;

  const newCardHolder = async (): Promise<void> => {
    const openid = nextOpenid();
    const { childId, wishId, cardId } = await readyCard(cloud, world, openid, { arrived: false });
    family = { openid, childId, wishId, cardId };
  };

  /** A family that has only wished so far: quickly made, for what ends it again. */
  const newWisher = async (): Promise<void> => {
    const openid = nextOpenid();
    const { guardian, childId } = await newFamily(cloud, openid);
    const { wishId } = await submit(guardian, childId);
    family = { openid, childId, wishId, cardId: 'no-card' };
  };

  /** A code that somebody tries is counted before it is looked at: all else stands as it was. */
  const whatStands = (action: string): string | undefined =>
    action === 'guardian.join' ? fingerprint(cloud.dataDir, 'inviteTries') : undefined;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    store = new StoreWatch(cloud);
  });
  beforeEach(async () => {
    await newCardHolder();
    // The watch sees what is written: without this, no test below could fail.
    expect(store.wrote()).toBe(true);
  });
  afterAll(async () => {
    await cloud.end();
  });

  it.each(ACTIONS)(
    `%s: never INTERNAL, and no refusal changes anything (seed ${SEED})`,
    async (action) => {
      await fc.assert(
        fc.asyncProperty(attack, async (how) => {
          const input = attacked(goodInputs(family)[action], how) as never;
          if (!isNews(action, how) || isRefusedAtTheDoor(action, input)) {
            if ((tried += 1) % SENT_ANYWAY !== 0) return;
          }
          const stored = whatStands(action);
          const reply = await cloud.as(family.openid).send('family', action, input);
          const wrote = store.wrote();
          if (!reply.ok) {
            expect(reply.code).not.toBe('INTERNAL');
            if (stored === undefined) expect(wrote).toBe(false);
            else expect(whatStands(action)).toBe(stored);
          }
          if (reply.ok ? ENDS.includes(action) : reply.code === 'RATE_LIMITED') {
            await newWisher();
            store.wrote();
          }
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
    },
    RUNS * 200 + 60_000,
  );
});
