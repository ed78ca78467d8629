import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  approve,
  campaignId,
  eventId,
  fundId,
  fundWish,
  HOUR,
  inOwnWorld,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  wishOf,
  type World,
} from '../../support/world';

const wishIdOf = async (guardian: Person): Promise<string> => {
  const { items } = await guardian.call('family', 'wish.mine', {});
  return items[0]?.wishId ?? '';
};
const refusedFor = (guardian: Person, childId: string, of: string) =>
  guardian.refused('family', 'wish.submit', wishOf(childId, { campaignId: of }));

describe('a campaign', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const district = { areaId: 'd-9', name: '西区', level: 'district' as const };
  const summer = () => ({
    requestId: newRequestId(),
    campaignId: 'summer',
    title: '夏天的心愿',
    place: '海边',
    donor: '灯塔公司',
    from: Date.now() - HOUR,
    until: Date.now() + HOUR,
    fundId: 'summer-fund',
    consentVersion: '1',
    areas: [district],
  });

  it('is saved with as many areas as a call may name, more than one transaction takes', async () => {
    const communities = Array.from({ length: 149 }, (_, place) => ({
      areaId: `c-9-${place}`,
      name: `社区 ${place}`,
      level: 'community' as const,
      parentId: 'd-9',
    }));
    const areas = [district, ...communities];
    await world.admin.call('staff', 'campaign.save', { ...summer(), areas });
    const seen = await world.stranger.call('campaign', 'get', { campaignId: 'summer' });
    expect(seen.communities).toHaveLength(communities.length);
  });

  it('that has fewer review levels than before leaves no wish without a reviewer', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    const { wishId } = await submit(guardian, childId);
    const review = (reviewer: Person) =>
      reviewer.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
    await expect(review(world.community)).resolves.toEqual({ state: 'submitted' });
    await world.admin.call('staff', 'campaign.save', {
      ...summer(),
      campaignId,
      fundId,
      reviewLevels: ['district'],
      areas: [{ areaId: 'd-1', name: '东区', level: 'district' }],
    });
    await expect(review(world.district)).resolves.toEqual({ state: 'approved' });
  });

  it('says whom families reach, until that is taken away', async () => {
    const spring = async (more: object) => {
      const {
        campaignId: id,
        closedAt: _,
        consentTerms: __,
        ...settings
      } = await world.admin.call('staff', 'campaign.open', { campaignId });
      const { contact: ___, ...kept } = settings;
      return { requestId: newRequestId(), campaignId: id, ...kept, ...more };
    };
    const seen = async () => (await cloud.as('').call('campaign', 'get', { campaignId })).contact;
    const contact = { phone: '0755-00001111', hours: '工作日 9:00–18:00' };
    await world.admin.call('staff', 'campaign.save', await spring({ contact }));
    expect(await seen()).toEqual(contact);
    await world.admin.call('staff', 'campaign.save', await spring({}));
    expect(await seen()).toEqual(contact);
    await expect(
      world.admin.refused(
        'staff',
        'campaign.save',
        await spring({ contact: { phone: '问小王', hours: '' } }),
      ),
    ).resolves.toBe('INVALID_ARGUMENT');
    await world.admin.call('staff', 'campaign.save', await spring({ contact: null }));
    expect(await seen()).toBeUndefined();
  });

  it('names each review level once', async () => {
    await expect(
      world.admin.refused('staff', 'campaign.save', {
        ...summer(),
        reviewLevels: ['district', 'district'],
      }),
    ).resolves.toBe('INVALID_ARGUMENT');
  });

  describe('that is edited', () => {
    it('takes no wish from an area that left it, and keeps those it has', async () => {
      const communities = ['c-e1', 'c-e2'].map((areaId) => ({
        areaId,
        name: areaId,
        level: 'community' as const,
        parentId: 'd-9',
      }));
      const settings = { ...summer(), campaignId: 'edited', fundId: 'edited-fund' };
      const save = (areas: (typeof communities)[number][]) =>
        world.admin.call('staff', 'campaign.save', {
          ...settings,
          requestId: newRequestId(),
          areas: [district, ...areas],
        });
      await save(communities);
      const { guardian, childId } = await newFamily(cloud, 'moved', ['review', 'gift'], 'c-e2');
      await guardian.call('family', 'wish.submit', wishOf(childId, { campaignId: 'edited' }));
      await save(communities.slice(0, 1));
      const { communities: left } = await guardian.call('campaign', 'get', {
        campaignId: 'edited',
      });
      expect(left.map(({ communityId }) => communityId)).toEqual(['c-e1']);
      const other = await newFamily(cloud, 'left-out', ['review', 'gift'], 'c-e2');
      await expect(refusedFor(other.guardian, other.childId, 'edited')).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items).toMatchObject([{ state: 'submitted' }]);
      // Money is booked where the wishes are: such a campaign keeps its fund.
      await expect(
        world.admin.refused('staff', 'campaign.save', {
          ...settings,
          requestId: newRequestId(),
          fundId: 'another-fund',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it('is opened with all that it was saved with, so that a copy is a campaign of its own', async () => {
      const saved = { ...summer(), campaignId: 'first', title: '第一期', capFen: 5000 as never };
      await world.admin.call('staff', 'campaign.save', saved);
      const {
        campaignId: _,
        consentTerms: _terms,
        ...settings
      } = await world.admin.call('staff', 'campaign.open', { campaignId: 'first' });
      const copy = { ...settings, campaignId: 'second', isNew: true };
      await world.admin.call('staff', 'campaign.save', { ...copy, requestId: newRequestId() });
      await expect(
        world.admin.call('staff', 'campaign.open', { campaignId: 'second' }),
      ).resolves.toMatchObject({ ...settings, campaignId: 'second', areas: [district] });
      await expect(
        world.admin.refused('staff', 'campaign.save', { ...copy, requestId: newRequestId() }),
      ).resolves.toBe('CONFLICT');
    });
  });

  it('that is closed or over takes no new wish; what it has goes on, returned ones too', () =>
    inOwnWorld(async (cloudOfItsOwn, people) => {
      const { guardian, childId } = await newFamily(cloudOfItsOwn, 'in-time');
      const { wishId } = await submit(guardian, childId);
      const late = await newFamily(cloudOfItsOwn, 'late');
      const close = { requestId: newRequestId(), campaignId };
      await people.admin.call('staff', 'campaign.close', close);
      await people.admin.call('staff', 'campaign.close', close);
      await expect(refusedFor(late.guardian, late.childId, campaignId)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await people.community.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'return',
        reason: '请补充尺码',
      });
      await expect(submit(guardian, childId, '一双 35 码球鞋')).resolves.toEqual({
        wishId,
        state: 'submitted',
      });
      await approve(people, wishId);
      await fundWish(people, wishId);
      await people.admin.call('staff', 'campaign.reopen', { ...close, requestId: newRequestId() });
      await expect(submit(late.guardian, late.childId)).resolves.toMatchObject({
        state: 'submitted',
      });

      const back = { requestId: newRequestId(), decision: 'return' as const, reason: '写明颜色' };
      const lateId = await wishIdOf(late.guardian);
      await people.community.call('staff', 'wish.review', { ...back, wishId: lateId });
      // The day on which gifts are fetched is still to come: nothing expires before it.
      await people.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        eventId,
        campaignId,
        title: '领取日',
        from: Date.now() + 60 * HOUR,
        until: Date.now() + 61 * HOUR,
        stations: [{ stationId: 'desk-1', label: '一号台' }],
      });
      await cloudOfItsOwn.forward(49 * HOUR, 'daily');
      const last = await newFamily(cloudOfItsOwn, 'after-the-end');
      await expect(refusedFor(last.guardian, last.childId, campaignId)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await expect(submit(late.guardian, late.childId, '一盒蓝色蜡笔')).resolves.toEqual({
        wishId: lateId,
        state: 'submitted',
      });
    }));

  describe('its consent text', () => {
    const terms = [{ title: '收集什么', text: '孩子的小名和心愿。' }];
    const publish = (version: string, text = terms, to = campaignId) =>
      world.admin.call('staff', 'consent.publish', {
        requestId: newRequestId(),
        campaignId: to,
        version,
        terms: text,
      });
    const current = async (guardian: Person, of = campaignId) =>
      (await guardian.call('family', 'me', { campaignId: of })).consent?.current;

    it('is read by anybody, and a new version asks those who agreed to another again', async () => {
      const { guardian } = await newFamily(cloud, 'asked-again');
      await expect(current(guardian)).resolves.toBe(true);
      await publish('v-2');
      await expect(cloud.as('').call('campaign', 'consent', { campaignId })).resolves.toEqual({
        version: 'v-2',
        terms,
      });
      await expect(current(guardian)).resolves.toBe(false);
      await guardian.call('family', 'consent.grant', {
        version: 'v-2',
        scopes: ['review', 'gift'],
      });
      await expect(current(guardian)).resolves.toBe(true);
    });

    it('of a version never changes, in no campaign', async () => {
      await publish('v-3');
      await publish('v-3', terms, 'summer');
      const other = {
        requestId: newRequestId(),
        campaignId: 'summer',
        version: 'v-3',
        terms: [{ title: '收集什么', text: '别的。' }],
      };
      await expect(world.admin.refused('staff', 'consent.publish', other)).resolves.toBe(
        'CONFLICT',
      );
    });

    it('of one campaign takes nothing from the consent to another', async () => {
      const { guardian } = await newFamily(cloud, 'in-both');
      await publish('of-spring');
      await publish('of-summer', terms, 'summer');
      for (const version of ['of-spring', 'of-summer']) {
        await guardian.call('family', 'consent.grant', { version, scopes: ['review', 'gift'] });
      }
      await expect(current(guardian)).resolves.toBe(true);
      await expect(current(guardian, 'summer')).resolves.toBe(true);
      await guardian.call('family', 'consent.withdraw', { scopes: ['gift'] });
      await guardian.call('family', 'consent.grant', { version: 'of-summer', scopes: ['gift'] });
      await expect(current(guardian)).resolves.toBe(false);
    });
  });
});
