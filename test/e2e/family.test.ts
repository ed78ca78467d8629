import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import type { FamilyWish } from '../../typings/contract';
import { openPhones, type Phone, type Phones } from './phones';
import { until } from './support';
import { consentAndChild } from './wish-form';

jest.setTimeout(120_000);

let phones: Phones;

beforeAll(async () => {
  phones = await openPhones();
});

afterAll(() => phones.end());

const wishesOf = async (openid: string): Promise<FamilyWish[]> =>
  (await phones.cloud.as(openid).call('family', 'wish.mine', {})).items;

/** What this phone holds in its storage, as it lies there. */
const storedOn = ({ page }: Phone): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

/** A family that has consented, with one child and, where a title is given, a wish. */
const familyAs = async (openid: string, nickname: string, title?: string) => {
  const person = phones.cloud.as(openid);
  const scopes = ['review', 'gift', 'publicText', 'pairing'] as const;
  await person.call('family', 'consent.grant', { version: '2025-06', scopes: [...scopes] });
  const { childId } = await person.call('family', 'child.save', {
    requestId: `child-${openid}`,
    nickname,
    birthMonth: '2017-03',
    communityId: 'c-01',
  });
  if (title === undefined) return { childId, wishId: '' };
  const { wishId } = await person.call('family', 'wish.submit', {
    requestId: `wish-${openid}`,
    campaignId: 'nanshan-2025',
    childId,
    category: 'toy',
    title,
  });
  return { childId, wishId };
};

const closing = async (phone: Phone, name: string): Promise<void> => {
  await phone.picture(`family-${name}`);
  expect(phone.problems).toEqual([]);
  await phone.close();
};

test('a wish that meets no network waits on the phone and arrives once', async () => {
  const openid = 'play-no-network';
  const phone = await phones.phone(openid, 'pages/wish-form/wish-form');
  await consentAndChild(phone, '小舟');
  await phone.tap('运动');
  await phone.write('想要的礼物', '一颗小足球');
  await phone.tap('下一步');
  await phone.sees('一颗小足球');
  await phone.network('none');
  await phone.tap('提交心愿');
  await phone.tap('允许');
  await phone.sees('心愿存好了，等网络');
  await phone.picture('family-waiting');
  expect(await storedOn(phone)).not.toContain('小足球');

  await phone.open('pages/my/my', 'none');
  await phone.sees('等待网络');
  await phone.sees('一颗小足球');
  await phone.picture('family-waiting-mine');
  await phone.network('wifi');
  await phone.sees('审核中');
  await phone.page.getByText('等待网络').waitFor({ state: 'detached' });
  const wishes = await wishesOf(openid);
  expect(wishes.map(({ title }) => title)).toEqual(['一颗小足球']);
  await closing(phone, 'arrived');
});

test('a draft is kept encrypted and offered again', async () => {
  const phone = await phones.phone('play-draft', 'pages/wish-form/wish-form');
  await consentAndChild(phone, '小帆');
  await phone.tap('衣物');
  await phone.sees('尺寸');
  await phone.write('想要的礼物', '一双雨靴');
  await phone.write('尺寸', '34 码');
  expect(await storedOn(phone)).not.toContain('雨靴');
  await phone.open('pages/wish-form/wish-form');
  await phone.sees(/接着 .* 的内容填写/);
  await phone.picture('family-draft');
  await phone.tap('下一步');
  await phone.tap('下一步');
  await expect(phone.page.getByLabel('尺寸', { exact: true }).inputValue()).resolves.toBe('34 码');
  await phone.tap('学习');
  await expect(phone.page.getByLabel('尺寸', { exact: true }).count()).resolves.toBe(0);
  await closing(phone, 'draft-again');
});

test('a returned wish says why, is corrected, and keeps its place', async () => {
  const openid = 'play-returned';
  const { wishId } = await familyAs(openid, '小禾', '一盒积木');
  await phones.cloud.as('demo-community').call('staff', 'wish.review', {
    requestId: 'return-1',
    wishId,
    decision: 'return',
    reason: '请写明适合的年龄',
  });
  const phone = await phones.phone(openid, 'pages/my/my');
  await phone.sees('审核中');
  await phones.cloud.forward(REVIEW_UNDO_MS + 1000);
  await phone.open('pages/my/my');
  await phone.sees('请写明适合的年龄');
  await phone.picture('family-returned');
  await phone.tap('去修改');
  await phone.write('型号或规格', '适合 8 岁');
  await phone.write('想要的礼物', '一盒积木'.repeat(6));
  await phone.sees('最多 20 个字，请再删 4 个字。');
  await phone.write('想要的礼物', '一盒积木');
  await phone.tap('下一步');
  await phone.write('孩子的小名', '禾苗');
  await phone.tap('下一步');
  await phone.tap('提交心愿');
  await phone.tap('允许');
  await phone.sees('已再次提交');
  expect(await wishesOf(openid)).toMatchObject([
    { wishId, state: 'submitted', childNickname: '禾苗', details: { model: '适合 8 岁' } },
  ]);
  await closing(phone, 'resubmitted');
});

