import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { DAY, dayOf, pairingFamily } from '../../support/companions';
import { findInFolder } from '../../support/data-folder';
import { dump } from '../../support/fingerprint';
import { enter } from '../../support/paper';
import { openSafeguarding } from '../../support/safeguarding';
import { newRequestId, openWorld, type World } from '../../support/world';

const NOTE = '孩子愿意画画，夜里怕黑（鲸鱼笔记）';

/** 转介: one child, one specialist, one purpose, and the guardian's yes to just this. */
describe('a referral', () => {
  let cloud: TestCloud;
  let world: World;
  let guardian: Person;
  let childId: string;
  let specialist: Person;
  let specialistId: string;

  const saveSpecialist = (openid: string, memberUntil: string) =>
    world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      openid,
      name: '林老师',
      profession: 'psychologist',
      contact: '南山心理中心 二楼',
      memberUntil,
    });

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    ({ guardian, childId } = await pairingFamily(cloud, 'family'));
    specialist = cloud.as('specialist');
    ({ specialistId } = await saveSpecialist('specialist', dayOf(cloud.now() + 90 * DAY)));
  });
  afterAll(() => cloud.end());

  const propose = async (more: object = {}): Promise<string> => {
    const { referralId, state } = await world.community.call('staff', 'referral.propose', {
      requestId: newRequestId(),
      childId,
      specialistId,
      purpose: '聊聊睡眠',
      question: '夜里睡不好，想请您看看',
      ...more,
    });
    expect(state).toBe('proposed');
    return referralId;
  };
  const answer = (referralId: string, said: 'yes' | 'no' = 'yes') =>
    guardian.call('family', 'referral.answer', {
      requestId: newRequestId(),
      referralId,
      answer: said,
    });
  const step = (action: 'referral.accept' | 'referral.close', referralId: string) =>
    specialist.call('helper', action, { requestId: newRequestId(), referralId });
  const mine = async () => (await specialist.call('helper', 'referral.mine', {})).items;
  const note = (referralId: string) =>
    specialist.call('helper', 'referral.note', {
      requestId: newRequestId(),
      referralId,
      words: NOTE,
    });

  it("goes from the guardian's yes over the specialist's to its end", async () => {
    const referralId = await propose();
    expect(await mine()).toEqual([]);
    const { items } = await guardian.call('family', 'referral.mine', {});
    expect(items[0]).toMatchObject({
      referralId,
      state: 'proposed',
      specialist: { name: '林老师', contact: '南山心理中心 二楼' },
      question: '夜里睡不好，想请您看看',
    });
    await expect(answer(referralId)).resolves.toEqual({ state: 'consented' });
    const [seen] = await mine();
    expect(seen).toMatchObject({ referralId, state: 'consented', notes: [] });
    expect(JSON.stringify(seen)).not.toContain(childId);
    await expect(step('referral.accept', referralId)).resolves.toEqual({ state: 'accepted' });
    await expect(note(referralId)).resolves.toEqual({ state: 'accepted' });
    expect((await mine())[0]?.notes).toMatchObject([{ words: NOTE }]);
    await expect(step('referral.close', referralId)).resolves.toEqual({ state: 'closed' });
  });

  it('notes lie nowhere in clear, and safeguarding alone reads them beside their author', async () => {
    expect(findInFolder(cloud.dataDir, [NOTE, '鲸鱼笔记'])).toEqual([]);
    const { holders } = await openSafeguarding(cloud, world);
    const { referralId } = (await mine())[0]!;
    await expect(holders[0].call('safe', 'referral.open', { referralId })).resolves.toMatchObject({
      notes: [{ words: NOTE }],
    });
    const exported = JSON.stringify(await guardian.call('family', 'data.export', {}));
    expect(exported).not.toContain('鲸鱼笔记');
    await expect(world.admin.refused('safe', 'referral.open', { referralId })).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('withdrawn, its access ends at that moment', async () => {
    const referralId = await propose();
    await answer(referralId);
    await step('referral.accept', referralId);
    await expect(
      guardian.call('family', 'referral.withdraw', { requestId: newRequestId(), referralId }),
    ).resolves.toEqual({ state: 'withdrawn' });
    expect((await mine()).map((each) => each.referralId)).not.toContain(referralId);
    const late = { requestId: newRequestId(), referralId, words: '晚了' };
    await expect(specialist.refused('helper', 'referral.note', late)).resolves.toBe('NOT_FOUND');
  });

  it('of a family without WeChat is withdrawn by staff, once it was agreed to', async () => {
    const paper = await enter(world.community, 'F-301', {
      nickname: '小禾',
      scopes: ['review', 'gift', 'pairing'],
    });
    const referralId = await propose({ childId: paper.childId, question: '另一个孩子的事' });
    const write = (said: 'yes' | 'withdraw') => ({
      requestId: newRequestId(),
      referralId,
      answer: said,
      how: 'phone' as const,
      note: '奶奶电话里说的',
    });
    await expect(
      world.community.refused('staff', 'referral.answer', write('withdraw')),
    ).resolves.toBe('FAILED_PRECONDITION');
    await world.community.call('staff', 'referral.answer', write('yes'));
    await step('referral.accept', referralId);
    await expect(
      world.community.call('staff', 'referral.answer', write('withdraw')),
    ).resolves.toEqual({ state: 'withdrawn' });
    expect((await mine()).map((each) => each.referralId)).not.toContain(referralId);
    const inWeChat = await propose();
    await answer(inWeChat);
    const theirs = { ...write('withdraw'), referralId: inWeChat };
    await expect(world.community.refused('staff', 'referral.answer', theirs)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('is of nobody else: another specialist, another family', async () => {
    await saveSpecialist('another', dayOf(cloud.now() + DAY));
    const referralId = await propose();
    await answer(referralId);
    const input = { requestId: newRequestId(), referralId };
    await expect(cloud.as('another').refused('helper', 'referral.accept', input)).resolves.toBe(
      'NOT_FOUND',
    );
    const { guardian: stranger } = await pairingFamily(cloud, 'another-family');
    await expect(stranger.refused('family', 'referral.withdraw', input)).resolves.toBe('NOT_FOUND');
    await expect(world.stranger.refused('helper', 'referral.accept', input)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('unanswered for three days it is back with its sender, who is told once', async () => {
    const referralId = await propose();
    await answer(referralId);
    await cloud.forward(3 * DAY + 60_000, 'daily');
    await expect(
      specialist.refused('helper', 'referral.accept', { requestId: newRequestId(), referralId }),
    ).resolves.toBe('NOT_FOUND');
    const { items } = await world.community.call('staff', 'referral.list', {});
    expect(items.find((each) => each.referralId === referralId)).toMatchObject({ state: 'lapsed' });
    await cloud.forward(DAY, 'daily');
    const told = (await world.community.call('staff', 'alert.mine', {})).items;
    expect(told.filter(({ kind }) => kind === 'referralLapsed').length).toBeGreaterThan(0);
  });

  it('a membership that has run out ends access and takes no new one', async () => {
    const referralId = await propose();
    await answer(referralId);
    await cloud.forward(2 * DAY, 'last');
    await saveSpecialist('specialist', dayOf(cloud.now() + DAY));
    await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      specialistId,
      openid: 'specialist',
      name: '林老师',
      profession: 'psychologist',
      contact: '南山心理中心 二楼',
      memberUntil: dayOf(cloud.now() - DAY),
    });
    expect((await mine()).map((each) => each.referralId)).not.toContain(referralId);
    await expect(
      world.community.refused('staff', 'referral.propose', {
        requestId: newRequestId(),
        childId,
        specialistId,
        purpose: '再聊',
        question: '再看看',
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it('a specialist is entered by a code of their own, and changed without it', async () => {
    const person = cloud.as('new-specialist');
    const shown = { requestId: newRequestId() };
    const { code } = await person.call('helper', 'code.mine', shown);
    expect(code).not.toContain('new-specialist');
    await expect(person.call('helper', 'code.mine', shown)).resolves.toMatchObject({ code });
    await expect(
      world.volunteer.refused('staff', 'invite.accept', { requestId: newRequestId(), code }),
    ).resolves.toBe('NOT_FOUND');
    const facts = {
      name: '江老师',
      profession: 'judge',
      contact: '南山法院 一楼',
      memberUntil: dayOf(cloud.now() + DAY),
    } as const;
    await expect(
      world.admin.refused('staff', 'specialist.save', { requestId: newRequestId(), ...facts }),
    ).resolves.toBe('INVALID_ARGUMENT');
    const saved = await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      code,
      ...facts,
    });
    await expect(
      world.admin.refused('staff', 'specialist.save', {
        requestId: newRequestId(),
        code,
        ...facts,
      }),
    ).resolves.toBe('NOT_FOUND');
    await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      specialistId: saved.specialistId,
      ...facts,
      memberUntil: dayOf(cloud.now() + 9 * DAY),
    });
    const me = () => cloud.as('new-specialist').call('family', 'me', {});
    await expect(me()).resolves.toMatchObject({ isSpecialist: true, hasReferrals: false });
    await expect(guardian.call('family', 'me', {})).resolves.toMatchObject({
      isSpecialist: false,
      hasReferrals: true,
    });
    await cloud.as('new-specialist').call('helper', 'data.erase', { requestId: newRequestId() });
    await expect(me()).resolves.toMatchObject({ isSpecialist: false });
    expect(dump(cloud.dataDir, 'specialists')).not.toMatch(/江老师|南山法院/);
  });

  it("ends without a word when the child's data goes", async () => {
    await guardian.call('family', 'data.erase', { requestId: newRequestId() });
    expect(findInFolder(cloud.dataDir, ['夜里睡不好，想请您看看'])).toEqual([]);
    expect(await mine()).toEqual([]);
  });
});
