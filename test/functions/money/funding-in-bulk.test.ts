import type { Fen } from '../../../typings/contract';
import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  approve,
  fundId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

const fen = (amount: number): Fen => amount as Fen;

describe('funding in bulk', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  // ¥2,000 for a wish at most.
  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const submitted = async (openid = `family-${(families += 1)}`): Promise<string> => {
    const { guardian, childId } = await newFamily(cloud, openid);
    return (await submit(guardian, childId)).wishId;
  };
  const approved = async (openid?: string): Promise<string> => {
    const wishId = await submitted(openid);
    await approve(world, wishId);
    return wishId;
  };
  const many = (...wishes: (readonly [wishId: string, amountFen: number])[]) => ({
    requestId: newRequestId(),
    wishes: wishes.map(([wishId, amountFen]) => ({ wishId, amountFen: fen(amountFen) })),
  });
  const fundMany = (input: ReturnType<typeof many>) =>
    world.admin.call('staff', 'wish.fundMany', input);
  const reserves = () =>
    documentsOf<{ type: string; wishId: string; amountFen: number }>(cloud.dataDir, 'fundEntries')
      .filter(({ type }) => type === 'reserve')
      .map(({ wishId, amountFen }) => [wishId, amountFen]);
  const told = (words: string) => expect.stringContaining(words) as string;

  it('reserves for each wish by itself, and says of each what became of it', async () => {
    const [one, two, waiting] = [await approved(), await approved(), await submitted()];
    const own = await approved('demo-admin');
    const { outcomes } = await fundMany(
      many([one, 12_345], [waiting, 100], ['nowhere', 100], [own, 100], [two, 200_001]),
    );
    expect(outcomes).toEqual([
      { wishId: one, state: 'funded' },
      { wishId: waiting, refused: told('只有通过审核') },
      { wishId: 'nowhere', refused: told('没有找到') },
      { wishId: own, refused: told('自己孩子') },
      { wishId: two, refused: told('最多 2000.00 元') },
    ]);
    expect(reserves()).toEqual([[one, 12_345]]);
    const { items } = await world.admin.call('staff', 'audit.list', { subject: one });
    expect(items[0]).toMatchObject({ action: 'wish.fund', note: '12345' });
  });

  it('once, however often it is sent, and never with another sum under the same request', async () => {
    const wishId = await approved();
    const input = many([wishId, 10_000]);
    const first = await fundMany(input);
    const before = fingerprint(cloud.dataDir);
    await expect(fundMany(input)).resolves.toEqual(first);
    const other = { ...input, wishes: [{ wishId, amountFen: 10_001 }] };
    await expect(world.admin.refused('staff', 'wish.fundMany', other)).resolves.toBe('CONFLICT');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it.each([
    ['nothing', []],
    ['the same wish twice', ['a', 'a']],
    ['21 wishes', Array.from('abcdefghijklmnopqrstu')],
  ])('never with %s', async (_, wishIds) => {
    const wrong = many(...wishIds.map((wishId) => [wishId, 100] as const));
    await expect(world.admin.refused('staff', 'wish.fundMany', wrong)).resolves.toBe(
      'INVALID_ARGUMENT',
    );
  });

  it('ends where the money does: all that come after hear so, a smaller sum too', async () => {
    const wishIds = [];
    for (let wish = 0; wish < 7; wish += 1) wishIds.push(await approved());
    const before = await world.admin.call('staff', 'fund.ledger', { fundId });
    const rest = before.availableFen - 800_000 - 50_000;
    const sums = [200_000, 200_000, 200_000, 200_000, rest, 50_001, 100];
    const { outcomes } = await fundMany(
      many(...wishIds.map((wishId, place) => [wishId, sums[place] ?? 0] as const)),
    );
    expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'funded'))).toEqual([
      ...Array<string>(5).fill('funded'),
      ...Array<string>(2).fill('基金可用余额只有 500.00 元，不够这一笔。'),
    ]);
    const { availableFen } = await world.admin.call('staff', 'fund.ledger', { fundId });
    expect(availableFen).toBe(50_000);
  });

  it('cut off half way, it is sent again and does the rest', async () => {
    const wishIds = [await approved(), await approved(), await approved()];
    await cloud.close();
    let commits = 0;
    cloud = await cloud.reopen({
      faultAt: (name, action) =>
        name === 'staff' && action === 'database.commitTransaction' && (commits += 1) === 3
          ? 'after'
          : undefined,
    });
    const admin = cloud.as('demo-admin');
    const input = many(...wishIds.map((wishId) => [wishId, 10_000] as const));
    await expect(admin.send('staff', 'wish.fundMany', input)).resolves.toMatchObject({ ok: false });
    const { outcomes } = await admin.call('staff', 'wish.fundMany', input);
    expect(outcomes).toEqual(wishIds.map((wishId) => ({ wishId, state: 'funded' })));
    expect(reserves().filter(([wishId]) => wishIds.includes(wishId as string))).toHaveLength(3);
  });
});
