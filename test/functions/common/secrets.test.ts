import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { wholeFamily } from '../../support/whole-family';
import {
  campaignId,
  eventId,
  inOwnWorld,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  type World,
} from '../../support/world';

/** Every text in an answer that opens something: codes, and the signatures of links. */
const secretsIn = (answer: unknown): string[] => {
  if (Array.isArray(answer)) return answer.flatMap(secretsIn);
  if (answer === null || typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    if (typeof value !== 'string') return secretsIn(value);
    // As it is shown, and as it is typed and compared.
    if (name === 'code') return [value, value.replaceAll(/[\s-]/g, '')];
    return name === 'url' ? [new URL(value).search.slice(1)] : [];
  });
};

describe('what opens something', () => {
  let cloud: TestCloud;
  let world: World;
  const secrets: string[] = [];

  /** A person whose answers are looked through. */
  const watched = (person: Person): Person => ({
    ...person,
    async call(name, action, input) {
      const answer = await person.call(name, action, input);
      secrets.push(...secretsIn(answer));
      return answer;
    },
  });

  const watchedWorld = (opened: World): World =>
    Object.fromEntries(
      Object.entries(opened).map(([role, person]) => [role, watched(person as Person)]),
    ) as unknown as World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = watchedWorld(await openWorld(cloud));
  });
  afterAll(() => cloud.end());

  it('stands in no document, file or log, whoever made it', async () => {
    const { admin, community } = world;
    const card = await readyCard(cloud, world, 'mother');
    const mother = watched(card.guardian);
    await admin.call('staff', 'invite.make', {
      requestId: newRequestId(),
      offer: { role: 'admin' },
    });
    await mother.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId: card.childId,
    });
    await mother.call('family', 'card.show', { cardId: card.cardId });
    const ask = { wishId: card.wishId, reason: '当面核对' };
    await community.call('staff', 'guardian.attest', { requestId: newRequestId(), ...ask });
    await community.call('staff', 'card.sheet', {
      eventId,
      cardIds: [card.cardId],
      format: 'pdf',
    });
    await community.call('staff', 'list.export', { wanted: { list: 'wishes', campaignId } });
    expect(secrets.length).toBeGreaterThan(5);
    expect(findInFolder(cloud.dataDir, secrets)).toEqual([]);
    cloud = await cloud.restart({});
    expect(findInFolder(cloud.dataDir, secrets)).toEqual([]);
  });

  it('stands nowhere behind a family with which everything has happened', async () => {
    const before = secrets.length;
    await inOwnWorld(async (own, people) => {
      const heard = { ...own, as: (openid: string) => watched(own.as(openid)) };
      await wholeFamily(heard, watchedWorld(people), 'whole-family');
      expect(secrets.length).toBeGreaterThan(before + 10);
      expect(findInFolder(own.dataDir, secrets.slice(before))).toEqual([]);
    });
  });

  it('is given again to the same request, while its maker still may', async () => {
    const admin = cloud.as('demo-admin');
    const second = cloud.as('second-admin');
    await admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: second.openid,
      level: 'admin',
    });
    const invite = { requestId: newRequestId(), offer: { role: 'auditor' } } as const;
    const made = await second.call('staff', 'invite.make', invite);
    await expect(second.call('staff', 'invite.make', invite)).resolves.toEqual(made);

    const { items } = await admin.call('staff', 'grant.list', { role: 'admin' });
    const { grantId = '' } = items[0] ?? {};
    await admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    await expect(second.refused('staff', 'invite.make', invite)).resolves.toBe('PERMISSION_DENIED');
  });

  it('of a child is given again to its guardians alone', async () => {
    const { guardian, childId } = await newFamily(cloud, 'father');
    const invite = { requestId: newRequestId(), childId };
    const { code } = await guardian.call('family', 'guardian.invite', invite);
    await expect(guardian.call('family', 'guardian.invite', invite)).resolves.toMatchObject({
      code,
    });
    const aunt = cloud.as('aunt');
    await aunt.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    await aunt.call('family', 'guardian.join', { requestId: newRequestId(), code });
    await guardian.call('family', 'guardian.leave', { requestId: newRequestId(), childId });
    await expect(guardian.refused('family', 'guardian.invite', invite)).resolves.toBe('NOT_FOUND');
  });
});
