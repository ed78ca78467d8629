import type { Input, MotherTeam, Proof } from '../../typings/contract';
import type { Person, TestCloud } from './cloud';
import { campaignId, HOUR, newFamily, newRequestId, type World } from './world';

export const DAY = 24 * HOUR;

/** The day of Asia/Shanghai in which a moment lies, reckoned apart from the product. */
export const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

/** The grants by which two people look after pairs of community c-1. */
export interface Overseers {
  supervisorGrantId: string;
  deputyGrantId: string;
}

/** The world's community staff as supervisor, its district staff as deputy. */
export const overseersOf = async ({ community, district }: World): Promise<Overseers> => {
  const grantOf = async (person: Person): Promise<string> => {
    const { grants } = await person.call('staff', 'me', {});
    return grants[0]!.grantId;
  };
  return {
    supervisorGrantId: await grantOf(community),
    deputyGrantId: await grantOf(district),
  };
};

const PROOFS: readonly Proof[] = ['declaration', 'check', 'insurance'];

export interface TestMother {
  person: Person;
  motherId: string;
}

/** Somebody who applied. */
export const applied = async (
  cloud: TestCloud,
  openid: string,
  more: Partial<Input<'helper', 'mother.apply'>> = {},
): Promise<TestMother> => {
  const person = cloud.as(openid);
  const { motherId } = await person.call('helper', 'mother.apply', {
    requestId: newRequestId(),
    campaignId,
    name: '周小满',
    kind: 'volunteer',
    team: 'neighbor' as MotherTeam,
    level: 'community',
    communityIds: ['c-1'],
    skills: ['阅读', '数学'],
    ...more,
  });
  return { person, motherId };
};

export const decide = (
  { district }: World,
  motherId: string,
  decision: Input<'staff', 'mother.decide'>['decision'],
) => district.call('staff', 'mother.decide', { requestId: newRequestId(), motherId, decision });

export const prove = (
  { district }: World,
  motherId: string,
  proof: Proof,
  on: string,
  until?: string,
) =>
  district.call('staff', 'mother.proof', {
    requestId: newRequestId(),
    motherId,
    proof,
    on,
    ...(until === undefined ? {} : { until }),
  });

/** Somebody approved, with all proofs of today. */
export const approved = async (
  cloud: TestCloud,
  world: World,
  openid: string,
  more: Partial<Input<'helper', 'mother.apply'>> & { proofs?: readonly Proof[] } = {},
): Promise<TestMother> => {
  const { proofs = PROOFS, ...input } = more;
  const mother = await applied(cloud, openid, input);
  await decide(world, mother.motherId, 'approve');
  for (const proof of proofs) {
    await prove(world, mother.motherId, proof, dayOf(cloud.now()));
  }
  return mother;
};

/** A family that agrees to be paired. */
export const pairingFamily = (cloud: TestCloud, openid: string) =>
  newFamily(cloud, openid, ['review', 'gift', 'pairing']);

export const proposeFor = async (
  world: World,
  childId: string,
  motherId: string,
  more: Partial<Input<'staff', 'pair.propose'>> = {},
): Promise<string> => {
  const { pairId } = await world.community.call('staff', 'pair.propose', {
    requestId: newRequestId(),
    childId,
    motherId,
    role: 'lead',
    ...(await overseersOf(world)),
    ...more,
  });
  return pairId;
};

export const sayYes = (guardian: Person, pairId: string) =>
  guardian.call('family', 'pair.answer', {
    requestId: newRequestId(),
    pairId,
    answer: 'yes',
    childSays: 'yes',
  });

export const start = ({ community }: World, pairId: string, metOn: string) =>
  community.call('staff', 'pair.start', { requestId: newRequestId(), pairId, metOn });

export interface TestPair {
  guardian: Person;
  childId: string;
  mother: TestMother;
  pairId: string;
}

/** A pair that started today. */
export const activePair = async (
  cloud: TestCloud,
  world: World,
  name: string,
  more: Parameters<typeof approved>[3] = {},
): Promise<TestPair> => {
  const { guardian, childId } = await pairingFamily(cloud, `family-of-${name}`);
  const mother = await approved(cloud, world, name, more);
  const pairId = await proposeFor(world, childId, mother.motherId);
  await sayYes(guardian, pairId);
  await start(world, pairId, dayOf(cloud.now()));
  return { guardian, childId, mother, pairId };
};

export const recordOf = (
  pairId: string,
  day: string,
  more: Partial<Input<'helper', 'record.add'>> = {},
): Input<'helper', 'record.add'> => ({
  requestId: newRequestId(),
  pairId,
  kind: 'visit',
  day,
  from: '10:00',
  minutes: 60,
  reached: true,
  ...more,
});

export const addRecord = async (
  { person }: TestMother,
  pairId: string,
  day: string,
  more: Partial<Input<'helper', 'record.add'>> = {},
): Promise<string> => {
  const { recordId } = await person.call('helper', 'record.add', recordOf(pairId, day, more));
  return recordId;
};

/** What a pair of one family leaves to try others' rights on. */
export interface Companion {
  motherId: string;
  pairId: string;
  recordId: string;
  outingId: string;
  referralId: string;
}

/**
 * A mother of the world in an active pair with the child of a card, with a record and an outing; and
 * a specialist who was proposed.
 */
export const companionOf = async (
  cloud: TestCloud,
  world: World,
  { guardian, childId }: { guardian: Person; childId: string },
): Promise<Companion> => {
  await guardian.call('family', 'consent.grant', { version: '1', scopes: ['pairing'] });
  const mother = await approved(cloud, world, 'companion');
  const pairId = await proposeFor(world, childId, mother.motherId);
  await sayYes(guardian, pairId);
  const now = cloud.now();
  await start(world, pairId, dayOf(now));
  const recordId = await addRecord(mother, pairId, dayOf(now));
  const noon = Date.parse(`${dayOf(now + DAY)}T04:00:00.000Z`);
  const { outingId } = await mother.person.call('helper', 'outing.plan', {
    requestId: newRequestId(),
    pairId,
    place: '图书馆',
    from: noon,
    until: noon + HOUR,
  });
  const { specialistId } = await world.admin.call('staff', 'specialist.save', {
    requestId: newRequestId(),
    openid: 'companion-specialist',
    name: '苏老师',
    profession: 'psychologist',
    contact: '中心 二楼',
    memberUntil: dayOf(now + 90 * DAY),
  });
  const { referralId } = await world.community.call('staff', 'referral.propose', {
    requestId: newRequestId(),
    childId,
    specialistId,
    purpose: '聊一聊',
    question: '睡得不好',
  });
  return { motherId: mother.motherId, pairId, recordId, outingId, referralId };
};
