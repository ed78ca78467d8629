import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import {
  approve,
  arrive,
  campaignId,
  eventId,
  fundWish,
  issue,
  newRequestId,
  openWorld,
  redeem,
  type World,
} from '../../support/world';

/** What nobody else in the test says. */
const NICKNAME = '小翠鸟';
const WORDS = {
  title: '一架折叠望远镜',
  details: { colour: '孔雀蓝', model: '双筒八倍' },
  reason: '想在阳台上看候鸟。',
};
const PUBLIC = '想看清迁徙的候鸟';
const STAFF = ['请写明倍数', '核对望远镜型号', '翠鸟家的卡丢过一次', '翠鸟家来电'];
const OPENID = 'openid-of-the-kingfisher-family';
const ALL = [NICKNAME, OPENID, PUBLIC, WORDS.title, WORDS.reason, '孔雀蓝', '双筒八倍', ...STAFF];

describe('deleting is real', () => {
  let cloud: TestCloud;
  let world: World;
  let guardian: Person;

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    guardian = cloud.as(OPENID);
    await guardian.call('family', 'consent.grant', {
      version: '1',
      scopes: ['review', 'gift', 'publicText'],
    });
  });
  afterEach(() => cloud.end());

  const addChild = async (nickname = NICKNAME): Promise<string> => {
    const { childId } = await guardian.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname,
      birthMonth: '2016-05',
      communityId: 'c-1',
    });
    return childId;
  };

  const ask = (childId: string) =>
    guardian.call('family', 'wish.submit', {
      requestId: newRequestId(),
      campaignId,
      childId,
      category: 'study',
      ...WORDS,
    });

  const review = (person: Person, wishId: string, more: object) =>
    person.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'approve',
      ...more,
    });

  /** A wish that left its words in as many places as it can. */
  const wordyWish = async (childId: string): Promise<{ wishId: string; cardId: string }> => {
    const { wishId } = await ask(childId);
    await world.community.call('staff', 'wish.open', { wishId, purpose: STAFF[1] ?? '' });
    await review(world.community, wishId, { decision: 'return', reason: STAFF[0] });
    await ask(childId);
    await review(world.community, wishId, { publicText: PUBLIC });
    await review(world.district, wishId, { reason: STAFF[0] });
    await fundWish(world, wishId);
    const cardId = await issue(world, wishId);
    await arrive(world, wishId);
    for (const action of ['card.freeze', 'card.unfreeze'] as const) {
      await guardian.call('family', action, {
        requestId: newRequestId(),
        cardId,
        reason: STAFF[2] ?? '',
      });
    }
    await world.community.call('staff', 'card.sheet', {
      eventId,
      cardIds: [cardId],
      format: 'csv',
    });
    await guardian.call('family', 'complaint.send', {
      requestId: newRequestId(),
      topic: 'gift',
      words: STAFF[3] ?? '',
    });
    return { wishId, cardId };
  };

  /** By what the guardian is known in the store. */
  const person = (): string => {
    const known = documentsOf<{ _id: string; openid?: string }>(cloud.dataDir, 'guardians');
    const personId = known.find(({ openid }) => openid === OPENID)?._id;
    if (personId === undefined) throw new Error('the guardian is not there');
    return personId;
  };

  const eraseAll = () => guardian.call('family', 'data.erase', { requestId: newRequestId() });
  const ledger = () => world.admin.call('staff', 'fund.ledger', { fundId: 'fund' });
  const left = (): string[] => findInFolder(cloud.dataDir, ALL);

  it('everything: no file of the data folder holds nickname, openid or words', async () => {
    const childId = await addChild();
    const { wishId } = await wordyWish(childId);
    expect(left().length).toBeGreaterThan(ALL.length);
    const before = await ledger();
    await expect(eraseAll()).resolves.toEqual({ erased: [childId] });
    expect(left()).toEqual([]);

    const { items } = await world.community.call('staff', 'wish.list', { campaignId });
    expect(items).toMatchObject([{ wishId, state: 'withdrawn', title: '' }]);
    const after = await ledger();
    // The gift was paid for and lies in stock: what was spent stays spent.
    expect(after).toMatchObject({ spentFen: before.spentFen, reservedFen: 0 });
    await expect(world.admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
    cloud = await cloud.restart({});
    expect(left()).toEqual([]);
  });

  it('a family whose wish came true: the redemption stays, and says nothing', async () => {
    const childId = await addChild();
    const { cardId } = await wordyWish(childId);
    const { code } = await guardian.call('family', 'card.show', { cardId });
    const scan = { force: true, reason: STAFF[2] ?? '' };
    await expect(redeem(world.community, code, scan)).resolves.toMatchObject({
      status: 'accepted',
    });
    await eraseAll();
    expect(left()).toEqual([]);
    const { counts } = await guardian.call('campaign', 'get', { campaignId });
    expect(counts.fulfilled).toBe(1);
  });

  it('a card that was void before another one was issued says nothing either', async () => {
    const { wishId, cardId } = await wordyWish(await addChild());
    const personId = person();
    await world.community.call('staff', 'card.void', {
      requestId: newRequestId(),
      cardId,
      reason: STAFF[2] ?? '',
    });
    const next = await issue(world, wishId);
    expect(next).not.toBe(cardId);
    await eraseAll();
    expect(left()).toEqual([]);
    expect(findInFolder(cloud.dataDir, [personId])).toEqual([]);
  });

  it('a reserve that nothing was bought with is released', async () => {
    const childId = await addChild();
    const { wishId } = await ask(childId);
    await approve(world, wishId);
    const before = await ledger();
    await fundWish(world, wishId);
    await eraseAll();
    const after = await ledger();
    expect(after).toMatchObject({ availableFen: before.availableFen, reservedFen: 0 });
  });

  it('one child: the other one stays, and so does the guardian', async () => {
    const other = await addChild('小石头');
    const childId = await addChild();
    await wordyWish(childId);
    await expect(
      guardian.call('family', 'data.erase', { requestId: newRequestId(), childId }),
    ).resolves.toEqual({ erased: [childId] });
    const gone = ALL.filter((text) => text !== OPENID && text !== STAFF[3]);
    expect(findInFolder(cloud.dataDir, gone)).toEqual([]);
    const me = await guardian.call('family', 'me', {});
    expect(me.children.map((child) => child.childId)).toEqual([other]);
    await expect(guardian.call('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
    await expect(guardian.call('family', 'card.mine', {})).resolves.toEqual({ items: [] });
  });

  it('the same request again gets the same answer, and whoever is gone is a stranger', async () => {
    await addChild();
    const request = { requestId: newRequestId() };
    const first = await guardian.call('family', 'data.erase', request);
    await expect(guardian.call('family', 'data.erase', request)).resolves.toEqual(first);
    await expect(guardian.refused('family', 'data.export', {})).resolves.toBe('PERMISSION_DENIED');
    await expect(guardian.call('family', 'me', {})).resolves.toMatchObject({ children: [] });
  });

  it('goes on where it was cut off', async () => {
    const childId = await addChild();
    const { wishId } = await wordyWish(childId);
    await cloud.close();
    let commits = 0;
    let last = 0;
    cloud = await cloud.reopen({
      faultAt: (name, action) =>
        name === 'family' && action === 'database.commitTransaction' && (commits += 1) === last
          ? 'after'
          : undefined,
    });
    const again = cloud.as(OPENID);
    const request = { requestId: newRequestId() };
    // Each try gets one commit further than the one before, and dies.
    let done = false;
    while (!done) {
      commits = 0;
      last += 1;
      done = (await again.send('family', 'data.erase', request)).ok;
    }
    expect(last).toBeGreaterThan(5);
    expect(left()).toEqual([]);
    const { items } = await cloud.as('community').call('staff', 'wish.list', { campaignId });
    expect(items).toMatchObject([{ wishId, state: 'withdrawn', title: '' }]);
  });

  it('withdrawing the consent takes the words with it just the same', async () => {
    await wordyWish(await addChild());
    await guardian.call('family', 'consent.withdraw', {});
    const words = ALL.filter((text) => text !== OPENID && text !== STAFF[3]);
    expect(findInFolder(cloud.dataDir, words)).toEqual([]);
  });
});
