import type { ActionName, FunctionName } from '../../typings/contract';
import type { Person, TestCloud } from './cloud';
import {
  approved,
  DAY,
  dayOf,
  overseersOf,
  proposeFor,
  recordOf,
  sayYes,
  start,
} from './companions';
import { assign, deliver, newPlan, newUnit, newMember, acknowledge, send } from './packs';
import { joinWithChild, newJoiner, newProgramme } from './programmes';
import { openSafeguarding } from './safeguarding';
import { WORDS } from './words';
import {
  arrive,
  campaignId,
  collector,
  eventId,
  fundId,
  fundWish,
  HOUR,
  issue,
  newRequestId,
  redeem,
  type World,
} from './world';

/** A word that stands nowhere else, by where it was said. */
type Said = Map<string, string>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Puts a word of its own into each field of an action that takes words, where one is given. */
const sayIn = (said: Said, name: string, given: unknown, places: readonly string[]): unknown => {
  const put = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => put(item, `${path}[]`));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          put(inner, path === '' ? key : `${path}.${key}`),
        ]),
      );
    }
    if (typeof value !== 'string' || !places.includes(path)) return value;
    const number = said.size;
    const word = `鹭${LETTERS[Math.floor(number / 26)]}${LETTERS[number % 26]}`;
    said.set(`${name}:${path}#${number}`, word);
    return word;
  };
  return put(given, '');
};

/** A person whose every word is one of its own. */
const speaking = (said: Said, person: Person): Person => {
  const changed = (name: string, action: string, input: unknown) =>
    sayIn(said, `${name}.${action}`, input, WORDS.get(`${name}.${action}`) ?? []);
  return {
    ...person,
    call: <F extends FunctionName, A extends ActionName<F>>(name: F, action: A, input: unknown) =>
      person.call(name, action, changed(name, action, input) as never),
  };
};

export interface WholeFamily {
  guardian: Person;
  childId: string;
  wishId: string;
  cardId: string;
  said: Said;
}

const X = '话';

/**
 * A family with which everything happens that can happen with one, each word that it, staff or a
 * helper writes about it being a word that stands nowhere else.
 */
