import fc from 'fast-check';
import type { ConsentScope } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { campaignId, HOUR, newRequestId, openWorld, submit, type World } from '../../support/world';

const TEXT = '想看一次海上的日出';
const NEEDED: ConsentScope[] = ['review', 'gift'];

type Act =
  | { kind: 'grant' | 'withdraw' | 'withdrawAll' | 'leave' | 'erase' | 'transfer'; who: number }
  | { kind: 'join'; who: number; with: number };

const DAY = 24 * HOUR;
const PEOPLE = 3;
const person = fc.nat(PEOPLE - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('grant', 'withdraw', 'withdrawAll', 'leave', 'erase', 'transfer'),
    who: person,
  }),
  fc.record({ kind: fc.constant('join'), who: person, with: person }),
);

describe('a text is public exactly while all guardians of now allow it', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud, { until: Date.now() + 100 * DAY });
  });
  afterAll(() => cloud.end());

  const grant = (who: Person, scopes: ConsentScope[]) =>
    who.call('family', 'consent.grant', { version: '1', scopes });

  const review = (who: Person, wishId: string) =>
    who.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'approve',
      publicText: TEXT,
    });

  /** Whether the child is handed over: whoever has not consented cannot take it. */
  const transferTo = async (newcomer: Person, wishId: string): Promise<boolean> => {
    const { code, approvalId } = await world.community.call('staff', 'guardian.transfer', {
      requestId: newRequestId(),
      wishId,
      reason: '当面核对过户口本',
    });
    const joined = await newcomer.send('family', 'guardian.join', {
      requestId: newRequestId(),
      code,
    });
    await world.district.call('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId,
      ...(joined.ok ? { decision: 'approve' } : { decision: 'decline', note: '没有同意' }),
    });
    await cloud.timer('jobs', (await cloud.forward(1)) + 7 * DAY + HOUR);
    return joined.ok;
  };

  const play = async (start: ConsentScope[][], acts: Act[]): Promise<void> => {
    families += 1;
    const people = start.map((_, place) => cloud.as(`family-${families}-${place}`));
    const scopes = start.map((given) => new Set<ConsentScope>([...NEEDED, ...given]));
    for (const [place, who] of people.entries()) await grant(who, [...(scopes[place] ?? [])]);
    const [first] = people as [Person];
    const { childId } = await first.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname: '阿浪',
      birthMonth: '2016-05',
      communityId: 'c-1',
    });
    const { wishId } = await submit(first, childId, '一副望远镜', 'other');
    await review(world.community, wishId);
    await review(world.district, wishId);
    const { items } = await first.call('family', 'wish.mine', {});
    const { wishNo = '' } = items[0] ?? {};

    const guardians = new Set([0]);
    const allowed = (): boolean =>
      guardians.size > 0 && [...guardians].every((place) => scopes[place]?.has('publicText'));
    let shown = allowed();
    for (const { kind, who, ...more } of acts) {
      const caller = people[who] as Person;
      const mine = scopes[who] as Set<ConsentScope>;
      if (kind === 'grant') {
        await grant(caller, [...NEEDED, 'publicText']);
        for (const scope of [...NEEDED, 'publicText'] as const) mine.add(scope);
      } else if (kind === 'withdraw') {
        await caller.send('family', 'consent.withdraw', { scopes: ['publicText'] });
        mine.delete('publicText');
      } else if (kind === 'withdrawAll' || kind === 'erase') {
        if (kind === 'erase') {
          await caller.send('family', 'data.erase', { requestId: newRequestId() });
        } else await caller.send('family', 'consent.withdraw', {});
        mine.clear();
        guardians.delete(who);
      } else if (kind === 'leave') {
        const left = await caller.send('family', 'guardian.leave', {
          requestId: newRequestId(),
          childId,
        });
        expect(left.ok).toBe(guardians.has(who) && guardians.size > 1);
        if (left.ok) guardians.delete(who);
      } else if (kind === 'transfer') {
        const isTaken = await transferTo(caller, wishId);
        expect(isTaken).toBe(NEEDED.every((scope) => mine.has(scope)));
        if (isTaken) {
          guardians.clear();
          guardians.add(who);
        }
      } else {
        const inviter = people[(more as { with: number }).with] as Person;
        const invite = await inviter.send('family', 'guardian.invite', {
          requestId: newRequestId(),
          childId,
        });
        if (!invite.ok) continue;
        const joined = await caller.send('family', 'guardian.join', {
          requestId: newRequestId(),
          code: invite.data.code,
        });
        if (joined.ok) guardians.add(who);
      }
      shown &&= allowed();
      const wall = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
      const item = wall.items.find((one) => one.wishNo === wishNo);
      expect(item?.publicText ?? '').toBe(shown ? TEXT : '');
      if (guardians.size === 0) return;
      const file = await world.community.call('staff', 'wish.open', { wishId, purpose: '核对' });
      expect(file.publicTextAllowed).toBe(allowed());
      expect(file.publicText).toBe(shown ? TEXT : '');
    }
  };

  it('in every order of grant, withdrawal, join, leave, transfer and erasure', async () => {
    const scope = fc.constantFrom<ConsentScope[]>(['publicText'], []);
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(scope, scope, scope),
        fc.array(act, { minLength: 3, maxLength: 7 }),
        play,
      ),
      { numRuns: 14, endOnFailure: true },
    );
  });

  it('one guardian who never allowed it is enough against it', async () => {
    await play([[], ['publicText'], []], [{ kind: 'join', who: 1, with: 0 }]);
  });

  it('the one who allowed it goes, in each of the ways', async () => {
    for (const kind of ['withdrawAll', 'leave', 'erase'] as const) {
      await play(
        [['publicText'], [], []],
        [
          { kind: 'join', who: 1, with: 0 },
          { kind, who: 0 },
        ],
      );
    }
    await play([['publicText'], [], []], [{ kind: 'transfer', who: 1 }]);
  });

  it('two who allow it: one goes, and the text stays', async () => {
    for (const kind of ['withdrawAll', 'leave', 'erase'] as const) {
      await play(
        [['publicText'], ['publicText'], []],
        [
          { kind: 'join', who: 1, with: 0 },
          { kind, who: 0 },
        ],
      );
    }
    await play([['publicText'], ['publicText'], []], [{ kind: 'transfer', who: 1 }]);
  });
});
