import type { ActionName, ErrorCode, FunctionName } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../support/cloud';
import {
  dump,
  fingerprint as freshFingerprint,
  keptFingerprint,
  type Fingerprint,
} from '../support/fingerprint';
import { FUNCTIONS, everyAction, hasId } from '../support/handlers';
import { NO_PACKS } from '../support/pack-books';
import { newMember, send as sendPacks } from '../support/packs';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  newFamily,
  openWorld,
  readyCard,
  type ReadyCard,
  type World,
} from '../support/world';
import { ELSEWHERE } from './permissions/elsewhere';
import { openBooks, type Given, type Inputs } from './permissions/given';
import { inputsFor } from './permissions/inputs';
import { ALLOWED, LISTS, ROLES, type Role } from './permissions/roles';

const ACTIONS = everyAction().map(
  ({ title, name, action, who }) => [title, name, action, who] as const,
);

/** Ids that many may know: of places, times and people in office. */
const PUBLIC_IDS =
  /^(requestId|campaignId|communityIds?|programmeId|sessionId|eventId|stationId|planId|unitId|supervisorGrantId|deputyGrantId)$/;

const fieldsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([field, inner]) => [field, ...fieldsIn(inner)])
    : [];

/** The fields of an action's good input that lead to one family, or to one who helps it. */
const privateIds = (name: FunctionName, action: string): string[] => {
  const good: Record<string, unknown> = inputsFor({ packs: NO_PACKS, now: 0 } as Given)[name];
  return fieldsIn(good[action]).filter((field) => /Ids?$/.test(field) && !PUBLIC_IDS.test(field));
};

/** The same input with an id in one of its fields that nothing has. */
const leadingNowhere = (input: unknown, field: string): unknown =>
  JSON.parse(JSON.stringify(input), (name, value: unknown) => {
    if (name !== field) return value;
    return Array.isArray(value) ? ['there-is-none'] : 'there-is-none';
  });

/** From the contract: one that takes an id of a family is tried with another's. */
const BY_ID = (['family', 'helper'] as const).flatMap((name) =>
  Object.keys(FUNCTIONS[name]).flatMap((action) =>
    privateIds(name, action).map((field) => [`${name}.${action}`, field, name, action] as const),
  ),
);

/** Who helps is told no more than that it is not hers; families, and whoever enrolled, as a family is. */
const codeFor = (name: FunctionName, field: string): ErrorCode =>
  name === 'family' || field === 'enrolmentId' ? 'NOT_FOUND' : 'PERMISSION_DENIED';

/** What has an id and is granted here, and is not in the audit for it. */
const UNAUDITED = [
  // A concern is indistinguishable from nothing.
  'concern.raise',
  // Says of each of many what became of it, and here of none.
  ...['wish.reviewMany', 'wish.undoReview', 'wish.fundMany', 'gift.arriveMany'],
  'certificate.award',
  // The same card again.
  'card.issue',
];

const elsewhereAre = (what: string): ActionName<'staff'>[] =>
  (Object.keys(ELSEWHERE) as ActionName<'staff'>[]).filter((action) => ELSEWHERE[action] === what);

