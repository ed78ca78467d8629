import {
  answer,
  cloud,
  newName,
  newPair,
  openCompanionship,
  proposal,
  proposedPair,
  stateFor,
  today,
  world,
} from '../../support/companionship';
import {
  addRecord,
  approved,
  DAY,
  dayOf,
  pairingFamily,
  proposeFor,
  recordOf,
  sayYes,
  start,
} from '../../support/companions';
import { campaignId, newRequestId } from '../../support/world';

describe('pairs', () => {
  beforeAll(openCompanionship);
  afterAll(() => cloud.end());

  it('go from the proposal over the family’s yes and the first meeting to the first record', async () => {
    const { guardian, mother, pairId } = await proposedPair();
    await expect(stateFor({ guardian, pairId })).resolves.toBe('proposed');
    // She learns of it with the family's yes.
    await expect(mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    const record = recordOf(pairId, today(), { kind: 'call' });
    await expect(mother.person.refused('helper', 'record.add', record)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const early = { requestId: newRequestId(), pairId, metOn: today() };
    await expect(world.community.refused('staff', 'pair.start', early)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(answer(guardian, pairId, 'yes', 'yes')).resolves.toEqual({ state: 'consented' });
    const { items } = await mother.person.call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'consented', ageBand: '7-12' }]);
    expect(JSON.stringify(items)).not.toMatch(/豆豆|2016|c-1/);
    await expect(mother.person.refused('helper', 'record.add', record)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    for (const person of [world.district, world.admin]) {
      await expect(person.refused('staff', 'pair.start', early)).resolves.toBe('PERMISSION_DENIED');
    }
    await expect(start(world, pairId, today())).resolves.toEqual({ state: 'active' });
    await expect(mother.person.call('helper', 'record.add', record)).resolves.toMatchObject({});
  });

  it('a child of 14 speaks for itself, a no at any age ends it, and nobody is told which no it was', async () => {
    const guardian = cloud.as(newName());
    await guardian.call('family', 'consent.grant', {
      version: '1',
      scopes: ['review', 'gift', 'pairing'],
    });
    const { childId } = await guardian.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname: '大树',
      birthMonth: `${new Date().getFullYear() - 15}-01`,
      communityId: 'c-1',
    });
    const { motherId } = await approved(cloud, world, newName());
    const pairId = await proposeFor(world, childId, motherId);
    const says = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'cannot_say' };
    await expect(guardian.refused('family', 'pair.answer', says)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(stateFor({ guardian, pairId })).resolves.toBe('proposed');
    await expect(answer(guardian, pairId, 'yes', 'no')).resolves.toEqual({ state: 'declined' });
    const told = await world.community.call('staff', 'alert.mine', {});
    expect(told.items.filter((item) => item.pairId === pairId).map(({ kind }) => kind)).toEqual([
      'pairDeclined',
    ]);
    const young = await proposedPair();
    await expect(answer(young.guardian, young.pairId, 'yes', 'no')).resolves.toEqual({
      state: 'declined',
    });
    const other = await proposedPair();
    await expect(answer(other.guardian, other.pairId, 'yes', 'cannot_say')).resolves.toEqual({
      state: 'consented',
    });
  });

  it('one lead at a time: a second yes is refused while another accompanies the child, suspended too', async () => {
    const { guardian, childId } = await pairingFamily(cloud, newName());
    const [first, second] = [
      await approved(cloud, world, newName()),
      await approved(cloud, world, newName()),
    ];
    const one = await proposeFor(world, childId, first.motherId);
    const two = await proposeFor(world, childId, second.motherId);
    await sayYes(guardian, one);
    await sayYes(guardian, two);
    const starts = await Promise.all(
      [one, two].map((pairId) =>
        world.community.send('staff', 'pair.start', {
          requestId: newRequestId(),
          pairId,
          metOn: today(),
        }),
      ),
    );
    expect(starts.map((reply) => (reply.ok ? 'ok' : reply.code)).sort()).toEqual([
      'FAILED_PRECONDITION',
      'ok',
    ]);
    const active = starts[0]!.ok ? one : two;
    const third = await approved(cloud, world, newName());
    const pairId = await proposeFor(world, childId, third.motherId);
    const yes = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'yes' };
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const pause = { requestId: newRequestId(), pairId: active, reason: '外地出差' };
    await world.community.call('staff', 'pair.suspend', pause);
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const end = { requestId: newRequestId(), pairId: active, reason: '搬家' };
    await world.district.call('staff', 'pair.end', end);
    await expect(guardian.call('family', 'pair.answer', yes as never)).resolves.toEqual({
      state: 'consented',
    });
  });

  it('a mother has one lead at a time, however many proposals race', async () => {
    const { motherId } = await approved(cloud, world, newName());
    const families = await Promise.all(
      Array.from({ length: 4 }, () => pairingFamily(cloud, newName())),
    );
    const replies = await Promise.all(
      families.map(async ({ childId }) =>
        world.community.send('staff', 'pair.propose', await proposal(childId, motherId)),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const supporter = {
      role: 'supporter',
      purpose: '数学',
      until: dayOf(cloud.now() + 60 * DAY),
    } as const;
    await proposeFor(world, families[1]!.childId, motherId, supporter);
  });

  it('a supporter comes with a purpose and an end, and an end that passed takes nothing more', async () => {
    const lead = await newPair();
    const expert = await approved(cloud, world, newName(), { team: 'expert' });
    const support = { role: 'supporter' as const, purpose: '心理支持' };
    const endless = await proposal(lead.childId, expert.motherId, support);
    await expect(world.community.refused('staff', 'pair.propose', endless)).resolves.toBe(
      'INVALID_ARGUMENT',
    );
    const pairId = await proposeFor(world, lead.childId, expert.motherId, {
      ...support,
      until: today(),
    });
    await sayYes(lead.guardian, pairId);
    await start(world, pairId, today());
    await addRecord(expert, pairId, today());
    await cloud.timer('jobs', cloud.now() + DAY);
    await expect(stateFor({ guardian: lead.guardian, pairId })).resolves.toBe('ended');
    await expect(stateFor(lead)).resolves.toBe('active');
  });

  it('opening a file is on the family’s access list with its purpose, and for its two overseers alone', async () => {
    const { guardian, pairId, mother } = await newPair();
    await addRecord(mother, pairId, today(), { note: '一起读了书' });
    const open = { pairId, purpose: '每月回访' };
    await expect(world.admin.refused('staff', 'pair.open', open)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const file = await world.community.call('staff', 'pair.open', open);
    expect(file).toMatchObject({
      pairId,
      state: 'active',
      childSays: 'yes',
      mother: { mayVisit: true },
      records: [{ note: '一起读了书', confirmed: false }],
      alerts: [],
    });
    const { items } = await guardian.call('family', 'access.mine', {});
    expect(items).toContainEqual(
      expect.objectContaining({ role: 'community', purpose: '每月回访' }),
    );
  });

  it('a repeated proposal is the same pair, another family’s pair is none', async () => {
    const { childId } = await pairingFamily(cloud, newName());
    const { motherId } = await approved(cloud, world, newName());
    const input = await proposal(childId, motherId);
    const [one, two] = [
      await world.community.call('staff', 'pair.propose', input),
      await world.community.call('staff', 'pair.propose', input),
    ];
    expect(two).toEqual(one);
    const stranger = await pairingFamily(cloud, newName());
    const yes = { requestId: newRequestId(), pairId: one.pairId, answer: 'yes', childSays: 'yes' };
    await expect(stranger.guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'NOT_FOUND',
    );
    const { items } = await world.community.call('staff', 'pair.list', { campaignId });
    expect(items.filter(({ pairId }) => pairId === one.pairId)).toHaveLength(1);
  });
});
