import { openCloud, type TestCloud } from '../../support/cloud';
import {
  approve,
  eventId,
  HOUR,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  fundWish,
  type ReadyCard,
  type World,
} from '../../support/world';

/** One wrong character, so that the check does not fit. */
const mistyped = (code: string): string => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');

describe('station.card.redeem refuses as data', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;
  const newCard = (more?: { arrived?: boolean }): Promise<ReadyCard> =>
    readyCard(cloud, world, `guardian-${(families += 1)}`, more);

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const rejects = async (reason: string, scan: ReturnType<typeof redeem>): Promise<void> => {
    await expect(scan).resolves.toMatchObject({ status: 'rejected', reason });
  };
  const attemptsOf = async (nonce: string) => {
    const { items } = await world.admin.call('station', 'attempts', { eventId });
    return items.filter((item) => item.nonce === nonce);
  };

  it('malformed: a wrong check character, or a text that is no code', async () => {
    const { code } = await newCard();
    await rejects('malformed', redeem(world.volunteer, mistyped(code)));
    await rejects('malformed', redeem(world.volunteer, ''));
    await rejects('malformed', redeem(world.volunteer, '🎈<script>alert(1)</script>'));
    await rejects('malformed', redeem(world.volunteer, 'x'.repeat(200)));
  });

  it('RATE_LIMITED for who tries codes, above a hundred a minute, and for nobody else', async () => {
    const { code } = await newCard();
    const tries = async (times: number): Promise<string[]> => {
      const verdicts: string[] = [];
      for (let time = 0; time < times; time += 1) {
        const scan = { eventId, stationId: 'desk-2', code: `guess-${time}` };
        const reply = await world.second.send('station', 'card.inspect', scan);
        verdicts.push(reply.ok ? 'judged' : reply.code);
      }
      return verdicts;
    };
    expect(new Set(await tries(150))).toEqual(new Set(['judged']));
    expect((await tries(100)).at(-1)).toBe('RATE_LIMITED');
    const scan = redeem(world.volunteer, code);
    await expect(scan).resolves.toMatchObject({ status: 'accepted' });
    await cloud.forward(60_000);
    await expect(tries(1)).resolves.toEqual(['judged']);
  });

  it('what is no string, or longer than 200, is INVALID_ARGUMENT', async () => {
    const scan = { nonce: 'n', eventId, stationId: 'desk-1', deviceId: 'd', collector: {} };
    for (const code of [42, null, ['x'], 'x'.repeat(201)]) {
      await expect(
        world.volunteer.refused('station', 'card.redeem', { ...scan, code }),
      ).resolves.toBe('INVALID_ARGUMENT');
    }
  });

  it('accepts a code as people type it', async () => {
    const { code } = await newCard();
    const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `;
    await expect(redeem(world.volunteer, typed.replace(/(.{5})/, '$1-'))).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('not_found: a good code that nobody issued', async () => {
    await rejects('not_found', redeem(world.volunteer, '0000000000000000'));
  });

  it('nonce_conflict: the nonce of another scan, accepted or failed', async () => {
    const [one, other] = [await newCard(), await newCard()];
    const nonce = newRequestId();
    await redeem(world.volunteer, one.code, { nonce });
    await rejects('nonce_conflict', redeem(world.volunteer, other.code, { nonce }));
    await rejects(
      'nonce_conflict',
      redeem(world.volunteer, one.code, { nonce, collector: { type: 'guardian' } }),
    );
    const failed = newRequestId();
    await rejects(
      'wrong_station',
      redeem(world.volunteer, other.code, { nonce: failed, stationId: 'desk-2' }),
    );
    await rejects('nonce_conflict', redeem(world.volunteer, other.code, { nonce: failed }));
    await expect(redeem(world.volunteer, other.code)).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('the same nonce and payload again: the same answer, and one redemption', async () => {
    const { code, cardId } = await newCard();
    const nonce = newRequestId();
    const first = await redeem(world.volunteer, code, { nonce });
    await expect(redeem(world.volunteer, code, { nonce })).resolves.toEqual(first);
    const { items } = await world.admin.call('staff', 'card.list', { eventId, limit: 100 });
    expect(items.find((card) => card.cardId === cardId)).toMatchObject({ state: 'redeemed' });
  });

  it('the same nonce after a failed attempt is judged anew, and logged once', async () => {
    const { code, wishId } = await newCard({ arrived: false });
    const nonce = newRequestId();
    await rejects('not_ready', redeem(world.volunteer, code, { nonce }));
    await rejects('not_ready', redeem(world.volunteer, code, { nonce }));
    expect(await attemptsOf(nonce)).toHaveLength(1);
    await world.community.call('staff', 'gift.arrive', {
      requestId: newRequestId(),
      wishId,
      priceFen: 100 as never,
      stationId: 'desk-1',
    });
    await expect(redeem(world.volunteer, code, { nonce })).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('wrong_event: a card of another event', async () => {
    const other = await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      campaignId: 'spring',
      title: '另一场',
      from: Date.now() - HOUR,
      until: Date.now() + HOUR,
      stations: [{ stationId: 'desk-1', label: '一号台' }],
    });
    const { code } = await newCard();
    await rejects('wrong_event', redeem(world.admin, code, { eventId: other.eventId }));
  });

  it('own_child: nobody redeems for their own child', async () => {
    const { code } = await readyCard(cloud, world, 'second');
    await rejects('own_child', redeem(world.second, code, { stationId: 'desk-2' }));
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('already_redeemed: tells when, where and by which device it was first', async () => {
    const { code } = await newCard();
    const first = await redeem(world.volunteer, code, { deviceId: 'phone-7' });
    if (first.status !== 'accepted') throw new Error(first.reason);
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
      reason: 'already_redeemed',
      first: { at: first.redeemedAt, stationId: 'desk-1', deviceId: 'phone-7' },
    });
  });

  it('void: a card that was voided, or whose wish was withdrawn', async () => {
    const one = await newCard();
    await world.community.call('staff', 'card.void', {
      requestId: newRequestId(),
      cardId: one.cardId,
      reason: '重复制卡',
    });
    await rejects('void', redeem(world.volunteer, one.code));
    const other = await newCard();
    await other.guardian.call('family', 'wish.withdraw', {
      requestId: newRequestId(),
      wishId: other.wishId,
    });
    await rejects('void', redeem(world.volunteer, other.code));
  });

  it('blocked: a frozen card, until it is unfrozen', async () => {
    const { guardian, cardId, code } = await newCard();
    const request = () => ({ requestId: newRequestId(), cardId, reason: '手机丢了' });
    await guardian.call('family', 'card.freeze', request());
    await rejects('blocked', redeem(world.volunteer, code));
    await expect(guardian.refused('family', 'card.show', { cardId })).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await guardian.call('family', 'card.unfreeze', request());
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('revoked: an old code after a reissue; the new one is good', async () => {
    const { guardian, cardId, code } = await newCard();
    await world.community.call('staff', 'card.reissue', {
      requestId: newRequestId(),
      cardId,
      reason: '卡撕破了',
    });
    await rejects('revoked', redeem(world.volunteer, code));
    const shown = await guardian.call('family', 'card.show', { cardId });
    expect(shown.code).not.toBe(code);
    await expect(redeem(world.volunteer, shown.code)).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('unapproved: the approval was taken back after the card was issued', async () => {
    const { code, wishId } = await newCard({ arrived: false });
    await world.district.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '信息不对，请修改',
    });
    await rejects('unapproved', redeem(world.volunteer, code));
  });

  it('not_ready: the gift is not there yet', async () => {
    const { code } = await newCard({ arrived: false });
    await rejects('not_ready', redeem(world.volunteer, code));
  });

  it('wrong_station: names the desk where the gift lies', async () => {
    const { code } = await newCard();
    await expect(redeem(world.volunteer, code, { stationId: 'desk-2' })).resolves.toMatchObject({
      reason: 'wrong_station',
      station: { stationId: 'desk-1', label: '一号台' },
    });
  });

  it('incomplete: the collector is missing or unknown', async () => {
    const { code } = await newCard();
    for (const collector of [undefined, null, {}, { type: 'neighbour' }, 'child']) {
      const { collector: _left, ...rest } = {
        nonce: newRequestId(),
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        code,
        collector,
      };
      await expect(
        world.volunteer.call(
          'station',
          'card.redeem',
          collector === undefined ? rest : { ...rest, collector },
        ),
      ).resolves.toMatchObject({ reason: 'incomplete' });
    }
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('a failed scan changes nothing but the attempt log, and inspect not even that', async () => {
    const { code, guardian } = await newCard();
    const before = await guardian.call('family', 'card.mine', {});
    const look = { eventId, stationId: 'desk-2', code };
    await expect(world.volunteer.call('station', 'card.inspect', look)).resolves.toMatchObject({
      reason: 'wrong_station',
    });
    const nonce = newRequestId();
    await redeem(world.volunteer, code, { nonce, stationId: 'desk-2' });
    await expect(guardian.call('family', 'card.mine', {})).resolves.toEqual(before);
    expect(await attemptsOf(nonce)).toMatchObject([{ reason: 'wrong_station' }]);
  });

  it('force is for staff with a reason, and passes the desk but never a redemption', async () => {
    const { code } = await newCard();
    const forced = { force: true, reason: '礼物已经搬到二号台', stationId: 'desk-2' };
    const scan = { nonce: 'f', eventId, deviceId: 'd', code, collector: { type: 'child' } };
    await expect(
      world.volunteer.refused('station', 'card.redeem', { ...scan, ...forced }),
    ).resolves.toBe('PERMISSION_DENIED');
    await expect(
      world.community.refused('station', 'card.redeem', { ...scan, ...forced, reason: undefined }),
    ).resolves.toBe('INVALID_ARGUMENT');
    await expect(redeem(world.community, code, forced)).resolves.toMatchObject({
      status: 'accepted',
    });
    await rejects('already_redeemed', redeem(world.community, code, forced));
  });

  it('who may not scan is refused, and the card is untouched', async () => {
    const { code } = await newCard();
    const scan = { nonce: 's', eventId, stationId: 'desk-1', deviceId: 'd', code, collector: {} };
    for (const person of [world.stranger, world.second, cloud.as('guardian-1')]) {
      await expect(person.refused('station', 'card.redeem', scan)).resolves.toBe(
        'PERMISSION_DENIED',
      );
    }
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('a grant that ends, ends at once', async () => {
    const { grantId } = await world.admin.call('staff', 'grant.scanner', {
      requestId: newRequestId(),
      openid: 'helper',
      eventId,
      from: Date.now() - HOUR,
      until: Date.now() + HOUR,
    });
    const helper = cloud.as('helper');
    await rejects('not_found', redeem(helper, '0000000000000000'));
    await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    const { code } = await newCard();
    const scan = { nonce: 'h', eventId, stationId: 'desk-1', deviceId: 'd', code, collector: {} };
    await expect(helper.refused('station', 'card.redeem', scan)).resolves.toBe('PERMISSION_DENIED');
  });

  it('a card can be issued before its gift is there, and not before the wish is funded', async () => {
    const { guardian, childId } = await newFamily(cloud, 'early');
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await expect(
      world.community.refused('staff', 'card.issue', {
        requestId: newRequestId(),
        eventId,
        wishIds: [wishId],
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
    await fundWish(world, wishId);
    const cardId = await issue(world, wishId);
    await expect(issue(world, wishId)).resolves.toBe(cardId);
  });
});

describe.each([
  ['too_early', { from: Date.now() + HOUR, until: Date.now() + 2 * HOUR }],
  ['too_late', { from: Date.now() - 2 * HOUR, until: Date.now() - HOUR }],
])('%s', (reason, event) => {
  it('tells the window, and staff can pass it with a reason', async () => {
    const cloud = await openCloud();
    try {
      const world = await openWorld(cloud, { event });
      const { code } = await readyCard(cloud, world, 'guardian');
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
        status: 'rejected',
        reason,
        window: event,
      });
      await expect(
        redeem(world.community, code, { force: true, reason: '孩子今天就要回老家' }),
      ).resolves.toMatchObject({ status: 'accepted' });
    } finally {
      await cloud.end();
    }
  });
});
