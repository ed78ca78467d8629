import { readSheet } from 'read-excel-file/node';
import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import {
  DAY,
  joinAsAdult,
  joinWithChild,
  newJoiner,
  newProgramme,
  type programmeInput,
  rowsOf,
} from '../../support/programmes';
import {
  campaignId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  type World,
} from '../../support/world';

describe('places of a programme', () => {
  let cloud: TestCloud;
  let world: World;
  let people = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const now = (): number => cloud.now();
  const nextOpenid = (): string => `parent-${(people += 1)}`;
  const programme = (more: Parameters<typeof programmeInput>[0] = {}) =>
    newProgramme(world.admin, more, now());
  const joiner = (programmeId: string) => newJoiner(cloud, nextOpenid(), programmeId);
  const stateOf = async (programmeId: string, enrolmentId: string) =>
    (await rowsOf(world.district, programmeId)).get(enrolmentId)?.state;

  it('is seen by anybody, without what leads to a child', async () => {
    const programmeId = await programme();
    await joiner(programmeId);
    const { items } = await cloud.as('').call('campaign', 'programmes', { campaignId });
    const shown = items.find((item) => item.programmeId === programmeId);
    expect(shown).toMatchObject({
      title: '公开的名字',
      organiser: '东区妇联',
      places: { capacity: 2, free: 1 },
      figures: { enrolled: 1, sessionsHeld: 0, attendances: 0 },
    });
    expect(JSON.stringify(items)).not.toContain('周末课堂');
  });

  it('a free place is taken at once; then one waits; who leaves frees it for the next', async () => {
    const programmeId = await programme({ capacity: 1 });
    const first = await joiner(programmeId);
    const second = await joiner(programmeId);
    const third = await joiner(programmeId);
    expect([first.state, second.state, third.state]).toEqual(['enrolled', 'waiting', 'waiting']);
    expect([second.place, third.place]).toEqual([1, 2]);
    await expect(
      first.guardian.call('family', 'programme.cancel', {
        requestId: newRequestId(),
        enrolmentId: first.enrolmentId,
      }),
    ).resolves.toEqual({ state: 'cancelled' });
    expect(await stateOf(programmeId, second.enrolmentId)).toBe('offered');
    const { items } = await second.guardian.call('family', 'programme.mine', {});
    expect(items[0]).toMatchObject({ state: 'offered', title: '周末课堂', pass: false });
    await expect(
      second.guardian.call('family', 'programme.accept', {
        requestId: newRequestId(),
        enrolmentId: second.enrolmentId,
      }),
    ).resolves.toEqual({ state: 'enrolled' });
    await expect(
      second.guardian.call('family', 'pass.show', { enrolmentId: second.enrolmentId }),
    ).resolves.toMatchObject({ code: expect.stringMatching(/^[0-9A-Z]{16}$/) as string });
    await expect(
      third.guardian.refused('family', 'pass.show', { enrolmentId: third.enrolmentId }),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it('an offer lapses after 24 hours, by the clock alone, and the next in turn is told', async () => {
    const programmeId = await programme({ capacity: 1 });
    const first = await joiner(programmeId);
    const second = await joiner(programmeId);
    const third = await joiner(programmeId);
    const { enrolmentId } = first;
    await first.guardian.call('family', 'programme.cancel', {
      requestId: newRequestId(),
      enrolmentId,
    });
    await cloud.forward(DAY + HOUR, 'daily');
    expect(await stateOf(programmeId, second.enrolmentId)).toBe('lapsed');
    expect(await stateOf(programmeId, third.enrolmentId)).toBe('offered');
    await expect(
      second.guardian.refused('family', 'programme.accept', {
        requestId: newRequestId(),
        enrolmentId: second.enrolmentId,
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
    const { items } = await third.guardian.call('helper', 'message.mine', {});
    expect(items.map(({ kind }) => kind)).toEqual(['placeOffered']);
  });

  it('more places are as many offers, fewer throw nobody out', async () => {
    const programmeId = await programme({ capacity: 2 });
    const joined: { enrolmentId: string }[] = [];
    for (let count = 0; count < 5; count += 1) joined.push(await joiner(programmeId));
    const save = (capacity: number) => newProgramme(world.admin, { programmeId, capacity }, now());
    await save(4);
    const states = async () =>
      Promise.all(joined.map(({ enrolmentId }) => stateOf(programmeId, enrolmentId)));
    expect(await states()).toEqual(['enrolled', 'enrolled', 'offered', 'offered', 'waiting']);
    await save(1);
    expect(await states()).toEqual(['enrolled', 'enrolled', 'offered', 'offered', 'waiting']);
    const { items } = await world.admin.call('staff', 'programme.list', { campaignId });
    expect(items.find((item) => item.programmeId === programmeId)?.places).toMatchObject({
      capacity: 4,
      enrolled: 2,
      offered: 2,
      free: 0,
    });
  });

  it('one child is one enrolment, whoever enrols; another community is refused where some are named', async () => {
    const programmeId = await programme({ communityIds: ['c-2'] });
    const { guardian, childId } = await newFamily(cloud, nextOpenid());
    const join = { requestId: newRequestId(), programmeId, childId, agree: true };
    await expect(guardian.refused('family', 'programme.join', join)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const open = await programme();
    await joinWithChild(guardian, open, childId);
    const again = { ...join, requestId: newRequestId(), programmeId: open };
    await expect(guardian.refused('family', 'programme.join', again)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const noWord = { ...again, requestId: newRequestId(), agree: false };
    await expect(guardian.refused('family', 'programme.join', noWord)).resolves.toBe(
      'INVALID_ARGUMENT',
    );
  });

  it('two at once are given one place; a repeated request is one enrolment', async () => {
    const programmeId = await programme({ capacity: 1 });
    const families = await Promise.all(
      Array.from({ length: 8 }, () => newFamily(cloud, nextOpenid())),
    );
    const joined = await Promise.all(
      families.map(({ guardian, childId }) => joinWithChild(guardian, programmeId, childId)),
    );
    expect(joined.filter(({ state }) => state === 'enrolled')).toHaveLength(1);
    expect(new Set(joined.flatMap(({ place }) => place ?? []))).toEqual(
      new Set([1, 2, 3, 4, 5, 6, 7]),
    );
    const requestId = newRequestId();
    const { guardian, childId } = await newFamily(cloud, nextOpenid());
    const input = { requestId, programmeId, childId, agree: true } as const;
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => guardian.call('family', 'programme.join', input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('a child is in two programmes of one time only by one: the later place is passed over', async () => {
    const one = await programme({ capacity: 1 });
    const holder = await joiner(one);
    const child = await joiner(one);
    const other = await programme();
    await joinWithChild(child.guardian, other, child.childId);
    const { enrolmentId } = holder;
    await holder.guardian.call('family', 'programme.cancel', {
      requestId: newRequestId(),
      enrolmentId,
    });
    const row = (await rowsOf(world.district, one)).get(child.enrolmentId);
    expect(row).toMatchObject({ state: 'waiting', passed: 'clash' });
    const both = await Promise.all(
      [await programme(), await programme()].map((programmeId) =>
        holder.guardian.send('family', 'programme.join', {
          requestId: newRequestId(),
          programmeId,
          childId: holder.childId,
          agree: true,
        }),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('staff promote, reject and order by priority with a reason; within 24 hours they telephone', async () => {
    const programmeId = await programme({ capacity: 1 });
    const [a, b, c] = [
      await joiner(programmeId),
      await joiner(programmeId),
      await joiner(programmeId),
    ];
    const { district } = world;
    const about = (enrolmentId: string) => ({ requestId: newRequestId(), enrolmentId });
    await expect(
      district.refused('staff', 'enrolment.promote', about(b.enrolmentId)),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(
      district.refused('staff', 'enrolment.priority', { ...about(c.enrolmentId), priority: 5 }),
    ).resolves.toBe('INVALID_ARGUMENT');
    await district.call('staff', 'enrolment.priority', {
      ...about(c.enrolmentId),
      priority: 5,
      reason: '家住得远',
    });
    await expect(district.call('staff', 'enrolment.reject', about(a.enrolmentId))).resolves.toEqual(
      { state: 'rejected' },
    );
    expect(await stateOf(programmeId, c.enrolmentId)).toBe('offered');
    await cloud.forward(4 * DAY + HOUR, 'daily');
    expect(await stateOf(programmeId, c.enrolmentId)).toBe('lapsed');
    // The first to lapse freed the place early enough for the next offer, which lapsed as well.
    const late = await newProgramme(
      world.admin,
      {
        capacity: 1,
        sessions: [
          {
            sessionId: 's-1',
            title: '一',
            place: '室',
            from: now() + 20 * HOUR,
            until: now() + 22 * HOUR,
          },
        ],
      },
      now(),
    );
    const [d, e, f] = [await joiner(late), await joiner(late), await joiner(late)];
    await d.guardian.call('family', 'programme.cancel', about(d.enrolmentId));
    expect(await stateOf(late, e.enrolmentId)).toBe('waiting');
    await expect(
      district.call('staff', 'enrolment.call', { ...about(e.enrolmentId), outcome: 'not_reached' }),
    ).resolves.toMatchObject({ state: 'waiting' });
    await expect(
      district.call('staff', 'enrolment.call', { ...about(f.enrolmentId), outcome: 'reached_yes' }),
    ).resolves.toMatchObject({ state: 'enrolled' });
    const row = (await rowsOf(district, late)).get(e.enrolmentId);
    expect(row).toMatchObject({ passed: 'not_reached', calls: [{ outcome: 'not_reached' }] });
  });

  it('a cancelled programme tells all, the waiting too', async () => {
    const programmeId = await programme({ capacity: 1 });
    const [a, b] = [await joiner(programmeId), await joiner(programmeId)];
    await world.admin.call('staff', 'programme.cancel', {
      requestId: newRequestId(),
      programmeId,
      reason: '台风',
    });
    for (const { guardian, enrolmentId } of [a, b]) {
      const { items } = await guardian.call('helper', 'message.mine', {});
      expect(items.map(({ kind }) => kind)).toEqual(['programmeCancelled']);
      expect(await stateOf(programmeId, enrolmentId)).toBe('cancelled');
    }
  });

  it('a cancelled session tells whoever is in, has an offer or waits, once, and nobody who left', async () => {
    const start = now() + 5 * DAY;
    const sessions = [0, 1].map((place) => ({
      sessionId: `s-${place}`,
      title: `第 ${place + 1} 次`,
      place: '活动室',
      from: start + place * DAY,
      until: start + place * DAY + HOUR,
    }));
    const programmeId = await programme({ capacity: 2, sessions });
    const [enrolled, left, offered, waiting] = [
      await joiner(programmeId),
      await joiner(programmeId),
      await joiner(programmeId),
      await joiner(programmeId),
    ];
    const { enrolmentId } = left;
    const request = { requestId: newRequestId(), enrolmentId };
    await left.guardian.call('family', 'programme.cancel', request);
    const cancelled = { programmeId, sessionId: 's-1', reason: '台风' };
    await world.admin.call('staff', 'programme.cancel', {
      requestId: newRequestId(),
      ...cancelled,
    });
    await cloud.forward(HOUR);
    const told = async ({ guardian }: typeof left) =>
      (await guardian.call('helper', 'message.mine', {})).items.map(({ kind }) => kind).sort();
    expect(await told(enrolled)).toEqual(['programmeCancelled']);
    expect(await told(offered)).toEqual(['placeOffered', 'programmeCancelled']);
    expect(await told(waiting)).toEqual(['programmeCancelled']);
    expect(await told(left)).toEqual([]);
    expect(await stateOf(programmeId, enrolled.enrolmentId)).toBe('enrolled');
  });

  it('feedback is for whoever was there', async () => {
    const programmeId = await programme();
    const { guardian, enrolmentId } = await joiner(programmeId);
    await expect(
      guardian.refused('family', 'programme.feedback', {
        requestId: newRequestId(),
        enrolmentId,
        stars: 5,
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it('an erased child leaves its place, its name and the files it stood in', async () => {
    const programmeId = await programme({ capacity: 1 });
    const [a, b] = [await joiner(programmeId), await joiner(programmeId)];
    const { url, rows } = await world.community.call('staff', 'list.export', {
      wanted: { list: 'enrolments', programmeId },
    });
    expect(rows).toBe(2);
    expect(decodeURIComponent(url)).toMatch(/\/报名名单-周末课堂-\d{4}-\d{2}-\d{2}\.xlsx/u);
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    const [head, first, second] = await readSheet(content);
    expect(head?.slice(0, 3)).toEqual(['姓名或代称', '状态', '排队位置']);
    expect([first?.[1], second?.[1]]).toEqual(['排队中', '已报名']);
    const seen = await a.guardian.call('family', 'access.mine', {});
    expect(seen.items.map(({ purpose }) => purpose)).toContain('导出「报名名单」');

    await a.guardian.call('family', 'data.erase', { requestId: newRequestId() });
    expect((await fetch(url)).ok).toBe(false);
    const list = await rowsOf(world.district, programmeId);
    expect(list.get(b.enrolmentId)?.state).toBe('offered');
    expect(list.get(a.enrolmentId)?.who ?? '').toBe('');
    const kept = documentsOf<{ _id: string; subjectId: string; who: string }>(
      cloud.dataDir,
      'enrolments',
    ).find(({ _id }) => _id === a.enrolmentId);
    expect(kept).toMatchObject({ subjectId: '', who: '' });
    const { items } = await world.admin.call('staff', 'programme.list', { campaignId });
    const { places } = items.find((one) => one.programmeId === programmeId)!;
    expect(places).toMatchObject({ enrolled: 0, offered: 1, waiting: 0, free: 0 });
  });

  it('an adult joins by name, and only what is for adults', async () => {
    const programmeId = await programme({ for: 'adult', capacity: 1, title: '讲座' });
    const adult = cloud.as('adult-1');
    const joined = await joinAsAdult(adult, programmeId, '欧阳小海');
    expect(joined).toMatchObject({ state: 'enrolled' });
    const { items } = await adult.call('helper', 'programme.mine', {});
    expect(items[0]).toMatchObject({ title: '讲座', state: 'enrolled', pass: true });
    const kids = await programme();
    await expect(
      adult.refused('helper', 'programme.join', {
        requestId: newRequestId(),
        programmeId: kids,
        name: '欧阳小海',
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(
      cloud.as('adult-2').refused('helper', 'pass.show', { enrolmentId: joined.enrolmentId }),
    ).resolves.toBe('NOT_FOUND');
  });
});
