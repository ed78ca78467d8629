import { openCloud, type TestCloud } from '../../support/cloud';
import {
  activePair,
  approved,
  dayOf,
  overseersOf,
  pairingFamily,
  proposeFor,
  sayYes,
  start,
} from '../../support/companions';
import { newRequestId, openWorld, type World } from '../../support/world';

/** Two people look after a pair, and nobody after her own. */
describe('who looks after a pair', () => {
  let cloud: TestCloud;
  let world: World;
  let serial = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const today = (): string => dayOf(cloud.now());
  const name = (): string => `person-${(serial += 1)}`;

  const proposal = async (childId: string, motherId: string, more: object = {}) => ({
    requestId: newRequestId(),
    childId,
    motherId,
    role: 'lead' as const,
    ...(await overseersOf(world)),
    ...more,
  });

  it('two persons of the area look after a pair', async () => {
    const { childId } = await pairingFamily(cloud, name());
    const { motherId } = await approved(cloud, world, name());
    const { supervisorGrantId } = await overseersOf(world);
    const far = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'far',
      level: 'community',
      areaId: 'c-2',
    });
    const gone = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'gone',
      level: 'street',
      areaId: 's-1',
    });
    await world.admin.call('staff', 'grant.end', {
      requestId: newRequestId(),
      grantId: gone.grantId,
    });
    for (const deputyGrantId of [supervisorGrantId, far.grantId, gone.grantId]) {
      const input = await proposal(childId, motherId, { deputyGrantId });
      await expect(world.community.refused('staff', 'pair.propose', input)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
    }
    const unknown = await proposal(childId, motherId, { deputyGrantId: 'nobody' });
    await expect(world.community.refused('staff', 'pair.propose', unknown)).resolves.toBe(
      'NOT_FOUND',
    );
  });

  it('nobody supervises herself', async () => {
    const { childId } = await pairingFamily(cloud, name());
    const self = 'staff-and-mother';
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: self,
      level: 'community',
      areaId: 'c-1',
    });
    const { motherId } = await approved(cloud, world, self);
    const input = await proposal(childId, motherId, { supervisorGrantId: grantId });
    await expect(world.community.refused('staff', 'pair.propose', input)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const own = await proposal(childId, motherId);
    await expect(cloud.as(self).refused('staff', 'pair.propose', own)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('an admin who is the mother, or a guardian, leaves the pair to colleagues', async () => {
    const self = name();
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: self,
      level: 'admin',
    });
    const { pairId } = await activePair(cloud, world, self);
    const next = await approved(cloud, world, name());
    const refused = (action: 'pair.suspend' | 'pair.resume' | 'pair.end') =>
      cloud
        .as(self)
        .refused('staff', action, { requestId: newRequestId(), pairId, reason: '自己' });
    const handover = { requestId: newRequestId(), pairId, motherId: next.motherId, summary: '好' };
    const overseers = { requestId: newRequestId(), pairId, ...(await overseersOf(world)) };
    await expect(refused('pair.suspend')).resolves.toBe('PERMISSION_DENIED');
    await world.community.call('staff', 'pair.suspend', {
      requestId: newRequestId(),
      pairId,
      reason: '休息',
    });
    await expect(refused('pair.resume')).resolves.toBe('PERMISSION_DENIED');
    await expect(refused('pair.end')).resolves.toBe('PERMISSION_DENIED');
    await expect(cloud.as(self).refused('staff', 'pair.handover', handover)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(cloud.as(self).refused('staff', 'pair.assign', overseers)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const guardian = name();
    const theirs = await activePair(cloud, world, guardian);
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: theirs.guardian.openid,
      level: 'admin',
    });
    await expect(
      theirs.guardian.refused('staff', 'pair.handover', { ...handover, pairId: theirs.pairId }),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('a pair starts with both who look after it, and neither has gone meanwhile', async () => {
    const { childId, guardian } = await pairingFamily(cloud, name());
    const { motherId } = await approved(cloud, world, name());
    const deputy = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'leaving-deputy',
      level: 'street',
      areaId: 's-1',
    });
    const deputyGrantId = deputy.grantId;
    const pairId = await proposeFor(world, childId, motherId, { deputyGrantId });
    await sayYes(guardian, pairId);
    await world.admin.call('staff', 'grant.end', {
      requestId: newRequestId(),
      grantId: deputyGrantId,
    });
    const begin = { requestId: newRequestId(), pairId, metOn: today() };
    await expect(world.community.refused('staff', 'pair.start', begin)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const people = { requestId: newRequestId(), pairId, ...(await overseersOf(world)) };
    await world.district.call('staff', 'pair.assign', people);
    await expect(start(world, pairId, today())).resolves.toEqual({ state: 'active' });
  });

  it('district staff give a pair other people to look after it', async () => {
    const { pairId } = await activePair(cloud, world, name());
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'new-supervisor',
      level: 'street',
      areaId: 's-1',
    });
    const { deputyGrantId } = await overseersOf(world);
    const assign = { requestId: newRequestId(), pairId, supervisorGrantId: grantId, deputyGrantId };
    await expect(world.community.refused('staff', 'pair.assign', assign)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await world.district.call('staff', 'pair.assign', assign);
    const open = { pairId, purpose: '接手' };
    await expect(world.community.refused('staff', 'pair.open', open)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(
      cloud.as('new-supervisor').call('staff', 'pair.open', open),
    ).resolves.toMatchObject({ pairId });
  });

  it('a mother who becomes a guardian of the child accompanies it no more', async () => {
    const self = name();
    const { guardian, childId, pairId } = await activePair(cloud, world, self);
    const { code } = await guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    const mother = cloud.as(self);
    await mother.call('family', 'consent.grant', {
      version: '1',
      scopes: ['review', 'gift', 'pairing'],
    });
    await mother.call('family', 'guardian.join', { requestId: newRequestId(), code });
    const { items } = await guardian.call('family', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'ended' }]);
    await expect(mother.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
  });
});