test('a wish is withdrawn after its consequences were said', async () => {
  const openid = 'play-withdrawn';
  await familyAs(openid, '小麦', '一根跳绳');
  const phone = await phones.phone(openid, 'pages/my/my');
  await phone.tap('撤回心愿');
  await phone.sees('已发的兑换卡也会作废');
  await phone.page.getByRole('button', { name: '撤回', exact: true }).last().tap();
  await phone.sees('已撤回');
  expect((await wishesOf(openid))[0]?.state).toBe('withdrawn');
  await closing(phone, 'withdrawn');
});

test('the card opens from the last answer after the app was closed, with no network', async () => {
  const phone = await phones.phone('demo-guardian-10', 'pages/my/my');
  await phone.tap('打开心愿兑换卡');
  await phone.sees('卡丢了？先冻结');
  const code = await phone.page.getByLabel(/^兑换码/).textContent();
  expect(await storedOn(phone)).not.toContain(code?.trim());
  await phone.picture('family-card');

  await phone.open('pages/my/my', 'none');
  await phone.sees(/没有连上服务/);
  await phone.tap('打开心愿兑换卡');
  await phone.sees('没有网络也可以出示');
  await expect(phone.page.getByLabel(/^兑换码/).textContent()).resolves.toBe(code);
  await closing(phone, 'card-offline');
});

test('a lost card is frozen by the family, asked for again, and thawed', async () => {
  const phone = await phones.phone('demo-guardian-13', 'pages/my/my');
  await phone.tap('打开心愿兑换卡');
  await phone.tap('卡丢了？先冻结');
  await phone.tap('卡找不到了');
  await phone.sees('冻结期间谁也不能兑换');
  await phone.picture('family-frozen');
  await phone.sees('联系工作人员 0755-00001111');
  await phone.tap('卡找不到了，申请补发');
  await phone.sees('申请补发兑换卡');
  await phone.tap('提交');
  await phone.tap('允许');
  await phone.sees('已收到');
  const { items } = await phones.cloud
    .as('demo-district')
    .call('staff', 'complaint.list', { state: 'open', limit: 100 });
  expect(items.map(({ topic }) => topic)).toContain('reissue');
  await phone.tap('返回');
  await phone.tap('解冻');
  await phone.page.getByRole('button', { name: '解冻' }).last().tap();
  await phone.sees('卡丢了？先冻结');
  await closing(phone, 'thawed');
});

test('one consent or all are withdrawn, their consequences said before', async () => {
  const openid = 'play-consent';
  await familyAs(openid, '小树', '一盏台灯');
  const phone = await phones.phone(openid, 'packages/family/pages/consent/consent');
  await phone.page.getByLabel('爱心妈妈结对', { exact: true }).tap();
  await phone.sees('审核和礼物不受影响');
  await phone.tap('关闭');
  const me = () => phones.cloud.as(openid).call('family', 'me', {});
  await until(me, ({ consent }) => consent?.scopes.includes('pairing') === false);
  await phone.tap('撤回全部同意');
  await phone.sees('孩子的信息会被删除');
  await phone.tap('全部撤回');
  await phone.sees('还没有给过同意');
  expect((await me()).consent).toBeUndefined();
  await closing(phone, 'consent-withdrawn');
});

