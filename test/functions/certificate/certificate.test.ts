import { readSheet } from 'read-excel-file/node';
import { programmeHandlers } from '../../../cloudfunctions/campaign/programmes';
import { limitNumbers } from '../../../cloudfunctions/shared/rate-limit';
import type { Context } from '../../../cloudfunctions/shared/serve';
import type { Input } from '../../../typings/contract';
import { savedSheet } from '../../support/arrivals';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { DAY, joinAsAdult, newJoiner, newProgramme, rowsOf } from '../../support/programmes';

import { codesOnPage, readPages, unlikeLetters } from '../../support/pdf';
import { uploadRoster } from '../../support/roster';
import {
  campaignId,
  collector,
  HOUR,
  newRequestId,
  openWorld,
  type World,
} from '../../support/world';

const NUMBER = /^CERT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

describe('a certificate', () => {
  let cloud: TestCloud;
  let world: World;
  let second: Person;
  let programmeId: string;
  let learner: Person;
  let enrolmentId: string;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    second = cloud.as('second-admin');
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: second.openid,
      level: 'admin',
    });
    const now = cloud.now();
    const at = now + 10 * 60_000;
    programmeId = await newProgramme(
      world.admin,
      {
        kind: 'certification',
        title: '家庭教育心理赋能（初级）',
        for: 'adult',
        capacity: 5,
        certificateMonths: 1,
        sessions: [
          { sessionId: 's-1', title: '一', place: '厅', from: at, until: at + HOUR },
          { sessionId: 's-2', title: '二', place: '厅', from: at + HOUR, until: at + 1.5 * HOUR },
        ],
      },
      now,
    );
    learner = cloud.as('learner');
    ({ enrolmentId } = await joinAsAdult(learner, programmeId, '欧阳小海'));
  });
  afterAll(() => cloud.end());

  const award = async (ids = [enrolmentId], person = world.district) => {
    const { results } = await person.call('staff', 'certificate.award', {
      requestId: newRequestId(),
      programmeId,
      enrolmentIds: ids,
    });
    return results;
  };
  const verify = (number: string, person = cloud.as('')) =>
    person.call('campaign', 'certificate', { number });
  const attend = async (stationId: string) => {
    const { code } = await learner.call('helper', 'pass.show', { enrolmentId });
    const input: Input<'station', 'card.redeem'> = {
      nonce: newRequestId(),
      eventId: programmeId,
      stationId,
      deviceId: 'phone-1',
      code,
    };
    await expect(world.district.call('station', 'card.redeem', input)).resolves.toMatchObject({
      status: 'accepted',
    });
  };

  let number: string;

  it('needs all sessions and a passed assessment, at the moment of award', async () => {
    expect(await award([enrolmentId, 'nobody'])).toEqual([
      { enrolmentId, refused: 'not_attended' },
      { enrolmentId: 'nobody', refused: 'not_found' },
    ]);
    await attend('s-1');
    expect(await award()).toEqual([{ enrolmentId, refused: 'not_attended' }]);
    await cloud.forward(HOUR);
    await attend('s-2');
    expect(await award()).toEqual([{ enrolmentId, refused: 'not_passed' }]);
    const assess = { requestId: newRequestId(), enrolmentId, passed: true, score: 90 };
    await expect(learner.refused('staff', 'programme.assess', assess)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await world.district.call('staff', 'programme.assess', assess);
    await expect(
      world.community.refused('staff', 'certificate.award', {
        requestId: newRequestId(),
        programmeId,
        enrolmentIds: [enrolmentId],
      }),
    ).resolves.toBe('PERMISSION_DENIED');
    const [one] = await award();
    number = one?.number ?? '';
    expect(number).toMatch(NUMBER);
    const both = await Promise.all([award(), award()]);
    expect(both).toEqual([[{ enrolmentId, number }], [{ enrolmentId, number }]]);
  });

  it('is verified by anybody, with frozen facts and a masked name', async () => {
    const frozen = {
      status: 'valid',
      title: '家庭教育心理赋能（初级）',
      maskedName: '欧＊',
      hours: 1.5,
      issuer: '东区妇联',
    };
    expect(await verify(number)).toMatchObject(frozen);
    expect(await verify(number.toLowerCase().replaceAll('-', ' '))).toMatchObject(frozen);
    expect(await verify(`${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`)).toEqual({
      status: 'unknown',
    });
    expect(await verify('心愿')).toEqual({ status: 'unknown' });
    await world.district.call('staff', 'programme.assess', {
      requestId: newRequestId(),
      enrolmentId,
      passed: false,
    });
    expect(await verify(number)).toMatchObject(frozen);
    await expect(learner.call('helper', 'message.mine', {})).resolves.toMatchObject({
      items: [{ kind: 'certificateIssued' }],
    });
  });

  it('is printed by its holder alone, and says what was frozen whatever was renamed since', async () => {
    const { items: programmes } = await world.admin.call('staff', 'programme.list', {
      campaignId,
    });
    const {
      figures,
      places,
      campaignId: of,
      ...rules
    } = programmes.find((one) => one.programmeId === programmeId)!;
    expect([figures.attendances, places.enrolled]).toEqual([2, 1]);
    await world.admin.call('staff', 'programme.save', {
      ...rules,
      requestId: newRequestId(),
      campaignId: of,
      title: '换了名字',
      organiser: '换了单位',
    });
    expect(await verify(number)).toMatchObject({
      title: '家庭教育心理赋能（初级）',
      issuer: '东区妇联',
    });
    const { items } = await learner.call('helper', 'certificate.mine', {});
    expect(items).toMatchObject([{ number, status: 'valid', kind: 'training' }]);
    const { url } = await learner.call('helper', 'certificate.pdf', { number });
    const pdf = Buffer.from(await (await fetch(url)).arrayBuffer());
    const pages = await readPages(pdf);
    expect(pages).toHaveLength(1);
    // A sheet of A4 on its side; the code stands at the lower left.
    const corner = { x: 50, y: 400, width: 160, height: 160 };
    await expect(codesOnPage(pdf, corner)).resolves.toEqual([number]);
    const bare = (words: string): string => words.replace(/\s/g, '');
    const words = bare(pages[0]?.lines.join('') ?? '');
    for (const said of [
      '项目培训证书',
      '欧阳小海',
      '家庭教育心理赋能（初级）',
      '1.5 学时',
      '通过项目考核',
      number,
      '东区妇联',
      '持证人签名',
      '不是国家职业资格',
    ]) {
      expect(words).toContain(bare(said));
    }
    // Small print has few pixels: a letter that is missing or another one is far below this.
    expect(unlikeLetters(pages, 0.7)).toEqual([]);
    await expect(
      cloud.as('stranger').refused('helper', 'certificate.pdf', { number }),
    ).resolves.toBe('NOT_FOUND');
  });

  it('expires by the months of its issue', async () => {
    await cloud.forward(32 * DAY, 'last');
    expect(await verify(number)).toMatchObject({ status: 'expired' });
  });

  it('is corrected by a new number, and the old one is not awarded again', async () => {
    const old = number;
    ({ number } = await world.admin.call('staff', 'certificate.correct', {
      requestId: newRequestId(),
      number: old,
      name: '殴阳小海',
    }));
    expect(await verify(old)).toMatchObject({ status: 'replaced', replacedBy: number });
    const gone = learner.refused('helper', 'certificate.pdf', { number: old });
    await expect(gone).resolves.toBe('FAILED_PRECONDITION');
    expect(await verify(number)).toMatchObject({ maskedName: '殴＊' });
    expect(await award()).toMatchObject([{ enrolmentId, refused: 'revoked' }]);
  });

  it('is revoked by two, never undone', async () => {
    const revoke = (person: Person) =>
      person.call('staff', 'certificate.revoke', {
        requestId: newRequestId(),
        number,
        reason: '冒名',
      });
    expect(await revoke(world.admin)).toMatchObject({ state: 'waits_for_second' });
    expect(await revoke(world.admin)).toMatchObject({ state: 'waits_for_second' });
    expect((await verify(number)).status).not.toBe('revoked');
    expect(await revoke(second)).toEqual({ state: 'revoked' });
    expect(await verify(number)).toMatchObject({ status: 'revoked' });
    await expect(
      second.refused('staff', 'certificate.revoke', {
        requestId: newRequestId(),
        number,
        reason: '冒名',
      }),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it('names nobody once its holder is erased, and answers for ever', async () => {
    await learner.call('helper', 'data.erase', { requestId: newRequestId() });
    const facts = await verify(number);
    expect(facts).toMatchObject({ status: 'revoked', hours: 1.5 });
    expect(facts).not.toHaveProperty('maskedName');
    await expect(learner.call('helper', 'certificate.mine', {})).resolves.toEqual({ items: [] });
  });

  it('is revoked by a decision on what another admin asked for, too', async () => {
    const now = cloud.now();
    const other = await newProgramme(
      world.admin,
      {
        for: 'adult',
        sessions: [
          { sessionId: 's-1', title: '一', place: '厅', from: now + 1000, until: now + HOUR },
        ],
      },
      now,
    );
    await cloud.forward(2000);
    const { enrolmentId: guest } = await world.district.call('staff', 'enrolment.walkIn', {
      requestId: newRequestId(),
      programmeId: other,
      name: '许青禾',
    });
    await world.district.call('staff', 'programme.assess', {
      requestId: newRequestId(),
      enrolmentId: guest,
      passed: true,
    });
    const { results } = await world.district.call('staff', 'certificate.award', {
      requestId: newRequestId(),
      programmeId: other,
      enrolmentIds: [guest],
    });
    const issued = results[0]?.number ?? '';
    const { approvalId = '' } = await second.call('staff', 'certificate.revoke', {
      requestId: newRequestId(),
      number: issued,
      reason: '冒名',
    });
    const decide = { requestId: newRequestId(), approvalId, decision: 'approve' } as const;
    await expect(second.refused('staff', 'approval.decide', decide)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(world.admin.call('staff', 'approval.decide', decide)).resolves.toEqual({
      state: 'approved',
    });
    expect(await verify(issued)).toMatchObject({ status: 'revoked', maskedName: '许＊' });
  });

  it('of a child says the alias and the neutral title, and is held by its family', async () => {
    const from = cloud.now() + 60_000;
    const sessions = [{ sessionId: 's-1', title: '一', place: '厅', from, until: from + HOUR }];
    const camp = await newProgramme(
      world.admin,
      { title: '困境儿童夏令营', neutralTitle: '萤火夏令营', sessions },
      cloud.now(),
    );
    const family = await newJoiner(cloud, 'camp-family', camp);
    const { guardian, enrolmentId: joined } = family;
    const { code } = await guardian.call('family', 'pass.show', { enrolmentId: joined });
    const scan = { nonce: newRequestId(), eventId: camp, stationId: 's-1', deviceId: 'phone-1' };
    await world.district.call('station', 'card.redeem', { ...scan, code, collector });
    const assess = { requestId: newRequestId(), enrolmentId: joined, passed: true };
    await world.district.call('staff', 'programme.assess', assess);
    const awarded = { requestId: newRequestId(), programmeId: camp, enrolmentIds: [joined] };
    await expect(guardian.refused('staff', 'certificate.award', awarded)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const { results } = await world.district.call('staff', 'certificate.award', awarded);
    const issued = results[0]?.number ?? '';
    const row = (await rowsOf(world.district, camp)).get(joined);
    const facts = await verify(issued);
    expect(facts).toMatchObject({ status: 'valid', title: '萤火夏令营', maskedName: row?.who });
    expect(JSON.stringify(facts)).not.toMatch(/困境|豆豆/);
    const { url } = await guardian.call('helper', 'certificate.pdf', { number: issued });
    const [page] = await readPages(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const words = page?.lines.join('') ?? '';
    expect(words).toContain('姓名（由监护人填写）');
    expect(words).not.toMatch(/困境|豆豆/);
  });

  it('is not found by trying numbers: after 3,000 in a minute one has to wait', async () => {
    const now = Date.now();
    for (let tried = 0; tried < 3000; tried += 1) limitNumbers('guesser', now);
    const context = { openid: 'guesser', now } as Context;
    await expect(
      programmeHandlers.certificate.run(context, { number: 'CERT-0000-0000-0001' }),
    ).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(() => limitNumbers('somebody', now)).not.toThrow();
  });

  it('has assessments that come by sheet: tried first, noted once, the faults marked', async () => {
    const now = cloud.now();
    const course = await newProgramme(
      world.admin,
      {
        for: 'adult',
        capacity: 5,
        sessions: [
          { sessionId: 's-1', title: '一', place: '厅', from: now + 1000, until: now + HOUR },
        ],
      },
      now,
    );
    await cloud.forward(2000);
    for (const name of ['林小满', '周谷雨', '陈夏至']) {
      const walkIn = { requestId: newRequestId(), programmeId: course, name };
      await world.district.call('staff', 'enrolment.walkIn', walkIn);
    }
    const about = { programmeId: course };
    const { url } = await world.district.call('staff', 'assessment.sheet', about);
    const taken = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const [titles = [], , ...people] = taken;
    expect(titles).toEqual(['报名编号', '姓名或代称', '到场次数', '考核', '分数']);
    const [first, second, third] = people.map(([id, who]) => ({
      报名编号: String(id),
      姓名或代称: String(who),
    }));
    const filled = [
      { ...first, 考核: '合格', 分数: 92 },
      { ...second, 考核: '还行', 分数: 120 },
      { ...third },
      { 报名编号: 'enrolment_of-nobody', 考核: '合格' },
    ];
    const fileId = await uploadRoster(
      cloud,
      world.district.openid,
      await savedSheet(titles.map(String), filled as never),
    );
    const input = { ...about, fileId };
    await expect(world.district.call('staff', 'assessment.check', input)).resolves.toMatchObject({
      ready: 1,
      known: 0,
      waiting: 1,
      problems: [
        { row: 3, column: '考核' },
        { row: 3, column: '分数' },
        { row: 5, column: '报名编号' },
      ],
    });
    await expect(world.community.refused('staff', 'assessment.check', input)).resolves.toBe(
      'NOT_FOUND',
    );
    const marked = await world.district.call('staff', 'assessment.marked', input);
    expect((await fetch(marked.url)).ok).toBe(true);
    const note = () =>
      world.district.call('staff', 'assessment.import', { ...input, requestId: newRequestId() });
    await expect(note()).resolves.toMatchObject({ rows: 3, assessed: 1, known: 0 });
    await expect(note()).resolves.toMatchObject({ rows: 3, assessed: 0, known: 1 });
    const { items } = await world.district.call('staff', 'enrolment.list', about);
    const assessed = items.filter(({ assessment }) => assessment !== undefined);
    expect(assessed).toMatchObject([
      { who: first?.姓名或代称, assessment: { passed: true, score: 92 } },
    ]);
  });
});
