import type {
  ActionName,
  Caller,
  Contract,
  FunctionName,
  Input,
  StaffLevel,
} from '../../typings/contract';
import { handlers as campaign } from '../../cloudfunctions/campaign';
import { handlers as family } from '../../cloudfunctions/family';
import { handlers as staff } from '../../cloudfunctions/staff';
import { handlers as station } from '../../cloudfunctions/station';
import { openCloud, type Person, type TestCloud } from '../support/cloud';
import { fingerprint } from '../support/fingerprint';
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

const HANDLERS: { [F in FunctionName]: Record<keyof Contract[F], { who: Caller }> } = {
  campaign,
  family,
  staff,
  station,
};

/** A good input for every action of the contract: one that is missing does not compile. */
type Inputs = { [F in FunctionName]: { [A in ActionName<F>]: Input<F, A> } };

const inputsFor = ({ childId, wishId, cardId, code }: ReadyCard, grantId: string): Inputs => {
  const requestId = 'tried-by-somebody';
  const now = Date.now();
  const cardAction = { requestId, cardId, reason: '试一试' };
  const window = { from: now - HOUR, until: now + HOUR };
  const level: StaffLevel = 'community';
  return {
    campaign: {
      get: { campaignId },
      wall: { campaignId },
      report: { campaignId },
      code: { campaignId, source: 'poster-sky' },
      visit: { campaignId, source: 'friend' },
    },
    family: {
      me: {},
      'consent.grant': { version: '1', scopes: ['review'] },
      'consent.withdraw': {},
      'child.save': {
        requestId,
        childId,
        nickname: '别人',
        birthMonth: '2016-05',
        communityId: 'c-1',
      },
      'wish.submit': { requestId, campaignId, childId, category: 'toy', title: '别人的心愿' },
      'wish.withdraw': { requestId, wishId },
      'wish.mine': {},
      'card.mine': {},
      'card.show': { cardId },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
      'access.mine': {},
      'data.export': {},
      'data.erase': { requestId, childId },
      'guardian.invite': { requestId, childId },
      'guardian.join': { requestId, code: 'no-such-code' },
      'guardian.leave': { requestId, childId },
      'complaint.send': { requestId, topic: 'gift', words: '礼物还没有到。' },
    },
    staff: {
      me: {},
      'wish.list': { campaignId },
      'wish.open': { wishId, purpose: '看看' },
      'wish.review': { requestId, wishId, decision: 'reject', reason: '不行' },
      'wish.fund': { requestId, wishId, amountFen: 100 as never },
      'gift.arrive': { requestId, wishId, priceFen: 100 as never, stationId: 'desk-1' },
      'fund.donate': { requestId, fundId, donor: '某人', amountFen: 100 as never },
      'fund.ledger': { fundId },
      'campaign.save': {
        requestId,
        campaignId,
        title: '改名',
        place: '别处',
        donor: '某人',
        ...window,
        fundId,
        consentVersion: '2',
        areas: [{ areaId: 'c-1', name: '改名', level }],
      },
      'event.save': {
        requestId,
        eventId,
        campaignId,
        title: '改名',
        ...window,
        stations: [{ stationId: 'desk-1', label: '改名' }],
      },
      'event.list': { campaignId },
      'event.progress': { eventId },
      'event.absentees': { eventId },
      'event.cancel': { requestId, eventId, reason: '试一试' },
      'event.rehearse': { requestId, eventId },
      'card.move': { requestId, cardIds: [cardId], eventId, stationId: 'desk-2' },
      'conflict.list': { eventId },
      'conflict.resolve': { requestId, conflictId: `${cardId}.0`, resolution: '收回', note: '好' },
      'grant.endAll': { requestId, eventId },
      'audit.verify': {},
      'audit.list': {},
      'card.issue': { requestId, eventId, wishIds: [wishId] },
      'card.list': { eventId },
      'card.sheet': { eventId, cardIds: [cardId], format: 'csv' },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
      'card.reissue': cardAction,
      'card.void': cardAction,
      'grant.scanner': { requestId, openid: 'somebody', eventId, ...window },
      'grant.staff': { requestId, openid: 'somebody', level, areaId: 'c-1' },
      'grant.end': { requestId, grantId },
      'guardian.attest': { requestId, wishId, reason: '当面核实过' },
      'guardian.transfer': { requestId, wishId, reason: '当面核实过' },
    },
    station: {
      me: {},
      open: {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        deviceLabel: '手机',
        deviceTime: now,
      },
      'card.inspect': { eventId, stationId: 'desk-1', code },
      'card.redeem': {
        nonce: 'tried',
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        code,
        collector: { type: 'child' },
      },
      'card.handOut': { nonce: 'tried-to-hand-out', eventId, code },
      'card.sync': {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        clockOffsetMs: 0,
        entries: [{ nonce: 'tried-later', code, collector: { type: 'child' }, scannedAt: now }],
      },
      'card.annul': { nonce: 'tried-to-annul', cardId, reason: '试一试', disposition: 'returned' },
      attempts: { eventId },
    },
  };
};

