import { readCells } from '../../../cloudfunctions/excel/read';
import { enrolmentColumns } from '../../../cloudfunctions/domain/enrolment/roster-sheet';
import type { Input, Output, RosterMode } from '../../../typings/contract';
import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import { DAY, newJoiner, newProgramme, rowsOf } from '../../support/programmes';
import { rosterFile, rosterRow, uploadRoster, type RosterCell } from '../../support/roster';
import {
  campaignId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  type World,
} from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

type Row = Record<string, RosterCell>;

let forms = 0;

/** A child by its form on paper. */
const onPaper = (more: Row = {}): Row => {
  forms += 1;
  return {
    孩子小名: `小禾${forms}`,
    出生年月: '2016-05',
    社区: '海岸社区',
    同意参加: '是',
    同意书编号: `XM-${String(forms).padStart(4, '0')}`,
    签署日期: '2025-05-20',
    存放处: '二号柜',
    同意礼物发放: '是',
    ...more,
  };
};

const upload = async (rows: Row[], audience: 'child' | 'adult' = 'child'): Promise<string> =>
  uploadRoster(cloud, world.community.openid, await rosterFile(rows, enrolmentColumns(audience)));

const check = (programmeId: string, fileId: string) =>
  world.community.call('staff', 'roster.check', { campaignId, programmeId, fileId });

const importAll = async (
  programmeId: string,
  fileId: string,
  mode: RosterMode = 'all',
): Promise<Output<'staff', 'roster.import'>> => {
  let [cursor, entered, known] = [0, 0, 0];
  const rejected = [];
  for (;;) {
    const requestId = newRequestId();
    const input: Input<'staff', 'roster.import'> = {
      ...{ requestId, campaignId, programmeId, fileId, mode, cursor },
    };
    const answer = await world.community.call('staff', 'roster.import', input);
    entered += answer.entered;
    known += answer.known;
    rejected.push(...answer.rejected);
    if (answer.next === undefined) return { ...answer, entered, known, rejected };
    cursor = answer.next;
  }
};

const undo = (rosterId: string) =>
  world.community.send('staff', 'roster.undo', { requestId: newRequestId(), rosterId });

const statesOf = async (programmeId: string): Promise<string[]> =>
  Array.from((await rowsOf(world.community, programmeId)).values())
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.place ?? 0) - (b.place ?? 0))
    .map(({ state }) => state);

const idIn = ({ _id }: { _id: string }): string => _id;

const kept = (collection: string): number => documentsOf(cloud.dataDir, collection).length;