export const wholeFamily = async (
  cloud: TestCloud,
  world: World,
  openid: string,
): Promise<WholeFamily> => {
  const said: Said = new Map();
  const plain = { guardian: cloud.as(openid), ...world };
  const guardian = speaking(said, plain.guardian);
  const [admin, community, district] = [world.admin, world.community, world.district].map(
    (person) => speaking(said, person),
  ) as [Person, Person, Person];
  const by = { ...world, admin, community, district };
  const ask = (): { requestId: string } => ({ requestId: newRequestId() });

  await plain.guardian.call('family', 'consent.grant', {
    version: '1',
    scopes: ['review', 'gift', 'publicText', 'photo', 'pairing'],
  });
  const { childId } = await guardian.call('family', 'child.save', {
    ...ask(),
    nickname: X,
    birthMonth: '2016-05',
    communityId: 'c-1',
  });

  await comeAndGo(cloud.as('who-comes-and-goes'), plain.guardian, childId);

  // The wish: sent back twice, with words in both forms, approved, its money moved.
  const submit = (details: string | object) =>
    guardian.call('family', 'wish.submit', {
      ...ask(),
      campaignId,
      childId,
      category: 'study',
      title: X,
      details: details as string,
      reason: X,
    });
  const { wishId } = await submit(X);
  await community.call('staff', 'wish.open', { wishId, purpose: X });
  const about = { ...ask(), wishIds: [wishId] };
  await community.call('staff', 'wish.reviewMany', { ...about, decision: 'return', reason: X });
  await submit({ size: X, colour: X, model: X });
  const review = (person: Person, decision: 'return' | 'approve') =>
    person.call('staff', 'wish.review', {
      ...ask(),
      wishId,
      decision,
      reason: X,
      ...(decision === 'approve' ? { publicText: X } : {}),
    });
  await review(community, 'return');
  await submit(X);
  await review(community, 'approve');
  await review(district, 'approve');
  await fundWish(world, wishId);
  await admin.call('staff', 'wish.release', { ...ask(), wishId, reason: X });
  await fundWish(world, wishId);
  await admin.call('staff', 'wish.topUp', { ...ask(), wishId, amountFen: 100 as never, reason: X });
  const safety = await openSafeguarding(cloud, world);
  await plain.admin.call('staff', 'fund.rules', {
    ...ask(),
    fundId,
    dualControlAboveFen: 100 as never,
    reason: '从今天起两人复核',
  });
  await admin.call('staff', 'wish.topUp', { ...ask(), wishId, amountFen: 200 as never, reason: X });
  const { items: waiting } = await plain.admin.call('staff', 'approval.list', {
    fundId,
    open: true,
  });
  for (const { approvalId } of waiting) {
    const decided = { ...ask(), approvalId, decision: 'approve', note: X } as const;
    await speaking(said, safety.second).call('staff', 'approval.decide', decided);
  }

  // The gift: replaced, ordered, arrived, on a card that is frozen, lost and handed over twice.
  const propose = () =>
    community.call('staff', 'substitution.propose', {
      ...ask(),
      wishId,
      title: X,
      details: { size: X, colour: X, model: X },
      priceFen: 15_000 as never,
      reason: X,
    });
  const { no } = (await propose()) as unknown as { no: number };
  await guardian.call('family', 'substitution.answer', { ...ask(), wishId, no, agree: true });
  const order = {
    campaignId,
    supplier: X,
    note: X,
    lines: [{ wishId, priceFen: 15_000 as never }],
  };
  await world.admin.call('staff', 'order.save', {
    ...ask(),
    ...(sayIn(said, 'staff.order.save', order, ['note']) as typeof order),
  });
  await arrive(world, wishId);
  await community.call('staff', 'gift.shelve', { ...ask(), wishId, shelf: X });
  const cardId = await issue(world, wishId);
  for (const person of [guardian, community]) {
    const name = person === guardian ? 'family' : 'staff';
    for (const action of ['card.freeze', 'card.unfreeze'] as const) {
      await person.call(name, action, { ...ask(), cardId, reason: X });
    }
  }
  await community.call('staff', 'card.reissue', { ...ask(), cardId, reason: X });
  await community.call('staff', 'card.sheet', { eventId, cardIds: [cardId], format: 'csv' });
  const { code } = await guardian.call('family', 'card.show', { cardId });
  await redeem(community, code, { force: true, reason: X });
  await community.call('station', 'card.annul', {
    nonce: newRequestId(),
    cardId,
    reason: X,
    disposition: 'returned',
  });
  await redeem(world.volunteer, code);
  await world.volunteer.call('station', 'card.sync', {
    eventId,
    stationId: 'desk-1',
    deviceId: 'phone-2',
    clockOffsetMs: 0,
    entries: [{ nonce: newRequestId(), code, collector, scannedAt: cloud.now() }],
  });
  const { items: conflicts } = await community.call('staff', 'conflict.list', { eventId });
  for (const { conflictId } of conflicts) {
    const settled = { ...ask(), conflictId, resolution: X, note: X };
    await community.call('staff', 'conflict.resolve', settled);
  }
  await guardian.call('family', 'gift.defect', { ...ask(), wishId, reason: X });
  const settle = async () => {
    const { items } = await community.call('staff', 'defect.list', { campaignId, state: 'open' });
    for (const { defectId } of items) {
      await community.call('staff', 'defect.settle', {
        ...ask(),
        defectId,
        outcome: 'repaired',
        words: X,
      });
    }
  };
  await settle();
  await community.call('staff', 'gift.defect', { ...ask(), wishId, reason: X });
  await settle();

  // What is written beside it.
  const sent = { ...ask(), topic: 'gift', words: X, wishId } as const;
  await guardian.call('family', 'complaint.send', sent);
  const { items: complaints } = await district.call('staff', 'complaint.list', { state: 'open' });
  for (const { complaintId } of complaints) {
    await district.call('staff', 'complaint.assign', { ...ask(), complaintId });
    await district.call('staff', 'complaint.answer', { ...ask(), complaintId, words: X });
  }
  await community.call('staff', 'guardian.attest', { ...ask(), wishId, reason: X });
  await community.call('staff', 'guardian.transfer', { ...ask(), wishId, reason: X });
  const wanted = { list: 'wishes', campaignId, search: X } as const;
  await community.call('staff', 'list.export', { wanted });

  await pack(cloud, by, guardian, childId);
  await programme(cloud, by, guardian, childId);
  await companion(cloud, by, said, guardian, childId);
  await referral(cloud, by, said, guardian, childId);
  return { guardian, childId, wishId, cardId, said };
};

const ask = (): { requestId: string } => ({ requestId: newRequestId() });

/** A second guardian of the child, who leaves it again. */
const comeAndGo = async (second: Person, guardian: Person, childId: string) => {
  await second.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
  const { code } = await guardian.call('family', 'guardian.invite', { ...ask(), childId });
  await second.call('family', 'guardian.join', { ...ask(), code });
  await second.call('family', 'guardian.leave', { ...ask(), childId });
};

const pack = async (cloud: TestCloud, by: World, guardian: Person, childId: string) => {
  const { community } = by;
  const world = { ...by, admin: cloud.as('demo-admin') };
  const planId = await newPlan(world);
  const unitId = await newUnit(world, [X]);
  const batchId = await send(world, planId, unitId, { '7-12': 2 });
  const member = await newMember(cloud, world, batchId);
  await acknowledge(member, batchId, { '7-12': 2 });
  const [made] = await assign(by, batchId, [childId], { reason: X });
  const cardId = made?.cardId ?? '';
  const { code } = await guardian.call('family', 'card.show', { cardId });
  await deliver(member, { batchId, unitId }, code);
  const answer = { ...ask(), cardId, answer: 'wrong', note: X } as const;
  await guardian.call('family', 'pack.answer', answer);
  await community.call('staff', 'pack.answer', { ...ask(), cardId, words: X });
};