const NO_CARD = { childId: '', wishId: '', cardId: '', code: '' } as ReadyCard;

const ROLES = ['nobody', 'stranger', 'guardian', 'volunteer', 'staff'] as const;
type Role = (typeof ROLES)[number];

/** Who may call what kind of action at all. */
const ALLOWED: Record<Caller, readonly Role[]> = {
  anyone: ['nobody', 'stranger', 'guardian', 'volunteer', 'staff'],
  signedIn: ['stranger', 'guardian', 'volunteer', 'staff'],
  guardian: ['guardian'],
  volunteer: ['volunteer', 'staff'],
  staff: ['staff'],
  admin: [],
};

const ACTIONS = Object.entries(HANDLERS).flatMap(([name, actions]) =>
  Object.entries(actions as Record<string, { who: Caller }>).map(
    ([action, { who }]) => [`${name}.${action}`, name as FunctionName, action, who] as const,
  ),
);

/** Ids that anybody may know. */
const PUBLIC_IDS = ['requestId', 'campaignId', 'communityId'];

const isPrivateId = (field: string): boolean => field.endsWith('Id') && !PUBLIC_IDS.includes(field);

/** From the contract: one that takes an id of a family is tried with another's. */
const FAMILY_ACTIONS = (Object.keys(family) as ActionName<'family'>[]).filter((action) =>
  Object.keys(inputsFor(NO_CARD, '').family[action]).some(isPrivateId),
);

describe('an action that is not theirs', () => {
  let cloud: TestCloud;
  let world: World;
  let inputs: Inputs;
  let people: Record<Role, Person>;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    const card = await readyCard(cloud, world, 'owner');
    const { guardian } = await newFamily(cloud, 'other-guardian');
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: 'a-grant-to-end',
      openid: 'colleague',
      level: 'community',
      areaId: 'c-2',
    });
    inputs = inputsFor(card, grantId);
    people = {
      nobody: cloud.as(''),
      stranger: world.stranger,
      guardian,
      volunteer: world.volunteer,
      staff: cloud.as('colleague'),
    };
  });
  afterAll(() => cloud.end());

  const send = (person: Person, name: FunctionName, action: string): Promise<string> => {
    const input = (inputs[name] as Record<string, unknown>)[action];
    return person.refused(name, action as never, input);
  };

  describe.each(ACTIONS)('%s', (_, name, action, who) => {
    const others = ROLES.filter((role) => !ALLOWED[who].includes(role));
    if (others.length === 0) {
      it('is open to all', () => {
        expect(who).toBe('anyone');
      });
      return;
    }
    it.each(others)('is refused to a %s, and nothing changes', async (role) => {
      const before = fingerprint(cloud.dataDir);
      const wanted = role === 'nobody' ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED';
      await expect(send(people[role], name, action)).resolves.toBe(wanted);
      expect(fingerprint(cloud.dataDir)).toBe(before);
    });
  });

  it.each(FAMILY_ACTIONS)(
    "family.%s answers another family's ids as it answers ids that do not exist, and nothing changes",
    async (action) => {
      const input = inputs.family[action] as Record<string, unknown>;
      const ids = Object.keys(input).filter(isPrivateId);
      const before = fingerprint(cloud.dataDir);
      for (const id of ids) {
        const unknown = { ...input, [id]: 'there-is-none' };
        const answer = await people.guardian.send('family', action, input as never);
        expect(answer).toMatchObject({ ok: false, code: 'NOT_FOUND' });
        expect(answer).toEqual(await people.guardian.send('family', action, unknown as never));
      }
      expect(fingerprint(cloud.dataDir)).toBe(before);
    },
  );

  it('an invitation that nobody made is not found', async () => {
    await expect(send(people.guardian, 'family', 'guardian.join')).resolves.toBe('NOT_FOUND');
  });

  it.each([
    'wish.open',
    'wish.review',
    'gift.arrive',
    'card.issue',
    'card.sheet',
    'card.freeze',
    'card.reissue',
    'card.void',
    'guardian.attest',
    'guardian.transfer',
  ])('staff.%s outside the own area is refused, and nothing changes', async (action) => {
    const before = fingerprint(cloud.dataDir);
    await expect(send(people.staff, 'staff', action)).resolves.toBe('PERMISSION_DENIED');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('the lists of staff hold their own area and below, and no more', async () => {
    const { items } = await people.staff.call('staff', 'wish.list', { campaignId });
    expect(items).toEqual([]);
    const own = await world.community.call('staff', 'wish.list', { campaignId });
    expect(own.items).toHaveLength(1);
    const cards = await people.staff.call('staff', 'card.list', { eventId });
    expect(cards.items).toEqual([]);
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
});
