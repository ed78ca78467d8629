import { LEAVE_A_TRACE } from '../../../miniprogram/services/call';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { activePair, addRecord, DAY, dayOf, type TestPair } from '../../support/companions';
import { everyAction, hasId } from '../../support/handlers';
import { openPacks } from '../../support/packs';
import { openSafeguarding } from '../../support/safeguarding';
import {
  campaignId,
  eventId,
  fundId,
  newRequestId,
  openWorld,
  type World,
} from '../../support/world';

/** What leaves a trace, and three that change or make something all the same: told apart elsewhere. */
const NOT_READS = new Set([
  ...Object.entries(LEAVE_A_TRACE).flatMap(([name, actions]) =>
    actions.map((action) => `${name}.${action}`),
  ),
  'campaign.code',
  'staff.mother.children',
  'staff.roster.place',
]);

/** Every action that reads: its schema asks for no `requestId` and no `nonce`. */
const reads = everyAction()
  .filter(({ title, input }) => !hasId(input) && !NOT_READS.has(title))
  .map(({ title }) => title);

/** 第二十四条: to everybody but safeguarding a concern is as if there were none. */
describe('a world with a concern and a note of a referral', () => {
  let cloud: TestCloud;
  let world: World;
  let pair: TestPair;
  let people: Record<string, Person>;
  let referralId: string;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    pair = await activePair(cloud, world, 'mother');
    await addRecord(pair.mother, pair.pairId, dayOf(cloud.now()));
    await openSafeguarding(cloud, world);
    const { specialistId } = await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      openid: 'specialist',
      name: '林老师',
      profession: 'psychologist',
      contact: '二楼',
      memberUntil: dayOf(cloud.now() + 90 * DAY),
    });
    ({ referralId } = await world.community.call('staff', 'referral.propose', {
      requestId: newRequestId(),
      childId: pair.childId,
      specialistId,
      purpose: '聊聊',
      question: '睡不好',
    }));
    const step = { requestId: newRequestId(), referralId };
    await pair.guardian.call('family', 'referral.answer', { ...step, answer: 'yes' });
    await cloud.as('specialist').call('helper', 'referral.accept', step);
    const { member } = await openPacks(cloud, world);
    await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      openid: 'another-specialist',
      name: '江老师',
      profession: 'judge',
      contact: '一楼',
      memberUntil: dayOf(cloud.now() + 90 * DAY),
    });
    for (const terms of [{ level: 'auditor' }, { level: 'street', areaId: 's-1' }] as const) {
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: terms.level,
        ...terms,
      });
    }
    people = {
      nobody: cloud.as(''),
      stranger: world.stranger,
      guardian: pair.guardian,
      volunteer: world.volunteer,
      mother: pair.mother.person,
      community: world.community,
      district: world.district,
      admin: world.admin,
      second: cloud.as('second-admin'),
      auditor: cloud.as('auditor'),
      street: cloud.as('street'),
      member,
      specialist: cloud.as('another-specialist'),
    };
    await cloud.forward(60_000);
  });
  afterAll(() => cloud.end());

  /** Good inputs for what must be told what to read; the rest is asked with nothing, or these. */
  const INPUTS: Record<string, object> = {
    'campaign.certificate': { number: 'CERT-0000-0000-0000' },
    'family.me': { campaignId },
    'staff.wish.list': { campaignId },
    'staff.wish.counts': { campaignId },
    'staff.call.list': { campaignId },
    'staff.roster.list': { campaignId },
    'staff.fund.ledger': { fundId },
    'staff.fund.check': { fundId },
    'staff.fund.reconcile': { fundId },
    'staff.fund.donors': { fundId },
    'staff.approval.list': { fundId, open: true },
    'staff.complaint.list': { state: 'open' },
    'staff.event.progress': { eventId },
    'staff.event.absentees': { eventId },
    'staff.conflict.list': { eventId },
    'staff.card.list': { eventId },
    'station.attempts': { eventId },
    'staff.defect.list': { campaignId, state: 'open' },
    'staff.pair.overseers': {},
  };

  const inputFor = (call: string): object => {
    if (call === 'helper.record.mine') return { pairId: pair.pairId };
    if (call === 'staff.pair.overseers') return { childId: pair.childId };
    return INPUTS[call] ?? {};
  };

  /** What everybody is answered to everything that reads, with and without a campaign named. */
  const everyAnswer = async (asking = Object.keys(people)): Promise<Record<string, unknown>> => {
    const answers: Record<string, unknown> = {};
    for (const role of asking) {
      const person = people[role]!;
      const one = async (call: string): Promise<void> => {
        const [name = '', ...rest] = call.split('.');
        const ask = (input: object) =>
          person.send(name as 'staff', rest.join('.') as 'me', input as never);
        const first = await ask(inputFor(call));
        const isMisread = !first.ok && first.code === 'INVALID_ARGUMENT';
        answers[`${role} ${call}`] = isMisread
          ? await ask({ campaignId, ...inputFor(call) })
          : first;
      };
      await Promise.all(reads.map(one));
    }
    return answers;
  };

  /** Without what the moment of asking makes different. */
  const still = (answers: Record<string, unknown>): unknown =>
    JSON.parse(
      JSON.stringify(answers, (key, value: unknown) =>
        key === 'exportedAt' || key === 'asOf' || key === 'now' || key === 'requestId' ? '' : value,
      ),
    );

  const raiseAll = async (): Promise<void> => {
    const concern = () => ({
      requestId: newRequestId(),
      about: { pairId: pair.pairId },
      situation: '3' as const,
      words: '不敢回家',
      urgent: true,
    });
    await pair.mother.person.call('helper', 'concern.raise', concern());
    await pair.guardian.call('family', 'concern.raise', concern());
    await world.community.call('staff', 'concern.raise', concern());
    await world.volunteer.call('station', 'concern.raise', concern());
    await cloud.as('specialist').call('helper', 'referral.note', {
      requestId: newRequestId(),
      referralId,
      words: '第一次见面',
    });
  };

  it('answers everybody as the world without them', async () => {
    expect(reads.length).toBeGreaterThan(60);
    const without = still(await everyAnswer());
    await raiseAll();
    expect(still(await everyAnswer())).toEqual(without);

    // The same pictures do tell: one act that is nobody's secret is seen by them.
    await pair.guardian.call('family', 'complaint.send', {
      requestId: newRequestId(),
      topic: 'other',
      words: '谢谢你们。',
    });
    const [seen, before] = [await everyAnswer(['district']), without as Record<string, unknown>];
    const call = 'district staff.complaint.list';
    expect((still(seen) as Record<string, unknown>)[call]).not.toEqual(before[call]);
  }, 400_000);

  it('is told to nobody but its holders, also as time passes', async () => {
    const said = async () =>
      Promise.all(
        Object.values(people)
          .slice(1)
          .map(async (person) => ({
            staff: await person.send('staff', 'alert.mine', {}),
            helper: await person.send('helper', 'message.mine', {}),
          })),
      );
    await cloud.forward(3 * 60 * 60_000);
    const kinds = JSON.stringify(await said());
    expect(kinds).not.toMatch(/concern/i);
    expect(JSON.stringify(cloud.stats())).not.toContain('不敢回家');
  });
});
