import { openCloud, type TestCloud } from '../../support/cloud';
import {
  assign,
  deliver,
  newChild,
  newMember,
  openPacks,
  packCard,
  seenBy,
  sums,
} from '../../support/packs';
import { HOUR, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

const annul = (cardId: string, disposition: 'returned' | 'kept' | 'damaged') =>
  world.community.call('station', 'card.annul', {
    nonce: newRequestId(),
    cardId,
    reason: '送错了',
    disposition,
  });

describe('annulment of a delivery', () => {
  it('returned: the pack is with the unit again, and the card can be redeemed', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    await annul(cardId, 'returned');
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
  });

  it.each(['kept', 'damaged'] as const)(
    '%s: it is lost, and the card waits until a pack is there',
    async (disposition) => {
      const packs = await openPacks(cloud, world, { [V]: 1 });
      const { cardId, code } = await packCard(cloud, world, packs.batchId);
      await deliver(packs.member, packs, code);
      await annul(cardId, disposition);
      expect(await sums(world, packs.planId)).toMatchObject({
        withUnits: 0,
        delivered: 0,
        lost: 1,
      });
      expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'not_ready' });
    },
  );

  it('a member takes the own delivery back', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const other = await newMember(cloud, world, packs.batchId);
    const input = { nonce: newRequestId(), cardId, reason: '扫错了' };
    expect(await other.refused('station', 'card.annul', input)).toBe('PERMISSION_DENIED');
    expect(await packs.member.call('station', 'card.annul', input)).toMatchObject({
      state: 'issued',
    });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
  });
});

describe('a card that is void leaves its pack to the next', () => {
  it('voided by staff', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code, childId } = await packCard(cloud, world, packs.batchId);
    await world.community.call('staff', 'card.void', {
      requestId: newRequestId(),
      cardId,
      reason: '家长不要了',
    });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'void' });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1 });
    const [again] = await assign(world, packs.batchId, [childId]);
    expect(again).toMatchObject({ version: V });
    expect(again?.cardId).not.toBe(cardId);
  });

  it('consent `gift` withdrawn: the card is void, the pack stays with the unit', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { code, guardian } = await packCard(cloud, world, packs.batchId);
    await guardian.call('family', 'consent.withdraw', { scopes: ['gift'] });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'void' });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
  });

  it('a child that is erased: its card ends, and the sums stay', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 });
    const kept = await packCard(cloud, world, packs.batchId);
    const gone = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, kept.code);
    for (const { guardian, childId } of [kept, gone]) {
      await guardian.call('family', 'data.erase', { requestId: newRequestId(), childId });
      expect((await guardian.call('family', 'pack.mine', {})).items).toEqual([]);
    }
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 1 });
    expect(await deliver(packs.member, packs, gone.code)).toMatchObject({ reason: 'void' });
  });

  it('another guardian who consents keeps it good, and sees it', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { guardian, childId, cardId, code } = await packCard(cloud, world, packs.batchId);
    const other = cloud.as('second-guardian');
    await other.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    const invite = await guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    await other.call('family', 'guardian.join', { requestId: newRequestId(), code: invite.code });
    await guardian.call('family', 'consent.withdraw', {});
    expect((await other.call('family', 'pack.mine', {})).items).toMatchObject([{ cardId }]);
    expect(await guardian.refused('family', 'card.show', { cardId })).not.toBe('OK');
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
  });
});

describe('the guardian answers a delivered pack', () => {
  it('not before it is delivered, and only the own', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId } = await packCard(cloud, world, packs.batchId);
    const input = { requestId: newRequestId(), cardId, answer: 'received' };
    expect(await guardian.refused('family', 'pack.answer', input)).toBe('FAILED_PRECONDITION');
    const { guardian: other } = await newChild(cloud);
    expect(await other.refused('family', 'pack.answer', input)).toBe('NOT_FOUND');
  });

  it('it never undoes the scan; what is not well waits for staff', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const answer = (said: 'received' | 'not_received' | 'wrong', note?: string) =>
      guardian.call('family', 'pack.answer', {
        requestId: newRequestId(),
        cardId,
        answer: said,
        ...(note === undefined ? {} : { note }),
      });
    expect(await answer('wrong', '少了一本')).toEqual({ state: 'open' });
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1 });
    const { items } = await world.community.call('staff', 'pack.answers', {
      planId: packs.planId,
    });
    expect(items).toMatchObject([{ cardId, answer: 'wrong', note: '少了一本', state: 'open' }]);
    expect((items[0]?.dueAt ?? 0) - (items[0]?.at ?? 0)).toBe(7 * 24 * HOUR);
    expect(JSON.stringify(await seenBy(packs.member, packs.batchId))).not.toContain('少了');
    const reply = { requestId: newRequestId(), cardId, words: '明天补送' };
    expect(await world.community.call('staff', 'pack.answer', reply)).toEqual({
      state: 'answered',
    });
    expect((await guardian.call('family', 'pack.mine', {})).items).toMatchObject([
      { cardId, state: 'redeemed', answer: 'wrong', words: '明天补送' },
    ]);
    expect(await answer('received')).toEqual({ state: 'closed' });
  });

  it('of a delivery that was annulled is none of the next', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const answer = (said: 'received' | 'not_received') =>
      guardian.call('family', 'pack.answer', { requestId: newRequestId(), cardId, answer: said });
    await answer('not_received');
    const own = async () => (await guardian.call('family', 'pack.mine', {})).items[0];
    expect(await own()).toMatchObject({ state: 'redeemed', answer: 'not_received' });
    await annul(cardId, 'returned');
    expect(await own()).toMatchObject({ state: 'issued', answer: 'not_received' });
    await deliver(packs.member, packs, code);
    expect(await own()).not.toHaveProperty('answer');
    await answer('received');
    expect(await own()).toMatchObject({ state: 'redeemed', answer: 'received' });
  });
});