test('what is held is seen, copied after a consent of its own, corrected, and deleted', async () => {
  const openid = 'play-data';
  const { wishId } = await familyAs(openid, '小溪', '一套画笔');
  await phones.cloud
    .as('demo-community')
    .call('staff', 'wish.open', { wishId, purpose: '核对心愿内容' });
  const phone = await phones.phone(openid, 'packages/family/pages/data/data');
  await phone.sees(/核对心愿内容/);
  await phone.picture('family-data');

  await phone.tap('复制全部数据');
  await phone.page.getByRole('button', { name: '不同意' }).tap();
  await phone.sees('数据仍可在这一页查看');
  await phone.tap('复制全部数据');
  await phone.picture('family-privacy');
  await phone.tap('同意并继续');
  await phone.sees('内容已复制');

  await phone.tap('文字版，自己看');
  await phone.sees(/我的数据-\d{8}\.txt/);
  await phone.picture('family-file');
  await phone.tap('发送给朋友');
  await phone.sees('已发送');
  await phone.tap('数据版（JSON）');
  await phone.sees(/我的数据-\d{8}\.json/);
  await phone.tap('取消');
  await phone.sees('这个文件没有留在手机里');

  await phone.tap('更正');
  await phone.write('孩子的小名', '小溪溪');
  await phone.tap('保存');
  await phone.sees('小溪溪');

  await phone.tap('删除全部数据');
  await phone.sees('账目和办理记录按规定保留');
  await phone.picture('family-erase');
  // Whoever hears the page is told why the button is off.
  await phone.page.getByLabel('永久删除，请先输入删除').waitFor();
  await phone.write('输入「删除」确认', '删除');
  await phone.tap('永久删除');
  await phone.sees('还没有心愿');
  expect((await phones.cloud.as(openid).call('family', 'me', {})).children).toEqual([]);
  await closing(phone, 'erased');
});

test('a second guardian joins by a code, sees the child, and leaves', async () => {
  const first = 'play-guardian-one';
  const second = 'play-guardian-two';
  const { childId } = await familyAs(first, '小石', '一个篮球');
  const one = await phones.phone(first, 'packages/family/pages/data/data');
  await one.tap('邀请另一位监护人');
  await one.tap('生成邀请码');
  await one.sees('发给对方');
  const code = (await one.page.getByLabel(/^邀请码 /).textContent())?.trim() ?? '';
  await closing(one, 'invitation');

  const two = await phones.phone(second, `packages/family/pages/join/join?code=${code}`);
  await two.tap('我是孩子的监护人');
  await two.picture('family-join');
  await two.tap('加入');
  await two.sees('已加入');
  await two.tap('去看看');
  await two.sees('一个篮球');
  const seen = (await phones.cloud.as(second).call('family', 'me', {})).children;
  expect(seen.map((child) => child.childId)).toEqual([childId]);

  await two.open('packages/family/pages/data/data');
  await two.tap('退出');
  await two.sees('您将看不到孩子的信息');
  await two.page.getByRole('button', { name: '退出', exact: true }).last().tap();
  await until(
    () => phones.cloud.as(second).call('family', 'me', {}),
    ({ children }) => children.length === 0,
  );
  expect(await wishesOf(first)).toHaveLength(1);
  await closing(two, 'left');
});

test('a family complains, and finds its words again', async () => {
  const openid = 'play-complaint';
  await familyAs(openid, '小雨');
  const phone = await phones.phone(openid, 'packages/family/pages/complaint/complaint');
  await phone.tap('活动现场');
  await phone.write('您想说的事', '排队的时间有点长');
  await phone.picture('family-complaint');
  await phone.tap('提交');
  await phone.tap('允许');
  await phone.sees('已收到');
  await phone.open('packages/family/pages/data/data');
  await phone.sees(/排队的时间有点长/);
  await closing(phone, 'complained');
});

test('rules of a new version are asked for again, and the choices stay', async () => {
  const openid = 'play-new-rules';
  await familyAs(openid, '小果', '一本图画书');
  const admin = phones.cloud.as('demo-admin');
  const campaign = await admin.call('campaign', 'get', { campaignId: 'nanshan-2025' });
  await admin.call('staff', 'campaign.save', {
    requestId: 'new-rules',
    campaignId: campaign.campaignId,
    title: campaign.title,
    place: campaign.place,
    donor: campaign.donor,
    from: campaign.period.from,
    until: campaign.period.until,
    fundId: campaign.fundId,
    consentVersion: '2026-01',
    areas: [
      { areaId: 'd-01', name: '南山区', level: 'district' },
      ...campaign.communities.map(({ communityId, name }) => ({
        areaId: communityId,
        name,
        level: 'community' as const,
        parentId: 'd-01',
      })),
    ],
  });
  const phone = await phones.phone(openid, 'pages/my/my');
  await phone.tap('保护规则更新了');
  await phone.picture('family-new-rules');
  await phone.tap('看过了，我同意');
  await phone.sees(/规则版本 2026-01/);
  const { consent } = await phones.cloud.as(openid).call('family', 'me', {});
  expect(consent?.scopes).toEqual(['review', 'gift', 'publicText', 'pairing']);
  await closing(phone, 'rules-renewed');
});
