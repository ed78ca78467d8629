import type { Page } from 'playwright-core';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { newRequestId } from '../support/world';
import { openWindow, story, type Window } from './support';

const STAFF = 'packages/staff/enrolment/pages';
const PROJECTS = 'packages/family/pages/programmes/programmes';
const VERIFY = 'packages/family/pages/certificate/certificate';
const SCAN = 'packages/station/pages/scan/scan';
const CAMPAIGN = 'nanshan-2025';
const MOTHER = 'demo-mother-4';
const FIRST = 'demo-guardian-40';
const SECOND = 'demo-guardian-41';

/** A project for children and a training for mothers: from the form of staff to stars and seal. */
describe('projects and training', () => {
  let house: House;
  let window: Window;
  let campId = '';
  let trainingId = '';
  /** When the first session of each begins. */
  let campAt = 0;
  let trainingAt = 0;
  let number = '';

  beforeAll(async () => {
    house = await openHouse();
    const context = await house.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 420, height: 900 },
    });
    window = await openWindow(context);
  }, 300_000);
  afterAll(() => house.close());

  const act = story(() => window.page);

  const on = async (openid: string, path: string): Promise<Phone> => {
    const { page } = window;
    const phone = new Phone(page, page as Page);
    await page.goto(
      phoneUrl(house.url, {
        phoneId: `phone-of-${openid}`,
        openid,
        path,
        network: 'wifi',
      } as never),
    );
    return phone;
  };

  const admin = () => house.as('demo-admin');
  const now = () => house.forward(0);
  const goTo = async (moment: number): Promise<void> => {
    await house.forward(Math.max(0, moment - (await now())));
  };

  const programmeOf = async (title: string) => {
    const { items } = await admin().call('staff', 'programme.list', { campaignId: CAMPAIGN });
    return items.find((one) => one.title === title)!;
  };

  /** The own project by its short name, as the family sees it. */
  const mine = (phone: Phone, title: string) =>
    phone.screen.locator('.card', { hasText: title }).filter({ visible: true }).first();

  const answer = async (phone: Phone, words: string, confirm: string): Promise<void> => {
    await phone.over.getByRole('textbox').fill(words);
    await phone.tapOver(confirm);
  };

  /** Scans a pass at its session's door; answers when the verdict is on the screen. */
  const scan = async (
    door: { session: string; way?: RegExp },
    code: string,
    who: string,
    verdict: string,
  ): Promise<Phone> => {
    const phone = await on('demo-admin', SCAN);
    const desk = phone.screen.locator('.desk-name', { hasText: door.session });
    await desk.or(phone.text('扫一扫')).first().waitFor();
    if (await desk.isVisible()) await desk.click();
    if (door.way) await phone.tap(door.way);
    await phone.write('入场码的 16 位', code);
    await phone.tap('查看');
    await phone.tap(new RegExp(`^${who}`));
    await phone.sees(verdict);
    return phone;
  };

  act('an admin adds a training by the form, without a developer', async () => {
    const phone = await on('demo-admin', `${STAFF}/programmes/programmes`);
    await phone.tap('新建项目');
    await phone.sees('再加一场');
    await phone.write('项目名称', '「慧育同行」第二期');
    await phone.write('短名称', '慧育同行');
    await phone.tap('培训认证');
    await phone.tap('成人');
    await phone.write('名额', '20');
    await phone.write('第 1 场名称', '家庭教育基础');
    await phone.write('第 1 场地点', '区青少年活动中心');
    await phone.tap('保存');
    await phone.sees('「慧育同行」第二期');
    const { figures, places, campaignId, ...made } = await programmeOf('「慧育同行」第二期');
    trainingId = made.programmeId;
    expect({ campaignId, places, figures }).toMatchObject({
      campaignId: CAMPAIGN,
      places: { capacity: 20, free: 20 },
      figures: { enrolled: 0 },
    });
    // Half a day after the camp, so that the clock need not be moved by weeks.
    trainingAt = (await now()) + 34 * HOUR_MS;
    const [session] = made.sessions;
    await admin().call('staff', 'programme.save', {
      ...made,
      requestId: newRequestId(),
      campaignId,
      closesAt: trainingAt - HOUR_MS,
      sessions: [{ ...session!, from: trainingAt, until: trainingAt + 2 * HOUR_MS }],
    });
  });

  act('a mother signs up for it, and has a pass', async () => {
    const phone = await on(MOTHER, PROJECTS);
    await phone.screen
      .locator('.card', { hasText: '第二期' })
      .getByRole('button', { name: '我要报名' })
      .click();
    await phone.tapOver('允许');
    await answer(phone, '江小鱼', '报名');
    await phone.sees('报名成功');
    await phone.sees('出示入场码');
  });

  act('a project of one place, brought and fetched, is full: the next family waits', async () => {
    const at = await now();
    campAt = at + 30 * HOUR_MS;
    ({ programmeId: campId } = await admin().call('staff', 'programme.save', {
      requestId: newRequestId(),
      campaignId: CAMPAIGN,
      kind: 'spirit',
      title: '「萤火」困境儿童夏令营',
      neutralTitle: '萤火夏令营',
      for: 'child',
      capacity: 1,
      opensAt: at - HOUR_MS,
      closesAt: campAt - 25 * HOUR_MS,
      sessions: [
        {
          sessionId: 's-1',
          title: '做一盏灯',
          place: '荔枝社区活动室',
          from: campAt,
          until: campAt + 2 * HOUR_MS,
          inOut: true,
        },
        {
          sessionId: 's-2',
          title: '放一盏灯',
          place: '海边',
          from: campAt + 7 * DAY_MS,
          until: campAt + 7 * DAY_MS + 2 * HOUR_MS,
        },
      ],
    }));
    for (const [openid, said] of [
      [FIRST, '报名成功'],
      [SECOND, '已排队，第 1 位'],
    ] as const) {
      const phone = await on(openid, PROJECTS);
      await phone.screen
        .locator('.card', { hasText: '「萤火」' })
        .getByRole('button', { name: '给孩子报名' })
        .click();
      await phone.tapOver('允许');
      await phone.tapOver('同意报名');
      await phone.sees(said);
    }
    const staff = await on('demo-admin', `${STAFF}/enrolments/enrolments?programmeId=${campId}`);
    await staff.sees('排队 1');
    await staff.sees('第 1 位');
  });

  act('one family leaves; who waits is offered the place, and takes it', async () => {
    const leaving = await on(FIRST, PROJECTS);
    await mine(leaving, '萤火夏令营').getByRole('button', { name: '取消报名' }).click();
    await leaving.tapOver('确定');
    await leaving.sees('已取消');
    const phone = await on(SECOND, PROJECTS);
    await phone.sees('待确认');
    await phone.tap('确认名额');
    await phone.sees('名额已确认');
    await phone.sees('出示入场码');
  });

  act('staff cancel one session; the family reads why, and is reminded of the other', async () => {
    const staff = await on('demo-admin', `${STAFF}/programme/programme?programmeId=${campId}`);
    await staff.tap('取消这一场，第 2 场');
    await staff.screen.getByRole('textbox', { name: '原因' }).fill('台风要来，为了大家安全');
    await staff.tap('取消并通知大家');
    await staff.sees('已取消，报名和排队的人都会收到通知');
    const phone = await on(SECOND, PROJECTS);
    await phone.sees('放一盏灯（已取消）');
    await goTo(campAt - HOUR_MS);
    const { items } = await house.as(SECOND).call('helper', 'message.mine', {});
    const told = ['placeOffered', 'programmeCancelled', 'programmeTomorrow'];
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(told));
  });

  act('the child is brought, is inside, and is fetched', async () => {
    await goTo(campAt - 10 * MINUTE_MS);
    const phone = await on(SECOND, PROJECTS);
    await phone.tap('出示入场码');
    const code = await phone.screen.locator('.code').innerText();
    await scan({ session: '做一盏灯' }, code, '监护人', '签到成功');
    const inside = await on('demo-admin', `${STAFF}/sessions/sessions?programmeId=${campId}`);
    await inside.sees(/还在里面的孩子/);
    await inside.sees('1 人到场');
    await inside.sees(/\d\d:\d\d 进/);
    const again = await on('demo-admin', SCAN);
    await again.write('入场码的 16 位', code);
    await again.tap('查看');
    await again.sees('已经签到');
    await goTo(campAt + 2 * HOUR_MS);
    await scan({ session: '做一盏灯', way: /签离/ }, code, '监护人', '签离成功');
    const left = await on('demo-admin', `${STAFF}/sessions/sessions?programmeId=${campId}`);
    await left.sees('这一场里没有还没接走的孩子。下拉可以刷新。');
  });

  act('the family says how it was', async () => {
    await house.forward(HOUR_MS);
    const phone = await on(SECOND, PROJECTS);
    await phone.tap('评价这个项目');
    await phone.over.getByText('5 颗星：很满意').click();
    await answer(phone, '孩子把灯挂在窗前了', '提交');
    await phone.sees('谢谢您的评价');
    const staff = await on('demo-admin', `${STAFF}/sessions/sessions?programmeId=${campId}`);
    await staff.sees('孩子把灯挂在窗前了');
  });

  act('the mother comes to her training, is assessed, and gets a certificate', async () => {
    await goTo(trainingAt - 5 * MINUTE_MS);
    const phone = await on(MOTHER, PROJECTS);
    await phone.tap('出示入场码');
    const code = await phone.screen.locator('.code').innerText();
    const desk = await on('demo-admin', SCAN);
    await desk.tap(/换台/);
    await desk.screen.locator('.desk-name', { hasText: '家庭教育基础' }).click();
    await desk.write('入场码的 16 位', code);
    await desk.tap('查看');
    await desk.tap(/^签到/);
    await desk.sees('签到成功');
    await goTo(trainingAt + 3 * HOUR_MS);
    const staff = await on(
      'demo-district',
      `${STAFF}/certificates/certificates?programmeId=${trainingId}`,
    );
    await staff.tap(/江小鱼/);
    await staff.tap('考核合格');
    await answer(staff, '92', '确定');
    await staff.sees('1 人的考核记下了');
    await staff.tap('选可以发证的');
    await staff.tap('颁发证书');
    await staff.tapOver('颁发');
    await staff.sees('发了 1 张证书');
    ({ number } = (
      await admin().call('staff', 'certificate.list', { programmeId: trainingId })
    ).items[0]!);
  });

  act('a family that comes by is taken in at the door, and has a pass', async () => {
    const at = await now();
    const { programmeId } = await admin().call('staff', 'programme.save', {
      requestId: newRequestId(),
      campaignId: CAMPAIGN,
      kind: 'spirit',
      title: '海边读书会',
      neutralTitle: '读书会',
      for: 'child',
      capacity: 5,
      opensAt: at - HOUR_MS,
      closesAt: at + 5 * MINUTE_MS,
      sessions: [
        {
          sessionId: 's-1',
          title: '一起读',
          place: '海边书屋',
          from: at + 5 * MINUTE_MS,
          until: at + HOUR_MS,
        },
      ],
    });
    const { children } = await house.as(FIRST).call('family', 'me', {});
    const { alias = '', communityId = '' } = children[0] ?? {};
    const { items: communities } = await admin().call('staff', 'community.list', {
      campaignId: CAMPAIGN,
    });
    const { name = '' } = communities.find((one) => one.communityId === communityId) ?? {};
    await goTo(at + 10 * MINUTE_MS);
    const staff = await on(
      'demo-admin',
      `${STAFF}/enrolments/enrolments?programmeId=${programmeId}`,
    );
    await staff.tap('现场登记');
    await staff.pick(/^社区/, name);
    await staff.write('代称', alias);
    await staff.tap(new RegExp(`^${alias}`));
    await staff.tapOver('登记');
    await staff.sees(`${alias} 登记好了，这一场算到场`);
    const phone = await on(FIRST, PROJECTS);
    await mine(phone, '读书会').getByRole('button', { name: '出示入场码' }).click();
    const code = await phone.screen.locator('.code').innerText();
    const door = await on('demo-admin', SCAN);
    await door.tap(/换台/);
    await door.screen.locator('.desk-name', { hasText: '一起读' }).click();
    await door.write('入场码的 16 位', code);
    await door.tap('查看');
    await door.sees('已经签到');
  });

  act('she finds it, and a stranger verifies it by its number', async () => {
    const phone = await on(MOTHER, PROJECTS);
    await phone.tap('查看证书');
    await phone.sees(number);
    const stranger = await on('somebody-else', VERIFY);
    await stranger.write('证书编号', number.toLowerCase());
    await stranger.tap('查验');
    await stranger.sees('江＊');
    await stranger.sees('有效');
    const wrong = await on('somebody-else', VERIFY);
    await wrong.write('证书编号', `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`);
    await wrong.tap('查验');
    await wrong.sees('没有这张证书');
    expect(window.errors).toEqual([]);
  });
});
