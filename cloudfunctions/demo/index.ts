import type { ActionName, FunctionName, Input, Output, Reply } from '../../typings/contract';
import { isRedeemed } from '../domain/card/card';
import { expire } from '../domain/wish/wish';
import { handlers as family } from '../family/index';
import { personIdOf } from '../shared/identity';
import { perform, reply, type Call, type Handlers, type Visit } from '../shared/serve';
import { handlers as helper } from '../helper/index';
import { handlers as staff } from '../staff/index';
import { handlers as station } from '../station/index';
import { transact } from '../store/common/database';
import { changeWish } from '../store/wish/wishes';
import { playMothers } from './mothers';
import { playPacks } from './packs';
import { playProgrammes } from './programmes';
import { renewDemo } from './renew';
import { playSafeguarding } from './safeguarding';
import { demoWishes, type DemoWish, type Stage } from './wishes';

const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;
/** Its periods begin so long before it is laid. */
const BEGINS_BEFORE_MS = 24 * HOUR;
const CAMPAIGN = 'nanshan-2025';
const FUND = 'fund-2025';
const EVENT = 'event-2025';
const STATIONS = ['desk-1', 'desk-2', 'desk-3'] as const;
const COMMUNITIES = ['荔枝社区', '木棉社区', '海燕社区', '帆影社区', '星桥社区', '灯塔社区'];
const ALL_HANDLERS = { family, helper, staff, station };

type Seeded = keyof typeof ALL_HANDLERS & FunctionName;

/** One person acting at one moment, through the same door as everybody. */
const as =
  (openid: string, now: number) =>
  async <F extends Seeded, A extends ActionName<F>>(
    name: F,
    action: A,
    input: Input<F, A>,
  ): Promise<Output<F, A>> => {
    // The demo's own words need no judgement, and their authors never visited.
    const visit: Visit = { openid, now, moderate: () => Promise.resolve('pass') };
    const handlers = ALL_HANDLERS[name] as unknown as Handlers<F>;
    return (await perform(name, handlers, { action, input }, visit)) as Output<F, A>;
  };

const setUp = async (now: number): Promise<void> => {
  const from = now - BEGINS_BEFORE_MS;
  const until = now + 48 * HOUR;
  const admin = as('demo-admin', from);
  await admin('staff', 'campaign.save', {
    requestId: 'demo-campaign',
    campaignId: CAMPAIGN,
    title: '点亮微心愿',
    place: '南山区青少年活动中心',
    donor: '灯塔爱心企业',
    from,
    until,
    fundId: FUND,
    consentVersion: '2025-06',
    // No number of Shenzhen begins like this one.
    contact: { phone: '0755-00001111', hours: '工作日 9:00–18:00' },
    areas: [
      { areaId: 'd-01', name: '南山区', level: 'district' },
      ...COMMUNITIES.map((name, place) => ({
        areaId: `c-0${place + 1}`,
        name,
        level: 'community' as const,
        parentId: 'd-01',
      })),
    ],
  });
  await admin('staff', 'fund.donate', {
    requestId: 'demo-donation',
    fundId: FUND,
    donor: '灯塔爱心企业',
    amountFen: 10_000_000 as never,
  });
  await admin('staff', 'event.save', {
    requestId: 'demo-event',
    eventId: EVENT,
    campaignId: CAMPAIGN,
    title: '六一心愿兑换日',
    location: { latitude: 22.531, longitude: 113.924, address: '深圳市南山区南头街' },
    from,
    until,
    stations: STATIONS.map((stationId, place) => ({
      stationId,
      label: `${place + 1} 号兑换台`,
    })),
  });
  for (const [place] of COMMUNITIES.entries()) {
    await admin('staff', 'grant.staff', {
      requestId: `demo-community-${place}`,
      openid: 'demo-community',
      level: 'community',
      areaId: `c-0${place + 1}`,
    });
  }
  await admin('staff', 'grant.staff', {
    requestId: 'demo-district',
    openid: 'demo-district',
    level: 'district',
    areaId: 'd-01',
  });
  await admin('staff', 'grant.staff', {
    requestId: 'demo-auditor',
    openid: 'demo-auditor',
    level: 'auditor',
  });
  for (const place of [1, 2, 3]) {
    await admin('staff', 'grant.scanner', {
      requestId: `demo-volunteer-${place}`,
      openid: `demo-volunteer-${place}`,
      eventId: EVENT,
      from,
      until,
    });
  }
};

/** How many steps a stage has behind it; exits leave where they are. */
const STEPS: Record<Stage, number> = {
  submitted: 0,
  returned: 0,
  rejected: 1,
  withdrawn: 1,
  reviewed: 1,
  expired: 2,
  approved: 2,
  funded: 3,
  carded: 4,
  ready: 5,
  fulfilled: 6,
};