const MINUTE = 60_000;

const programme = async (cloud: TestCloud, by: World, guardian: Person, childId: string) => {
  const { community } = by;
  const admin = cloud.as('demo-admin');
  const now = cloud.now();
  const full = await newProgramme(admin, { capacity: 1 }, now);
  await newJoiner(cloud, 'who-came-first', full);
  const waiting = await joinWithChild(guardian, full, childId);
  const one = { enrolmentId: waiting.enrolmentId, reason: X };
  await community.call('staff', 'enrolment.call', { ...ask(), ...one, outcome: 'not_reached' });
  await community.call('staff', 'enrolment.priority', { ...ask(), ...one, priority: 1 });
  await community.call('staff', 'enrolment.reject', { ...ask(), ...one });

  const window = { from: now + 10 * MINUTE, until: now + HOUR };
  const sessions = [{ sessionId: 's-1', title: '第一课', place: '厅', ...window }];
  const eventOf = await newProgramme(admin, { sessions }, now);
  const { enrolmentId } = await joinWithChild(guardian, eventOf, childId);
  const { code } = await guardian.call('family', 'pass.show', { enrolmentId });
  const scan = { eventId: eventOf, stationId: 's-1', collector: { type: 'guardian' } as const };
  await redeem(cloud.as('district'), code, scan);
  const answer = { ...ask(), enrolmentId, stars: 5, words: X };
  await guardian.call('family', 'programme.feedback', answer);
};

const companion = async (
  cloud: TestCloud,
  by: World,
  said: Said,
  guardian: Person,
  childId: string,
) => {
  const { community } = by;
  const plain = { ...by, community: cloud.as('community'), district: cloud.as('district') };
  const mother = await approved(cloud, plain, 'whole-mother');
  const other = await approved(cloud, plain, 'next-mother');
  const person = speaking(said, mother.person);
  const pairId = await proposeFor(by, childId, mother.motherId, {
    ...(await overseersOf(plain)),
    role: 'supporter',
    purpose: X,
    until: dayOf(cloud.now() + 30 * DAY),
  } as never);
  await sayYes(guardian, pairId);
  await start(plain, pairId, dayOf(cloud.now()));
  await community.call('staff', 'pair.open', { pairId, purpose: X });
  const today = dayOf(cloud.now());
  const { recordId } = await person.call(
    'helper',
    'record.add',
    recordOf(pairId, today, { note: X }),
  );
  await person.call('helper', 'record.change', { ...ask(), recordId, note: X });
  await person.call('helper', 'record.more', { ...ask(), recordId, note: X });
  const noon = Date.parse(`${dayOf(cloud.now() + DAY)}T04:00:00.000Z`);
  const outing = { pairId, place: X, from: noon, until: noon + HOUR };
  await person.call('helper', 'outing.plan', { ...ask(), ...outing });
  const talk = { ...ask(), pairId, with: 'mother', day: today, note: X } as const;
  await community.call('staff', 'pair.talk', talk);
  for (const action of ['pair.suspend', 'pair.resume'] as const) {
    await community.call('staff', action, { ...ask(), pairId, reason: X });
  }
  const handed = { ...ask(), pairId, motherId: other.motherId, summary: X };
  const { pairId: nextId } = await community.call('staff', 'pair.handover', handed);
  const no = { ...ask(), pairId: nextId, answer: 'no', childSays: 'no' } as const;
  await guardian.call('family', 'pair.answer', no);
  await community.call('staff', 'pair.end', { ...ask(), pairId, reason: X });
};

const referral = async (
  cloud: TestCloud,
  { community }: World,
  said: Said,
  guardian: Person,
  childId: string,
) => {
  const { specialistId } = await cloud.as('demo-admin').call('staff', 'specialist.save', {
    ...ask(),
    openid: 'specialist',
    name: '林老师',
    profession: 'psychologist',
    contact: '心理中心',
    memberUntil: dayOf(cloud.now() + 90 * DAY),
  });
  const specialist = speaking(said, cloud.as('specialist'));
  for (const end of ['referral.close', 'referral.refuse'] as const) {
    const asked = { childId, specialistId, purpose: X, question: X };
    const { referralId } = await community.call('staff', 'referral.propose', {
      ...ask(),
      ...asked,
    });
    await guardian.call('family', 'referral.answer', { ...ask(), referralId, answer: 'yes' });
    if (end === 'referral.close') {
      await specialist.call('helper', 'referral.accept', { ...ask(), referralId });
      await specialist.call('helper', 'referral.note', { ...ask(), referralId, words: X });
    }
    await specialist.call('helper', end, { ...ask(), referralId, reason: X });
  }
};
