import type { ConsentScope, Fen, Input, Output, WishCategory } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from './cloud';
import { keepStore } from './store-copy';

export const HOUR = 60 * 60 * 1000;
export const campaignId = 'spring';
export const fundId = 'fund';
export const eventId = 'fair';
export const collector = { type: 'child' } as const;

let requests = 0;
export const newRequestId = (): string => `request-${process.pid}-${(requests += 1)}`;

const fen = (amount: number): Fen => amount as Fen;

/** A campaign in its time with money, staff, one event with two desks, and volunteers. */
export interface World {
  admin: Person;
  community: Person;
  district: Person;
  volunteer: Person;
  /** Another volunteer, at desk-2 only. */
  second: Person;
  stranger: Person;
}

/** The people of a world that stands. */
const worldOn = (cloud: TestCloud): World => ({
  admin: cloud.as('demo-admin'),
  community: cloud.as('community'),
  district: cloud.as('district'),
  volunteer: cloud.as('volunteer'),
  second: cloud.as('second'),
  stranger: cloud.as('stranger'),
});

export const openWorld = async (
  cloud: TestCloud,
  {
    reviewLevels,
    event = { from: Date.now() - HOUR, until: Date.now() + HOUR },
    until = Date.now() + 48 * HOUR,
  }: {
    reviewLevels?: ('community' | 'street' | 'district')[];
    event?: { from: number; until: number };
    until?: number;
  } = {},
): Promise<World> => {
  const world = worldOn(cloud);
  const { admin } = world;
  const now = Date.now();
  await admin.call('staff', 'campaign.save', {
    requestId: newRequestId(),
    campaignId,
    title: '春天的心愿',
    place: '社区广场',
    donor: '灯塔公司',
    from: now - 24 * HOUR,
    until,
    fundId,
    consentVersion: '1',
    ...(reviewLevels ? { reviewLevels } : {}),
    areas: [
      { areaId: 'd-1', name: '东区', level: 'district' },
      { areaId: 's-1', name: '海街', level: 'street', parentId: 'd-1' },
      { areaId: 'c-1', name: '海岸社区', level: 'community', parentId: 's-1' },
      { areaId: 'c-2', name: '山脚社区', level: 'community', parentId: 's-1' },
    ],
  });
  await admin.call('staff', 'fund.donate', {
    requestId: newRequestId(),
    fundId,
    donor: '灯塔公司',
    amountFen: fen(1_000_000),
  });
  await admin.call('staff', 'event.save', {
    requestId: newRequestId(),
    eventId,
    campaignId,
    title: '领取日',
    ...event,
    stations: [
      { stationId: 'desk-1', label: '一号台' },
      { stationId: 'desk-2', label: '二号台' },
    ],
  });
  const grantStaff = (openid: string, level: 'community' | 'street' | 'district', areaId: string) =>
    admin.call('staff', 'grant.staff', { requestId: newRequestId(), openid, level, areaId });
  await grantStaff('community', 'community', 'c-1');
  await grantStaff('district', 'district', 'd-1');
  const window = { from: now - 24 * HOUR, until: now + 48 * HOUR };
  await admin.call('staff', 'grant.scanner', {
    requestId: newRequestId(),
    openid: 'volunteer',
    eventId,
    ...window,
  });
  await admin.call('staff', 'grant.scanner', {
    requestId: newRequestId(),
    openid: 'second',
    eventId,
    stationIds: ['desk-2'],
    ...window,
  });
  return world;
};

/** Forgets everything in a cloud, and lays a world that was kept. */
export type WorldAnew = (on: TestCloud) => Promise<World>;

/**
 * Opens a world, and answers what begins with it anew, as it was then. What a test leaves is gone,
 * but for the time to which it moved the clock.
 */
export const keepWorld = async (
  cloud: TestCloud,
  options: Parameters<typeof openWorld>[1] = {},
): Promise<WorldAnew> => {
  await openWorld(cloud, options);
  const putBack = keepStore(cloud.dataDir);
  return async (on) => {
    await on.empty();
    putBack();
    return worldOn(on);
  };
};

