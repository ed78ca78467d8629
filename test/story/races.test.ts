import type { ScanVerdict } from '../../typings/contract';
import { openCloud, type TestCloud } from '../support/cloud';
import {
  approve,
  campaignId,
  eventId,
  fundId,
  fundWish,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../support/world';

const accepted = (verdicts: readonly ScanVerdict[]): number =>
  verdicts.filter(({ status }) => status === 'accepted').length;

describe('at one moment', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it('24 devices redeem one card: one is accepted, the others are told already_redeemed', async () => {
    const { code } = await readyCard(cloud, world, 'crowd');
    const verdicts = await Promise.all(
      Array.from({ length: 24 }, (_, place) =>
        redeem(world.volunteer, code, { deviceId: `phone-${place}` }),
      ),
    );
    expect(accepted(verdicts)).toBe(1);
    const reasons = verdicts.flatMap((verdict) =>
      verdict.status === 'rejected' ? [verdict.reason] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(['already_redeemed']));
  });

  it('one scan sent ten times is one redemption with one answer', async () => {
    const { code } = await readyCard(cloud, world, 'echo');
    const nonce = newRequestId();
    const verdicts = await Promise.all(
      Array.from({ length: 10 }, () => redeem(world.volunteer, code, { nonce })),
    );
    expect(new Set(verdicts.map((verdict) => JSON.stringify(verdict))).size).toBe(1);
    expect(verdicts[0]).toMatchObject({ status: 'accepted' });
  });

  it('one nonce on two cards redeems one of them', async () => {
    const [one, other] = [
      await readyCard(cloud, world, 'left'),
      await readyCard(cloud, world, 'right'),
    ];
    const nonce = newRequestId();
    const verdicts = await Promise.all(
      [one, other].map(({ code }) => redeem(world.volunteer, code, { nonce })),
    );
    expect(accepted(verdicts)).toBe(1);
    expect(verdicts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: 'nonce_conflict',
    });
  });

  it.each(['freeze', 'withdraw', 'void'] as const)(
    'a redemption and a %s: one of them wins, never both',
    async (other) => {
      for (let round = 0; round < 6; round += 1) {
        const card = await readyCard(cloud, world, `${other}-${round}`);
        const { guardian, cardId, wishId, code } = card;
        const requestId = newRequestId();
        const stop = {
          freeze: () =>
            guardian.send('family', 'card.freeze', { requestId, cardId, reason: '丢了' }),
          withdraw: () => guardian.send('family', 'wish.withdraw', { requestId, wishId }),
          void: () =>
            world.community.send('staff', 'card.void', { requestId, cardId, reason: '错' }),
        };
        const [verdict, stopped] = await Promise.all([
          redeem(world.volunteer, code),
          stop[other](),
        ]);
        expect(Number(verdict.status === 'accepted') + Number(stopped.ok)).toBe(1);
        const { items } = await guardian.call('family', 'wish.mine', {});
        const state = items.find((wish) => wish.wishId === wishId)?.state;
        expect(state === 'fulfilled').toBe(verdict.status === 'accepted');
      }
    },
  );

  it('money is never reserved twice, nor beyond what is there', async () => {
    const wishIds: string[] = [];
    for (let place = 0; place < 8; place += 1) {
      const { guardian, childId } = await newFamily(cloud, `poor-${place}`);
      const { wishId } = await submit(guardian, childId);
      await approve(world, wishId);
      wishIds.push(wishId);
    }
    const before = await world.admin.call('staff', 'fund.ledger', { fundId });
    // Three of eight fit.
    const share = Math.floor(before.availableFen / 3.5);
    await world.admin.refused('staff', 'wish.fund', {
      requestId: newRequestId(),
      wishId: wishIds[0],
      amountFen: before.availableFen + 1,
    });
    const amountFen = Math.min(share, 200_000);
    const outcomes = await Promise.all(
      wishIds.flatMap((wishId) =>
        [1, 2].map(() =>
          world.admin.send('staff', 'wish.fund', {
            requestId: newRequestId(),
            wishId,
            amountFen: amountFen as never,
          }),
        ),
      ),
    );
    const good = outcomes.filter(({ ok }) => ok).length;
    const after = await world.admin.call('staff', 'fund.ledger', { fundId });
    expect(good).toBe(Math.min(8, Math.floor(before.availableFen / amountFen)));
    expect(after.reservedFen - before.reservedFen).toBe(good * amountFen);
    expect(after.availableFen).toBeGreaterThanOrEqual(0);
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.code).toBe('FAILED_PRECONDITION');
    }
  });

  it('the ledger adds up to the figures, page by page', async () => {
    let figures = { donate: 0, reserve: 0, release: 0, spend: 0, refund: 0, reversal: 0 };
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof world.admin.call<'staff', 'fund.ledger'>>> =
        await world.admin.call('staff', 'fund.ledger', {
          fundId,
          ...(cursor === undefined ? {} : { cursor }),
        });
      for (const { type, amountFen } of page.entries) {
        figures = { ...figures, [type]: figures[type] + amountFen };
      }
      cursor = page.next;
      pages += 1;
    } while (cursor !== undefined && pages < 20);
    const total = await world.admin.call('staff', 'fund.ledger', { fundId });
    const { donate, reserve, release, spend } = figures;
    expect(total).toMatchObject({
      donatedFen: donate,
      spentFen: spend,
      reservedFen: reserve - release - spend,
      availableFen: donate + release - reserve,
    });
  });

  it('twenty children a guardian, from however many phones', async () => {
    const { guardian } = await newFamily(cloud, 'large-family');
    const save = (place: number) =>
      guardian.send('family', 'child.save', {
        requestId: newRequestId(),
        nickname: `小苗${place}`,
        birthMonth: '2016-05',
        communityId: 'c-1',
      });
    for (let place = 0; place < 16; place += 1) await save(place);
    const replies = await Promise.all(Array.from({ length: 8 }, (_, place) => save(20 + place)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(3);
    const me = await guardian.call('family', 'me', {});
    expect(me.children).toHaveLength(20);
  });

  it('one wish a child, whatever the number of submits', async () => {
    const { guardian, childId } = await newFamily(cloud, 'eager');
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, place) =>
        guardian.send('family', 'wish.submit', {
          requestId: newRequestId(),
          campaignId,
          childId,
          category: 'toy',
          title: `积木 ${place}`,
        }),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const { items } = await guardian.call('family', 'wish.mine', {});
    expect(items).toHaveLength(1);
  });

  it('one live card a wish, whatever the number of issues', async () => {
    const { guardian, childId } = await newFamily(cloud, 'cards');
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await fundWish(world, wishId, 1000).catch(() => undefined);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.community.send('staff', 'card.issue', {
          requestId: newRequestId(),
          eventId,
          wishIds: [wishId],
        }),
      ),
    );
    const ids = replies.flatMap((reply) => (reply.ok ? reply.data.cards : []));
    expect(new Set(ids.map(({ cardId }) => cardId)).size).toBeLessThanOrEqual(1);
    const { items } = await guardian.call('family', 'card.mine', {});
    expect(items).toHaveLength(new Set(ids.map(({ cardId }) => cardId)).size);
  });
});