describe('an action that is not theirs', () => {
  let cloud: TestCloud;
  let fingerprint: Fingerprint;
  let world: World;
  let inputs: Inputs;
  let given: Given;
  let people: Record<Role, Person>;
  let card: ReadyCard;
  /** Staff of the other levels, each of an area in which the family does not live. */
  let elsewhere: Person[];

  beforeAll(async () => {
    const now = Date.now();
    const window = { from: now - HOUR, until: now + HOUR };
    cloud = await openCloud();
    fingerprint = keptFingerprint(cloud.dataDir);
    world = await openWorld(cloud);
    card = await readyCard(cloud, world, 'owner');
    await world.admin.call('staff', 'campaign.save', {
      requestId: 'a-campaign-elsewhere',
      title: '西区的心愿',
      place: '别处',
      donor: '某人',
      ...window,
      fundId,
      consentVersion: '2',
      campaignId: 'elsewhere',
      areas: [
        { areaId: 'd-2', name: '西区', level: 'district' },
        { areaId: 's-2', name: '山街', level: 'street', parentId: 'd-2' },
      ],
    });
    elsewhere = await Promise.all(
      (['street', 'district'] as const).map(async (level) => {
        await world.admin.call('staff', 'grant.staff', {
          requestId: `a-grant-elsewhere-${level}`,
          openid: `elsewhere-${level}`,
          level,
          areaId: level === 'street' ? 's-2' : 'd-2',
        });
        return cloud.as(`elsewhere-${level}`);
      }),
    );
    const { guardian } = await newFamily(cloud, 'other-guardian');
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: 'a-grant-to-end',
      openid: 'colleague',
      level: 'community',
      areaId: 'c-2',
    });
    for (const level of ['auditor', 'admin'] as const) {
      await world.admin.call('staff', 'grant.staff', {
        requestId: `a-grant-of-${level}`,
        openid: level === 'admin' ? 'other-admin' : level,
        level,
      });
    }
    const { childId, wishId, cardId, code } = card;
    given = {
      ...(await openBooks(cloud, world, card)),
      ...{ childId, wishId, cardId, code, grantId, window, now },
      concernId: 'concern_none',
      requestId: 'tried-by-somebody',
    };
    inputs = inputsFor(given);
    people = {
      nobody: cloud.as(''),
      stranger: world.stranger,
      guardian,
      volunteer: world.volunteer,
      auditor: cloud.as('auditor'),
      staff: cloud.as('colleague'),
      admin: cloud.as('other-admin'),
    };
  });
  afterAll(async () => {
    fingerprint.close();
    await cloud.end();
  });

  const send = (person: Person, name: FunctionName, action: string): Promise<string> => {
    const input = (inputs[name] as Record<string, unknown>)[action];
    return person.refused(name, action as never, input);
  };

  it('is told from one that is, by what it leaves', async () => {
    const before = fingerprint();
    await newFamily(cloud, 'one-more-guardian');
    const after = fingerprint();
    expect(after).not.toBe(before);
    expect(after).toBe(freshFingerprint(cloud.dataDir));
  });

  describe.each(ACTIONS)('%s', (_, name, action, who) => {
    const others = ROLES.filter((role) => !ALLOWED[who].includes(role));
    if (others.length === 0) return;
    it.each(others)('is refused to a %s, and nothing changes', async (role) => {
      const before = fingerprint();
      const wanted = role === 'nobody' ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED';
      await expect(send(people[role], name, action)).resolves.toBe(wanted);
      expect(fingerprint()).toBe(before);
    });
  });

  it.each(BY_ID)(
    "%s answers another's %s as it answers one that does not exist, and nothing changes",
    async (_, field, name, action) => {
      const input = (inputs[name] as Record<string, unknown>)[action];
      const before = fingerprint();
      const answer = await people.guardian.send(name, action as never, input as never);
      expect(answer).toMatchObject({ ok: false, code: codeFor(name, field) });
      const none = leadingNowhere(input, field);
      expect(answer).toEqual(await people.guardian.send(name, action as never, none as never));
      expect(fingerprint()).toBe(before);
    },
  );

  /** Whoever helps with something else: a member of another batch scans as a volunteer does. */
  it.each(['a unit member of another batch', 'a mother'] as const)(
    'every call that is not theirs is refused to %s, and nothing changes',
    async (who) => {
      const { planId, unitId, batchId } = given.packs;
      const isMember = who !== 'a mother';
      const person = isMember
        ? await newMember(cloud, world, await sendPacks(world, planId, unitId, { '7-12': 1 }))
        : cloud.as('companion');
      const before = fingerprint();
      for (const [title, name, action, caller] of ACTIONS) {
        if (ALLOWED[caller].includes(isMember ? 'volunteer' : 'stranger')) continue;
        expect([title, await send(person, name, action)]).toEqual([title, 'PERMISSION_DENIED']);
      }
      const at = { eventId: batchId, stationId: unitId, deviceId: 'd' };
      const { code } = given;
      const scans = { ...at, clockOffsetMs: 0 };
      const theirs: [FunctionName, string, unknown][] = [
        ['helper', 'batch.acknowledge', inputs.helper['batch.acknowledge']],
        ['station', 'card.inspect', { eventId: batchId, stationId: unitId, code }],
        ['station', 'card.redeem', { ...inputs.station['card.redeem'], ...at }],
        ['station', 'card.sync', { ...inputs.station['card.sync'], ...scans }],
      ];
      for (const [name, action, input] of theirs) {
        const told = await person.refused(name, action as never, input);
        expect([action, told]).toEqual([action, 'PERMISSION_DENIED']);
      }
      const { items } = await person.call('helper', 'batch.mine', {});
      expect(items.map((one) => one.batchId)).not.toContain(batchId);
      expect(fingerprint()).toBe(before);
    },
  );

  it('an invitation that nobody made is not found', async () => {
    await expect(send(people.guardian, 'family', 'guardian.join')).resolves.toBe('NOT_FOUND');
  });

  it.each(elsewhereAre('refused'))(
    'staff.%s outside the own area is refused at each level, and nothing changes',
    async (action) => {
      const before = fingerprint();
      for (const person of [people.staff, ...elsewhere]) {
        await expect(send(person, 'staff', action)).resolves.toBe('PERMISSION_DENIED');
      }
      expect(fingerprint()).toBe(before);
    },
  );

  it('what is refused outside the own area is found by an id, or by its community', () => {
    const withoutId = elsewhereAre('refused').filter(
      (action) => privateIds('staff', action).length === 0,
    );
    expect(withoutId).toEqual(['entry.save', 'gift.wanted', 'pack.candidates', 'mother.children']);
    for (const action of withoutId) expect(fieldsIn(inputs.staff[action])).toContain('communityId');
  });

  it.each(elsewhereAre('refused'))(
    'staff.%s answers an id of another area as it answers one that does not exist',
    async (action) => {
      const input = inputs.staff[action];
      for (const id of privateIds('staff', action)) {
        const none = leadingNowhere(input, id);
        for (const person of [people.staff, ...elsewhere]) {
          const answer = await person.send('staff', action, input as never);
          expect({ id, answer }).toEqual({
            id,
            answer: await person.send('staff', action, none as never),
          });
        }
      }
    },
  );

  it.each(elsewhereAre('told'))(
    'staff.%s outside the own area says so of each, and changes none',
    async (action) => {
      const before = dump(cloud.dataDir, 'wishes');
      for (const person of [people.staff, ...elsewhere]) {
        const told = await person.call('staff', action, inputs.staff[action] as never);
        expect(JSON.stringify(told)).toMatch(/"(refused|problem)":"/);
        expect(JSON.stringify(told)).not.toContain('"state"');
      }
      expect(dump(cloud.dataDir, 'wishes')).toBe(before);
    },
  );

  it.each(elsewhereAre('hidden'))(
    'staff.%s shows nothing from outside the own area, at no level',
    async (action) => {
      for (const person of [people.staff, ...elsewhere]) {
        const shown = await person.call('staff', action, inputs.staff[action] as never);
        const { wishId, cardId, childId, motherId, pairId, enrolmentId } = given;
        const ids = [wishId, cardId, childId, motherId, pairId, enrolmentId];
        for (const id of ids) {
          expect(JSON.stringify(shown)).not.toContain(id);
        }
      }
    },
  );

  it('the lists of staff hold their own area and below, and no more', async () => {
    const { items } = await people.staff.call('staff', 'wish.list', { campaignId });
    expect(items).toEqual([]);
    const own = await world.community.call('staff', 'wish.list', { campaignId });
    expect(own.items).toHaveLength(5);
    const cards = await people.staff.call('staff', 'card.list', { eventId });
    expect(cards.items).toEqual([]);
    for (const action of ['gift.wanted', 'order.list', 'stock.list'] as const) {
      const list = await people.staff.call('staff', action, { campaignId });
      expect(list.items).toEqual([]);
    }
    const open = { campaignId, state: 'open' } as const;
    const defects = await people.staff.call('staff', 'defect.list', open);
    expect(defects.items).toEqual([]);
    await expect(world.community.call('staff', 'defect.list', open)).resolves.toMatchObject({
      items: [{ reason: '轮子掉了' }],
    });
  });

  describe.each(Object.values(LISTS))('to a %s, and as .xlsx %j,', (who, wanted) => {
    const input = { wanted };
    it.each(ROLES.filter((role) => !ALLOWED[who].includes(role)))(
      'is refused to a %s, and nothing changes',
      async (role) => {
        const before = fingerprint();
        const code = role === 'nobody' ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED';
        await expect(people[role].refused('staff', 'list.export', input)).resolves.toBe(code);
        expect(fingerprint()).toBe(before);
      },
    );

    it.each(ROLES.filter((role) => ALLOWED[who].includes(role)))(
      'goes to a %s, on record',
      async (role) => {
        const { rows } = await people[role].call('staff', 'list.export', input);
        // A list of staff holds nothing of another area: all of these are of the family's own.
        // The sums of a plan are of no area.
        if (role === 'staff' && wanted.list !== 'packSums') expect(rows).toBe(0);
        const { items } = await people.admin.call('staff', 'audit.list', { subject: wanted.list });
        expect(items[0]).toMatchObject({ action: 'list.export' });
      },
    );
  });

  it('a guardian sees own wishes and cards only', async () => {
    await expect(people.guardian.call('family', 'wish.mine', {})).resolves.toEqual({ items: [] });
    await expect(people.guardian.call('family', 'card.mine', {})).resolves.toEqual({ items: [] });
  });

  it('reviewing is for a grant of exactly the level: not for an admin, nor for the other level', async () => {
    const review = inputs.staff['wish.review'];
    await expect(world.admin.refused('staff', 'wish.review', review)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  /** What is refused further in is refused in other words than at the door. */
  describe('what is theirs', () => {
    const theirs = ROLES.flatMap((role) =>
      ACTIONS.filter(([, , , who]) => ALLOWED[who].includes(role)).map(
        ([title, name, action]) => [title, role, name, action] as const,
      ),
    );
    const doors = new Map<string, string[]>();
    const answer = (role: Role, name: FunctionName, action: string) => {
      const input = (inputs[name] as Record<string, unknown>)[action];
      return people[role].send(name, action as never, input as never);
    };
    const wordsTo = async (role: Role, name: FunctionName, action: string): Promise<string> => {
      const reply = await answer(role, name, action);
      return reply.ok ? '' : reply.message;
    };

    beforeAll(async () => {
      for (const [title, name, action, who] of ACTIONS) {
        const others = ROLES.filter((role) => !ALLOWED[who].includes(role));
        doors.set(title, await Promise.all(others.map((role) => wordsTo(role, name, action))));
      }
    });

    it.each(theirs)(
      '%s is not refused at the door to a %s, and what staff do is in the audit',
      async (title, role, name, action) => {
        const audited = dump(cloud.dataDir, 'audit');
        const reply = await answer(role, name, action);
        expect(doors.get(title)).not.toContain(reply.ok ? '' : reply.message);
        if (!reply.ok || name !== 'staff' || !hasId(FUNCTIONS.staff[action as 'me'].input)) return;
        expect(dump(cloud.dataDir, 'audit') === audited).toBe(UNAUDITED.includes(action));
      },
    );
  });
});