/** The acts of one family and of those who help it, up to the wish's stage. */
const playWish = async (wish: DemoWish, place: number, start: number): Promise<string> => {
  const guardian = `demo-guardian-${place + 1}`;
  const id = (act: string): string => `demo-${act}-${place + 1}`;
  let now = start + place * 5 * MINUTE;
  const by = (openid: string) => as(openid, (now += 20 * MINUTE));
  const station = STATIONS[place % STATIONS.length] ?? STATIONS[0];
  const steps = STEPS[wish.stage];

  await by(guardian)('family', 'consent.grant', {
    version: '2025-06',
    scopes: place % 6 === 5 ? ['review', 'gift'] : ['review', 'gift', 'publicText'],
  });
  const { childId } = await by(guardian)('family', 'child.save', {
    requestId: id('child'),
    nickname: wish.nickname,
    birthMonth: wish.birthMonth,
    communityId: wish.communityId,
  });
  const { wishId } = await by(guardian)('family', 'wish.submit', {
    requestId: id('wish'),
    campaignId: CAMPAIGN,
    childId,
    category: wish.category,
    title: wish.title,
    details: wish.details,
    reason: wish.reason,
  });
  const review = (openid: string, decision: 'approve' | 'return' | 'reject', reason?: string) =>
    by(openid)('staff', 'wish.review', {
      requestId: id(`${openid}-${decision}`),
      wishId,
      decision,
      ...(reason === undefined ? { publicText: wish.publicText } : { reason }),
    });

  if (wish.stage === 'returned') {
    await review('demo-community', 'return', '请补充颜色和尺码，方便采购。');
  }
  if (steps >= 1) await review('demo-community', 'approve');
  if (wish.stage === 'rejected') {
    await review('demo-district', 'reject', '同样的礼物学校已经发过了，请换一个心愿。');
  }
  if (wish.stage === 'withdrawn') {
    await by(guardian)('family', 'wish.withdraw', { requestId: id('withdraw'), wishId });
  }
  if (steps >= 2) await review('demo-district', 'approve');
  if (wish.stage === 'expired') {
    const by = { personId: personIdOf('demo-admin'), now };
    await transact((transaction) =>
      changeWish({ ...transaction, audit: () => Promise.resolve() }, wishId, by, (before, card) =>
        expire(before, isRedeemed(card), by),
      ),
    );
  }
  if (steps >= 3) {
    await by('demo-admin')('staff', 'wish.fund', {
      requestId: id('fund'),
      wishId,
      // A little more than the price: what is left is released when the gift arrives.
      amountFen: (Math.ceil(wish.priceFen / 5000) * 5000) as never,
    });
  }
  const issue = async (): Promise<string> => {
    const { cards } = await by('demo-community')('staff', 'card.issue', {
      requestId: id('card'),
      eventId: EVENT,
      wishIds: [wishId],
    });
    const [card] = cards;
    if (!card) throw new Error(`no card for ${wishId}`);
    return card.cardId;
  };
  if (wish.stage === 'carded') await issue();
  if (steps >= 5) {
    await by('demo-community')('staff', 'gift.arrive', {
      requestId: id('gift'),
      wishId,
      priceFen: wish.priceFen as never,
      stationId: station,
    });
    const cardId = await issue();
    if (wish.stage !== 'fulfilled') return childId;
    const { code } = await by(guardian)('family', 'card.show', { cardId });
    const verdict = await by(`demo-volunteer-${(place % 3) + 1}`)('station', 'card.redeem', {
      nonce: id('scan'),
      eventId: EVENT,
      stationId: station,
      deviceId: `demo-phone-${(place % 3) + 1}`,
      code,
      collector: { type: place % 4 === 0 ? 'guardian' : 'child' },
    });
    if (verdict.status !== 'accepted') throw new Error(`${wishId}: ${verdict.reason}`);
  }
  return childId;
};

/** Seeds the demo by playing it: every rule holds in it because every rule was asked. */
const seed = async (now: number): Promise<{ wishes: number }> => {
  await setUp(now);
  const wishes = demoWishes(now);
  const start = now - 23 * HOUR;
  // One after another: side by side they would only wait for the fund and for each other.
  const childIds: string[] = [];
  for (const [place, wish] of wishes.entries()) childIds.push(await playWish(wish, place, start));
  await playMothers(as, now, (guardian) => ({
    childId: childIds[guardian - 1] ?? '',
    communityId: wishes[guardian - 1]?.communityId ?? '',
  }));
  const children = childIds.map((childId, place) => ({
    childId,
    guardian: `demo-guardian-${place + 1}`,
  }));
  const [first, second] = childIds;
  await playSafeguarding(as, now, {
    guardian: 'demo-guardian-1',
    childId: first ?? '',
    askedChildId: second ?? '',
  });
  await playPacks(as, children, now);
  await playProgrammes(as, children, now);
  return { wishes: wishes.length };
};

/** Local only: seeds the demo campaign into an empty cloud, or makes one of yesterday one of today. */
export const main = (event: Call): Promise<Reply<unknown>> =>
  reply('demo', event, (): Promise<object> =>
    event.action === 'renew' ? renewDemo(CAMPAIGN, Date.now(), BEGINS_BEFORE_MS) : seed(Date.now()),
  );
