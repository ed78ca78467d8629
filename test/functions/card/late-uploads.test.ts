import type { Output } from '../../../typings/contract';
import type { Card } from '../../../cloudfunctions/domain/card/card';
import type { Lot } from '../../../cloudfunctions/domain/gift/stock';
import { checkLedger, documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  approve,
  campaignId,
  collector,
  eventId,
  fundWish,
  arrive,
  HOUR,
  issue,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type ReadyCard,
  type World,
} from '../../support/world';

const MINUTE = 60_000;

type Conflict = Output<'staff', 'conflict.list'>['items'][number];

describe('a gift handed out with no network', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud({ timers: false });
    world = await openWorld(cloud, {
      event: { from: Date.now() - HOUR, until: Date.now() + 24 * HOUR },
    });
  });
  afterAll(() => cloud.end());

  /** A card that was issued a while ago. */
  const olderCard = async (): Promise<ReadyCard> => {
    const card = await readyCard(cloud, world, `family-${(families += 1)}`);
    await cloud.forward(10 * MINUTE);
    return card;
  };
  /** A scan of just now: a millisecond before whatever a test lets happen next. */
  const scanOf = ({ code }: ReadyCard, nonce = newRequestId()) => ({
    nonce,
    code,
    collector,
    scannedAt: cloud.now() - 1,
  });
  type Entry = ReturnType<typeof scanOf>;
  const sync = (entries: readonly unknown[], more: object = {}, person: Person = world.volunteer) =>
    person.send('station', 'card.sync', {
      eventId,
      stationId: 'desk-1',
      deviceId: 'phone-1',
      clockOffsetMs: 0,
      entries: [...entries],
      ...more,
    });
  const upload = async (entries: readonly unknown[], more: object = {}, person?: Person) => {
    const reply = await sync(entries, more, person);
    if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`);
    return reply.data.results.map(({ status, reason }) =>
      reason === undefined ? status : `${status} ${reason}`,
    );
  };
  const stateOf = async ({ guardian, wishId }: ReadyCard) => {
    const { items } = await guardian.call('family', 'wish.mine', {});
    return items.find((wish) => wish.wishId === wishId)?.state;
  };
  const conflictsOf = async ({ cardId }: ReadyCard, at = eventId): Promise<Conflict[]> => {
    const { items } = await world.admin.call('staff', 'conflict.list', { eventId: at });
    return items.filter((conflict) => conflict.cardId === cardId);
  };
  const staffCard = (
    action: 'card.freeze' | 'card.unfreeze' | 'card.reissue' | 'card.void',
    { cardId }: ReadyCard,
  ) => world.community.call('staff', action, { requestId: newRequestId(), cardId, reason: '处理' });
  const takeApprovalBack = ({ wishId }: ReadyCard) =>
    world.district.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '要再看一看',
    });
  const withdraw = ({ guardian, wishId }: ReadyCard) =>
    guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
  const lotOf = ({ wishId }: ReadyCard, funding = 1): Lot | undefined =>
    documentsOf<Lot>(cloud.dataDir, 'stock').find(
      ({ _id }) => _id === `stock#${wishId}#${funding}`,
    );
  const annulByStaff = ({ cardId }: ReadyCard, disposition: 'returned' | 'kept') =>
    world.community.call('station', 'card.annul', {
      nonce: newRequestId(),
      cardId,
      reason: '弄错了',
      disposition,
    });
  const newEvent = async (title: string) => {
    const made = await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      campaignId,
      title,
      from: cloud.now() - MINUTE,
      until: cloud.now() + HOUR,
      stations: [{ stationId: 'door', label: '家门口' }],
    });
    return made.eventId;
  };
  const moveTo = ({ cardId }: ReadyCard, toEventId: string, stationId: string) =>
    world.community.call('staff', 'card.move', {
      requestId: newRequestId(),
      cardIds: [cardId],
      eventId: toEventId,
      stationId,
    });

  describe('whatever came since', () => {
    it('moved to another event: redeemed, in the conflicts of both, and no second gift', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      const delivery = await newEvent('送礼上门');
      await moveTo(card, delivery, 'door');
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      for (const at of [eventId, delivery]) {
        expect(await conflictsOf(card, at)).toMatchObject([
          {
            kind: 'changed',
            state: 'open',
            changes: [{ kind: 'moved_event' }],
            other: { at: entry.scannedAt, stationLabel: '一号台', deviceId: 'phone-1' },
          },
        ]);
      }
      const second = { eventId: delivery, stationId: 'door' };
      await expect(redeem(world.admin, card.code, second)).resolves.toMatchObject({
        reason: 'already_redeemed',
        first: { at: entry.scannedAt, deviceId: 'phone-1' },
      });
    });

    it('moved and handed out there too: the first is effective, the second is known', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      const delivery = await newEvent('又送一次');
      await moveTo(card, delivery, 'door');
      await redeem(world.admin, card.code, { eventId: delivery, stationId: 'door' });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      const kinds = (await conflictsOf(card, delivery)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['changed', 'double']);
    });

    it('moved to another desk', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await moveTo(card, eventId, 'desk-2');
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'moved_desk' }] }]);
    });

    it('frozen, by staff or the family, and reissued: the new card brings no second gift', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await card.guardian.call('family', 'card.freeze', {
        requestId: newRequestId(),
        cardId: card.cardId,
        reason: '找不到卡了',
      });
      await staffCard('card.reissue', card);
      await staffCard('card.unfreeze', card);
      const { code } = await card.guardian.call('family', 'card.show', { cardId: card.cardId });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card)).toMatchObject([
        { changes: [{ kind: 'frozen' }, { kind: 'reissued' }] },
      ]);
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
        reason: 'already_redeemed',
      });
    });

    it('voided, and issued anew: the new card is void', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.void', card);
      const cardId = await issue(world, card.wishId);
      const { code } = await card.guardian.call('family', 'card.show', { cardId });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'void' }] }]);
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'void' });
    });

    it('voided, issued anew and redeemed: the earlier hand-over is effective, the other known', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.void', card);
      const cardId = await issue(world, card.wishId);
      const { code } = await card.guardian.call('family', 'card.show', { cardId });
      await redeem(world.volunteer, code);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      const { items } = await world.admin.call('staff', 'conflict.list', { eventId });
      expect(items.filter((one) => one.cardId === cardId)).toMatchObject([{ kind: 'double' }]);
    });

    it('withdrawn: the wish is fulfilled, and the gift that went to stock leaves it', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      expect(lotOf(card)).toMatchObject({ left: 1 });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(lotOf(card)).toMatchObject({ left: 0, inStock: false });
      expect(await conflictsOf(card)).toMatchObject([
        { kind: 'changed', changes: [{ kind: 'withdrawn' }], stock: 'taken_out' },
      ]);
      await checkLedger(world.admin);
    });

    it('withdrawn, and its gift given on: stock is not negative, and the conflict says so', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      const other = await readyCard(cloud, world, `family-${(families += 1)}`, { arrived: false });
      await world.community.call('staff', 'stock.use', {
        requestId: newRequestId(),
        stockId: `stock#${card.wishId}#1`,
        wishId: other.wishId,
        stationId: 'desk-1',
      });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(lotOf(card)).toMatchObject({ left: 0 });
      expect(await conflictsOf(card)).toMatchObject([{ stock: 'gone' }]);
    });

    it('withdrawn, and the hand-over taken back: withdrawn again, the gift in stock again', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      await upload([entry]);
      await annulByStaff(card, 'returned');
      expect(await stateOf(card)).toBe('withdrawn');
      expect(lotOf(card)).toMatchObject({ left: 1, quantity: 1 });
      await expect(upload([entry])).resolves.toEqual(['rejected annulled']);
      await checkLedger(world.admin);
    });

    it('withdrawn by all data erased: it stays erased', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await card.guardian.call('family', 'data.erase', { requestId: newRequestId() });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      const { items } = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
      const stored = documentsOf<Card>(cloud.dataDir, 'cards').find(
        ({ _id }) => _id === card.cardId,
      );
      expect(stored).toMatchObject({ state: 'redeemed', gift: { title: '' } });
      expect(JSON.stringify(items)).not.toContain('球鞋');
      await annulByStaff(card, 'kept');
      expect(lotOf(card)).toMatchObject({ left: 0 });
    });

    it('its approval taken back, and everything done again: one gift goes out, the other to stock', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await takeApprovalBack(card);
      const { childId, guardian } = card;
      await guardian.call('family', 'wish.submit', {
        requestId: newRequestId(),
        campaignId,
        childId,
        category: 'sport',
        title: '一双球鞋',
      });
      await approve(world, card.wishId);
      await fundWish(world, card.wishId);
      await arrive(world, card.wishId);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(lotOf(card, 1)).toMatchObject({ left: 0 });
      expect(lotOf(card, 2)).toMatchObject({ left: 1 });
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'unapproved' }] }]);
      await checkLedger(world.admin);
    });

    it('its approval taken back, and money reserved anew: what was reserved is released', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await takeApprovalBack(card);
      const { childId, guardian } = card;
      await guardian.call('family', 'wish.submit', {
        requestId: newRequestId(),
        campaignId,
        childId,
        category: 'sport',
        title: '一双球鞋',
      });
      await approve(world, card.wishId);
      const before = await checkLedger(world.admin);
      await fundWish(world, card.wishId);
      await upload([entry]);
      const after = await checkLedger(world.admin);
      expect(after.openReserve.get(card.wishId)).toBe(0);
      expect(after.availableFen).toBe(before.availableFen);
      expect(await stateOf(card)).toBe('fulfilled');
      await annulByStaff(card, 'returned');
      expect(await stateOf(card)).toBe('ready');
    });

    it('the event put off to another day', async () => {
      const other = await newEvent('会改期的领取日');
      const card = await olderCard();
      await moveTo(card, other, 'door');
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await world.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        eventId: other,
        campaignId,
        title: '改期了',
        from: cloud.now() + 5 * HOUR,
        until: cloud.now() + 6 * HOUR,
        stations: [{ stationId: 'door', label: '家门口' }],
      });
      const at = { eventId: other, stationId: 'door' };
      await expect(upload([entry], at, world.admin)).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card, other)).toMatchObject([
        { changes: [{ kind: 'event_moved' }] },
      ]);
    });

    it('what was wrong already then is rejected, and its row says that the gift was handed out', async () => {
      const card = await olderCard();
      await staffCard('card.freeze', card);
      await cloud.forward(MINUTE);
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await staffCard('card.unfreeze', card);
      await expect(upload([entry])).resolves.toEqual(['rejected blocked']);
      const { items } = await world.admin.call('station', 'attempts', {
        eventId,
        cardId: card.cardId,
      });
      expect(items).toMatchObject([
        { nonce: entry.nonce, reason: 'blocked', handedOutAt: entry.scannedAt },
      ]);
      expect(await stateOf(card)).toBe('ready');
    });

    it('before the gift came is not_ready, and a failed scan at a desk hands nothing out', async () => {
      const card = await readyCard(cloud, world, `family-${(families += 1)}`, { arrived: false });
      await redeem(world.volunteer, card.code);
      await cloud.forward(MINUTE);
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await arrive(world, card.wishId);
      await expect(upload([entry])).resolves.toEqual(['rejected not_ready']);
      const { items } = await world.admin.call('station', 'attempts', {
        eventId,
        cardId: card.cardId,
      });
      expect(items.map(({ handedOutAt }) => handedOutAt)).toEqual([undefined, entry.scannedAt]);
    });

    it('is settled once by staff', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.freeze', card);
      await upload([entry]);
      const [conflict] = await conflictsOf(card);
      const settle = () => ({
        requestId: newRequestId(),
        conflictId: conflict?.conflictId ?? '',
        resolution: '已核实',
        note: '当场发的',
      });
      await world.community.call('staff', 'conflict.resolve', settle());
      await expect(world.community.refused('staff', 'conflict.resolve', settle())).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      expect(await conflictsOf(card)).toMatchObject([{ state: 'resolved', note: '当场发的' }]);
    });

    it('and withdrawal, upload and redemption at one moment end in one gift', async () => {
      for (let round = 0; round < 4; round += 1) {
        const card = await olderCard();
        const entry = scanOf(card);
        await Promise.all([
          card.guardian.send('family', 'wish.withdraw', {
            requestId: newRequestId(),
            wishId: card.wishId,
          }),
          sync([entry]),
          sync([scanOf(card)], { deviceId: 'phone-2' }),
        ]);
        await expect(upload([entry])).resolves.toEqual([
          expect.stringMatching(/accepted|conflict/),
        ]);
        expect(await stateOf(card)).toBe('fulfilled');
        expect(lotOf(card)?.left ?? 0).toBe(0);
      }
    });
  });

  describe('an upload', () => {
    it('for a desk or an event that is gone refuses its own entries, never the whole', async () => {
      const card = await olderCard();
      await expect(
        upload([scanOf(card), 'nonsense'], { stationId: 'no-such-desk' }),
      ).resolves.toEqual(['rejected wrong_station', 'rejected malformed']);
      await expect(
        upload([scanOf(card)], { eventId: 'no-such-event' }, world.community),
      ).resolves.toEqual(['rejected wrong_event']);
      expect(await stateOf(card)).toBe('ready');
    });

    it('from a desk that the event has no longer is judged as it was then', async () => {
      const both = [
        { stationId: 'door', label: '家门口' },
        { stationId: 'gate', label: '门口' },
      ];
      const from = cloud.now() - MINUTE;
      const save = (stations: typeof both, known?: string) =>
        world.admin.call('staff', 'event.save', {
          requestId: newRequestId(),
          ...(known === undefined ? {} : { eventId: known }),
          campaignId,
          title: '两个台',
          from,
          until: from + HOUR,
          stations,
        });
      const { eventId: small } = await save(both);
      const card = await olderCard();
      await moveTo(card, small, 'gate');
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await moveTo(card, small, 'door');
      await save(both.slice(0, 1), small);
      const at = { eventId: small, stationId: 'gate' };
      await expect(upload([entry], at, world.admin)).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card, small)).toMatchObject([{ changes: [{ kind: 'moved_desk' }] }]);
    });

    it('is for whoever has or had a grant', async () => {
      const card = await olderCard();
      for (const person of [world.stranger, cloud.as('')]) {
        const reply = await sync([scanOf(card)], {}, person);
        expect(reply.ok).toBe(false);
      }
      const elsewhere = await sync([scanOf(card)], { eventId: 'no-such-event' });
      expect(elsewhere).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
      expect(await stateOf(card)).toBe('ready');
    });
  });

  describe('that staff are to judge', () => {
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
      const openid = `helper-${(families += 1)}`;
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
    const heldCard = async (): Promise<{ card: ReadyCard; entry: Entry; person: Person }> => {
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
      ['earlier than the card', -(10 * MINUTE + 2 * MINUTE + 5000), 'before_issue'],
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
      const openid = `helper-${(families += 1)}`;
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

  describe('what a device takes along and tells', () => {
    const open = (person: Person, stationId: string, more: object = {}) =>
      person.call('station', 'open', {
        eventId,
        stationId,
        deviceId: `phone-of-${person.openid}`,
        deviceLabel: '手机',
        deviceTime: cloud.now(),
        ...more,
      });

    it('is the cards of her own desks, and no others', async () => {
      const [here, there] = [await olderCard(), await olderCard()];
      await moveTo(there, eventId, 'desk-2');
      const numbers = async (person: Person) => {
        const { manifest } = await open(person, 'desk-2');
        return manifest.cards.map((row) => row[7]);
      };
      const { items } = await world.community.call('staff', 'card.list', { eventId, limit: 100 });
      const numberOf = ({ cardId }: ReadyCard) =>
        items.find((card) => card.cardId === cardId)?.cardNo ?? '';
      const all = await numbers(world.volunteer);
      expect(all).toEqual(expect.arrayContaining([numberOf(here), numberOf(there)]));
      const own = await numbers(world.second);
      expect(own).toContain(numberOf(there));
      expect(own).not.toContain(numberOf(here));
    });

    it('is how many scans wait on it, when it opens and after an upload', async () => {
      const waitingOn = async () => {
        const { devices } = await world.admin.call('staff', 'event.progress', { eventId });
        return devices.find(({ deviceId }) => deviceId === 'phone-of-volunteer')?.waiting;
      };
      await open(world.volunteer, 'desk-1', { waiting: 3 });
      expect(await waitingOn()).toBe(3);
      await upload([], { deviceId: 'phone-of-volunteer', waiting: 1 });
      expect(await waitingOn()).toBe(1);
    });

    it('names the other event of a card that is not for this one', async () => {
      const card = await olderCard();
      await moveTo(card, await newEvent('另一场'), 'door');
      const event = { title: '另一场', place: '社区广场' };
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'wrong_event',
        event,
      });
      await expect(
        world.volunteer.call('station', 'card.inspect', {
          eventId,
          stationId: 'desk-1',
          code: card.code,
        }),
      ).resolves.toMatchObject({ reason: 'wrong_event', event });
    });
  });

  describe('and a volunteer who tries', () => {
    it('takes no hand-over of another desk back by an upload dated earlier', async () => {
      const card = await olderCard();
      await redeem(world.admin, card.code, { deviceId: 'theirs' });
      await expect(upload([{ ...scanOf(card), scannedAt: cloud.now() - MINUTE }])).resolves.toEqual(
        ['accepted'],
      );
      const annul = (person: Person, more: object = {}) =>
        person.send('station', 'card.annul', {
          nonce: newRequestId(),
          cardId: card.cardId,
          reason: '扫错了',
          ...more,
        });
      await expect(annul(world.volunteer)).resolves.toMatchObject({ code: 'PERMISSION_DENIED' });
      await expect(annul(world.admin, { disposition: 'returned' })).resolves.toMatchObject({
        ok: true,
        data: { state: 'redeemed', generation: 2 },
      });
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'already_redeemed',
        first: { deviceId: 'theirs' },
      });
      expect(await stateOf(card)).toBe('fulfilled');
    });
  });
});
