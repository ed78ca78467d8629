import type { GrantOffer } from '../../../typings/contract';
import { dump } from '../../support/fingerprint';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type World,
} from '../../support/world';

describe('people', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const invite = (offer: GrantOffer, label?: string, by: Person = world.admin) =>
    by.call('staff', 'invite.make', {
      requestId: newRequestId(),
      offer,
      ...(label === undefined ? {} : { label }),
    });
  const accept = (person: Person, code: string) =>
    person.call('staff', 'invite.accept', { requestId: newRequestId(), code });
  const refusedTo = (person: Person, code: string) =>
    person.refused('staff', 'invite.accept', { requestId: newRequestId(), code });
  const community: GrantOffer = { role: 'community', areaId: 'c-1' };

  describe('an invite', () => {
    it('makes staff of whoever accepts it, with the level and area that it says', async () => {
      const person = cloud.as('new-colleague');
      const { code } = await invite(community);
      await expect(person.call('staff', 'invite.look', { code })).resolves.toMatchObject({
        role: 'community',
        areaName: '海岸社区',
      });
      await accept(person, code);
      await expect(person.call('staff', 'me', {})).resolves.toMatchObject({
        admin: false,
        auditor: false,
        grants: [{ level: 'community', areaId: 'c-1' }],
      });
    });

    it('names who invites and the campaign, by a code that can be typed as it is heard', async () => {
      const { code } = await world.admin.call('staff', 'invite.make', {
        requestId: newRequestId(),
        offer: community,
        inviter: '区妇联 林',
      });
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      const heard = `${code.slice(0, 5)} - ${code.slice(5)}`.toLowerCase().replace(/1/g, 'l');
      const person = cloud.as('who-types');
      await expect(person.call('staff', 'invite.look', { code: heard })).resolves.toMatchObject({
        inviter: '区妇联 林',
        campaign: '春天的心愿',
      });
      await expect(world.admin.call('staff', 'invite.code', { code })).resolves.toMatchObject({
        type: 'image/png',
      });
      await expect(accept(person, heard)).resolves.toMatchObject({ role: 'community' });
    });

    it('accepted by mistake is given back by its owner, and never by another', async () => {
      const person = cloud.as('by-mistake');
      const { grantId } = await accept(person, (await invite(community)).code);
      const resign = { requestId: newRequestId(), grantId };
      await expect(cloud.as('somebody').refused('staff', 'grant.resign', resign)).resolves.toBe(
        'NOT_FOUND',
      );
      await expect(person.call('staff', 'grant.mine', {})).resolves.toMatchObject({
        items: [{ grantId, role: 'community', campaign: '春天的心愿' }],
      });
      await person.call('staff', 'grant.resign', resign);
      await expect(person.call('staff', 'grant.mine', {})).resolves.toEqual({ items: [] });
      await expect(person.refused('staff', 'me', {})).resolves.toBe('PERMISSION_DENIED');
    });

    it('makes a volunteer for an event, its desks and its window', async () => {
      const { code: cardCode } = await readyCard(cloud, world, 'family-of-the-fair');
      const person = cloud.as('new-volunteer');
      const offer: GrantOffer = {
        role: 'scanner',
        eventId,
        stationIds: ['desk-1'],
        from: Date.now() - HOUR,
        until: Date.now() + HOUR,
      };
      const { code, expiresAt } = await invite(offer);
      expect(expiresAt).toBe(offer.until);
      await expect(accept(person, code)).resolves.toMatchObject({
        event: { title: '领取日', stationLabels: ['一号台'] },
      });
      await expect(redeem(person, cardCode)).resolves.toMatchObject({ status: 'accepted' });
    });

    it('works once: the same person sees the same grant again, another is refused', async () => {
      const person = cloud.as('once');
      const { code } = await invite(community);
      const first = await accept(person, code);
      await expect(accept(person, code)).resolves.toEqual(first);
      await expect(refusedTo(cloud.as('too-late'), code)).resolves.toBe('NOT_FOUND');
      await expect(cloud.as('too-late').refused('staff', 'invite.look', { code })).resolves.toBe(
        'NOT_FOUND',
      );
    });

    it('is accepted by one of many who try at one moment', async () => {
      const { code } = await invite(community);
      const people = ['racer-1', 'racer-2', 'racer-3', 'racer-4'].map((openid) => cloud.as(openid));
      const replies = await Promise.all(
        people.map((person) =>
          person.send('staff', 'invite.accept', { requestId: newRequestId(), code }),
        ),
      );
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('is not for whoever made it', async () => {
      const { code } = await invite({ role: 'auditor' });
      await expect(refusedTo(world.admin, code)).resolves.toBe('PERMISSION_DENIED');
    });

    it('can be taken back, and is in no list once it is used or taken back', async () => {
      const { code, inviteId } = await invite(community, '海岸社区 李');
      const open = await world.admin.call('staff', 'invite.list', {});
      expect(open.items.find((item) => item.inviteId === inviteId)).toMatchObject({
        role: 'community',
        label: '海岸社区 李',
      });
      const end = { requestId: newRequestId(), inviteId };
      await world.admin.call('staff', 'invite.end', end);
      await world.admin.call('staff', 'invite.end', end);
      await expect(refusedTo(cloud.as('late'), code)).resolves.toBe('NOT_FOUND');
      const { items } = await world.admin.call('staff', 'invite.list', {});
      expect(items.map((item) => item.inviteId)).not.toContain(inviteId);
    });

    it('ends with the rights of the admin who made it', async () => {
      const other = cloud.as('admin-for-a-day');
      const { grantId } = await accept(other, (await invite({ role: 'admin' })).code);
      const { code } = await invite(community, undefined, other);
      await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
      await expect(refusedTo(cloud.as('friend'), code)).resolves.toBe('NOT_FOUND');
    });

    it('is kept as a hash, and is no invite to a child', async () => {
      const { code, inviteId } = await invite(community);
      const held = dump(cloud.dataDir, 'invites');
      expect(held).toContain(inviteId);
      expect(held).not.toContain(code);
      const guardian = cloud.as('family-with-an-office-code');
      await guardian.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
      await expect(
        guardian.refused('family', 'guardian.join', { requestId: newRequestId(), code }),
      ).resolves.toBe('NOT_FOUND');
    });
  });

  it('the only admin is told so, until there is a second one', async () => {
    const alone = await openCloud();
    const admin = alone.as('demo-admin');
    await expect(admin.call('staff', 'me', {})).resolves.toMatchObject({ onlyAdmin: true });
    const grant = { requestId: newRequestId(), openid: 'second', level: 'admin' as const };
    const { grantId } = await admin.call('staff', 'grant.staff', grant);
    for (const person of [admin, alone.as('second')]) {
      expect(await person.call('staff', 'me', {})).not.toHaveProperty('onlyAdmin');
    }
    await admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    await expect(admin.call('staff', 'me', {})).resolves.toMatchObject({ onlyAdmin: true });
    await alone.end();
  });

  describe('separation of duties', () => {
    it('nobody grants themself anything', async () => {
      const other = cloud.as('second-admin');
      await accept(other, (await invite({ role: 'admin' })).code);
      const window = { from: Date.now() - HOUR, until: Date.now() + HOUR };
      const own = { requestId: newRequestId(), openid: 'second-admin' };
      await expect(
        other.refused('staff', 'grant.staff', { ...own, level: 'community', areaId: 'c-1' }),
      ).resolves.toBe('PERMISSION_DENIED');
      await expect(
        other.refused('staff', 'grant.scanner', { ...own, eventId, ...window }),
      ).resolves.toBe('PERMISSION_DENIED');
      await world.admin.call('staff', 'grant.scanner', { ...own, eventId, ...window });
      await expect(other.call('station', 'me', {})).resolves.toMatchObject({
        events: [{ eventId }],
      });
    });

    it('an auditor reads money and audit, and nothing of a family', async () => {
      const auditor = cloud.as('new-auditor');
      await accept(auditor, (await invite({ role: 'auditor' })).code);
      await expect(auditor.call('staff', 'me', {})).resolves.toEqual({
        admin: false,
        auditor: true,
        grants: [],
      });
      await auditor.call('staff', 'fund.ledger', { fundId });
      const { items } = await auditor.call('staff', 'audit.list', { limit: 100 });
      const accepted = items.find(({ action }) => action === 'invite.accept');
      expect(accepted).toMatchObject({ who: '审计员', about: '审计员的授权' });
      await expect(auditor.call('staff', 'fund.check', { fundId })).resolves.toMatchObject({
        ok: true,
      });
      await auditor.call('staff', 'fund.reconcile', { fundId });
      await auditor.call('staff', 'fund.donors', { fundId });
      await auditor.call('staff', 'fund.report', { campaignId, format: 'xlsx' });
      await expect(
        auditor.refused('staff', 'fund.invoice', {
          requestId: newRequestId(),
          fundId,
          supplier: '某店',
          invoiceNo: '1',
          totalFen: 100,
        }),
      ).resolves.toBe('PERMISSION_DENIED');
      await expect(auditor.refused('staff', 'wish.list', { campaignId })).resolves.toBe(
        'PERMISSION_DENIED',
      );
      await expect(auditor.call('family', 'me', {})).resolves.toMatchObject({
        isStaff: false,
        isAuditor: true,
      });
    });
  });

  describe('the list of grants', () => {
    it('says who has what, by whom and since when, and what is over', async () => {
      const person = cloud.as('listed');
      const { grantId } = await accept(person, (await invite(community, '山脚 王')).code);
      const of = async (state: 'active' | 'over') => {
        const { items } = await world.admin.call('staff', 'grant.list', {
          role: 'community',
          state,
        });
        return items.find((item) => item.grantId === grantId);
      };
      expect(await of('active')).toMatchObject({
        role: 'community',
        areaName: '海岸社区',
        label: '山脚 王',
        state: 'active',
        mine: false,
      });
      await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
      await expect(person.refused('staff', 'me', {})).resolves.toBe('PERMISSION_DENIED');
      expect(await of('active')).toBeUndefined();
      expect(await of('over')).toMatchObject({ state: 'over', endedAt: expect.any(Number) });
    });

    it('holds every grant once, page by page, though many were given at one moment', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await world.admin.call('staff', 'grant.list', {
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ grantId }) => grantId));
        cursor = page.next;
      } while (cursor !== undefined);
      const { items } = await world.admin.call('staff', 'grant.list', { limit: 100 });
      expect(seen).toEqual(items.map(({ grantId }) => grantId));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('names nobody by openid', async () => {
      const { items } = await world.admin.call('staff', 'grant.list', { limit: 100 });
      expect(JSON.stringify(items)).not.toMatch(/new-colleague|new-auditor|demo-admin/);
      expect(items.every(({ person }) => /^p_[0-9a-f]{24}$/.test(person))).toBe(true);
    });
  });

  it('a first wrong code is one of twenty, though there are two at one moment', async () => {
    for (let no = 0; no < 5; no += 1) {
      const typing = cloud.as(`types-twice-${no}`);
      const both = [refusedTo(typing, 'wrong-1'), refusedTo(typing, 'wrong-2')];
      await expect(Promise.all(both)).resolves.toEqual(['NOT_FOUND', 'NOT_FOUND']);
    }
  });

  it('an invite is out of reach of who guesses: twenty wrong codes an hour, side by side or not', async () => {
    const guesser = cloud.as('guesser');
    const { code } = await invite(community);
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, place) => refusedTo(guesser, `guess-${place}`)),
    );
    expect(codes.filter((refusal) => refusal === 'NOT_FOUND')).toHaveLength(20);
    expect(codes.filter((refusal) => refusal === 'RATE_LIMITED')).toHaveLength(20);
    await expect(refusedTo(guesser, code)).resolves.toBe('RATE_LIMITED');
    await expect(guesser.refused('staff', 'invite.look', { code })).resolves.toBe('RATE_LIMITED');
    await accept(cloud.as('asked-by-name'), code);
    await cloud.forward(HOUR);
    const next = await invite(community);
    await accept(guesser, next.code);
  });
});
