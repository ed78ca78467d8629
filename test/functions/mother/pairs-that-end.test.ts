import {
  cloud,
  newName,
  newPair,
  openCompanionship,
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
import { newFamily, newRequestId } from '../../support/world';

describe('pairs', () => {
  beforeAll(openCompanionship);
  afterAll(() => cloud.end());

  it('need the scope of pairing, whose withdrawal ends them in the same step', async () => {
    const { guardian, childId } = await newFamily(cloud, newName());
    const mother = await approved(cloud, world, newName());
    const pairId = await proposeFor(world, childId, mother.motherId);
    const yes = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'yes' };
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe('PERMISSION_DENIED');
    await guardian.call('family', 'consent.grant', { version: '1', scopes: ['pairing'] });
    await sayYes(guardian, pairId);
    await start(world, pairId, today());
    await guardian.call('family', 'consent.withdraw', { scopes: ['pairing'] });
    await expect(stateFor({ guardian, pairId })).resolves.toBe('ended');
    await expect(mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    await expect(
      mother.person.refused('helper', 'record.add', recordOf(pairId, today())),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(mother.person.refused('helper', 'record.mine', { pairId })).resolves.toBe(
      'PERMISSION_DENIED',
    );
    // Another child of theirs may be accompanied by her then.
    const next = await pairingFamily(cloud, newName());
    await proposeFor(world, next.childId, mother.motherId);
  });

  it('a withdrawal racing the start: the pair never runs without consent', async () => {
    const pairs = await Promise.all(Array.from({ length: 4 }, () => proposedPair()));
    for (const { guardian, pairId } of pairs) await sayYes(guardian, pairId);
    await Promise.all(
      pairs.flatMap(({ guardian, pairId }) => [
        guardian.send('family', 'consent.withdraw', { scopes: ['pairing'] }),
        world.community.send('staff', 'pair.start', {
          requestId: newRequestId(),
          pairId,
          metOn: today(),
        }),
      ]),
    );
    for (const pair of pairs) expect(['ended', 'cancelled']).toContain(await stateFor(pair));
  });

  it('handover: old access ends as the new begins, with the summary and none of the old notes', async () => {
    const old = await newPair();
    await addRecord(old.mother, old.pairId, today(), { note: '说了心里话' });
    const next = await approved(cloud, world, newName());
    const handover = {
      requestId: newRequestId(),
      pairId: old.pairId,
      motherId: next.motherId,
      summary: '喜欢画画，周六有空',
    };
    await expect(world.district.refused('staff', 'pair.handover', handover)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const same = { ...handover, motherId: old.mother.motherId };
    await expect(world.community.refused('staff', 'pair.handover', same)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const { pairId, state } = await world.community.call('staff', 'pair.handover', handover);
    expect(state).toBe('proposed');
    await expect(stateFor(old)).resolves.toBe('active');
    await sayYes(old.guardian, pairId);
    await addRecord(old.mother, old.pairId, today(), { from: '15:00' });
    await start(world, pairId, today());
    await expect(stateFor(old)).resolves.toBe('ended');
    await expect(old.mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    await expect(
      old.mother.person.refused('helper', 'record.mine', { pairId: old.pairId }),
    ).resolves.toBe('PERMISSION_DENIED');
    const { items } = await next.person.call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'active', summary: '喜欢画画，周六有空' }]);
    await expect(next.person.call('helper', 'record.mine', { pairId })).resolves.toEqual({
      items: [],
    });
    await expect(
      next.person.refused('helper', 'record.mine', { pairId: old.pairId }),
    ).resolves.toBe('NOT_FOUND');
    const family = await old.guardian.call('family', 'pair.mine', {});
    expect(family.items.map((pair) => [pair.state, pair.records.length])).toEqual([
      ['active', 0],
      ['ended', 2],
    ]);
    // The same two may be paired again: a pairing has its own id.
    await world.community.call('staff', 'pair.end', {
      requestId: newRequestId(),
      pairId,
      reason: '孩子的意愿',
    });
    const again = await proposeFor(world, old.childId, old.mother.motherId);
    expect(again).not.toBe(old.pairId);
  });

  it('a suspended pair takes no record and no outing, and goes on', async () => {
    const { mother, pairId } = await newPair();
    const step = { pairId, reason: '外地出差' };
    await expect(
      world.district.call('staff', 'pair.suspend', { requestId: newRequestId(), ...step }),
    ).resolves.toEqual({ state: 'suspended' });
    await expect(
      mother.person.refused('helper', 'record.add', recordOf(pairId, today(), { kind: 'call' })),
    ).resolves.toBe('FAILED_PRECONDITION');
    const noon = Date.parse(`${dayOf(cloud.now() + DAY)}T04:00:00.000Z`);
    const outing = {
      requestId: newRequestId(),
      pairId,
      place: '公园',
      from: noon,
      until: noon + 1000,
    };
    await expect(mother.person.refused('helper', 'outing.plan', outing)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(
      world.admin.call('staff', 'pair.resume', { requestId: newRequestId(), ...step }),
    ).resolves.toEqual({ state: 'active' });
    await addRecord(mother, pairId, today());
    const stranger = { requestId: newRequestId(), ...step };
    await expect(cloud.as('far').refused('staff', 'pair.suspend', stranger)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('erasing the child ends the pair and takes all words; her hours stay', async () => {
    const pair = await newPair();
    const recordId = await addRecord(pair.mother, pair.pairId, today(), { note: '去了海边' });
    await world.community.call('staff', 'record.confirm', {
      requestId: newRequestId(),
      recordIds: [recordId],
    });
    await world.community.call('staff', 'pair.talk', {
      requestId: newRequestId(),
      pairId: pair.pairId,
      with: 'guardian',
      day: today(),
      note: '一切都好',
    });
    const exported = await pair.guardian.call('family', 'data.export', {});
    expect(exported.pairs).toMatchObject([{ state: 'active', records: [{ note: '去了海边' }] }]);
    await pair.guardian.call('family', 'data.erase', {
      requestId: newRequestId(),
      childId: pair.childId,
    });
    await expect(pair.mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({
      items: [],
    });
    const file = await world.community.call('staff', 'pair.open', {
      pairId: pair.pairId,
      purpose: '核对',
    });
    expect(file).toMatchObject({ state: 'ended', records: [{ minutes: 60 }], talks: [] });
    expect(JSON.stringify(file)).not.toContain('海边');
    await expect(pair.mother.person.call('helper', 'hours.mine', {})).resolves.toMatchObject({
      serviceMinutes: 60,
    });
  });

  it('a guardian who leaves takes the consent along, unless another one agreed too', async () => {
    const pair = await newPair();
    const join = async (scopes: ('review' | 'gift' | 'pairing')[]) => {
      const { code } = await pair.guardian.call('family', 'guardian.invite', {
        requestId: newRequestId(),
        childId: pair.childId,
      });
      const other = cloud.as(newName());
      await other.call('family', 'consent.grant', { version: '1', scopes });
      await other.call('family', 'guardian.join', { requestId: newRequestId(), code });
      return other;
    };
    const other = await join(['review', 'gift']);
    await pair.guardian.call('family', 'guardian.leave', {
      requestId: newRequestId(),
      childId: pair.childId,
    });
    await expect(stateFor({ guardian: other, pairId: pair.pairId })).resolves.toBe('ended');
  });
});