/** Plays in a world of its own, which ends however the play does. */
export const inOwnWorld = async (
  play: (cloud: TestCloud, world: World) => Promise<void>,
): Promise<void> => {
  const cloud = await openCloud();
  try {
    await play(cloud, await openWorld(cloud));
  } finally {
    await cloud.end();
  }
};

/** A guardian with a consent and one child. */
export const newFamily = async (
  cloud: TestCloud,
  openid: string,
  scopes: ConsentScope[] = ['review', 'gift'],
  communityId = 'c-1',
  nickname = '豆豆',
  birthMonth = '2016-05',
): Promise<{ guardian: Person; childId: string }> => {
  const guardian = cloud.as(openid);
  await guardian.call('family', 'consent.grant', { version: '1', scopes });
  const { childId } = await guardian.call('family', 'child.save', {
    requestId: newRequestId(),
    nickname,
    birthMonth,
    communityId,
  });
  return { guardian, childId };
};

/** A small wish, as `wish.submit` takes it. */
export const wishOf = (
  childId: string,
  more: Partial<Input<'family', 'wish.submit'>> = {},
): Input<'family', 'wish.submit'> => ({
  requestId: newRequestId(),
  campaignId,
  childId,
  category: 'sport',
  title: '一双球鞋',
  ...more,
});

export const submit = (
  guardian: Person,
  childId: string,
  title = '一双球鞋',
  category: WishCategory = 'sport',
): Promise<Output<'family', 'wish.submit'>> =>
  guardian.call('family', 'wish.submit', wishOf(childId, { title, category }));

export const approve = async ({ community, district }: World, wishId: string): Promise<void> => {
  for (const reviewer of [community, district]) {
    await reviewer.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'approve',
    });
  }
};

export const fundWish = ({ admin }: World, wishId: string, amountFen = 20_000) =>
  admin.call('staff', 'wish.fund', {
    requestId: newRequestId(),
    wishId,
    amountFen: fen(amountFen),
  });

export const arrive = ({ community }: World, wishId: string, stationId = 'desk-1') =>
  community.call('staff', 'gift.arrive', {
    requestId: newRequestId(),
    wishId,
    priceFen: fen(15_000),
    stationId,
  });

export const issue = async ({ community }: World, wishId: string): Promise<string> => {
  const { cards } = await community.call('staff', 'card.issue', {
    requestId: newRequestId(),
    eventId,
    wishIds: [wishId],
  });
  const [card] = cards;
  if (!card) throw new Error('no card was issued');
  return card.cardId;
};

/** A family whose wish went all the way to a card that can be redeemed at desk-1. */
export interface ReadyCard {
  guardian: Person;
  childId: string;
  wishId: string;
  cardId: string;
  code: string;
}

export const readyCard = async (
  cloud: TestCloud,
  world: World,
  openid: string,
  { arrived = true }: { arrived?: boolean } = {},
): Promise<ReadyCard> => {
  const { guardian, childId } = await newFamily(cloud, openid);
  const { wishId } = await submit(guardian, childId);
  await approve(world, wishId);
  await fundWish(world, wishId);
  if (arrived) await arrive(world, wishId);
  const cardId = await issue(world, wishId);
  const { code } = await guardian.call('family', 'card.show', { cardId });
  return { guardian, childId, wishId, cardId, code };
};

/** A scan at desk-1 by this person, with a nonce of its own unless one is given. */
export const redeem = (
  person: Person,
  code: string,
  more: Partial<Parameters<typeof person.call<'station', 'card.redeem'>>[2]> = {},
): Promise<Output<'station', 'card.redeem'>> =>
  person.call('station', 'card.redeem', {
    nonce: newRequestId(),
    eventId,
    stationId: 'desk-1',
    deviceId: 'phone-1',
    code,
    collector,
    ...more,
  });
