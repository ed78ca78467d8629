import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import type { ChildRecord } from '../../../cloudfunctions/domain/family/records';
import { documentsOf } from '../../support/books';
import { dump } from '../../support/fingerprint';
import { assign, deliver, newChild, openPacks } from '../../support/packs';
import { joinWithChild, newProgramme } from '../../support/programmes';
import {
  campaignId,
  eventId,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

describe('two guardians of one child', () => {
  let cloud: TestCloud;
  let world: World;
  let people = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const consenting = async (openid = `grandmother-${(people += 1)}`): Promise<Person> => {
    const person = cloud.as(openid);
    await person.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    return person;
  };
  const invite = (guardian: Person, childId: string) =>
    guardian.call('family', 'guardian.invite', { requestId: newRequestId(), childId });
  const join = (person: Person, code: string) =>
    person.call('family', 'guardian.join', { requestId: newRequestId(), code });
  const childIds = async (person: Person): Promise<string[]> =>
    (await person.call('family', 'me', {})).children.map(({ childId }) => childId);

  it('see and do the same, and nothing of each other', async () => {
    const card = await readyCard(cloud, world, 'mother');
    const second = await consenting();
    const own = await newFamily(cloud, second.openid);
    const { code } = await invite(card.guardian, card.childId);
    await expect(join(second, code)).resolves.toEqual({ childId: card.childId });

    const { items } = await second.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ wishId: card.wishId, childNickname: '豆豆' }]);
    await expect(second.call('family', 'card.show', { cardId: card.cardId })).resolves.toEqual({
      code: card.code,
    });
    expect(await childIds(card.guardian)).toEqual([card.childId]);
    expect((await childIds(second)).sort()).toEqual([card.childId, own.childId].sort());
    const held = JSON.stringify(await card.guardian.call('family', 'data.export', {}));
    expect(held).not.toContain(second.openid);
    expect(held).not.toContain(own.childId);
    // A volunteer who is a guardian hands out nothing to the own child.
    await world.admin.call('staff', 'grant.scanner', {
      requestId: newRequestId(),
      openid: second.openid,
      eventId,
      from: Date.now() - 1000,
      until: Date.now() + 3_600_000,
    });
    await expect(redeem(second, card.code)).resolves.toMatchObject({ reason: 'own_child' });
  });

  /** A child whose first guardian has left it to another one, and stays who she is. */
  const leftBehind = async (childId: string, guardian: Person): Promise<Person> => {
    const stays = await consenting();
    await join(stays, (await invite(guardian, childId)).code);
    await guardian.call('family', 'guardian.leave', { requestId: newRequestId(), childId });
    return stays;
  };
  const ALREADY_OUT = 'assigned before she left';
  const LATER = 'assigned after she left';

  it.each([ALREADY_OUT, LATER])(
    'who left the child to the other delivers no pack to it: %s',
    async (when) => {
      const packs = await openPacks(cloud, world);
      const { guardian, childId } = await newChild(cloud);
      const before = when === ALREADY_OUT ? await assign(world, packs.batchId, [childId]) : [];
      const stays = await leftBehind(childId, guardian);
      const [one] = [...before, ...(await assign(world, packs.batchId, [childId]))];
      const cardId = one?.cardId ?? '';
      const { code } = await stays.call('family', 'card.show', { cardId });
      await world.admin.call('staff', 'grant.unit', {
        requestId: newRequestId(),
        openid: guardian.openid,
        batchId: packs.batchId,
      });
      await expect(deliver(guardian, packs, code)).resolves.toMatchObject({ reason: 'own_child' });
      await expect(deliver(packs.member, packs, code)).resolves.toMatchObject({
        status: 'accepted',
      });
    },
  );

  it('who left the child to the other lets it in to no project', async () => {
    const { guardian, childId } = await newFamily(cloud, 'left-at-the-door');
    const stays = await leftBehind(childId, guardian);
    const session = {
      sessionId: 's-1',
      title: '第一课',
      place: '活动室',
      from: cloud.now() + 60_000,
      until: cloud.now() + 3_600_000,
    };
    const programmeId = await newProgramme(world.admin, {
      closesAt: session.from,
      sessions: [session],
    });
    const { enrolmentId } = await joinWithChild(stays, programmeId, childId);
    const { code } = await stays.call('family', 'pass.show', { enrolmentId });
    const scan = async (openid: string) => {
      await world.admin.call('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid,
        eventId: programmeId,
        from: cloud.now() - 1000,
        until: session.until,
      });
      return redeem(cloud.as(openid), code, { eventId: programmeId, stationId: 's-1' });
    };
    await expect(scan(guardian.openid)).resolves.toMatchObject({ reason: 'own_child' });
    await expect(scan('volunteer')).resolves.toMatchObject({ status: 'accepted' });
  });

  it.each(['left the child to the other', 'was alone'])(
    'who %s and erases everything is in no card of it any more',
    async (how) => {
      const packs = await openPacks(cloud, world);
      const programmeId = await newProgramme(world.admin);
      const { guardian, childId } = await newChild(cloud);
      await assign(world, packs.batchId, [childId]);
      await joinWithChild(guardian, programmeId, childId);
      await submit(guardian, childId);
      if (how !== 'was alone') await leftBehind(childId, guardian);
      const child = documentsOf<ChildRecord>(cloud.dataDir, 'children').find(
        ({ _id }) => _id === childId,
      );
      const [personId = ''] = [...(child?.formerGuardianIds ?? []), ...(child?.guardianIds ?? [])];
      const FAMILY = ['children', 'wishes', 'cards'];
      const inAll = () => FAMILY.filter((name) => dump(cloud.dataDir, name).includes(personId));
      expect(inAll()).toEqual(FAMILY);
      await guardian.call('family', 'data.erase', { requestId: newRequestId() });
      expect(inAll()).toEqual([]);
    },
  );

  it('by a code that works once, for one who consented, and for nobody who guesses', async () => {
    const { guardian, childId } = await newFamily(cloud, 'father');
    const { code } = await invite(guardian, childId);
    const request = (person: Person, given: string) =>
      person.refused('family', 'guardian.join', { requestId: newRequestId(), code: given });
    const stranger = cloud.as('no-consent');
    await expect(request(stranger, code)).resolves.toBe('PERMISSION_DENIED');
    await expect(request(guardian, code)).resolves.toBe('PERMISSION_DENIED');
    const second = await consenting();
    await expect(request(second, 'join_guess')).resolves.toBe('NOT_FOUND');
    await join(second, code);
    await expect(request(await consenting(), code)).resolves.toBe('NOT_FOUND');
  });

  it('one leaves, the child stays; the last one cannot', async () => {
    const { guardian, childId } = await newFamily(cloud, 'leaving');
    const { wishId } = await submit(guardian, childId);
    const leave = { requestId: newRequestId(), childId };
    await expect(guardian.refused('family', 'guardian.leave', leave)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const second = await consenting();
    await join(second, (await invite(guardian, childId)).code);
    await guardian.call('family', 'guardian.leave', { requestId: newRequestId(), childId });
    expect(await childIds(guardian)).toEqual([]);
    await expect(guardian.call('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
    const { items } = await second.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ wishId, state: 'submitted' }]);
  });

  it('one deletes everything: the child stays with the other', async () => {
    const { guardian, childId } = await newFamily(cloud, 'going');
    const { wishId } = await submit(guardian, childId, '一只风筝');
    const second = await consenting();
    await join(second, (await invite(guardian, childId)).code);
    await guardian.call('family', 'data.erase', { requestId: newRequestId() });
    const { items } = await second.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ wishId, state: 'submitted', title: '一只风筝' }]);
    await expect(guardian.call('family', 'me', {})).resolves.toMatchObject({ children: [] });
  });

  it('staff never for their own child, and never to themselves', async () => {
    const { guardian, childId } = await newFamily(cloud, 'neighbour');
    const { wishId } = await submit(guardian, childId);
    const { code } = await world.community.call('staff', 'guardian.attest', {
      requestId: newRequestId(),
      wishId,
      reason: '当面核对',
    });
    await consenting('community');
    await expect(
      world.community.refused('family', 'guardian.join', { requestId: newRequestId(), code }),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('see who opened the file, by role and purpose, newest first', async () => {
    const { guardian, childId } = await newFamily(cloud, 'curious');
    const { wishId } = await submit(guardian, childId);
    for (const purpose of ['初审', '核对尺码']) {
      await world.community.call('staff', 'wish.open', { wishId, purpose });
    }
    await world.district.call('staff', 'wish.open', { wishId, purpose: '终审' });
    const { items } = await guardian.call('family', 'access.mine', {});
    expect(items.map(({ role, purpose }) => `${role} ${purpose}`)).toEqual([
      'district 终审',
      'community 核对尺码',
      'community 初审',
    ]);
    expect(JSON.stringify(items)).not.toMatch(/p_|openid/);
  });

  it('are told when the consent they gave is of an older version', async () => {
    const guardian = cloud.as('long-ago');
    const of = async () => (await guardian.call('family', 'me', { campaignId })).consent?.current;
    await guardian.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    expect(await of()).toBe(true);
    await world.admin.call('staff', 'consent.publish', {
      requestId: newRequestId(),
      campaignId,
      version: '2',
      terms: [{ title: '收集什么', text: '孩子的小名和心愿。' }],
    });
    expect(await of()).toBe(false);
  });
});
