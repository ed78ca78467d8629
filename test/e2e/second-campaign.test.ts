/** A second campaign beside the demo's: copied, worked in, and reached by families through its link. */
import { turnWheel } from '../support/phone';
import { openPhones, type Phone, type Phones } from './phones';
import { consentAndChild } from './wish-form';

jest.setTimeout(120_000);

const TITLE = '一盏小台灯';

let phones: Phones;
let desk: Phone;

beforeAll(async () => {
  phones = await openPhones();
  desk = await phones.phone('demo-admin', 'packages/staff/campaign/pages/campaigns/campaigns');
});

afterAll(() => phones.end());

const queueOfAll = async (): Promise<void> => {
  await desk.open('packages/staff/wish/pages/queue/queue?state=submitted');
  await desk.sees('待审核');
};

test('an admin copies the campaign as the next one and works in it', async () => {
  await desk.tap('复制成下一期');
  await desk.write('活动名称', '春天的心愿');
  await desk.write('活动编号', 'spring-26');
  await desk.tap('保存');
  await desk.sees('「春天的心愿」保存好了');
  await desk.page.getByLabel('办理 春天的心愿').tap();
  await desk.sees('现在办理「春天的心愿」');
  await desk.open('packages/work/pages/work/work');
  await desk.sees('正在办理');
  await desk.sees('春天的心愿');
  await desk.picture('work-second-campaign');
  await queueOfAll();
  await desk.sees('都审完了');
});

test('an event that is saved is of the campaign that is worked in', async () => {
  await desk.open('packages/staff/card/pages/cards/cards');
  await desk.sees('还没有领取活动');
  await desk.tap('安排领取活动');
  await desk.write('名称', '春天的领取日');
  await desk.tap('保存');
  await desk.sees('春天的领取日');
  const eventsOf = async (campaignId: string): Promise<string[]> => {
    const admin = phones.cloud.as('demo-admin');
    return (await admin.call('staff', 'event.list', { campaignId })).items.map(
      ({ title }) => title,
    );
  };
  await expect(eventsOf('spring-26')).resolves.toEqual(['春天的领取日']);
  await expect(eventsOf('nanshan-2025')).resolves.not.toContain('春天的领取日');
});

test('a family that comes by its link makes its wish there', async () => {
  const openid = 'family-of-the-second';
  const phone = await phones.phone(openid, 'pages/home/home?campaignId=spring-26&from=friend');
  await phone.tap('去看心愿墙');
  await phone.sees('0');
  await phone.tap('为孩子许一个心愿');
  await consentAndChild(phone, '小棠');
  await phone.tap('生活');
  await phone.write('想要的礼物', TITLE);
  await phone.tap('下一步');
  await phone.tap('提交心愿');
  await phone.tap('允许');
  await phone.sees('心愿已提交');
  const { items } = await phones.cloud.as(openid).call('family', 'wish.mine', {});
  expect(items.map(({ title, campaignId }) => [title, campaignId])).toEqual([[TITLE, 'spring-26']]);
  expect(phone.problems).toEqual([]);
  await phone.close();
});

test('staff find it in the second campaign, and not in the first', async () => {
  await queueOfAll();
  await desk.sees(TITLE);
  await desk.open('packages/work/pages/work/work');
  await desk.tap('换一期');
  await turnWheel(desk.page.locator('.host-layers'), '点亮微心愿');
  await desk.tap('确定');
  await desk.page.getByLabel('正在办理 点亮微心愿，换一期').waitFor();
  await queueOfAll();
  await desk.sees('木棉社区');
  await expect(desk.page.getByText(TITLE).count()).resolves.toBe(0);
  expect(desk.problems).toEqual([]);
});

test('a link to a campaign that is not there leads to the app’s own', async () => {
  const phone = await phones.phone('wrong-link', 'pages/home/home?campaignId=gone&from=friend');
  await phone.tap('去看心愿墙');
  await phone.sees(/没有找到这个活动/);
  await phone.page.getByRole('tab', { name: '我的' }).tap();
  await phone.sees('还没有心愿');
  await phone.page.getByRole('tab', { name: '首页' }).tap();
  await phone.sees(/\/ \d+ 个心愿/);
  await phone.close();
});
