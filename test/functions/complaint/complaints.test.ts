import type { ComplaintTopic } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { dump } from '../../support/fingerprint';
import { TwoCalls } from '../../support/two-calls';
import {
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

describe('a complaint', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;
  const calls = new TwoCalls();

  beforeAll(async () => {
    cloud = await openCloud({ holdAt: calls.holdAt });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const family = () => newFamily(cloud, `family-${(families += 1)}`);
  const send = (
    guardian: Person,
    topic: ComplaintTopic,
    more: { words?: string; wishId?: string } = {},
  ) =>
    guardian.call('family', 'complaint.send', {
      requestId: newRequestId(),
      topic,
      words: '礼物的颜色不对。',
      ...more,
    });
  const listed = async (person: Person, state: 'open' | 'answered' = 'open') =>
    (await person.call('staff', 'complaint.list', { state, limit: 100 })).items;
  const about = (complaintId: string) => ({ requestId: newRequestId(), complaintId });
  const rejectedWish = async (guardian: Person, childId: string): Promise<string> => {
    const { wishId } = await submit(guardian, childId);
    await world.community.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'reject',
      reason: '学校已经发过',
    });
    return wishId;
  };

  it('is answered by the district, and the family reads the answer', async () => {
    const { guardian } = await family();
    const { complaintId } = await send(guardian, 'gift');
    const [row] = (await listed(world.district)).filter((item) => item.complaintId === complaintId);
    expect(row).toMatchObject({ topic: 'gift', overdue: false, mine: false });
    expect(row!.dueAt - row!.at).toBe(7 * 24 * 3_600_000);
    expect(JSON.stringify(row)).not.toContain('颜色');
    await world.district.call('staff', 'complaint.assign', about(complaintId));
    const answer = { ...about(complaintId), words: '已经换好，明天送到。' };
    await world.district.call('staff', 'complaint.answer', answer);
    await world.district.call('staff', 'complaint.answer', answer);
    await expect(guardian.call('family', 'complaint.mine', {})).resolves.toMatchObject({
      items: [{ complaintId, state: 'answered', answer: { words: '已经换好，明天送到。' } }],
    });
    const held = await guardian.call('family', 'data.export', {});
    expect(held.complaints).toMatchObject([{ answer: { words: '已经换好，明天送到。' } }]);
    expect(JSON.stringify(held)).not.toContain('"by"');
    await expect(
      world.admin.refused('staff', 'complaint.answer', { ...answer, requestId: newRequestId() }),
    ).resolves.toBe('FAILED_PRECONDITION');
    const answered = await listed(world.district, 'answered');
    expect(answered.map((item) => item.complaintId)).toContain(complaintId);
  });

  it('is not for those whom it may be about: not for the community, nor for another district', async () => {
    const { guardian } = await family();
    const { complaintId } = await send(guardian, 'review');
    const other = cloud.as('other-district');
    await world.admin.call('staff', 'campaign.save', {
      requestId: newRequestId(),
      campaignId: 'elsewhere',
      title: '别处',
      place: '别处',
      donor: '某人',
      from: Date.now(),
      until: Date.now() + 3_600_000,
      fundId: 'elsewhere',
      consentVersion: '1',
      areas: [{ areaId: 'd-2', name: '西区', level: 'district' }],
    });
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: other.openid,
      level: 'district',
      areaId: 'd-2',
    });
    for (const person of [world.community, other]) {
      expect(await listed(person)).toEqual([]);
      await expect(person.refused('staff', 'complaint.open', { complaintId })).resolves.toBe(
        'PERMISSION_DENIED',
      );
      await expect(
        person.refused('staff', 'complaint.answer', { ...about(complaintId), words: '好' }),
      ).resolves.toBe('PERMISSION_DENIED');
    }
  });

  it('asks for a lost card again, of the community; the freeze ends with the reissue', async () => {
    const asked = (guardian: Person, wishId: string) => ({
      requestId: newRequestId(),
      topic: 'reissue' as const,
      words: '卡找不到了，请补发。',
      wishId,
    });
    const early = await family();
    const { wishId: cardless } = await submit(early.guardian, early.childId);
    await expect(
      early.guardian.refused('family', 'complaint.send', asked(early.guardian, cardless)),
    ).resolves.toBe('FAILED_PRECONDITION');

    const { guardian, wishId, cardId, code } = await readyCard(cloud, world, 'lost-a-card');
    const act = () => ({ requestId: newRequestId(), cardId, reason: '卡找不到了' });
    await guardian.call('family', 'card.freeze', act());
    const { complaintId } = await guardian.call(
      'family',
      'complaint.send',
      asked(guardian, wishId),
    );
    await expect(
      guardian.refused('family', 'complaint.send', asked(guardian, wishId)),
    ).resolves.toBe('FAILED_PRECONDITION');
    expect((await listed(world.community)).map((item) => item.complaintId)).toEqual([complaintId]);
    await expect(
      world.community.call('staff', 'complaint.open', { complaintId }),
    ).resolves.toMatchObject({ topic: 'reissue', wishId });

    // A frozen card stays frozen where nothing else is said.
    await expect(world.community.call('staff', 'card.reissue', act())).resolves.toMatchObject({
      state: 'frozen',
    });
    await expect(
      world.community.call('staff', 'card.reissue', { ...act(), unfreeze: true }),
    ).resolves.toMatchObject({ state: 'issued' });
    await world.community.call('staff', 'complaint.answer', {
      ...about(complaintId),
      words: '已经补发，请到社区取新卡。',
    });
    const { code: fresh } = await guardian.call('family', 'card.show', { cardId });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'revoked' });
    await expect(redeem(world.volunteer, fresh)).resolves.toMatchObject({ status: 'accepted' });
    await expect(
      guardian.refused('family', 'complaint.send', asked(guardian, wishId)),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it.each([1, 3, 5])('asks for a lost card once, tapped twice at one moment: %i', async (step) => {
    const { guardian, wishId } = await readyCard(cloud, world, `in-a-hurry-${step}`);
    const ask = () =>
      guardian.send('family', 'complaint.send', {
        requestId: newRequestId(),
        topic: 'reissue',
        words: '卡找不到了，请补发。',
        wishId,
      });
    const { answers } = await calls.play({ first: step, second: step }, ask, ask);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { items } = await guardian.call('family', 'complaint.mine', {});
    expect(items).toHaveLength(1);
  });

  it('about a child’s information is for an admin alone', async () => {
    const { guardian } = await family();
    const { complaintId } = await send(guardian, 'privacy');
    expect((await listed(world.admin)).map((item) => item.complaintId)).toContain(complaintId);
    expect((await listed(world.district)).map((item) => item.complaintId)).not.toContain(
      complaintId,
    );
    await expect(world.district.refused('staff', 'complaint.open', { complaintId })).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('of one’s own is handled by a colleague', async () => {
    const { guardian } = await newFamily(cloud, 'district');
    const { complaintId } = await send(guardian, 'gift');
    expect((await listed(world.district)).map((item) => item.complaintId)).not.toContain(
      complaintId,
    );
    await expect(
      world.district.refused('staff', 'complaint.assign', about(complaintId)),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('that a colleague has taken on is hers, until an admin gives it to another', async () => {
    const { guardian } = await family();
    const { complaintId } = await send(guardian, 'event');
    const second = cloud.as('second-of-district');
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: second.openid,
      level: 'district',
      areaId: 'd-1',
    });
    await world.district.call('staff', 'complaint.assign', about(complaintId));
    await expect(second.refused('staff', 'complaint.assign', about(complaintId))).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(
      second.refused('staff', 'complaint.answer', { ...about(complaintId), words: '好' }),
    ).resolves.toBe('FAILED_PRECONDITION');
    const grants = await world.admin.call('staff', 'grant.list', { role: 'district' });
    const person = grants.items[0]!.person;
    await world.admin.call('staff', 'complaint.assign', { ...about(complaintId), person });
    await second.call('staff', 'complaint.answer', { ...about(complaintId), words: '已处理。' });
    const volunteers = await world.admin.call('staff', 'grant.list', { role: 'scanner' });
    const { complaintId: another } = await send(guardian, 'event');
    await expect(
      world.admin.refused('staff', 'complaint.assign', {
        ...about(another),
        person: volunteers.items[0]!.person,
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  describe('that is an appeal', () => {
    it('is about a rejected wish of their own, and opening it is logged for the family', async () => {
      const { guardian, childId } = await family();
      const wishId = await rejectedWish(guardian, childId);
      const { complaintId } = await send(guardian, 'appeal', { wishId });
      const opened = await world.district.call('staff', 'complaint.open', { complaintId });
      expect(opened).toMatchObject({ topic: 'appeal', wishId, words: '礼物的颜色不对。' });
      await expect(guardian.call('family', 'access.mine', {})).resolves.toMatchObject({
        items: [
          { role: 'district', purpose: '处理申诉' },
          // The decision itself is a row, though nobody opened the file before it.
          { role: 'community', purpose: '审核：未通过' },
        ],
      });
    });

    it('is refused for a wish that was not rejected, and for another family’s', async () => {
      const { guardian, childId } = await family();
      const { wishId } = await submit(guardian, childId);
      const appeal = { requestId: newRequestId(), topic: 'appeal', words: '请再看看。', wishId };
      await expect(guardian.refused('family', 'complaint.send', appeal)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const other = await family();
      await expect(other.guardian.refused('family', 'complaint.send', appeal)).resolves.toBe(
        'NOT_FOUND',
      );
    });
  });

  it('and its answer go with the child that it is about', async () => {
    const { guardian, childId } = await family();
    const wishId = await rejectedWish(guardian, childId);
    const words = '这句话不应留下。';
    const { complaintId } = await send(guardian, 'appeal', { wishId, words });
    await world.district.call('staff', 'complaint.answer', {
      ...about(complaintId),
      words: '这句答复也不应留下。',
    });
    expect(dump(cloud.dataDir, 'complaints')).toContain(words);
    await guardian.call('family', 'data.erase', { requestId: newRequestId(), childId });
    expect(dump(cloud.dataDir, 'complaints')).not.toMatch(/不应留下/);
  });

  it('leaves no word of it in the audit', () => {
    expect(dump(cloud.dataDir, 'audit')).toContain('complaint.answer');
    expect(dump(cloud.dataDir, 'audit')).not.toMatch(/颜色|换好|处理。/);
  });
});
