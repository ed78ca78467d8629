import type { Person } from '../../support/cloud';
import {
  alertsFor,
  cloud,
  newPair,
  noon,
  openCompanionship,
  today,
  world,
} from '../../support/companionship';
import {
  activePair,
  addRecord,
  approved,
  DAY,
  dayOf,
  proposeFor,
  recordOf,
} from '../../support/companions';
import { dump } from '../../support/fingerprint';
import { enter } from '../../support/paper';
import { HOUR, newRequestId } from '../../support/world';

describe('companionship', () => {
  beforeAll(openCompanionship);
  afterAll(() => cloud.end());

  it('a record is of today or a day since the start, and of somebody’s own pair', async () => {
    const { mother, pairId } = await newPair();
    const other = await newPair();
    const refused = (more: object) =>
      mother.person.refused('helper', 'record.add', { ...recordOf(pairId, today()), ...more });
    await expect(refused({ day: dayOf(cloud.now() + DAY) })).resolves.toBe('INVALID_ARGUMENT');
    await expect(refused({ day: dayOf(cloud.now() - DAY) })).resolves.toBe('INVALID_ARGUMENT');
    for (const wrong of [
      { minutes: 0 },
      { minutes: 1441 },
      { minutes: 1.5 },
      { from: '24:00' },
      { from: '9:00' },
      { day: '2025-02-30' },
      { next: '2020-01-01' },
    ]) {
      await expect(refused(wrong)).resolves.toBe('INVALID_ARGUMENT');
    }
    await expect(refused({ pairId: other.pairId })).resolves.toBe('NOT_FOUND');
    await expect(
      world.stranger.refused('helper', 'record.add', recordOf(pairId, today())),
    ).resolves.toBe('PERMISSION_DENIED');
    const sent = recordOf(pairId, today(), { next: dayOf(cloud.now() + 7 * DAY) });
    const first = await mother.person.call('helper', 'record.add', sent);
    await expect(mother.person.call('helper', 'record.add', sent)).resolves.toEqual(first);
    const { items } = await mother.person.call('helper', 'pair.mine', {});
    expect(items[0]).toMatchObject({ next: dayOf(cloud.now() + 7 * DAY) });
    const hers = await mother.person.call('helper', 'record.mine', { pairId });
    expect(hers.items).toMatchObject([{ recordId: first.recordId, confirmed: false, more: [] }]);
  });

  it('a note that moderation refuses is kept, for the supervisor alone', async () => {
    const { mother, pairId, guardian } = await newPair();
    const recordId = await addRecord(mother, pairId, today(), { note: '他说有人赌博' });
    await mother.person.call('helper', 'record.more', {
      requestId: newRequestId(),
      recordId,
      note: '今天好些了',
    });
    await expect(mother.person.call('helper', 'record.mine', { pairId })).resolves.toMatchObject({
      items: [{ note: '他说有人赌博', more: [{ note: '今天好些了' }] }],
    });
    const family = await guardian.call('family', 'pair.mine', {});
    expect(family.items[0]?.records).toMatchObject([{ recordId, more: [{ note: '今天好些了' }] }]);
    expect(JSON.stringify(family)).not.toMatch(/赌博|held/);
    const kinds = (await alertsFor(pairId)).map(({ kind }) => kind);
    expect(kinds).toContain('heldNote');
    const open = { pairId, purpose: '看记录' };
    await expect(world.community.call('staff', 'pair.open', open)).resolves.toMatchObject({
      records: [{ note: '他说有人赌博', held: true }],
    });
    const deputy = await world.district.call('staff', 'pair.open', open);
    expect(deputy.records[0]).toMatchObject({ held: true });
    expect(JSON.stringify(deputy)).not.toContain('赌博');
  });

  it('the supervisor lets the family read what was held, or keeps it back', async () => {
    const { mother, pairId, guardian } = await newPair();
    const recordId = await addRecord(mother, pairId, today(), { note: '他说有人赌博' });
    const judge = (decision: 'release' | 'keep') => ({
      requestId: newRequestId(),
      recordId,
      decision,
    });
    const seen = async () => (await guardian.call('family', 'pair.mine', {})).items[0]?.records[0];
    const file = () => world.community.call('staff', 'pair.open', { pairId, purpose: '看记录' });
    await expect(world.district.refused('staff', 'record.judge', judge('release'))).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await world.community.call('staff', 'record.judge', judge('keep'));
    expect((await file()).records[0]).toMatchObject({ held: true, keptBack: true });
    expect(await seen()).not.toHaveProperty('note');
    await expect(world.community.call('staff', 'record.judge', judge('release'))).resolves.toEqual({
      held: false,
    });
    expect(await seen()).toMatchObject({ note: '他说有人赌博' });
    await expect(world.community.refused('staff', 'record.judge', judge('keep'))).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('staff write down what a guardian without WeChat says, on the access list', async () => {
    const { childId } = await enter(world.community, 'F-201', {
      nickname: '小禾',
      scopes: ['review', 'gift', 'pairing'],
    });
    const mother = await approved(cloud, world, 'mother-of-paper');
    const pairId = await proposeFor(world, childId, mother.motherId);
    const said = { how: 'phone', note: '奶奶电话里说的' } as const;
    const answer = (about: string, childSays: 'yes' | 'cannot_say' = 'yes') => ({
      requestId: newRequestId(),
      pairId: about,
      answer: 'yes' as const,
      childSays,
      ...said,
    });
    const wechat = await newPair();
    await expect(
      world.community.refused('staff', 'pair.answer', answer(wechat.pairId)),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(world.community.call('staff', 'pair.answer', answer(pairId))).resolves.toEqual({
      state: 'consented',
    });
    await world.community.call('staff', 'pair.start', {
      requestId: newRequestId(),
      pairId,
      metOn: today(),
    });
    const { outingId } = await mother.person.call('helper', 'outing.plan', {
      requestId: newRequestId(),
      pairId,
      place: '图书馆',
      from: noon(2),
      until: noon(2) + HOUR,
    });
    await expect(
      world.community.call('staff', 'outing.answer', {
        requestId: newRequestId(),
        outingId,
        answer: 'yes',
        ...said,
      }),
    ).resolves.toEqual({ state: 'agreed' });
    const file = await world.community.call('staff', 'pair.open', { pairId, purpose: '看记录' });
    expect(file).toMatchObject({ onPaper: true, outings: [{ state: 'agreed' }] });
    const log = JSON.parse(dump(cloud.dataDir, 'accessLog')) as { body: string }[];
    const rows = log.filter(
      ({ body }) => body.includes(childId) && body.includes('奶奶电话里说的'),
    );
    expect(rows).toHaveLength(2);
    const { childId: without } = await enter(world.community, 'F-202', { nickname: '小麦' });
    const other = await approved(cloud, world, 'another-of-paper');
    const unasked = await proposeFor(world, without, other.motherId);
    await expect(world.community.refused('staff', 'pair.answer', answer(unasked))).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('an author changes a record within 24 hours, and adds to it later', async () => {
    const { mother, pairId } = await newPair();
    const other = await newPair();
    const recordId = await addRecord(mother, pairId, today());
    const change = { recordId, minutes: 90, note: '读完了一本书' };
    const send = (person = mother.person) =>
      person.send('helper', 'record.change', { requestId: newRequestId(), ...change });
    await expect(send()).resolves.toEqual({ ok: true, data: {} });
    await expect(send(other.mother.person)).resolves.toMatchObject({ code: 'NOT_FOUND' });
    await expect(mother.person.call('helper', 'record.mine', { pairId })).resolves.toMatchObject({
      items: [{ minutes: 90, note: '读完了一本书' }],
    });
    await cloud.forward(DAY, 'last');
    await expect(send()).resolves.toMatchObject({ code: 'FAILED_PRECONDITION' });
    await mother.person.call('helper', 'record.more', {
      requestId: newRequestId(),
      recordId,
      note: '补充',
    });
  });

  it('hours are what a supervisor confirmed; other minutes wait again', async () => {
    const { mother, pairId } = await newPair();
    const ids = [
      await addRecord(mother, pairId, today(), { from: '10:00', minutes: 60 }),
      await addRecord(mother, pairId, today(), { from: '10:30', minutes: 60 }),
      await addRecord(mother, pairId, today(), { from: '23:30', minutes: 60 }),
    ];
    const hours = (input: object = {}) => mother.person.call('helper', 'hours.mine', input);
    await expect(hours()).resolves.toEqual({
      serviceMinutes: 0,
      trainingMinutes: 0,
      unconfirmedMinutes: 150,
    });
    const confirm = { requestId: newRequestId(), recordIds: ids };
    await expect(mother.person.refused('staff', 'record.confirm', confirm)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(world.admin.refused('staff', 'record.confirm', confirm)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const mixed = { requestId: newRequestId(), recordIds: [...ids, 'none'] };
    // Absent and out of reach are told alike.
    await expect(world.district.refused('staff', 'record.confirm', mixed)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(world.district.call('staff', 'record.confirm', confirm)).resolves.toEqual({
      confirmed: 3,
    });
    await expect(world.district.call('staff', 'record.confirm', confirm)).resolves.toEqual({
      confirmed: 3,
    });
    await expect(hours()).resolves.toMatchObject({ serviceMinutes: 150, unconfirmedMinutes: 0 });
    await expect(hours({ from: today(), until: today() })).resolves.toMatchObject({
      serviceMinutes: 120,
    });
    const tomorrow = dayOf(cloud.now() + DAY);
    await expect(hours({ from: tomorrow })).resolves.toMatchObject({ serviceMinutes: 30 });
    const asked = {
      requestId: newRequestId(),
      motherId: mother.motherId,
      from: today(),
      until: today(),
    };
    const refused = (person: Person, more: Partial<typeof asked>) =>
      person.refused('staff', 'certificate.hours', {
        ...asked,
        requestId: newRequestId(),
        ...more,
      });
    await expect(refused(world.community, {})).resolves.toBe('PERMISSION_DENIED');
    const before = { from: '2020-01-01', until: '2020-01-31' };
    await expect(refused(world.district, before)).resolves.toBe('FAILED_PRECONDITION');
    await expect(refused(world.district, { until: tomorrow })).resolves.toBe('INVALID_ARGUMENT');
    const { number } = await world.district.call('staff', 'certificate.hours', asked);
    const again = { ...asked, requestId: newRequestId() };
    await expect(world.district.call('staff', 'certificate.hours', again)).resolves.toEqual({
      number,
    });
    await expect(cloud.as('').call('campaign', 'certificate', { number })).resolves.toMatchObject({
      status: 'valid',
      kind: 'hours',
      hours: 2,
      issuedOn: today(),
    });
    const own = await mother.person.call('helper', 'certificate.mine', {});
    expect(own.items).toMatchObject([{ number, kind: 'hours' }]);
    await mother.person.call('helper', 'record.change', {
      requestId: newRequestId(),
      recordId: ids[0]!,
      minutes: 30,
    });
    await expect(hours()).resolves.toMatchObject({ serviceMinutes: 120, unconfirmedMinutes: 30 });
  });

  it('nobody confirms her own hours', async () => {
    const self = 'deputy-and-mother';
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: self,
      level: 'street',
      areaId: 's-1',
    });
    const pair = await activePair(cloud, world, self);
    const recordId = await addRecord(pair.mother, pair.pairId, today());
    const confirm = { requestId: newRequestId(), recordIds: [recordId] };
    await expect(cloud.as(self).refused('staff', 'record.confirm', confirm)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const { items } = await world.district.call('staff', 'pair.overseers', {
      childId: pair.childId,
    });
    const deputyGrantId = items.find(({ level }) => level === 'district')!.grantId;
    const assign = {
      requestId: newRequestId(),
      pairId: pair.pairId,
      supervisorGrantId: grantId,
      deputyGrantId,
    };
    await expect(world.district.refused('staff', 'pair.assign', assign)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('taking back that the child was reached sets the clock back too', async () => {
    const { mother, pairId } = await newPair();
    const started = today();
    await cloud.forward(DAY, 'last');
    const recordId = await addRecord(mother, pairId, today());
    const reachedOn = async () => {
      const { items } = await mother.person.call('helper', 'pair.mine', {});
      return items[0]?.reachedOn;
    };
    await expect(reachedOn()).resolves.toBe(today());
    await mother.person.call('helper', 'record.change', {
      requestId: newRequestId(),
      recordId,
      reached: false,
    });
    await expect(reachedOn()).resolves.toBe(started);
  }, 300_000);
});
