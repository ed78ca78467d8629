import { DAY_MS, HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import type { Input } from '../../typings/contract';
import type { Actor } from './actor';

interface DemoChild {
  childId: string;
  guardian: string;
}

const CAMPAIGN = 'nanshan-2025';

type Programme = Omit<Input<'staff', 'programme.save'>, 'requestId' | 'campaignId' | 'programmeId'>;

/** A session so many days from now, at an hour of that distance. */
const session = (
  now: number,
  no: number,
  title: string,
  place: string,
  at: number,
  hours: number,
  inOut = false,
): Programme['sessions'][number] => ({
  sessionId: `s-${no}`,
  title,
  place,
  from: now + at,
  until: now + at + hours * HOUR_MS,
  inOut,
});

/** The announced projects and the two growth plans of the mothers; staff add the rest. */
const programmesAt = (now: number): Record<string, Programme> => ({
  'programme-wish': {
    kind: 'material',
    title: '「粤伴童行」心愿计划',
    neutralTitle: '周末心愿课堂',
    organiser: '南山区妇联',
    summary: '和孩子一起写下、画出、说出自己的心愿，现场认识一件新文具。',
    for: 'child',
    ages: { from: 4, to: 17 },
    capacity: 30,
    reserved: 2,
    opensAt: now - 3 * DAY_MS,
    closesAt: now + 9 * DAY_MS,
    sessions: [
      session(now, 1, '写下心愿', '南山区青少年活动中心 201', 10 * DAY_MS, 2),
      session(now, 2, '心愿展示', '南山区青少年活动中心 大厅', 17 * DAY_MS, 2),
    ],
  },
  'programme-guard': {
    kind: 'spirit',
    title: '童心守护·筑梦微愿行动',
    neutralTitle: '周末成长营',
    organiser: '南山区妇联',
    summary: '四个周末的阅读、手工和运动，孩子由家人接送。',
    for: 'child',
    capacity: 12,
    opensAt: now - 12 * DAY_MS,
    closesAt: now - DAY_MS,
    sessions: [
      session(now, 1, '第一次：认识新朋友', '荔枝社区活动室', -7 * DAY_MS, 2, true),
      session(now, 2, '第二次：一起读书', '荔枝社区活动室', -HOUR_MS, 3, true),
      session(now, 3, '第三次：动手做灯笼', '荔枝社区活动室', 7 * DAY_MS, 2, true),
    ],
  },
  'programme-mind': {
    kind: 'spirit',
    title: '「童心携手筑未来」困境儿童心理关爱帮扶计划',
    neutralTitle: '彩虹小屋',
    organiser: '南山区妇联',
    summary: '小组活动和一对一谈心，由家庭教育·心理关爱联盟的老师带领。',
    for: 'child',
    capacity: 6,
    opensAt: now - 6 * DAY_MS,
    closesAt: now + 5 * DAY_MS,
    sessions: [
      session(now, 1, '小组活动', '木棉社区心灵小屋', 6 * DAY_MS, 2),
      session(now, 2, '绘画与谈心', '木棉社区心灵小屋', 13 * DAY_MS, 2),
    ],
  },
  'programme-pair': {
    kind: 'ability',
    title: '「点亮微心愿·温情伴成长」困境儿童爱心妈妈结对帮扶计划',
    neutralTitle: '陪伴成长日',
    organiser: '南山区妇联',
    summary: '爱心妈妈和孩子一起走进图书馆、科技馆，学一样新本领。',
    for: 'child',
    ages: { from: 6, to: 17 },
    capacity: 20,
    opensAt: now - 2 * DAY_MS,
    closesAt: now + 18 * DAY_MS,
    sessions: [session(now, 1, '走进图书馆', '南山图书馆', 20 * DAY_MS, 3, true)],
  },
  'programme-huiyu': {
    kind: 'certification',
    title: '「慧育同行」家庭教育心理赋能认证（初级）',
    neutralTitle: '慧育同行',
    organiser: '南山区妇联',
    summary: '两天的课程和一次考核，通过后发项目培训证书。',
    for: 'adult',
    capacity: 40,
    opensAt: now - 30 * DAY_MS,
    closesAt: now - 22 * DAY_MS,
    certificateMonths: 24,
    sessions: [
      session(now, 1, '家庭教育基础', '南山区青少年活动中心 报告厅', -20 * DAY_MS, 3),
      session(now, 2, '心理赋能与考核', '南山区青少年活动中心 报告厅', -13 * DAY_MS, 3),
    ],
  },
  'programme-lecture': {
    kind: 'lecture',
    title: '「大咖讲家庭教育」公益讲座',
    neutralTitle: '家庭教育讲座',
    organiser: '南山区妇联',
    summary: '听一位老师讲怎样和孩子好好说话，现场可以提问。',
    for: 'adult',
    capacity: 200,
    opensAt: now - 4 * DAY_MS,
    closesAt: now + 11 * DAY_MS,
    sessions: [session(now, 1, '好好说话', '南山区青少年活动中心 报告厅', 12 * DAY_MS, 2)],
  },
});

const LEARNERS: readonly [openid: string, name: string, passed: boolean][] = [
  ['demo-mother-1', '林知夏', true],
  ['demo-mother-2', '周小满', true],
  ['demo-mother-3', '陈谷雨', true],
  ['demo-learner-1', '苏暖阳', true],
  ['demo-learner-2', '许青禾', true],
  ['demo-learner-3', '欧阳星河', false],
];

/** The six programmes: one full with a waiting list, one running, one done with certificates. */
export const playProgrammes = async (
  as: Actor,
  children: readonly DemoChild[],
  now: number,
): Promise<void> => {
  const id = (...parts: (string | number)[]): string => ['demo', ...parts].join('-');
  for (const [programmeId, programme] of Object.entries(programmesAt(now))) {
    await as('demo-admin', programme.opensAt)('staff', 'programme.save', {
      requestId: id(programmeId),
      programmeId,
      campaignId: CAMPAIGN,
      ...programme,
    });
  }

  /** A child of the demo joins; answers the enrolment. */
  const join = (programmeId: string, place: number, at: number) => {
    const child = children[place];
    if (!child) throw new Error(`no child ${place}`);
    return as(child.guardian, at)('family', 'programme.join', {
      requestId: id(programmeId, place),
      programmeId,
      childId: child.childId,
      agree: true,
    });
  };
  const scan = async (
    programmeId: string,
    stationId: string,
    { openid, enrolmentId, at }: { openid: string; enrolmentId: string; at: number },
    direction: 'in' | 'out' = 'in',
  ): Promise<void> => {
    const side = openid.startsWith('demo-guardian') ? 'family' : 'helper';
    const { code } = await as(openid, at)(side, 'pass.show', { enrolmentId });
    const verdict = await as('demo-admin', at)('station', 'card.redeem', {
      nonce: id(stationId, enrolmentId, direction),
      eventId: programmeId,
      stationId,
      deviceId: 'demo-phone-1',
      code,
      direction,
      ...(side === 'family' ? { collector: { type: 'guardian' as const } } : {}),
    });
    if (verdict.status !== 'accepted') throw new Error(`${programmeId}: ${verdict.reason}`);
  };

  // Full: six places, three more wait.
  for (let place = 0; place < 9; place += 1) {
    await join('programme-mind', place, now - 5 * DAY_MS + place * HOUR_MS);
  }
  for (let place = 9; place < 14; place += 1) {
    await join('programme-wish', place, now - 2 * DAY_MS + place * HOUR_MS);
  }
  // Running: all were there a week ago, some are inside now.
  for (let place = 14; place < 22; place += 1) {
    const { enrolmentId } = await join('programme-guard', place, now - 11 * DAY_MS);
    const openid = children[place]?.guardian ?? '';
    const then = now - 7 * DAY_MS;
    await scan('programme-guard', 's-1', { openid, enrolmentId, at: then - 10 * MINUTE_MS });
    const later = { openid, enrolmentId, at: then + 115 * MINUTE_MS };
    await scan('programme-guard', 's-1', later, 'out');
    if (place >= 19) continue;
    await scan('programme-guard', 's-2', { openid, enrolmentId, at: now - 55 * MINUTE_MS });
    if (place === 14) {
      const left = { openid, enrolmentId, at: now - 5 * MINUTE_MS };
      await scan('programme-guard', 's-2', left, 'out');
    }
  }
  // Done: training with certificates, and the stars of those who were there.
  const awarded: string[] = [];
  for (const [place, [openid, name, passed]] of LEARNERS.entries()) {
    const { enrolmentId } = await as(openid, now - 25 * DAY_MS)('helper', 'programme.join', {
      requestId: id('programme-huiyu', openid),
      programmeId: 'programme-huiyu',
      name,
    });
    awarded.push(enrolmentId);
    const first = { openid, enrolmentId, at: now - 20 * DAY_MS };
    await scan('programme-huiyu', 's-1', first);
    await scan('programme-huiyu', 's-2', { ...first, at: now - 13 * DAY_MS });
    await as('demo-district', now - 12 * DAY_MS)('staff', 'programme.assess', {
      requestId: id('assess', openid),
      enrolmentId,
      passed,
      score: passed ? 82 + place * 3 : 51,
    });
    await as(openid, now - 12 * DAY_MS)('helper', 'programme.feedback', {
      requestId: id('feedback', openid),
      enrolmentId,
      stars: place === 3 ? 4 : 5,
      words: place === 0 ? '例子很贴近生活，回家就用上了。' : '',
    });
  }
  await as('demo-district', now - 11 * DAY_MS)('staff', 'certificate.award', {
    requestId: id('award'),
    programmeId: 'programme-huiyu',
    enrolmentIds: awarded,
  });
  for (const [openid, name] of LEARNERS.slice(0, 4)) {
    await as(openid, now - DAY_MS)('helper', 'programme.join', {
      requestId: id('programme-lecture', openid),
      programmeId: 'programme-lecture',
      name,
    });
  }
};
