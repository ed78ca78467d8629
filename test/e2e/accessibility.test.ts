import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { openPhones, type Phone, type PhoneLook, type Phones } from './phones';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Smallest side of whatever is tapped, in CSS pixels. */
const SMALLEST_TAP = 44;

let phones: Phones;

beforeAll(async () => {
  phones = await openPhones();
});

afterAll(() => phones.end());

/** Findings of axe that keep somebody from using the page: rule, where, and what of it. */
const findingsOn = async ({ page }: Phone): Promise<string[]> => {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
    }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
};

/** What may be tapped, can be seen, and is too small for a thumb. */
const smallTargetsOn = ({ page }: Phone): Promise<string[]> =>
  page.evaluate((smallest) => {
    const roles = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab'];
    const selector = ['input', 'textarea', ...roles.map((role) => `[role=${role}]`)].join();
    return [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0)
      .filter(({ box }) => box.width < smallest - 0.5 || box.height < smallest - 0.5)
      .map(
        ({ element, box }) =>
          `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 12)} ` +
          `${Math.round(box.width)}×${Math.round(box.height)}`,
      );
  }, SMALLEST_TAP);

const ALL_LOOKS: [string, PhoneLook][] = [
  ['light', { theme: 'light', fontScale: 1 }],
  ['light, large', { theme: 'light', fontScale: 1.4 }],
  ['dark', { theme: 'dark', fontScale: 1 }],
  ['dark, large', { theme: 'dark', fontScale: 1.4 }],
];

/** Between them, the two hold every colour and every size; `ALL_LOOKS=1` tries all four. */
const LOOKS = process.env['ALL_LOOKS']
  ? ALL_LOOKS
  : ALL_LOOKS.filter(([name]) => name === 'light' || name === 'dark, large');

interface Scene {
  name: string;
  openid: string;
  path: string;
  /** Brings the page into the state to judge. */
  play(phone: Phone): Promise<void>;
}

const sees =
  (text: string) =>
  (phone: Phone): Promise<void> =>
    phone.sees(text);

const SCENES: Scene[] = [
  { name: 'home', openid: 'axe-nobody', path: 'pages/home/home', play: sees('已实现') },
  { name: 'rules', openid: 'axe-nobody', path: 'pages/privacy/privacy', play: sees('保存多久') },
  { name: 'nothing yet', openid: 'axe-nobody', path: 'pages/my/my', play: sees('还没有心愿') },
  {
    name: 'consent',
    openid: 'axe-nobody',
    path: 'pages/wish-form/wish-form',
    play: sees('先请您了解'),
  },
  {
    name: 'consent missing',
    openid: 'axe-nobody',
    path: 'pages/wish-form/wish-form',
    async play(phone) {
      await phone.tap('下一步');
      await phone.sees('才能提交心愿');
    },
  },
  {
    name: 'choice of a child',
    openid: 'demo-guardian-2',
    path: 'pages/wish-form/wish-form',
    play: sees('为哪个孩子许愿'),
  },
  {
    name: 'wish under way',
    openid: 'demo-guardian-2',
    path: 'pages/my/my',
    play: sees('查看进展'),
  },
  {
    name: 'timeline',
    openid: 'demo-guardian-10',
    path: 'pages/my/my',
    async play(phone) {
      await phone.tap('查看进展');
      await phone.sees('收起进展');
    },
  },
  {
    name: 'my consent',
    openid: 'demo-guardian-10',
    path: 'pages/consent/consent',
    play: sees('撤回全部同意'),
  },
  {
    name: 'my data',
    openid: 'demo-guardian-10',
    path: 'pages/data/data',
    play: sees('谁看过孩子的资料'),
  },
  {
    name: 'correction',
    openid: 'demo-guardian-10',
    path: 'pages/data/data',
    async play(phone) {
      await phone.tap('更正');
      await phone.sees('更正孩子的信息');
    },
  },
  {
    name: 'deletion',
    openid: 'demo-guardian-10',
    path: 'pages/data/data',
    async play(phone) {
      await phone.tap('删除全部数据');
      await phone.sees('删除后不能恢复');
    },
  },
  {
    name: 'invitation',
    openid: 'demo-guardian-10',
    path: 'pages/data/data',
    async play(phone) {
      await phone.tap('邀请另一位监护人');
      await phone.tap('生成邀请码');
      await phone.sees('发给对方');
    },
  },
  { name: 'joining', openid: 'axe-nobody', path: 'pages/join/join', play: sees('邀请码') },
  {
    name: 'complaint',
    openid: 'demo-guardian-10',
    path: 'pages/complaint/complaint',
    async play(phone) {
      await phone.tap('提交');
      await phone.sees('请写下您想说的事');
    },
  },
  {
    name: 'card',
    openid: 'demo-guardian-10',
    path: 'pages/my/my',
    async play(phone) {
      await phone.tap('打开心愿兑换卡');
      await phone.sees('卡丢了？先冻结');
    },
  },
  {
    name: 'card redeemed',
    openid: 'demo-guardian-1',
    path: 'pages/my/my',
    async play(phone) {
      await phone.tap(/心愿兑换卡 · 已兑换/);
      await phone.sees('礼物已经领取');
    },
  },
];

describe.each(LOOKS)('%s', (_, look) => {
  test.each(SCENES)('$name', async ({ name, openid, path, play }) => {
    const phone = await phones.phone(openid, path, { ...look, phone: `axe-${openid}` });
    await play(phone);
    const title = `access-${name}-${look.theme}-${look.fontScale}`.replaceAll(' ', '-');
    await phone.picture(title);
    expect(await findingsOn(phone)).toEqual([]);
    expect(await smallTargetsOn(phone)).toEqual([]);
    expect(phone.problems).toEqual([]);
    await phone.close();
  });
});
