import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { cutOff } from '../../support/cut-off';
import { findInFolder } from '../../support/data-folder';
import { joinAsAdult, newProgramme } from '../../support/programmes';
import { wholeFamily } from '../../support/whole-family';
import {
  approve,
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

const DAY = 24 * 60 * 60 * 1000;
const LABEL = '张美丽的手机';
const NOTE = '小翠鸟家的望远镜要快';

describe('what nobody needs any more is let go', () => {
  let cloud: TestCloud;
  let world: World;

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterEach(() => cloud.end());

  const consent = async (openid: string): Promise<Person> => {
    const person = cloud.as(openid);
    await person.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    return person;
  };

  it('of everybody, two years on: without a child, withdrawn, erased in part, on paper, transferred', async () => {
    const openids = ['bystander', 'withdrawer', 'childless', 'ordinary'].map((who) => `wx-${who}`);
    const [bystander, withdrawer, childless, ordinary] = openids as [
      string,
      string,
      string,
      string,
    ];
    await consent(bystander);
    const gone = await newFamily(cloud, withdrawer);
    await submit(gone.guardian, gone.childId);
    await gone.guardian.call('family', 'consent.withdraw', {});
    const erased = await newFamily(cloud, childless);
    await erased.guardian.call('family', 'data.erase', {
      requestId: newRequestId(),
      childId: erased.childId,
    });
    const usual = await newFamily(cloud, ordinary);
    const { wishId } = await submit(usual.guardian, usual.childId, '一架望远镜', 'study');
    await approve(world, wishId);
    await world.admin.call('staff', 'wish.fund', {
      requestId: newRequestId(),
      wishId,
      amountFen: 20_000 as never,
    });
    await world.admin.call('staff', 'order.save', {
      requestId: newRequestId(),
      campaignId,
      supplier: '文具店',
      note: NOTE,
      lines: [{ wishId, priceFen: 10_000 as never }],
    });
    await world.community.call('staff', 'entry.save', {
      requestId: newRequestId(),
      campaignId,
      child: { nickname: '小云雀', birthMonth: '2017-01', communityId: 'c-1' },
      wish: { category: 'toy', title: '一盒积木' },
      consent: {
        formNo: 'FORM-77',
        signedOn: '2025-01-02',
        keptAt: '社区铁皮柜',
        scopes: ['review', 'gift'],
      },
    });
    await world.volunteer.call('station', 'open', {
      eventId: 'fair',
      stationId: 'desk-1',
      deviceId: 'phone-1',
      deviceLabel: LABEL,
      deviceTime: Date.now(),
    });
    await world.volunteer.call('station', 'card.redeem', {
      nonce: 'failed-scan-of-long-ago',
      eventId: 'fair',
      stationId: 'desk-1',
      deviceId: 'phone-1',
      code: 'nonsense',
      collector: { type: 'child' },
    });
    const held = [
      ...openids,
      LABEL,
      NOTE,
      '小云雀',
      'FORM-77',
      'failed-scan-of-long-ago',
      '望远镜',
    ];
    expect(findInFolder(cloud.dataDir, held).length).toBeGreaterThanOrEqual(held.length);

    // A child whose guardian is another by the first of these nights.
    const before = await newFamily(cloud, 'wx-guardian-before');
    const { wishId: theirs } = await submit(before.guardian, before.childId);
    const transfer = await world.community.call('staff', 'guardian.transfer', {
      requestId: newRequestId(),
      wishId: theirs,
      reason: '当面核对过户口本',
    });
    const next = await consent('wx-guardian-next');
    await next.call('family', 'guardian.join', { requestId: newRequestId(), code: transfer.code });
    await world.district.call('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId: transfer.approvalId,
      decision: 'approve',
    });
    held.push('wx-guardian-before', 'wx-guardian-next');

    // And a family with which everything has happened, with all who helped it.
    const whole = await wholeFamily(cloud, world, 'wx-whole-family');
    held.push('wx-whole-family', ...whole.said.values());
    held.push('whole-mother', 'next-mother', '周小满', '林老师', '心理中心');
    const lecture = await newProgramme(world.admin, { for: 'adult' });
    await joinAsAdult(cloud.as('wx-listener'), lecture, '欧阳小海');
    held.push('wx-listener', '欧阳小海');
    for (const word of ['周小满', '林老师', 'whole-mother']) {
      expect(findInFolder(cloud.dataDir, [word])).not.toEqual([]);
    }

    const guardians = documentsOf<{ _id: string }>(cloud.dataDir, 'guardians');
    held.push(...guardians.map(({ _id }) => _id));

    // Somebody who stays, and comes back: only what is not needed goes.
    const start = Date.now();
    const nightAfter = (days: number) => cloud.timer('jobs', start + days * DAY);
    await nightAfter(1);
    await nightAfter(29);
    expect(findInFolder(cloud.dataDir, [bystander])).not.toEqual([]);
    const { children } = await next.call('family', 'me', {});
    expect(children).toMatchObject([{ childId: before.childId }]);
    for (const days of [32, 200, 240, 730]) await nightAfter(days);
    // What was written over stands in the file until the cloud has put its journal away.
    cloud = await cloud.restart({});
    expect(findInFolder(cloud.dataDir, held)).toEqual([]);
    expect(documentsOf(cloud.dataDir, 'agendas')).toEqual([]);

    const admin = cloud.as(world.admin.openid);
    const { items } = await admin.call('staff', 'audit.list', { action: 'data.retention' });
    expect(items.length).toBeGreaterThan(2);
    expect(items[0]?.note).toMatch(/^children:\d+ guardians:\d+ requests:\d+/);
    const went = items.map(({ note }) => note).join(' ');
    for (const kind of ['pairs', 'mothers', 'enrolments', 'notices', 'recipients']) {
      expect(went).toMatch(new RegExp(`${kind}:[1-9]`));
    }
    await expect(admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
  });

  it('of a family whose erasure was cut off anywhere, and who never asked again', async () => {
    await cloud.close();
    const cut = cutOff('family');
    cloud = await cloud.reopen({ faultAt: cut.faultAt });
    const held: string[] = [];
    for (const act of ['data.erase', 'consent.withdraw'] as const) {
      let isCut = true;
      for (let cutAt = 1; isCut; cutAt += 1) {
        const openid = `wx-cut-${act}-${cutAt}-`;
        const title = `${act === 'data.erase' ? '鹭岛' : '鹤洲'}${cutAt}号`;
        held.push(openid, title);
        const { guardian, childId } = await newFamily(cloud, openid);
        await submit(guardian, childId, title);
        const input = act === 'data.erase' ? { requestId: newRequestId() } : {};
        cut.behind(cutAt);
        isCut = !(await guardian.send('family', act, input as never)).ok;
        cut.behind(Infinity);
      }
    }
    expect(held.length).toBeGreaterThan(20);
    held.push(...documentsOf<{ _id: string }>(cloud.dataDir, 'guardians').map(({ _id }) => _id));
    const start = Date.now();
    for (const days of [1, 32, 200, 240, 730]) await cloud.timer('jobs', start + days * DAY);
    cloud = await cloud.restart({});
    expect(findInFolder(cloud.dataDir, held)).toEqual([]);
  });
});
