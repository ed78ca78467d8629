import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { fingerprint } from '../../support/fingerprint';
import { enter, entryOf } from '../../support/paper';
import {
  approve,
  arrive,
  campaignId,
  eventId,
  fundWish,
  HOUR,
  issue,
  keepWorld,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

const NICKNAME = '小萤石';
const FORM = 'HA-2025-017';

describe('a wish of a family without a phone', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
  });
  afterAll(() => cloud.end());

  const open = (wishId: string) =>
    world.community.call('staff', 'wish.open', { wishId, purpose: '核对纸表' });

  const callList = async () =>
    (await world.community.call('staff', 'call.list', { campaignId })).items;

  it('goes the way of every wish, and its form and whoever wrote it down show', async () => {
    const { wishId, wishNo, state } = await enter(world.community, FORM, { nickname: NICKNAME });
    expect(state).toBe('submitted');
    await expect(open(wishId)).resolves.toMatchObject({
      wishNo,
      childNickname: NICKNAME,
      form: { formNo: FORM, signedOn: '2025-05-20', keptAt: '二号柜', enteredByMe: true },
    });
    await approve(world, wishId);
    const { items } = await world.admin.call('staff', 'audit.list', { subject: wishId });
    expect(items.map(({ action, note }) => [action, note])).toEqual([
      ['wish.review', 'approve'],
      ['wish.review', 'approve own-entry'],
      ['entry.save', ''],
    ]);
    await fundWish(world, wishId);
    await arrive(world, wishId);
    await expect(issue(world, wishId)).resolves.toMatch(/^card_/);
  });

  it('is entered once from one form, whatever the width of its letters', async () => {
    await enter(world.community, FORM, { nickname: NICKNAME });
    const before = fingerprint(cloud.dataDir);
    const again = entryOf(' ＨＡ-2025-017', { nickname: `${NICKNAME} ` });
    await expect(world.community.refused('staff', 'entry.save', again)).resolves.toBe('CONFLICT');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it.each<[string, Parameters<typeof entryOf>[1], object, string]>([
    ['another community', { communityId: 'c-2' }, {}, 'PERMISSION_DENIED'],
    ['no consent to the gift', { scopes: ['review'] }, {}, 'INVALID_ARGUMENT'],
    ['a form of tomorrow', {}, { signedOn: '2099-01-01' }, 'INVALID_ARGUMENT'],
    ['a day that is none', {}, { signedOn: '2025-02-30' }, 'INVALID_ARGUMENT'],
    ['words that moderation refuses', { title: '赌博机' }, {}, 'CONTENT_REJECTED'],
  ])('is refused with %s, and nothing changes', async (_, more, consent, code) => {
    const entry = entryOf(FORM, more);
    const before = fingerprint(cloud.dataDir);
    const wrong = { ...entry, consent: { ...entry.consent, ...consent } };
    await expect(world.community.refused('staff', 'entry.save', wrong)).resolves.toBe(code);
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('that was returned is corrected by staff, and keeps its number', async () => {
    const { wishId, wishNo } = await enter(world.community, FORM);
    const again = { wishId, wish: { category: 'study' as const, title: '一盏护眼灯' } };
    await expect(
      world.community.refused('staff', 'entry.again', { requestId: newRequestId(), ...again }),
    ).resolves.toBe('FAILED_PRECONDITION');
    await world.community.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '请写明颜色',
    });
    await world.community.call('staff', 'entry.again', { requestId: newRequestId(), ...again });
    await expect(open(wishId)).resolves.toMatchObject({
      wishNo,
      title: '一盏护眼灯',
      state: 'submitted',
      form: { formNo: FORM },
    });
  });

  it('is told by telephone: what happened is on the list until somebody has called', async () => {
    const { wishId, wishNo, alias, childNo } = await enter(world.community, FORM);
    await approve(world, wishId);
    await fundWish(world, wishId);
    await arrive(world, wishId);
    await issue(world, wishId);
    await cloud.timer('jobs');
    await cloud.timer('jobs');
    expect(cloud.inbox()).toEqual([]);
    const items = await callList();
    expect(items.map(({ kind }) => kind).sort()).toEqual(['ready', 'reviewed']);
    expect(items[0]).toMatchObject({ wishNo, alias, childNo, formNo: FORM, note: '' });

    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      eventId,
      campaignId,
      title: '领取日',
      from: Date.now() + HOUR,
      until: Date.now() + 3 * HOUR,
      stations: [
        { stationId: 'desk-1', label: '一号台' },
        { stationId: 'desk-2', label: '二号台' },
      ],
    });
    await cloud.timer('jobs');
    expect((await callList()).map(({ kind }) => kind)).toContain('eventChanged');

    const [first] = items;
    const mark = { requestId: newRequestId(), callId: first?.callId ?? '', note: '外婆接的' };
    await world.community.call('staff', 'call.mark', mark);
    expect((await callList()).map(({ callId }) => callId)).not.toContain(first?.callId);
    const done = await world.community.call('staff', 'call.list', { campaignId, state: 'done' });
    expect(done.items).toMatchObject([{ callId: first?.callId, note: '外婆接的' }]);
  });

  it('is off the call list once the family has come to WeChat by a code', async () => {
    const { wishId } = await enter(world.community, FORM);
    await approve(world, wishId);
    await cloud.timer('jobs', Date.now() + HOUR);
    expect(await callList()).toHaveLength(1);
    const { code } = await world.community.call('staff', 'guardian.attest', {
      requestId: newRequestId(),
      wishId,
      reason: '家长到社区来了',
    });
    const parent = cloud.as('parent-with-a-new-phone');
    await parent.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    await parent.call('family', 'guardian.join', { requestId: newRequestId(), code });
    const { items } = await parent.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ wishId }]);
    expect(await callList()).toEqual([]);
  });

  it('goes with the consent that is withdrawn on paper, words, calls and all', async () => {
    const scopes = ['review', 'gift', 'publicText'] as const;
    const { wishId } = await enter(world.community, FORM, {
      nickname: NICKNAME,
      scopes: [...scopes],
      title: '一架萤火望远镜',
    });
    await approve(world, wishId);
    await fundWish(world, wishId);
    await cloud.timer('jobs');
    const [call] = await callList();
    const mark = { requestId: newRequestId(), callId: call?.callId ?? '', note: '萤石家外婆接的' };
    await world.community.call('staff', 'call.mark', mark);

    const withdraw = (scope?: 'publicText') =>
      world.community.call('staff', 'entry.withdraw', {
        requestId: newRequestId(),
        wishId,
        ...(scope ? { scopes: [scope] } : {}),
      });
    await expect(withdraw('publicText')).resolves.toEqual({ left: ['review', 'gift'] });
    await expect(open(wishId)).resolves.toMatchObject({ publicTextAllowed: false });
    const before = await world.admin.call('staff', 'fund.ledger', { fundId: 'fund' });
    expect(before.reservedFen).toBeGreaterThan(0);
    await expect(withdraw()).resolves.toEqual({ left: [] });
    expect(findInFolder(cloud.dataDir, [NICKNAME, '萤火望远镜', '萤石家'])).toEqual([]);
    const after = await world.admin.call('staff', 'fund.ledger', { fundId: 'fund' });
    expect(after.reservedFen).toBe(0);
    const { items } = await world.community.call('staff', 'wish.list', { campaignId });
    expect(items).toMatchObject([{ wishId, state: 'withdrawn' }]);
  });
});
