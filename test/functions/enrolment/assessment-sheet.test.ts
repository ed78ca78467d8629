import { readSheet } from 'read-excel-file/node';
import type { Output } from '../../../typings/contract';
import { savedSheet } from '../../support/arrivals';
import { openCloud, type TestCloud } from '../../support/cloud';
import { joinWithChild, newJoiner, newProgramme } from '../../support/programmes';
import { uploadRoster } from '../../support/roster';
import { HOUR, newFamily, newRequestId, openWorld, type World } from '../../support/world';

const TITLES = ['报名编号', '姓名或代称', '到场次数', '考核', '分数'];

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const upload = async (rows: Record<string, string | number>[]): Promise<string> =>
  uploadRoster(cloud, world.community.openid, await savedSheet(TITLES, rows));

describe('a 考核表', () => {
  it('of more rows than one call takes is booked to its end, and its file goes', async () => {
    const from = cloud.now() + 1000;
    const programmeId = await newProgramme(
      world.admin,
      {
        for: 'adult',
        capacity: 60,
        sessions: [{ sessionId: 's-1', title: '一', place: '厅', from, until: from + HOUR }],
      },
      cloud.now(),
    );
    await cloud.forward(2000);
    for (let place = 0; place < 41; place += 1) {
      const walkIn = { requestId: newRequestId(), programmeId, name: `学员${place}` };
      await world.community.call('staff', 'enrolment.walkIn', walkIn);
    }
    const { url } = await world.community.call('staff', 'assessment.sheet', { programmeId });
    const [, , ...people] = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const fileId = await upload(people.map(([id]) => ({ 报名编号: String(id), 考核: '合格' })));
    const parts: Output<'staff', 'assessment.import'>[] = [];
    for (let cursor: number | undefined = 0; cursor !== undefined;) {
      const input = { requestId: newRequestId(), programmeId, fileId, cursor };
      const part: Output<'staff', 'assessment.import'> = await world.community.call(
        'staff',
        'assessment.import',
        input,
      );
      parts.push(part);
      cursor = part.next;
    }
    expect(parts).toMatchObject([{ assessed: 40, next: 40 }, { assessed: 1 }]);
    await expect(
      world.community.refused('staff', 'assessment.check', { programmeId, fileId }),
    ).resolves.toBe('NOT_FOUND');
  });

  it('tells a row of another area as one that is nobody’s, and the own child’s by name', async () => {
    const programmeId = await newProgramme(world.admin, { capacity: 9 }, cloud.now());
    const elsewhere = await newFamily(cloud, 'far-away', ['review', 'gift'], 'c-2');
    const far = await joinWithChild(elsewhere.guardian, programmeId, elsewhere.childId);
    const own = await newJoiner(cloud, world.community.openid, programmeId);
    const fileId = await upload([
      { 报名编号: far.enrolmentId, 考核: '合格' },
      { 报名编号: 'enrolment_of-nobody', 考核: '合格' },
      { 报名编号: own.enrolmentId, 考核: '合格' },
    ]);
    const input = { programmeId, fileId };
    const { problems } = await world.community.call('staff', 'assessment.check', input);
    const nobody = { column: '报名编号', message: '这个项目里没有这个编号，请核对' };
    expect(problems).toEqual([
      { row: 2, ...nobody },
      { row: 3, ...nobody },
      { row: 4, column: '报名编号', message: '自己或自己孩子的报名要由其他工作人员办理。' },
    ]);
  });
});
