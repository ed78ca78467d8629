import { openCloud, type TestCloud } from '../../support/cloud';
import { rowsOf } from '../../support/programmes';

const campaignId = 'nanshan-2025';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openCloud({ demo: true });
});
afterAll(() => cloud.end());

it('the announced projects and growth plans are there for anybody', async () => {
  const { items } = await cloud.as('').call('campaign', 'programmes', { campaignId });
  const titles = [
    '「粤伴童行」心愿计划',
    '童心守护·筑梦微愿行动',
    '「童心携手筑未来」困境儿童心理关爱帮扶计划',
    '「点亮微心愿·温情伴成长」困境儿童爱心妈妈结对帮扶计划',
    '「慧育同行」家庭教育心理赋能认证（初级）',
    '「大咖讲家庭教育」公益讲座',
  ];
  expect(items.map(({ title }) => title).sort()).toEqual(titles.sort());
});

it('one is full with a waiting list, one is running with children inside', async () => {
  const staff = cloud.as('demo-district');
  const { items } = await staff.call('staff', 'programme.list', { campaignId });
  const placesOf = (id: string) => items.find(({ programmeId }) => programmeId === id)?.places;
  expect(placesOf('programme-mind')).toMatchObject({ enrolled: 6, waiting: 3, free: 0 });
  const session = { programmeId: 'programme-guard', sessionId: 's-2' };
  const inside = await staff.call('staff', 'programme.inside', session);
  expect(inside.items).toHaveLength(4);
});

it('one is done with certificates that anybody can verify', async () => {
  const rows = await rowsOf(cloud.as('demo-district'), 'programme-huiyu');
  const numbers = Array.from(rows.values()).flatMap(
    ({ certificateNumber }) => certificateNumber ?? [],
  );
  expect([rows.size, numbers.length]).toEqual([6, 5]);
  for (const number of numbers) {
    await expect(cloud.as('').call('campaign', 'certificate', { number })).resolves.toMatchObject({
      status: 'valid',
      hours: 6,
    });
  }
});
