import { addDays, dayAt, DAY_MS, HOUR_MS, momentOf } from '@micro-wish/vocabulary';
import type { Day, Input, MotherDecision, Proof, RecordKind } from '../../typings/contract';
import type { Actor } from './actor';

const CAMPAIGN = 'nanshan-2025';

interface DemoMother {
  name: string;
  kind: Input<'helper', 'mother.apply'>['kind'];
  team: Input<'helper', 'mother.apply'>['team'];
  level: Input<'helper', 'mother.apply'>['level'];
  skills: string[];
  decisions: MotherDecision[];
}

/** One in each state, and a second one in the team. */
const MOTHERS: readonly DemoMother[] = [
  {
    name: '林知夏',
    kind: 'familyEducator',
    team: 'neighbor',
    level: 'community',
    skills: ['阅读', '作业辅导'],
    decisions: ['approve'],
  },
  {
    name: '周小满',
    kind: 'socialWorker',
    team: 'expert',
    level: 'district',
    skills: ['心理支持', '画画'],
    decisions: ['approve'],
  },
  {
    name: '陈谷雨',
    kind: 'gridWorker',
    team: 'neighbor',
    level: 'community',
    skills: ['运动'],
    decisions: ['approve'],
  },
  {
    name: '吴白露',
    kind: 'volunteer',
    team: 'bayArea',
    level: 'street',
    skills: ['英语', '音乐'],
    decisions: [],
  },
  {
    name: '何清和',
    kind: 'executive',
    team: 'neighbor',
    level: 'district',
    skills: ['手工'],
    decisions: ['approve', 'end'],
  },
  {
    name: '许初霁',
    kind: 'volunteer',
    team: 'neighbor',
    level: 'community',
    skills: [],
    decisions: ['reject'],
  },
];

interface DemoRecord {
  daysAgo: number;
  kind: RecordKind;
  from: string;
  minutes: number;
  reached: boolean;
  note: string;
}

const RECORDS: readonly DemoRecord[] = [
  {
    daysAgo: 17,
    kind: 'visit',
    from: '15:30',
    minutes: 70,
    reached: true,
    note: '一起读了《小王子》，她很喜欢狐狸。',
  },
  {
    daysAgo: 12,
    kind: 'call',
    from: '19:10',
    minutes: 15,
    reached: false,
    note: '电话没有接通，改天再打。',
  },
  {
    daysAgo: 11,
    kind: 'call',
    from: '19:00',
    minutes: 20,
    reached: true,
    note: '说了学校运动会的事，声音很开心。',
  },
  {
    daysAgo: 4,
    kind: 'study',
    from: '16:00',
    minutes: 90,
    reached: true,
    note: '做完数学作业，还多做了两道题。',
  },
];

/** Plays the 爱心妈妈 team and its pairs, through the same rules as everybody. */
export const playMothers = async (
  as: Actor,
  now: number,
  childOf: (guardian: number) => { childId: string; communityId: string },
): Promise<void> => {
  // Everything happened yesterday, one minute after the other; records tell of days before.
  let moment = now - 20 * HOUR_MS;
  const by = (openid: string) => as(openid, (moment += 60_000));
  const today = dayAt(now);
  const ids: string[] = [];

  for (const [place, { decisions, ...mother }] of MOTHERS.entries()) {
    const no = place + 1;
    const community = childOf(no).communityId;
    const { motherId } = await by(`demo-mother-${no}`)('helper', 'mother.apply', {
      requestId: `demo-apply-${no}`,
      campaignId: CAMPAIGN,
      ...mother,
      communityIds: [community],
    });
    ids.push(motherId);
    for (const decision of decisions) {
      await by('demo-district')('staff', 'mother.decide', {
        requestId: `demo-${decision}-${no}`,
        motherId,
        decision,
      });
    }
    if (decisions.at(-1) !== 'approve') continue;
    const prove = (proof: Proof, on: Day, until?: Day) =>
      by('demo-district')('staff', 'mother.proof', {
        requestId: `demo-${proof}-${no}`,
        motherId,
        proof,
        on,
        ...(until === undefined ? {} : { until }),
      });
    await prove('declaration', addDays(today, -40));
    await prove('check', addDays(today, -40));
    await prove('insurance', addDays(today, -40), addDays(today, no === 1 ? 25 : 300));
  }

  const { grants } = await by('demo-community')('staff', 'me', {});
  const above = await by('demo-district')('staff', 'me', {});
  const deputyGrantId = above.grants[0]?.grantId ?? '';

  const pairWith = async (no: number): Promise<string> => {
    const guardian = `demo-guardian-${no}`;
    const { childId, communityId } = childOf(no);
    await by(guardian)('family', 'consent.grant', { version: '2025-06', scopes: ['pairing'] });
    const { pairId } = await by('demo-community')('staff', 'pair.propose', {
      requestId: `demo-pair-${no}`,
      childId,
      motherId: ids[no - 1] ?? '',
      role: 'lead',
      supervisorGrantId: grants.find(({ areaId }) => areaId === communityId)?.grantId ?? '',
      deputyGrantId,
    });
    return pairId;
  };
  const begin = async (no: number, pairId: string, metOn: Day): Promise<void> => {
    await by(`demo-guardian-${no}`)('family', 'pair.answer', {
      requestId: `demo-yes-${no}`,
      pairId,
      answer: 'yes',
      childSays: 'yes',
    });
    await by('demo-community')('staff', 'pair.start', {
      requestId: `demo-start-${no}`,
      pairId,
      metOn,
    });
  };

  const first = await pairWith(1);
  await begin(1, first, addDays(today, -20));
  const recordIds: string[] = [];
  for (const { daysAgo, ...record } of RECORDS) {
    const { recordId } = await by('demo-mother-1')('helper', 'record.add', {
      requestId: `demo-record-${daysAgo}`,
      pairId: first,
      day: addDays(today, -daysAgo),
      ...record,
      ...(daysAgo === 4 ? { next: addDays(today, 3) } : {}),
    });
    recordIds.push(recordId);
  }
  await by('demo-community')('staff', 'record.confirm', {
    requestId: 'demo-confirm',
    recordIds: recordIds.slice(0, 3),
  });
  for (const side of ['mother', 'guardian'] as const) {
    await by('demo-community')('staff', 'pair.talk', {
      requestId: `demo-talk-${side}`,
      pairId: first,
      with: side,
      day: addDays(today, -9),
      note: side === 'mother' ? '相处自然，约好每周六见面。' : '家里很放心，孩子盼着周六。',
    });
  }
  const outing = dayAt(now + 3 * DAY_MS);
  await by('demo-mother-1')('helper', 'outing.plan', {
    requestId: 'demo-outing',
    pairId: first,
    place: '区图书馆绘本室',
    from: momentOf(outing, '10:00'),
    until: momentOf(outing, '11:30'),
  });

  await pairWith(2);

  const third = await pairWith(3);
  await begin(3, third, addDays(today, -15));
  await by('demo-district')('staff', 'mother.decide', {
    requestId: 'demo-pause-3',
    motherId: ids[2] ?? '',
    decision: 'pause',
    reason: '外派学习两个月',
  });
};
