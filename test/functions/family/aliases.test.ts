import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { rosterFile, rosterRow, uploadRoster } from '../../support/roster';
import {
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

const ROWS = 50;
const FAMILIES = 12;

describe('an alias', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const importRows = async (clerk: Person, 社区: string, from: number): Promise<void> => {
    const rows = Array.from({ length: ROWS }, (_, place) => rosterRow(from + place, { 社区 }));
    const fileId = await uploadRoster(cloud, clerk.openid, await rosterFile(rows));
    const input = { requestId: newRequestId(), campaignId, fileId, mode: 'all' as const };
    const { entered, next } = await clerk.call('staff', 'roster.import', input);
    expect({ entered, next }).toEqual({ entered: ROWS, next: undefined });
  };

  const aliases = async (): Promise<string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.district.call('staff', 'wish.list', {
        campaignId,
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(...page.items.map(({ alias }) => alias));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };

  it('is one child’s in a campaign, though two communities hand in at the same moment', async () => {
    const families = await Promise.all(
      Array.from({ length: FAMILIES }, (_, place) =>
        newFamily(cloud, `family-${place}`, undefined, place % 2 === 0 ? 'c-1' : 'c-2'),
      ),
    );
    await Promise.all([
      importRows(world.community, '海岸社区', 1),
      importRows(world.district, '山脚社区', 1000),
      ...families.map(({ guardian, childId }) => submit(guardian, childId)),
    ]);
    const all = await aliases();
    expect(all).toHaveLength(2 * ROWS + FAMILIES);
    expect(new Set(all).size).toBe(all.length);
  });

  it('stays a child’s own as it wishes again', async () => {
    const { guardian, childId } = await newFamily(cloud, 'again');
    const { wishId } = await submit(guardian, childId);
    const aliasNow = async () => (await guardian.call('family', 'me', {})).children[0]?.alias;
    const alias = await aliasNow();
    await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    await submit(guardian, childId, '一盏台灯');
    await expect(aliasNow()).resolves.toBe(alias);
  });
});
