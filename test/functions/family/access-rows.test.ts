import type { ActionName, Input, Output } from '../../../typings/contract';
import { handlers } from '../../../cloudfunctions/staff';
import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { arriveAt, fen, fundedWish, handedOver, lotOf, orderOf } from '../../support/gifts';
import { entryOf } from '../../support/paper';
import {
  approve,
  campaignId,
  collector,
  eventId,
  HOUR,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

/** Fields of an input that lead to a wish. */
const LEADS_TO_A_WISH =
  /^(wishId|wishIds|wishes|cardId|cardIds|orderId|lines|gifts|defectId|conflictId|callId|approvalId|entryId)$/;

/** What leads to a wish and is no decision on it. */
const NO_DECISION: Partial<Record<ActionName<'staff'>, string>> = {
  'wish.open': 'an opening, which has its own tests',
  'wish.compare': 'an opening, which has its own tests',
  'card.sheet': 'a print, which has its own tests',
  'wish.cost': 'amounts of the books',
  'order.open': 'a list',
  'approval.withdraw': 'what was asked for is on record, and did not come',
  'fund.reverse': 'of donations and refunds to donors alone',
  'gift.invoice': 'the number of a paper',
  'pack.swap': 'a pack, no wish',
  'pack.answer': 'a pack, no wish',
};

describe('whatever staff decide on a wish', () => {
  let cloud: TestCloud;
  let world: World;
  const done = new Set<string>();

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const rowsOf = (wishId: string): number => {
    const wishes = documentsOf<{ _id: string; childId: string }>(cloud.dataDir, 'wishes');
    const childId = wishes.find(({ _id }) => _id === wishId)?.childId ?? '';
    return documentsOf<{ childId: string; childIds?: string[] }>(cloud.dataDir, 'accessLog').filter(
      (row) => row.childId === childId || row.childIds?.includes(childId),
    ).length;
  };

  /** Takes a step and sees that the family's log has one row more. */
  const step = async <A extends ActionName<'staff'>>(
    by: Person,
    wishId: string,
    action: A,
    input: Omit<Input<'staff', A>, 'requestId'>,
  ): Promise<Output<'staff', A>> => {
    const before = rowsOf(wishId);
    const whole = { requestId: newRequestId(), ...input } as unknown as Input<'staff', A>;
    const answer = await by.call('staff', action, whole);
    expect(`${action}: ${rowsOf(wishId) - before}`).toBe(`${action}: 1`);
    done.add(action);
    return answer;
  };

  it('from the review to the card is a row in the family’s log', async () => {
    const { community, district, admin } = world;
    const { guardian, childId } = await newFamily(cloud, 'a-family');
    const { wishId } = await submit(guardian, childId);
    await step(community, wishId, 'wish.review', { wishId, decision: 'approve' });
    await step(community, wishId, 'wish.undoReview', { wishIds: [wishId] });
    await step(community, wishId, 'wish.reviewMany', { wishIds: [wishId], decision: 'approve' });
    await step(district, wishId, 'wish.review', { wishId, decision: 'approve' });
    await step(admin, wishId, 'wish.fund', { wishId, amountFen: fen(20_000) });
    const reason = '核对过';
    await step(admin, wishId, 'wish.topUp', { wishId, amountFen: fen(1_000), reason });
    await step(admin, wishId, 'wish.release', { wishId, amountFen: fen(500), reason });
    const asked = await step(community, wishId, 'wish.topUp', {
      wishId,
      amountFen: fen(100),
      reason,
    });
    const { approvalId = '' } = asked;
    await step(admin, wishId, 'approval.decide', { approvalId, decision: 'approve' });
    const order = await step(community, wishId, 'order.save', orderOf([wishId]));
    await step(community, wishId, 'order.place', { orderId: order.orderId });
    await step(community, wishId, 'order.cancel', { orderId: order.orderId });
    const thing = { title: '一双凉鞋', priceFen: fen(9_000), reason: '没有货' };
    const { no } = await step(community, wishId, 'substitution.propose', { wishId, ...thing });
    await step(community, wishId, 'substitution.cancel', { wishId, no });
    const { cards } = await step(community, wishId, 'card.issue', { eventId, wishIds: [wishId] });
    const cardId = cards[0]?.cardId ?? '';
    for (const action of ['card.freeze', 'card.unfreeze', 'card.reissue'] as const) {
      await step(community, wishId, action, { cardId, reason });
    }
    const gift = { wishId, priceFen: fen(15_000), stationId: 'desk-1' };
    await step(community, wishId, 'gift.arrive', gift);
    await step(community, wishId, 'gift.shelve', { wishId, shelf: 'A3' });
    const move = { cardIds: [cardId], eventId, stationId: 'desk-2' };
    await step(community, wishId, 'card.move', move);
    await step(community, wishId, 'card.void', { cardId, reason });
    await step(community, wishId, 'guardian.attest', { wishId, reason });
    const takeover = await step(community, wishId, 'guardian.transfer', { wishId, reason });
    await step(district, wishId, 'approval.decide', {
      approvalId: takeover.approvalId,
      decision: 'decline',
      note: '核对不上',
    });
    const { entries } = await admin.call('staff', 'fund.ledger', {
      fundId: 'fund',
      order: 'newest',
    });
    const entryId =
      entries.find((entry) => entry.type === 'spend' && entry.wishId === wishId)?.entryId ?? '';
    await step(admin, wishId, 'fund.refund', { entryId, amountFen: fen(500), reason });
    const { items } = await guardian.call('family', 'access.mine', {});
    expect(items).toHaveLength(rowsOf(wishId));
    expect(new Set(items.map(({ purpose }) => purpose)).size).toBeGreaterThan(20);
  });

  it('with many at once, from stock, and behind the hand-over', async () => {
    const { community, admin } = world;
    const { guardian, childId } = await newFamily(cloud, 'another-family');
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await step(admin, wishId, 'wish.fundMany', { wishes: [{ wishId, amountFen: fen(20_000) }] });
    const gifts = [{ wishId, priceFen: fen(10_000) }];
    await step(community, wishId, 'gift.arriveMany', { stationId: 'desk-1', gifts });
    const stocked = await fundedWish(cloud, world);
    const { stockId } = await admin.call('staff', 'stock.add', lotOf(2));
    const used = { stockId, wishId: stocked.wishId, stationId: 'desk-1' };
    await step(community, stocked.wishId, 'stock.use', used);
    const handed = await handedOver(cloud, world);
    const broken = { wishId: handed.wishId, reason: '轮子掉了' };
    const { defectId } = await step(community, handed.wishId, 'gift.defect', broken);
    const settled = { defectId, outcome: 'declined', words: '是正常磨损' } as const;
    await step(community, handed.wishId, 'defect.settle', settled);

    const card = await readyCard(cloud, world, 'handed-out-twice');
    await redeem(world.volunteer, card.code);
    await world.volunteer.call('station', 'card.sync', {
      eventId,
      stationId: 'desk-1',
      deviceId: 'another-phone',
      clockOffsetMs: 0,
      entries: [{ nonce: 'late-nonce', code: card.code, collector, scannedAt: Date.now() }],
    });
    const { items } = await community.call('staff', 'conflict.list', { eventId });
    const conflictId = items.find(({ cardId }) => cardId === card.cardId)?.conflictId ?? '';
    const resolved = { conflictId, resolution: 'kept', note: '多发了一份，不追回' };
    await step(community, card.wishId, 'conflict.resolve', resolved);
  });

  it('for a family on paper', async () => {
    const { community, admin } = world;
    const form = entryOf('A-1', { scopes: ['review', 'gift', 'publicText'] });
    const { wishId } = await community.call('staff', 'entry.save', form);
    expect(rowsOf(wishId)).toBe(1);
    const returned = { wishId, decision: 'return', reason: '写明颜色' } as const;
    await step(community, wishId, 'wish.review', returned);
    await cloud.timer('jobs', Date.now() + HOUR);
    const calls = await community.call('staff', 'call.list', { campaignId });
    const callId = calls.items.find((item) => item.wishId === wishId)?.callId ?? '';
    await step(community, wishId, 'call.mark', { callId, note: '已告知' });
    await step(community, wishId, 'entry.again', { wishId, wish: form.wish });
    await approve(world, wishId);
    await step(admin, wishId, 'wish.fund', { wishId, amountFen: fen(20_000) });
    const thing = { title: '一盏夜灯', priceFen: fen(9_000), reason: '没有货' };
    const { no } = await step(community, wishId, 'substitution.propose', { wishId, ...thing });
    const said = { wishId, no, agree: false, note: '家长说再等等' };
    await step(community, wishId, 'substitution.record', said);
    await step(community, wishId, 'entry.withdraw', { wishId, scopes: ['publicText'] });
    await arriveAt(world, wishId, 9_000);
    await issue(world, wishId);
  });

  it('none is forgotten', () => {
    const leading = Object.entries(handlers as Record<string, { input: { entries?: object } }>)
      .filter(([, { input }]) =>
        Object.keys(input.entries ?? {}).some((field) => LEADS_TO_A_WISH.test(field)),
      )
      .map(([action]) => action);
    expect(leading.filter((action) => !done.has(action) && !(action in NO_DECISION))).toEqual([]);
    expect(Object.keys(NO_DECISION).filter((action) => !leading.includes(action))).toEqual([]);
  });
});
