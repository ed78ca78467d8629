import type { Person } from '../../support/cloud';
import {
  AGE,
  cloud,
  conflictsOf,
  lotOf,
  MINUTE,
  olderCard,
  openEventDay,
  scanOf,
  staffCard,
  stateOf,
  upload,
  withdraw,
  world,
  type Conflict,
} from '../../support/event-day';
import { eventId, HOUR, newRequestId, redeem, type ReadyCard } from '../../support/world';

describe('a gift handed out with no network', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  describe('that staff are to judge', () => {
    let helpers = 0;
    const held = async (card: ReadyCard): Promise<Conflict> => {
      const found = (await conflictsOf(card)).find(({ kind }) => kind === 'held');
      if (!found) throw new Error('nothing is held');
      return found;
    };
    const decide = (person: Person, { conflictId }: Conflict, resolution: string) =>
      person.send('staff', 'conflict.resolve', {
        requestId: newRequestId(),
        conflictId,
        resolution,
        note: '问过志愿者',
      });
    /** A volunteer whose grant has ended after the scan. */
    const endedVolunteer = async (): Promise<{ person: Person; end: () => Promise<unknown> }> => {
      const openid = `helper-${(helpers += 1)}`;
      const { grantId } = await world.admin.call('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid,
        eventId,
        from: cloud.now() - HOUR,
        until: cloud.now() + HOUR,
      });
      const end = () =>
        world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
      return { person: cloud.as(openid), end };
    };
    const heldCard = async (): Promise<{
      card: ReadyCard;
      entry: ReturnType<typeof scanOf>;
      person: Person;
    }> => {
      const { person, end } = await endedVolunteer();
      const card = await olderCard();
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await end();
      await cloud.forward(MINUTE);
      await expect(upload([entry], {}, person)).resolves.toEqual(['held']);
      return { card, entry, person };
    };

    it('from an ended grant changes nothing, and is redeemed once they accept it', async () => {
      const { card, entry, person } = await heldCard();
      expect(await stateOf(card)).toBe('ready');
      await expect(upload([entry], {}, person)).resolves.toEqual(['held']);
      const conflict = await held(card);
      expect(conflict).toMatchObject({
        kind: 'held',
        state: 'open',
        cause: 'grant_ended',
        other: { at: entry.scannedAt, stationLabel: '一号台' },
      });
      await expect(decide(world.community, conflict, 'accept')).resolves.toMatchObject({
        ok: true,
      });
      expect(await stateOf(card)).toBe('fulfilled');
      await expect(upload([entry], {}, person)).resolves.toEqual(['accepted']);
      expect(await held(card)).toMatchObject({ state: 'resolved', resolution: 'accept' });
      await expect(decide(world.community, conflict, 'refuse')).resolves.toMatchObject({
        code: 'FAILED_PRECONDITION',
      });
    });

    it('is rejected for good once they refuse it, and the card is as it was', async () => {
      const { card, entry, person } = await heldCard();
      await decide(world.community, await held(card), 'refuse');
      await expect(upload([entry], {}, person)).resolves.toEqual(['rejected']);
      expect(await stateOf(card)).toBe('ready');
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        status: 'accepted',
      });
    });

    it('is answered with accept or refuse, by staff of the area', async () => {
      const { card } = await heldCard();
      const conflict = await held(card);
      await expect(decide(world.community, conflict, '已核实')).resolves.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'elsewhere',
        level: 'community',
        areaId: 'c-2',
      });
      await expect(decide(cloud.as('elsewhere'), conflict, 'accept')).resolves.toMatchObject({
        code: 'PERMISSION_DENIED',
      });
      expect(await stateOf(card)).toBe('ready');
    });

    it('is accepted beside an earlier hand-over as a conflict with it', async () => {
      const { card } = await heldCard();
      await redeem(world.volunteer, card.code, { deviceId: 'online' });
      await decide(world.community, await held(card), 'accept');
      expect((await conflictsOf(card)).find(({ kind }) => kind === 'double')).toMatchObject({
        effective: { deviceId: 'phone-1' },
        other: { deviceId: 'online' },
      });
    });

    it('is accepted after a withdrawal as any other upload: the gift leaves stock', async () => {
      const { card } = await heldCard();
      await withdraw(card);
      await decide(world.community, await held(card), 'accept');
      expect(await stateOf(card)).toBe('fulfilled');
      expect(lotOf(card)).toMatchObject({ left: 0 });
    });

    it('cannot be accepted where it was wrong then', async () => {
      const { person, end } = await endedVolunteer();
      const card = await olderCard();
      await staffCard('card.freeze', card);
      await cloud.forward(MINUTE);
      const entry = scanOf(card);
      await end();
      await cloud.forward(MINUTE);
      await staffCard('card.unfreeze', card);
      await upload([entry], {}, person);
      await expect(decide(world.community, await held(card), 'accept')).resolves.toMatchObject({
        code: 'FAILED_PRECONDITION',
      });
    });

    it.each([
      ['later than its upload', 2 * MINUTE + 1000, 'future'],
      ['earlier than the card', -(AGE + 2 * MINUTE + 5000), 'before_issue'],
    ])('has a moment %s', async (_, offset, cause) => {
      const card = await olderCard();
      const entry = scanOf(card);
      entry.scannedAt += offset;
      await expect(upload([entry])).resolves.toEqual(['held']);
      expect(await held(card)).toMatchObject({ cause });
      // The offset is of no help: a moment is both together.
      const far = { ...scanOf(card), scannedAt: cloud.now() - 365 * 24 * HOUR + offset };
      await expect(upload([far], { clockOffsetMs: 365 * 24 * HOUR })).resolves.toEqual(['held']);
      expect(await stateOf(card)).toBe('ready');
    });

    it('lies outside the uploader’s grant', async () => {
      const card = await olderCard();
      const openid = `helper-${(helpers += 1)}`;
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await world.admin.call('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid,
        eventId,
        from: cloud.now(),
        until: cloud.now() + HOUR,
      });
      await expect(upload([entry], {}, cloud.as(openid))).resolves.toEqual(['held']);
      expect(await held(card)).toMatchObject({ cause: 'outside_grant' });
    });
  });
});