describe('a roster of enrolments for children', () => {
  it('is tried first; takes places in the order of its rows, and then the queue', async () => {
    const programmeId = await newProgramme(world.admin, { capacity: 2 }, cloud.now());
    const rows = [
      onPaper(),
      onPaper({ 同意参加: '否' }),
      onPaper(),
      onPaper({ 社区: '山脚社区' }),
      onPaper(),
      onPaper({ 同意礼物发放: '否' }),
    ];
    const fileId = await upload(rows);
    const before = kept('guardians');
    const tried = await check(programmeId, fileId);
    expect(tried).toMatchObject({ rows: 6, ready: 3, known: 0, problemCount: 3 });
    expect(tried.problems.map(({ row, message }) => `${row} ${message}`)).toEqual([
      '3 没有同意参加，不能报名',
      '5 「山脚社区」不在你负责的区域',
      '7 「同意心愿审核」和「同意礼物发放」至少有一项为 是',
    ]);
    expect(tried.warnings).toEqual([
      { row: 6, column: '', message: '名额满了，会排队，现在第 1 位' },
    ]);
    expect(kept('guardians')).toBe(before);

    const whole = { requestId: newRequestId(), campaignId, programmeId, fileId };
    expect(await world.community.refused('staff', 'roster.import', { ...whole, mode: 'all' })).toBe(
      'FAILED_PRECONDITION',
    );
    expect(await importAll(programmeId, fileId, 'good')).toMatchObject({
      entered: 3,
      rejected: [],
    });
    expect((await statesOf(programmeId)).sort()).toEqual(['enrolled', 'enrolled', 'waiting']);
    expect(kept('guardians')).toBe(before + 3);

    const again = await upload([rows[0] ?? {}, rows[2] ?? {}, rows[4] ?? {}]);
    expect(await check(programmeId, again)).toMatchObject({ ready: 0, known: 3 });
    expect(await importAll(programmeId, again)).toMatchObject({ entered: 0, known: 3 });

    const input = { campaignId, programmeId, fileId };
    const { url } = await world.community.call('staff', 'roster.marked', input);
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(JSON.stringify(readCells(content, 50))).toContain('没有同意参加');
    const { items } = await world.community.call('staff', 'roster.list', {
      campaignId,
      programmeId,
    });
    expect(items.find((one) => one.fileId === fileId)).toMatchObject({ entered: 3, refused: 3 });
    expect((await world.community.call('staff', 'roster.list', { campaignId })).items).toEqual([]);
  });

  it('finds children who are registered by their alias, and passes over whom it may not', async () => {
    const programmeId = await newProgramme(
      world.admin,
      { capacity: 9, ages: { from: 6, to: 12 } },
      cloud.now(),
    );
    const aliasOf = async (openid: string): Promise<string> => {
      const me = await cloud.as(openid).call('family', 'me', {});
      return me.children[0]?.alias ?? '';
    };
    await newFamily(cloud, 'at-home');
    const joined = await newJoiner(cloud, 'in-already', programmeId);
    await newFamily(cloud, world.community.openid);
    const row = async (openid: string): Promise<Row> => ({
      社区: '海岸社区',
      代号: await aliasOf(openid),
      同意参加: '是',
    });
    const fileId = await upload([
      await row('at-home'),
      await row('in-already'),
      await row(world.community.openid),
      { 社区: '海岸社区', 代号: '没有的代号', 同意参加: '是' },
      onPaper({ 出生年月: '2010-09' }),
    ]);
    const families = kept('guardians');
    const tried = await check(programmeId, fileId);
    expect(tried).toMatchObject({ rows: 5, ready: 1, known: 1 });
    expect(tried.problems.map(({ row: at, message }) => `${at} ${message}`)).toEqual([
      '4 自己或自己孩子的报名要由其他工作人员办理。',
      '5 没有找到这个孩子，请核对',
      '6 年龄不在这个项目的范围内。',
    ]);
    const given = await importAll(programmeId, fileId, 'good');
    expect(given).toMatchObject({ entered: 1, known: 1 });
    expect(given.rejected.map((one) => one.row)).toEqual([4, 5, 6]);
    // Who finds no place is not entered for it.
    expect(kept('guardians')).toBe(families);
    const { items } = await cloud.as('at-home').call('family', 'programme.mine', {});
    expect(items).toMatchObject([{ programmeId, state: 'enrolled' }]);
    expect((await rowsOf(world.community, programmeId)).has(joined.enrolmentId)).toBe(true);
  });

  it('is taken back as if it had never been, until somebody has come', async () => {
    const programmeId = await newProgramme(world.admin, { capacity: 2 }, cloud.now());
    const before = ['guardians', 'children', 'enrolments', 'cards'].map(kept);
    const rows = [onPaper(), onPaper(), onPaper()];
    const { rosterId } = await importAll(programmeId, await upload(rows));
    // A wish on the same form keeps its child.
    const wish = await uploadRoster(
      cloud,
      world.community.openid,
      await rosterFile([{ ...rosterRow(1), ...rows[0] }]),
    );
    await world.community.call('staff', 'roster.import', {
      ...{ requestId: newRequestId(), campaignId, fileId: wish, mode: 'all' },
    });
    expect(await undo(rosterId)).toMatchObject({ ok: true, data: { undone: 3, left: false } });
    expect(await statesOf(programmeId)).toEqual([]);
    const [guardians = 0, children = 0, ...others] = before;
    expect(['guardians', 'children', 'enrolments', 'cards'].map(kept)).toEqual([
      guardians + 1,
      children + 1,
      ...others,
    ]);
  });

  it('lets in at the desk whom it enrolled, without a phone to show a pass on', async () => {
    const now = cloud.now();
    const from = now + HOUR;
    const sessions = [{ sessionId: 's-1', title: '一', place: '厅', from, until: from + HOUR }];
    const programmeId = await newProgramme(world.admin, { capacity: 9, sessions }, now);
    const withPhone = await newJoiner(cloud, 'with-a-phone', programmeId);
    const known = new Set(documentsOf<{ _id: string }>(cloud.dataDir, 'children').map(idIn));
    const { rosterId } = await importAll(programmeId, await upload([onPaper()]));
    const [childId = ''] = documentsOf<{ _id: string }>(cloud.dataDir, 'children')
      .map(idIn)
      .filter((id) => !known.has(id));
    const walkIn = () =>
      world.community.send('staff', 'enrolment.walkIn', {
        ...{ requestId: newRequestId(), programmeId, childId },
      });
    expect(await walkIn()).toMatchObject({ ok: false });
    await cloud.forward(HOUR);
    expect(await walkIn()).toMatchObject({ ok: true, data: { state: 'enrolled' } });
    const rows = Array.from((await rowsOf(world.community, programmeId)).values());
    expect(rows.map(({ attended }) => attended)).toEqual([[], ['s-1']]);
    const other = { requestId: newRequestId(), programmeId, childId: withPhone.childId };
    expect(await world.community.refused('staff', 'enrolment.walkIn', other)).toBe(
      'FAILED_PRECONDITION',
    );
    expect(await undo(rosterId)).toMatchObject({ ok: false, code: 'FAILED_PRECONDITION' });
  });

  it('goes with the data of a child that is in it', async () => {
    const programmeId = await newProgramme(world.admin, { capacity: 9 }, cloud.now());
    const { guardian } = await newFamily(cloud, 'to-erase');
    const { children } = await guardian.call('family', 'me', {});
    const alias = children[0]?.alias ?? '';
    const rows = [{ 社区: '海岸社区', 代号: alias, 同意参加: '是' }, onPaper({ 出生年月: '去年' })];
    const fileId = await upload(rows);
    await importAll(programmeId, fileId, 'good');
    await guardian.call('family', 'data.erase', { requestId: newRequestId() });
    const input = { campaignId, programmeId, fileId };
    expect(await world.community.refused('staff', 'roster.marked', input)).toBe('NOT_FOUND');
  });
});

