import { dayAt, HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import type { Actor } from './actor';

const PLAN = 'packs-2025';

/** A child of the demo with the guardian who consented for it. */
export interface DemoChild {
  childId: string;
  guardian: string;
}

const UNITS = [
  ['荔枝花艺坊', 'national', '荔枝社区文化广场'],
  ['木棉书店', 'provincial', '木棉社区图书角'],
  ['海燕托育园', 'city', '海燕社区儿童之家'],
  ['帆影康复中心', 'city', '帆影社区党群服务中心'],
  ['星桥税务窗口', 'district', '星桥社区长者饭堂门口'],
  ['灯塔供电所', 'district', '灯塔公园南门'],
] as const;

const CONTENTS = {
  '0-6': ['绘本两册', '彩色积木', '儿童口罩', '小毛巾'],
  '7-12': ['文具套装', '课外书一册', '保温水杯', '跳绳'],
  '13-17': ['笔记本与钢笔', '青春期读本', '运动水壶'],
  family: ['亲子桌游', '家庭相册', '亲子阅读手册'],
};

/** 从仓库到孩子: a plan of 360 packs, six units, and three batches on their way. */
export const playPacks = async (
  as: Actor,
  children: readonly DemoChild[],
  now: number,
): Promise<void> => {
  const day = dayAt(now);
  let at = now - 12 * HOUR_MS;
  const by = (openid: string) => as(openid, (at += 5 * MINUTE_MS));
  await by('demo-admin')('staff', 'pack.plan', {
    requestId: 'demo-pack-plan',
    planId: PLAN,
    campaignId: 'nanshan-2025',
    title: '六一暖心包',
    day,
    contents: CONTENTS,
  });
  for (const [version, count] of [
    ['0-6', 100],
    ['7-12', 100],
    ['13-17', 100],
    ['family', 60],
  ] as const) {
    await by('demo-admin')('staff', 'pack.receive', {
      requestId: `demo-pack-receive-${version}`,
      planId: PLAN,
      version,
      count,
      source: '灯塔爱心企业',
    });
  }
  for (const [place, [name, level, meeting]] of UNITS.entries()) {
    await by('demo-admin')('staff', 'unit.save', {
      requestId: `demo-unit-${place + 1}`,
      unitId: `unit-${place + 1}`,
      campaignId: 'nanshan-2025',
      name,
      level,
      communityIds: [`c-0${place + 1}`],
      places: [meeting, '南山区青少年活动中心大堂'],
    });
  }

  const counts = [
    { '0-6': 8, '7-12': 14, '13-17': 8, family: 4 },
    { '0-6': 5, '7-12': 8, '13-17': 5, family: 2 },
    { '0-6': 4, '7-12': 6, '13-17': 4, family: 2 },
  ];
  for (const [place, sent] of counts.entries()) {
    const batchId = `batch-${place + 1}`;
    await by('demo-admin')('staff', 'pack.send', {
      requestId: `demo-send-${place + 1}`,
      batchId,
      planId: PLAN,
      unitId: `unit-${place + 1}`,
      counts: sent,
      from: now - 11 * HOUR_MS,
      until: now + 14 * 24 * HOUR_MS,
    });
    await by('demo-admin')('staff', 'grant.unit', {
      requestId: `demo-member-${place + 1}`,
      openid: `demo-member-${place + 1}`,
      batchId,
    });
  }

  const assign = async (batchId: string, place: number, some: readonly DemoChild[]) => {
    const { results } = await by('demo-district')('staff', 'pack.assign', {
      requestId: `demo-assign-${batchId}-${place}`,
      batchId,
      childIds: some.map(({ childId }) => childId),
      place: UNITS[Number(batchId.slice(-1)) - 1]?.[2] ?? '',
    });
    return results.flatMap(({ childId, cardId }) => {
      const guardian = some.find((one) => one.childId === childId)?.guardian;
      return cardId && guardian ? [{ cardId, guardian }] : [];
    });
  };
  const first = await assign('batch-1', 1, children.slice(0, 20));
  await assign('batch-2', 1, children.slice(20, 32));
  await assign('batch-3', 1, children.slice(32, 42));

  await by('demo-member-1')('helper', 'batch.acknowledge', {
    requestId: 'demo-acknowledge-1',
    batchId: 'batch-1',
    counts: counts[0] ?? {},
  });
  // One pack fewer than was sent: a discrepancy for staff.
  await by('demo-member-3')('helper', 'batch.acknowledge', {
    requestId: 'demo-acknowledge-3',
    batchId: 'batch-3',
    counts: { ...counts[2], '7-12': 5 },
  });

  // The first family of the list waits for its pack; some of the others have theirs.
  for (const [place, { cardId, guardian }] of first.slice(1, 10).entries()) {
    const { code } = await by(guardian)('family', 'card.show', { cardId });
    const verdict = await by('demo-member-1')('station', 'card.redeem', {
      nonce: `demo-deliver-${place}`,
      eventId: 'batch-1',
      stationId: 'unit-1',
      deviceId: 'demo-phone-member-1',
      code,
      collector: { type: place % 3 === 0 ? 'child' : 'guardian' },
    });
    if (verdict.status !== 'accepted') throw new Error(`${cardId}: ${verdict.reason}`);
    if (place > 2) continue;
    const answers = ['received', 'wrong', 'not_received'] as const;
    const answer = answers[place] ?? 'received';
    await by(guardian)('family', 'pack.answer', {
      requestId: `demo-answer-${place}`,
      cardId,
      answer,
      ...(answer === 'wrong' ? { note: '水杯的盖子裂了一条缝' } : {}),
    });
  }
};
