import { readSheet } from 'read-excel-file/node';
import { ALIASES } from '../../../cloudfunctions/domain/family/alias';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  activePair,
  addRecord,
  approved,
  DAY,
  dayOf,
  type TestPair,
} from '../../support/companions';
import { openSafeguarding } from '../../support/safeguarding';
import { campaignId, newRequestId, openWorld, readyCard, type World } from '../../support/world';
import { LISTS } from '../../story/permissions/roles';

/** A world, with all that a concern and a note of a referral may be about. */
interface Stage {
  cloud: TestCloud;
  world: World;
  second: Person;
  holders: [Person, Person];
  pair: TestPair;
  guardian: Person;
  referralId: string;
}

const openStage = async (): Promise<Stage> => {
  const cloud = await openCloud();
  const world = await openWorld(cloud);
  const pair = await activePair(cloud, world, 'mother');
  await addRecord(pair.mother, pair.pairId, dayOf(cloud.now()), { note: '一起读了书' });
  const { guardian } = await readyCard(cloud, world, 'other-family');
  await approved(cloud, world, 'another-mother');
  const { holders, second } = await openSafeguarding(cloud, world);
  const { specialistId } = await world.admin.call('staff', 'specialist.save', {
    requestId: newRequestId(),
    openid: 'specialist',
    name: '林老师',
    profession: 'psychologist',
    contact: '二楼',
    memberUntil: dayOf(cloud.now() + 90 * DAY),
  });
  const { referralId } = await world.community.call('staff', 'referral.propose', {
    requestId: newRequestId(),
    childId: pair.childId,
    specialistId,
    purpose: '聊聊',
    question: '睡不好',
  });
  const step = { requestId: newRequestId(), referralId };
  await pair.guardian.call('family', 'referral.answer', { ...step, answer: 'yes' });
  await cloud.as('specialist').call('helper', 'referral.accept', step);
  return { cloud, world, second, holders, pair, guardian, referralId };
};

/** Three concerns that holders work on to their ends, and a note of the specialist. */
const raiseAndWorkOn = async (stage: Stage): Promise<void> => {
  const { cloud, pair, world, holders, referralId } = stage;
  const about = { pairId: pair.pairId };
  const concern = { about, situation: '4', words: '不敢回家', urgent: true } as const;
  for (const raise of [
    () => pair.mother.person.call('helper', 'concern.raise', raised()),
    () => pair.guardian.call('family', 'concern.raise', raised()),
    () => world.community.call('staff', 'concern.raise', raised()),
  ]) {
    await raise();
  }
  function raised() {
    return { requestId: newRequestId(), ...concern };
  }
  const { items } = await holders[0].call('safe', 'concern.list', {});
  const [one, two, three] = items.map(({ concernId }) => concernId);
  const step = (concernId = '') => ({ requestId: newRequestId(), concernId });
  for (const { concernId } of items) await holders[0].call('safe', 'concern.open', { concernId });
  await holders[0].call('safe', 'concern.report', {
    ...step(one),
    to: 'police',
    at: cloud.now() - 1000,
    number: '2025-7',
  });
  await holders[0].call('safe', 'concern.answer', { ...step(one), words: '已受理' });
  for (const holder of holders) {
    await holder.call('safe', 'concern.notReported', { ...step(two), reason: '误会' });
  }
  const { items: grants } = await holders[0].call('safe', 'holder.list', {});
  const grantId = grants[1]?.grantId ?? '';
  await holders[0].call('safe', 'concern.name', { ...step(three), grantId });
  await cloud.as('specialist').call('helper', 'referral.note', {
    requestId: newRequestId(),
    referralId,
    words: '第一次见面',
  });
  await holders[0].call('safe', 'referral.open', { referralId });
};

/** Without the ids and times by which two worlds differ anyhow, and the aliases that are drawn. */
const still = (answer: unknown): string =>
  JSON.stringify(answer, (key, value: unknown) => (key === 'requestId' ? '' : value), 1)
    .replace(/[\d-]{10}T[\d:.]+Z/g, 'time')
    .replace(/\d{4}-\d\d-\d\d/g, 'day')
    .replace(/p_[\w-]{16}|(?=[\w-]*\d)[\w-]{8,}|[\w-]{20,}/g, 'id')
    .replace(/"(?=[\w-]*[A-Z_-])[\w-]{8}"/g, '"id"')
    .replace(new RegExp(ALIASES.join('|'), 'g'), 'alias');

/** What acts answer that leave a trace, or take everything away: each where it stands alone. */
const playActs = async (stage: Stage): Promise<Record<string, unknown>> => {
  const { cloud, world, second, pair, guardian, referralId } = stage;
  const answers: Record<string, unknown> = {};
  const sheet = async (person: Person, wanted: object): Promise<unknown> => {
    const reply = await person.send('staff', 'list.export', { wanted } as never);
    if (!reply.ok) return reply;
    const { url } = reply.data as { url: string };
    return readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()));
  };
  await cloud.timer('jobs', cloud.now());
  for (const [role, person] of Object.entries({ ...world, second })) {
    for (const [list, [, wanted]] of Object.entries(LISTS)) {
      answers[`${role} ${list}`] = await sheet(person, wanted);
    }
  }
  const { pairId, childId, mother } = pair;
  const keep = async (what: string, answer: Promise<unknown>) => (answers[what] = await answer);
  await keep('a file', world.community.send('staff', 'pair.open', { pairId, purpose: '看看' }));
  await keep('its messages', mother.person.send('helper', 'message.mine', {}));
  await keep('its access list', pair.guardian.send('family', 'access.mine', {}));
  await keep('its copy', pair.guardian.send('family', 'data.export', {}));
  const withdraw = { requestId: newRequestId(), referralId };
  await keep('withdrawing', pair.guardian.send('family', 'referral.withdraw', withdraw));
  const erase = (more: object = {}) => ({ requestId: newRequestId(), ...more });
  await keep('erasing one child', pair.guardian.send('family', 'data.erase', erase({ childId })));
  await keep('erasing a family', pair.guardian.send('family', 'data.erase', erase()));
  await keep('erasing another', guardian.send('family', 'data.erase', erase()));
  await keep('erasing a mother', mother.person.send('helper', 'data.erase', erase()));
  await keep('erasing a specialist', cloud.as('specialist').send('helper', 'data.erase', erase()));
  await cloud.timer('jobs', cloud.now());
  await keep('who did what', world.admin.send('staff', 'audit.list', {}));
  await keep('the team', world.district.send('staff', 'mother.list', { campaignId }));
  return answers;
};

/** 第二十四条, of what leaves a trace itself: exports, opened files, access lists and erasure. */
describe('in a world whose concerns holders work on', () => {
  let stages: [Stage, Stage];

  beforeAll(async () => {
    stages = [await openStage(), await openStage()];
  });
  afterAll(() => Promise.all(stages.map(({ cloud }) => cloud.end())));

  it('everybody else is answered as in one without', async () => {
    const [without, withConcerns] = stages;
    await raiseAndWorkOn(withConcerns);
    const [expected, seen] = [await playActs(without), await playActs(withConcerns)];
    expect(Object.keys(seen)).toEqual(Object.keys(expected));
    for (const [what, answer] of Object.entries(seen)) {
      expect([what, still(answer)]).toEqual([what, still(expected[what])]);
    }
    expect(still(expected)).toContain('看看');
  }, 400_000);
});
