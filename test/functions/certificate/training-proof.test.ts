import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { applied, approved, DAY, dayOf } from '../../support/companions';
import { joinAsAdult, newProgramme } from '../../support/programmes';
import { campaignId, HOUR, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;

beforeEach(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
  await world.admin.call('staff', 'mother.rules', {
    requestId: newRequestId(),
    campaignId,
    maxPairs: 1,
    certificate: true,
  });
});
afterEach(() => cloud.end());

/** Somebody comes to a training and passes; answers the certificate's number. */
const trained = async (
  person: Person,
  more: Parameters<typeof newProgramme>[1] = {},
): Promise<string> => {
  const from = cloud.now() + 60_000;
  const session = { sessionId: 's-1', title: '家庭教育基础', place: '报告厅' };
  const programmeId = await newProgramme(
    world.admin,
    {
      kind: 'certification',
      for: 'adult',
      certificateMonths: 1,
      sessions: [{ ...session, from, until: from + HOUR }],
      ...more,
    },
    cloud.now(),
  );
  const { enrolmentId } = await joinAsAdult(person, programmeId, '周小满');
  const { code } = await person.call('helper', 'pass.show', { enrolmentId });
  const scan = { nonce: newRequestId(), eventId: programmeId, stationId: 's-1', deviceId: 'd' };
  await world.district.call('station', 'card.redeem', { ...scan, code });
  const assess = { requestId: newRequestId(), enrolmentId, passed: true };
  await world.district.call('staff', 'programme.assess', assess);
  const award = { requestId: newRequestId(), programmeId, enrolmentIds: [enrolmentId] };
  const { results } = await world.district.call('staff', 'certificate.award', award);
  return results[0]?.number ?? '';
};

const me = (person: Person) => person.call('helper', 'mother.me', {});
const WITHOUT = { mayVisit: false, missing: ['certificate'] };

it('an awarded training is the proof of a 爱心妈妈, for as long as the certificate is good', async () => {
  const { person } = await approved(cloud, world, 'mother');
  expect(await me(person)).toMatchObject(WITHOUT);
  const number = await trained(person);
  const { expiresOn } = await cloud.as('').call('campaign', 'certificate', { number });
  expect(await me(person)).toMatchObject({ mayVisit: true, missing: [], runsOutOn: expiresOn });
  await cloud.forward(32 * DAY, 'last');
  expect(dayOf(cloud.now()) > (expiresOn ?? '')).toBe(true);
  expect(await me(person)).toMatchObject(WITHOUT);
});

it('a lecture is no training', async () => {
  const { person } = await approved(cloud, world, 'mother');
  await trained(person, { kind: 'lecture' });
  expect(await me(person)).toMatchObject(WITHOUT);
});

it('whoever was trained before she applies has the proof from the first day', async () => {
  const person = cloud.as('mother');
  await trained(person, { kind: 'lecture' });
  await cloud.forward(2 * HOUR);
  const early = await applied(cloud, 'untrained');
  expect((await me(early.person)).missing).toContain('certificate');
  await trained(person);
  await applied(cloud, 'mother');
  expect((await me(person)).missing).not.toContain('certificate');
});

it('a certificate that two revoked proves nothing, corrected or not', async () => {
  const { person } = await approved(cloud, world, 'mother');
  const old = await trained(person);
  const { number } = await world.admin.call('staff', 'certificate.correct', {
    requestId: newRequestId(),
    number: old,
    name: '周晓满',
  });
  expect(await me(person)).toMatchObject({ mayVisit: true });
  const second = cloud.as('second-admin');
  await world.admin.call('staff', 'grant.staff', {
    requestId: newRequestId(),
    openid: second.openid,
    level: 'admin',
  });
  for (const admin of [world.admin, second]) {
    expect(await me(person)).toMatchObject({ mayVisit: true });
    await admin.call('staff', 'certificate.revoke', {
      requestId: newRequestId(),
      number,
      reason: '冒名',
    });
  }
  expect(await me(person)).toMatchObject(WITHOUT);
});
