import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type ReadyCard,
  type World,
} from '../../support/world';

const DAY = 24 * HOUR;
const TEMPLATE = 'local-answered';

describe('a child is taken over', () => {
  let cloud: TestCloud;
  let world: World;
  let waiting: ReadyCard[];

  beforeAll(async () => {
    cloud = await openCloud();
    const until = Date.now() + 100 * DAY;
    world = await openWorld(cloud, { event: { from: Date.now() - HOUR, until } });
    // Wishes are taken for a few days only: they are all there before the clock moves.
    waiting = [];
    for (let no = 1; no <= 8; no += 1) {
      waiting.push(await readyCard(cloud, world, `mother-${no}`));
    }
  });
  afterAll(() => cloud.end());

  /** A family with a card, and somebody who has consented and wants to take over. */
  const begin = async (): Promise<ReadyCard & { newcomer: Person }> => {
    const card = waiting.pop();
    if (!card) throw new Error('more families are needed');
    const newcomer = cloud.as(`newcomer-${waiting.length}`);
    await newcomer.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    return { ...card, newcomer };
  };
  /** What the timer does then, without all that it does until then. */
  const later = async (ms: number) => cloud.timer('jobs', (await cloud.forward(1)) + ms);
  const ask = (wishId: string, by = world.community) =>
    by.call('staff', 'guardian.transfer', {
      requestId: newRequestId(),
      wishId,
      reason: '当面核对过户口本',
    });
  const join = (person: Person, code: string) =>
    person.call('family', 'guardian.join', { requestId: newRequestId(), code });
  const decide = (by: Person, approvalId: string, decision: 'approve' | 'decline' = 'approve') =>
    by.call('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId,
      decision,
      ...(decision === 'decline' ? { note: '和家长核对不上' } : {}),
    });
  const object = (by: Person, transferId: string) =>
    by.call('family', 'guardian.object', { requestId: newRequestId(), transferId });
  const childrenOf = async (person: Person) =>
    (await person.call('family', 'me', {})).children.map(({ childId }) => childId);
  const transferOf = async (person: Person) =>
    (await person.call('family', 'me', {})).children[0]?.transfer;
  const stateOf = async (wishId: string, by = world.community) => {
    const { items } = await by.call('staff', 'guardian.transfers', { campaignId });
    return items.find((item) => item.wishId === wishId);
  };
  const told = async (person: Person): Promise<string[]> => {
    const { items } = await person.call('staff', 'alert.mine', {});
    return items.map(({ kind }) => kind);
  };
  const subscribe = ({ openid }: Person) =>
    fetch(`${cloud.url}/client/subscribe`, {
      method: 'POST',
      headers: { 'x-openid': openid },
      body: JSON.stringify({ tmplIds: [TEMPLATE, TEMPLATE] }),
    });
  const lettersTo = ({ openid }: Person) =>
    cloud.inbox().filter((letter) => letter.openid === openid && letter.templateId === TEMPLATE);
  const callsAbout = async (wishId: string) => {
    const { items } = await world.community.call('staff', 'call.list', { campaignId });
    return items.filter((item) => item.wishId === wishId);
  };

  describe('ends with its request, while it waits for the second person', () => {
    const erase = (person: Person, childId?: string) =>
      person.call('family', 'data.erase', {
        requestId: newRequestId(),
        ...(childId === undefined ? {} : { childId }),
      });
    it.each([
      {
        way: 'a guardian objects',
        kind: 'transferObjected',
        end: (mother: Person, transferId: string) => object(mother, transferId),
      },
      {
        way: 'the child is erased',
        kind: 'transferLapsed',
        end: (mother: Person, _: string, childId: string) => erase(mother, childId),
      },
      {
        way: 'whoever joined erases everything',
        kind: 'transferLapsed',
        end: () => erase(cloud.as('gone-again')),
      },
    ])('when $way', async ({ way, kind, end }) => {
      const { guardian, childId } = await newFamily(cloud, way.replaceAll(' ', '-'));
      const { wishId } = await submit(guardian, childId);
      const { code, approvalId } = await ask(wishId);
      const newcomer = cloud.as('gone-again');
      await newcomer.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
      await join(newcomer, code);
      const before = (await told(world.community)).filter((one) => one === kind).length;
      await end(guardian, (await transferOf(guardian))?.transferId ?? '', childId);
      const after = (await told(world.community)).filter((one) => one === kind).length;
      expect(after).toBe(before + 1);
      const listed = async (open: boolean) => {
        const { items } = await world.community.call('staff', 'approval.list', { open });
        return items.find((item) => item.approvalId === approvalId);
      };
      expect(await listed(true)).toBeUndefined();
      expect(await listed(false)).toMatchObject({ state: 'declined' });
      await expect(
        world.admin.refused('staff', 'approval.decide', {
          requestId: newRequestId(),
          approvalId,
          decision: 'approve',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });
  });

  it('unseen by whoever left it before; the log stays open to its guardian of then', async () => {
    const { guardian, childId } = await newFamily(cloud, 'stays');
    const { wishId } = await submit(guardian, childId);
    const [leaver, newcomer] = [cloud.as('leaves'), cloud.as('comes')];
    for (const person of [leaver, newcomer]) {
      await person.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    }
    const invited = await guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    await join(leaver, invited.code);
    await world.community.call('staff', 'wish.open', { wishId, purpose: '初审' });
    await leaver.call('family', 'guardian.leave', { requestId: newRequestId(), childId });
    const asked = await ask(wishId);
    await join(newcomer, asked.code);
    await decide(world.district, asked.approvalId);
    await later(7 * DAY + HOUR);
    expect(await childrenOf(newcomer)).toEqual([childId]);
    const seenBy = async (person: Person) =>
      (await person.call('family', 'access.mine', {})).items.map(({ purpose }) => purpose);
    expect(await seenBy(guardian)).toContain('批准变更监护人');
    expect(await seenBy(leaver)).toEqual([]);
  });

  it('by two persons, behind seven days; nothing is shown before, and old codes end', async () => {
    const { guardian, newcomer, childId, wishId, cardId, code } = await begin();
    await subscribe(guardian);
    const asked = await ask(wishId);
    expect(asked.state).toBe('waits_for_second');
    const joined = await join(newcomer, asked.code);
    expect(joined.waits?.until).toBeGreaterThan(Date.now() + 6 * DAY);
    await cloud.forward(7 * DAY + HOUR, 'daily');
    expect(lettersTo(guardian)).toHaveLength(1);
    expect(await callsAbout(wishId)).toEqual([]);
    // One person alone brings nothing about, however long they wait.
    expect(await childrenOf(newcomer)).toEqual([]);

    expect(await told(world.district)).toContain('transferAsked');
    expect(await stateOf(wishId, world.district)).toMatchObject({ state: 'asked', joined: true });
    await decide(world.district, asked.approvalId);
    await cloud.forward(HOUR);
    expect(await childrenOf(newcomer)).toEqual([childId]);
    expect(await childrenOf(guardian)).toEqual([]);
    await expect(newcomer.call('family', 'card.mine', {})).resolves.toMatchObject({
      items: [{ cardId, state: 'issued' }],
    });
    const fresh = await newcomer.call('family', 'card.show', { cardId });
    expect(fresh.code).not.toBe(code);
    await expect(guardian.refused('family', 'card.show', { cardId })).resolves.toBe('NOT_FOUND');
    await expect(redeem(world.district, code)).resolves.toMatchObject({ reason: 'revoked' });
    expect(await stateOf(wishId)).toMatchObject({ state: 'done' });
    expect(await told(world.community)).toContain('transferDone');
    await expect(redeem(world.district, fresh.code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('from every guardian before: each is told, and holds nothing of the child any more', async () => {
    const { guardian, newcomer, childId, wishId, cardId } = await begin();
    const aunt = cloud.as('aunt');
    await aunt.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    const invited = await guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    await join(aunt, invited.code);
    const before = [guardian, aunt];
    for (const one of before) await subscribe(one);
    const asked = await ask(wishId);
    await join(newcomer, asked.code);
    await decide(world.district, asked.approvalId);
    await cloud.forward(HOUR);
    const { code } = await aunt.call('family', 'card.show', { cardId });
    const letters = before.map((one) => lettersTo(one).length);
    for (const one of before) await subscribe(one);
    await cloud.forward(7 * DAY, 'daily');
    await cloud.forward(HOUR);

    expect(await childrenOf(newcomer)).toEqual([childId]);
    expect(before.map((one) => lettersTo(one).length)).toEqual(letters.map((count) => count + 1));
    for (const one of before) {
      expect(await childrenOf(one)).toEqual([]);
      await expect(one.call('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
      await expect(one.call('family', 'card.mine', {})).resolves.toEqual({ items: [] });
      await expect(one.refused('family', 'card.show', { cardId })).resolves.toBe('NOT_FOUND');
      const log = await one.call('family', 'access.mine', {});
      expect(log.items.map(({ purpose }) => purpose)).toContain('批准变更监护人');
      const shown = JSON.stringify(await one.call('family', 'data.export', {}));
      for (const secret of [childId, cardId, '豆豆']) expect(shown).not.toContain(secret);
    }
    await expect(redeem(world.district, code)).resolves.toMatchObject({ reason: 'revoked' });
  });

  it('and for seven days only waits, though both agree at once', async () => {
    const { guardian, newcomer, childId, wishId, cardId, code } = await begin();
    const asked = await ask(wishId);
    await join(newcomer, asked.code);
    await decide(world.district, asked.approvalId);
    const before = (await guardian.call('family', 'access.mine', {})).items;
    expect(before).toMatchObject([
      { role: 'district', purpose: '批准变更监护人' },
      { role: 'community', purpose: '当面核对过户口本' },
      ...before.slice(2),
    ]);
    await cloud.forward(7 * DAY - HOUR, 'daily');
    for (const seen of ['me', 'wish.mine', 'card.mine', 'access.mine', 'data.export'] as const) {
      const shown = JSON.stringify(await newcomer.call('family', seen, {}));
      for (const secret of [childId, wishId, cardId, '豆豆', '2016-05']) {
        expect(shown).not.toContain(secret);
      }
    }
    await expect(newcomer.refused('family', 'card.show', { cardId })).resolves.toBe('NOT_FOUND');
    await expect(guardian.call('family', 'card.show', { cardId })).resolves.toEqual({ code });
    expect((await transferOf(guardian))?.until).toBeGreaterThan(Date.now());
    // No message reached her: somebody calls.
    const calls = await callsAbout(wishId);
    expect(calls).toMatchObject([{ kind: 'transfer' }]);
    await world.community.call('staff', 'call.mark', {
      requestId: newRequestId(),
      callId: calls[0]?.callId ?? '',
      note: '告知了妈妈',
    });
    expect(await callsAbout(wishId)).toEqual([]);
    await cloud.forward(2 * HOUR);
    expect(await childrenOf(newcomer)).toEqual([childId]);
    // The log stays readable for whoever was guardian then, up to the change.
    expect(await childrenOf(guardian)).toEqual([]);
    await cloud.forward(HOUR);
    await world.community.call('staff', 'wish.open', { wishId, purpose: '后来的查看' });
    const [called, ...rest] = (await guardian.call('family', 'access.mine', {})).items;
    expect(called).toMatchObject({ purpose: '打电话告知' });
    expect(rest).toEqual(before);
    const after = (await newcomer.call('family', 'access.mine', {})).items;
    expect(after.map(({ purpose }) => purpose)).toContain('后来的查看');
  });

  it('an objection stops it, tells staff, and the code is worth nothing', async () => {
    const { guardian, newcomer, childId, wishId } = await begin();
    const asked = await ask(wishId);
    const { transferId = '' } = (await transferOf(guardian)) ?? {};
    await expect(
      newcomer.refused('family', 'guardian.object', { requestId: newRequestId(), transferId }),
    ).resolves.toBe('NOT_FOUND');
    await decide(world.district, asked.approvalId);
    await expect(object(guardian, transferId)).resolves.toEqual({ state: 'objected' });
    expect(await transferOf(guardian)).toBeUndefined();
    await expect(
      newcomer.refused('family', 'guardian.join', { requestId: newRequestId(), code: asked.code }),
    ).resolves.toBe('NOT_FOUND');
    await later(8 * DAY);
    expect(await childrenOf(guardian)).toEqual([childId]);
    expect(await stateOf(wishId)).toMatchObject({ state: 'objected' });
    for (const staff of [world.community, world.district]) {
      expect(await told(staff)).toContain('transferObjected');
    }
  });

  it('never by one person, nor by whoever takes over, nor by staff of the community', async () => {
    const { guardian, newcomer, childId, wishId } = await begin();
    const other = cloud.as('colleague');
    const grant = { requestId: newRequestId(), openid: 'colleague', level: 'community' } as const;
    await world.admin.call('staff', 'grant.staff', { ...grant, areaId: 'c-1' });
    const asked = await ask(wishId, world.district);
    const refusedTo = (person: Person) =>
      person.refused('staff', 'approval.decide', {
        requestId: newRequestId(),
        approvalId: asked.approvalId,
        decision: 'approve',
      });
    for (const person of [world.district, world.community, other]) {
      await expect(refusedTo(person)).resolves.toBe('PERMISSION_DENIED');
    }
    await expect(ask(wishId)).rejects.toThrow('FAILED_PRECONDITION');
    await join(newcomer, asked.code);
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: newcomer.openid,
      level: 'district',
      areaId: 'd-1',
    });
    await expect(refusedTo(newcomer)).resolves.toBe('PERMISSION_DENIED');
    expect(await told(world.district)).not.toContain('transferLapsed');
    await decide(world.admin, asked.approvalId, 'decline');
    expect(await told(world.district)).toContain('transferLapsed');
    await later(8 * DAY);
    expect(await childrenOf(guardian)).toEqual([childId]);
    expect(await stateOf(wishId)).toMatchObject({ state: 'declined' });
  });

  it('lapses where nobody decides, or whoever joined has taken the consent back', async () => {
    const [undecided, withdrawn] = [await begin(), await begin()];
    await join(undecided.newcomer, (await ask(undecided.wishId)).code);
    const asked = await ask(withdrawn.wishId);
    await join(withdrawn.newcomer, asked.code);
    await decide(world.district, asked.approvalId);
    await withdrawn.newcomer.call('family', 'consent.withdraw', {});
    await later(14 * DAY + HOUR);
    for (const { guardian, childId, wishId } of [undecided, withdrawn]) {
      expect(await childrenOf(guardian)).toEqual([childId]);
      expect(await stateOf(wishId)).toMatchObject({ state: 'lapsed' });
      expect(await transferOf(guardian)).toBeUndefined();
    }
  });

  it('whoever is attested, or invited by one guardian, the others are told of', async () => {
    const { guardian, newcomer, childId, wishId } = await begin();
    await subscribe(guardian);
    const attested = await world.community.call('staff', 'guardian.attest', {
      requestId: newRequestId(),
      wishId,
      reason: '当面核对',
    });
    await cloud.forward(HOUR);
    expect(lettersTo(guardian)).toHaveLength(1);
    await join(newcomer, attested.code);
    await cloud.forward(HOUR);
    expect(lettersTo(guardian)).toHaveLength(2);
    await subscribe(guardian);
    const invited = await newcomer.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    const third = cloud.as('third-guardian');
    await third.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    await join(third, invited.code);
    await cloud.forward(HOUR);
    expect(lettersTo(guardian)).toHaveLength(3);
    expect(lettersTo(third)).toEqual([]);
  });
});
