/** @jest-environment jsdom */
import { render, settle, textOf } from './render';

const verdict = (change: object = {}) => ({
  tone: 'go',
  word: '可以发放',
  sentence: '核销成功，请把礼物交给孩子。',
  detail: '10:30 核销',
  gift: '跑鞋',
  category: 'sport',
  alias: '晨星 12',
  cardNo: 'K00000001',
  retry: '',
  ...change,
});

const PATH = 'packages/station/components/';

describe('verdict-screen', () => {
  it.each([
    ['go', 'sign--tick', '可以发放'],
    ['wait', 'sign--pause', '请等一等'],
    ['stop', 'sign--cross', '不要发放'],
  ])('%s is said by drawing and word, not by colour alone', (tone, sign, spoken) => {
    const screen = render(`${PATH}verdict-screen/verdict-screen`, { verdict: verdict({ tone }) });
    expect(screen.dom.innerHTML).toContain(`verdict--${tone}`);
    expect(screen.dom.innerHTML).toContain(sign);
    expect(screen.data['spoken']).toBe(spoken);
    expect(textOf(screen)).toContain('跑鞋');
  });

  it('offers the next card, and the same scan again where it has no answer', async () => {
    const path = `${PATH}verdict-screen/verdict-screen`;
    expect(textOf(render(path, { verdict: verdict() }))).toContain('下一张');
    const screen = render(path, { verdict: verdict({ tone: 'wait', retry: '重试' }) });
    expect(textOf(screen)).not.toContain('下一张');
    const heard: string[] = [];
    screen.addEventListener('retry', () => heard.push('retry'));
    screen.querySelector('.action--main')?.dispatchEvent('tap');
    await settle();
    expect(heard).toEqual(['retry']);
  });
});

describe('desk-picker', () => {
  const choice = {
    eventId: 'event-1',
    title: '六一领取',
    when: '6月1日 10:30–16:30',
    place: '活动中心',
    notNow: '',
    desks: [
      { eventId: 'event-1', stationId: 'desk-1', label: '1 号台' },
      { eventId: 'event-1', stationId: 'desk-2', label: '2 号台' },
    ],
  };

  it('tells which desk was chosen', async () => {
    const picker = render(`${PATH}desk-picker/desk-picker`, { choices: [choice] });
    const chosen: unknown[] = [];
    picker.addEventListener('choose', ({ detail }) => chosen.push(detail));
    picker.querySelectorAll('.desk')[1]?.dispatchEvent('tap');
    await settle();
    expect(chosen).toEqual([{ eventId: 'event-1', stationId: 'desk-2' }]);
  });

  it('shows no desks while the grant does not hold', () => {
    const picker = render(`${PATH}desk-picker/desk-picker`, {
      choices: [{ ...choice, notNow: '你的授权已经结束' }],
    });
    expect(textOf(picker)).toContain('你的授权已经结束');
    expect(picker.querySelectorAll('.desk')).toHaveLength(0);
  });
});

describe('gift-check', () => {
  it('shows the gift large and hands it over in one tap on who takes it', async () => {
    const check = render(`${PATH}gift-check/gift-check`, {
      gift: {
        gift: '跑鞋',
        category: 'sport',
        categoryWord: '运动',
        details: '尺码 36',
        alias: '晨星 12',
        ageBand: '7–12 岁',
        cardNo: 'K00000001',
      },
      collectors: [
        { type: 'child', label: '孩子本人' },
        { type: 'guardian', label: '监护人' },
      ],
      place: '1 号台',
    });
    expect(textOf(check)).toContain('尺码 36');
    expect(textOf(check)).toContain('在 1 号台');
    const collected: unknown[] = [];
    check.addEventListener('collect', ({ detail }) => collected.push(detail));
    check.querySelectorAll('.choice')[1]?.dispatchEvent('tap');
    await settle();
    expect(collected).toEqual([{ type: 'guardian' }]);
  });
});

describe('desk-status', () => {
  const status = {
    online: true,
    word: '在线',
    waiting: 0,
    list: '名单 60 张 · 10:30',
    barredTitle: '',
    barred: '',
    notes: [],
    moreNotes: 0,
  };

  it('says in words what its colour says, and how much waits', () => {
    const path = `${PATH}desk-status/desk-status`;
    expect(textOf(render(path, { status }))).toContain('在线');
    const offline = render(path, {
      status: { ...status, online: false, word: '离线', waiting: 3 },
    });
    expect(textOf(offline)).toContain('离线');
    expect(textOf(offline)).toContain('3 条待上传');
  });

  it('shows what came of late uploads until it was read', async () => {
    const note = { nonce: 'n', gift: '跑鞋', alias: '晨星', clock: '10:30', says: '两处都发了' };
    const line = render(`${PATH}desk-status/desk-status`, { status: { ...status, notes: [note] } });
    expect(textOf(line)).toContain('两处都发了');
    const heard: string[] = [];
    line.addEventListener('dismiss', () => heard.push('dismiss'));
    line.querySelector('.read')?.dispatchEvent('tap');
    await settle();
    expect(heard).toEqual(['dismiss']);
  });
});