describe('a roster of enrolments for adults', () => {
  it('is a name a row, each enrolled once', async () => {
    const programmeId = await newProgramme(world.admin, { for: 'adult', capacity: 2 }, cloud.now());
    const names = ['林小满', '周谷雨', '林 小满', '陈夏至'];
    const rows = names.map((name) => ({ 姓名或称呼: name, 同意参加: '是' }));
    const fileId = await upload(rows, 'adult');
    const tried = await check(programmeId, fileId);
    expect(tried).toMatchObject({ ready: 3, problems: [{ row: 4, message: '和第 2 行重复' }] });
    expect(await importAll(programmeId, fileId, 'good')).toMatchObject({ entered: 3 });
    const shown = Array.from((await rowsOf(world.community, programmeId)).values());
    expect(shown.map(({ who, state }) => `${who} ${state}`).sort()).toEqual([
      '周谷雨 enrolled',
      '林小满 enrolled',
      '陈夏至 waiting',
    ]);
    const again = await upload(rows.slice(0, 2), 'adult');
    expect(await importAll(programmeId, again)).toMatchObject({ entered: 0, known: 2 });

    await cloud.forward(5 * DAY, 'last');
    const arrive = (name: string) =>
      world.community.call('staff', 'enrolment.walkIn', {
        ...{ requestId: newRequestId(), programmeId, name },
      });
    const here = shown.find(({ who }) => who === '林小满');
    expect(await arrive('林小满')).toEqual({
      enrolmentId: here?.enrolmentId,
      state: 'enrolled',
      sessionId: 's-1',
    });
  });

  it('is of a programme of its campaign, and no other', async () => {
    const fileId = await upload([{ 姓名或称呼: '林小满', 同意参加: '是' }], 'adult');
    const input = { campaignId, programmeId: 'no-such', fileId };
    expect(await world.community.refused('staff', 'roster.check', input)).toBe('NOT_FOUND');
  });
});
