import { hashCode } from '../../../cloudfunctions/domain/card/code';
import { shortHash } from '../../../cloudfunctions/domain/card/manifest';
import type { Input } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { DAY, joinAsAdult, joinWithChild, newProgramme, rowsOf } from '../../support/programmes';
import {
  campaignId,
  collector,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  type World,
} from '../../support/world';

const MINUTE = 60_000;

describe('a pass', () => {
  let cloud: TestCloud;
  let world: World;
  let people = 0;
  let programmeId: string;
  let start: number;

  /** A programme that brings children in and out today, and once more tomorrow. */
  const open = async (): Promise<void> => {
    const now = cloud.now();
    start = now + 2 * HOUR;
    programmeId = await newProgramme(
      world.admin,
      {
        capacity: 20,
        closesAt: now + HOUR,
        sessions: [
          {
            sessionId: 's-1',
            title: '第一课',
            place: '活动室',
            from: start,
            until: start + 2 * HOUR,
            inOut: true,
          },
          {
            sessionId: 's-2',
            title: '第二课',
            place: '活动室',
            from: start + DAY,
            until: start + DAY + HOUR,
          },
        ],
      },
      now,
    );
    await world.admin.call('staff', 'grant.scanner', {
      requestId: newRequestId(),
      openid: 'volunteer',
      eventId: programmeId,
      from: now - HOUR,
      until: now + 30 * DAY,
    });
  };

  const enrol = async () => {
    people += 1;
    const { guardian, childId } = await newFamily(cloud, `pass-${people}`);
    const { enrolmentId } = await joinWithChild(guardian, programmeId, childId);
    const { code } = await guardian.call('family', 'pass.show', { enrolmentId });
    return { guardian, childId, enrolmentId, code };
  };

  const scan = (
    code: string,
    more: Partial<Input<'station', 'card.redeem'>> = {},
    person: Person = world.volunteer,
  ) =>
    person.call('station', 'card.redeem', {
      nonce: newRequestId(),
      eventId: programmeId,
      stationId: 's-1',
      deviceId: 'phone-1',
      code,
      collector: { type: 'guardian' },
      ...more,
    });

  const sync = async (
    entries: { code: string; scannedAt: number; direction?: 'in' | 'out' }[],
    deviceId = 'phone-1',
    stationId = 's-1',
  ) => {
    const { results } = await world.volunteer.call('station', 'card.sync', {
      eventId: programmeId,
      stationId,
      deviceId,
      clockOffsetMs: 0,
      entries: entries.map((entry) => ({ ...entry, nonce: newRequestId(), collector })),
    });
    return results;
  };

  const rowOf = async (enrolmentId: string) =>
    (await rowsOf(world.district, programmeId)).get(enrolmentId);
  const inside = async () =>
    (await world.district.call('staff', 'programme.inside', { programmeId, sessionId: 's-1' }))
      .items;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await open();
  });
  afterAll(() => cloud.end());

  it('is scanned in and out, each with whoever brings or fetches, once a session, in its window', async () => {
    const one = await enrol();
    const { code, enrolmentId } = one;
    expect(await scan(code)).toMatchObject({
      status: 'rejected',
      reason: 'too_early',
      gift: { title: '周末课堂' },
      window: { from: start - 30 * MINUTE, until: start + 2 * HOUR },
    });
    await cloud.forward(start - 20 * MINUTE - cloud.now());
    expect(await scan(code, { collector: undefined })).toMatchObject({ reason: 'incomplete' });
    expect(await scan(code)).toMatchObject({ status: 'accepted' });
    expect(await scan(code)).toMatchObject({
      status: 'rejected',
      reason: 'already_redeemed',
      first: { stationId: 's-1', deviceId: 'phone-1' },
    });
    expect(await inside()).toMatchObject([{ enrolmentId }]);
    expect(await scan(code, { direction: 'out', collector: undefined })).toMatchObject({
      reason: 'incomplete',
    });
    expect(await scan(code, { direction: 'out' })).toMatchObject({ status: 'accepted' });
    expect(await scan(code, { direction: 'out' })).toMatchObject({ reason: 'already_redeemed' });
    expect(await inside()).toEqual([]);
    expect(await scan(code, { stationId: 's-2' })).toMatchObject({ reason: 'too_early' });
    expect(await rowOf(enrolmentId)).toMatchObject({ attended: ['s-1'], flagged: false });
    await expect(
      world.volunteer.refused('station', 'card.redeem', {
        nonce: newRequestId(),
        eventId: programmeId,
        stationId: 's-9',
        deviceId: 'phone-1',
        code,
        collector,
      }),
    ).resolves.toBe('NOT_FOUND');
  });

  it('is taken along by the desk with what was scanned of it, and only open doors', async () => {
    const { code } = await walkedIn();
    const { event, manifest } = await world.volunteer.call('station', 'open', {
      eventId: programmeId,
      stationId: 's-1',
      deviceId: 'phone-1',
      deviceLabel: '手机',
      deviceTime: cloud.now(),
    });
    expect(event.sessions?.map(({ stationId, inOut }) => [stationId, inOut])).toEqual([
      ['s-1', true],
      ['s-2', false],
    ]);
    const row = manifest.cards.find(([, digital]) => digital === shortHash(hashCode(code)));
    expect(row?.slice(5)).toEqual([0, expect.any(Number), expect.any(String), -1, '', [0]]);
    const list = (more: { programmes?: true }) =>
      world.admin.call('staff', 'event.list', { campaignId, ...more });
    const ids = async (more: { programmes?: true }) =>
      (await list(more)).items.map(({ eventId }) => eventId);
    expect(await ids({})).not.toContain(programmeId);
    expect(await ids({ programmes: true })).toContain(programmeId);
  });

  it('is a fact where it was scanned with no network: two devices, one attendance, no conflict', async () => {
    const { code, enrolmentId } = await walkedIn();
    const at = cloud.now();
    const [first] = await sync([{ code, scannedAt: at - MINUTE / 2 }], 'phone-1');
    const [second] = await sync([{ code, scannedAt: at - MINUTE }], 'phone-2');
    expect([first?.status, second?.status]).toEqual(['accepted', 'accepted']);
    expect((await rowOf(enrolmentId))?.attended).toEqual(['s-1']);
    const conflicts = await world.district.call('staff', 'conflict.list', { eventId: programmeId });
    expect(conflicts.items).toEqual([]);
  });

  it('of one who cancelled between the scan and its upload is flagged as well', async () => {
    const { guardian, code, enrolmentId } = await walkedIn();
    const scannedAt = cloud.now();
    await guardian.call('family', 'programme.cancel', { requestId: newRequestId(), enrolmentId });
    const [result] = await sync([{ code, scannedAt }], 'phone-1');
    expect(result).toMatchObject({ status: 'accepted' });
    expect(await rowOf(enrolmentId)).toMatchObject({
      state: 'cancelled',
      attended: ['s-1'],
      flagged: true,
    });
  });

  it('of one who cancelled is refused at the desk, and counts, flagged, where it was let in offline', async () => {
    const { guardian, code, enrolmentId } = await walkedIn();
    await guardian.call('family', 'programme.cancel', { requestId: newRequestId(), enrolmentId });
    await cloud.forward(start + DAY - 10 * MINUTE - cloud.now(), 'last');
    expect(await scan(code, { stationId: 's-2' })).toMatchObject({ reason: 'void' });
    const [result] = await sync([{ code, scannedAt: cloud.now() - MINUTE }], 'phone-1', 's-2');
    expect(result).toMatchObject({ status: 'accepted' });
    expect(await rowOf(enrolmentId)).toMatchObject({
      state: 'cancelled',
      attended: expect.arrayContaining(['s-2']) as string[],
      flagged: true,
    });
  });

  it('belongs to its programme, and wish cards to their event', async () => {
    const { code } = await walkedIn();
    await expect(
      world.volunteer.call('station', 'card.redeem', {
        nonce: newRequestId(),
        eventId: 'fair',
        stationId: 'desk-1',
        deviceId: 'phone-1',
        code,
        collector,
      }),
    ).resolves.toMatchObject({ status: 'rejected', reason: 'wrong_event' });
  });

  it('is not scanned by the own guardian, whatever their role', async () => {
    const { guardian, code } = await walkedIn();
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: guardian.openid,
      level: 'admin',
    });
    expect(await scan(code, { stationId: 's-2' }, guardian)).toMatchObject({ reason: 'own_child' });
  });

  it('of a walk-in attends the running session, before those who wait', async () => {
    const { enrolmentId } = await walkedIn();
    expect(await rowOf(enrolmentId)).toMatchObject({ state: 'enrolled', attended: ['s-2'] });
  });

  it('of a walk-in between two sessions attends neither', async () => {
    const now = cloud.now();
    const session = (no: number, from: number) => ({
      sessionId: `s-${no}`,
      title: `第 ${no} 课`,
      place: '活动室',
      from,
      until: from + HOUR,
    });
    const sessions = [session(1, now + MINUTE), session(2, now + DAY)];
    const lecture = await newProgramme(world.admin, { for: 'adult', sessions }, now);
    const takeIn = (name: string) =>
      world.district.call('staff', 'enrolment.walkIn', {
        requestId: newRequestId(),
        programmeId: lecture,
        name,
      });
    expect(await takeIn('欧阳小海')).toMatchObject({ state: 'enrolled', sessionId: 's-1' });
    await cloud.forward(2 * HOUR);
    const between = await takeIn('许青禾');
    expect(between).toMatchObject({ state: 'enrolled' });
    expect(between).not.toHaveProperty('sessionId');
    const row = (await rowsOf(world.district, lecture)).get(between.enrolmentId);
    expect(row?.attended).toEqual([]);
  });

  it('of an adult needs nobody beside them', async () => {
    const now = cloud.now();
    const lecture = await newProgramme(
      world.admin,
      {
        for: 'adult',
        capacity: 5,
        sessions: [
          {
            sessionId: 's-1',
            title: '讲座',
            place: '厅',
            from: now + 10 * MINUTE,
            until: now + HOUR,
          },
        ],
      },
      now,
    );
    const adult = cloud.as('adult-at-the-door');
    const { enrolmentId } = await joinAsAdult(adult, lecture, '欧阳小海');
    const { code } = await adult.call('helper', 'pass.show', { enrolmentId });
    const answer = await scan(code, { eventId: lecture, collector: undefined }, world.district);
    expect(answer).toMatchObject({ status: 'accepted', alias: '欧＊' });
    expect(answer).not.toHaveProperty('ageBand');
    expect((await rowsOf(world.district, lecture)).get(enrolmentId)).toMatchObject({
      attended: ['s-1'],
    });
    await cloud.forward(2 * HOUR);
    await adult.call('helper', 'programme.feedback', {
      requestId: newRequestId(),
      enrolmentId,
      stars: 5,
      words: '讲得很好',
    });
    await expect(
      adult.refused('helper', 'programme.feedback', {
        requestId: newRequestId(),
        enrolmentId,
        stars: 1,
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
    const feedback = await world.district.call('staff', 'programme.feedback', {
      programmeId: lecture,
    });
    expect(feedback).toEqual({ answers: 1, items: [{ stars: 5, words: '讲得很好' }] });
  });

  it('and each answer count in the public figures at once; a mean is told from five answers on', async () => {
    const now = cloud.now();
    const session = { sessionId: 's-1', title: '讲座', place: '厅' };
    const lecture = await newProgramme(
      world.admin,
      {
        for: 'adult',
        capacity: 5,
        sessions: [{ ...session, from: now + 10 * MINUTE, until: now + HOUR }],
      },
      now,
    );
    const figures = async () => {
      const { items } = await cloud.as('').call('campaign', 'programmes', { campaignId });
      return items.find((item) => item.programmeId === lecture)?.figures;
    };
    const seats: { adult: Person; enrolmentId: string }[] = [];
    for (let seat = 1; seat <= 5; seat += 1) {
      const adult = cloud.as(`listener-${seat}`);
      const { enrolmentId } = await joinAsAdult(adult, lecture, '欧阳小海');
      seats.push({ adult, enrolmentId });
      const { code } = await adult.call('helper', 'pass.show', { enrolmentId });
      expect(await figures()).toMatchObject({ enrolled: seat, attendances: seat - 1 });
      await scan(code, { eventId: lecture, collector: undefined }, world.district);
      expect(await figures()).toMatchObject({ enrolled: seat, attendances: seat });
    }
    await cloud.forward(2 * HOUR);
    for (const [place, { adult, enrolmentId }] of seats.entries()) {
      expect(await figures()).not.toHaveProperty('satisfaction');
      const stars = place === 0 ? 1 : 5;
      const input = { requestId: newRequestId(), enrolmentId, stars };
      await adult.call('helper', 'programme.feedback', input);
    }
    expect(await figures()).toMatchObject({ satisfaction: 4.2 });
  });

  /** Taken in at the desk: the family has a pass from then on. */
  const walkedIn = async () => {
    people += 1;
    const { guardian, childId } = await newFamily(cloud, `pass-${people}`);
    const { enrolmentId } = await world.community.call('staff', 'enrolment.walkIn', {
      requestId: newRequestId(),
      programmeId,
      childId,
    });
    const { code } = await guardian.call('family', 'pass.show', { enrolmentId });
    return { guardian, childId, enrolmentId, code };
  };
});
