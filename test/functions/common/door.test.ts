import { openCloud, type TestCloud } from '../../support/cloud';
import { newFamily, openWorld, type World } from '../../support/world';

describe('the door of a function', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const post = async (body: string, openid = 'stranger'): Promise<{ code?: string }> => {
    const response = await fetch(`${cloud.url}/call/staff`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-openid': openid },
      body,
    });
    return (await response.json()) as { code?: string };
  };
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it.each([
    ['an object that refuses to be a text', '{"action":{"toString":1,"valueOf":1},"input":{}}'],
    ['an action nested deep', `{"action":${nested(100_000)}}`],
    ['an input nested deep', `{"action":"fund.donate","input":${nested(100_000)}}`],
    [
      'an object nested deep',
      `{"action":"staff.me","input":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ],
    ['no action', '{}'],
    ['an action of a prototype', '{"action":"constructor","input":{}}'],
  ])('refuses %s, and logs no error', async (_, body) => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      for (const openid of ['stranger', 'demo-admin']) {
        const { code } = await post(body, openid);
        expect(['INVALID_ARGUMENT', 'PERMISSION_DENIED']).toContain(code);
      }
      expect(log).not.toHaveBeenCalled();
    } finally {
      log.mockRestore();
    }
  });

  it('tells nobody who may not call what an input looks like', async () => {
    const wrong = { fundId: 7, extra: true };
    const { stranger, community, admin } = world;
    expect(await cloud.as('').refused('staff', 'fund.donate', wrong)).toBe('UNAUTHENTICATED');
    for (const person of [stranger, community]) {
      expect(await person.refused('staff', 'fund.donate', wrong)).toBe('PERMISSION_DENIED');
    }
    expect(await admin.refused('staff', 'fund.donate', wrong)).toBe('INVALID_ARGUMENT');
    const child = { nickname: 1 };
    expect(await stranger.refused('family', 'child.save', child)).toBe('PERMISSION_DENIED');
  });

  it('tells openids of digits alone apart', async () => {
    const { childId } = await newFamily(cloud, '0012');
    const mine = async (openid: string): Promise<string[]> => {
      const { children } = await cloud.as(openid).call('family', 'me', {});
      return children.map((child) => child.childId);
    };
    expect(await mine('0012')).toEqual([childId]);
    expect(await mine('12')).toEqual([]);
    await newFamily(cloud, '9007199254740993000001');
    expect(await mine('9007199254740993000000')).toEqual([]);
  });
});
