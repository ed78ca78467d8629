/** @jest-environment jsdom */
import { render, settle, textOf, type Rendered } from './render';

const PATH = 'packages/staff/';

const press = async (component: Rendered): Promise<void> => {
  component.querySelector('.submit')?.instance.triggerEvent('click');
  await settle();
};

/** What the component tells the page, by event. */
const heardFrom = (component: Rendered, event: string): unknown[] => {
  const heard: unknown[] = [];
  component.addEventListener(event, ({ detail }) => heard.push(detail));
  return heard;
};

describe('purpose-gate', () => {
  it('does not open a file without a purpose', async () => {
    const gate = render(`${PATH}wish/components/purpose-gate/purpose-gate`);
    const opened = heardFrom(gate, 'open');
    await press(gate);
    expect(opened).toEqual([]);
    expect(textOf(gate)).toContain('请先选择或写下用途');
    gate.querySelectorAll('.purpose')[0]?.dispatchEvent('tap');
    await settle();
    await press(gate);
    expect(opened).toEqual([{ purpose: '审核' }]);
  });
});

describe('review-panel', () => {
  it('asks a reason for sending back, and says that the family reads it', async () => {
    const panel = render(`${PATH}wish/components/review-panel/review-panel`, {});
    const decided = heardFrom(panel, 'decide');
    panel.querySelectorAll('.choice')[1]?.dispatchEvent('tap');
    await settle();
    await press(panel);
    expect(decided).toEqual([]);
    expect(textOf(panel)).toContain('请写明理由，家长会看到');
    panel.querySelectorAll('.use')[0]?.dispatchEvent('tap');
    await settle();
    await press(panel);
    expect(decided).toEqual([
      { decision: 'return', reason: '请补充尺码或型号，方便我们买到合适的。' },
    ]);
  });

  it('asks for a public text only where the guardian allowed one', async () => {
    const panel = render(`${PATH}wish/components/review-panel/review-panel`, {
      suggestion: { text: '想要跑鞋', parts: [{ text: '想要跑鞋' }] },
      publicTextAllowed: false,
    });
    panel.querySelectorAll('.choice')[0]?.dispatchEvent('tap');
    await settle();
    expect(textOf(panel)).toContain('家长没有同意公开文字');
    panel.setData({ publicTextAllowed: true });
    await settle();
    expect(textOf(panel)).toContain('用建议：想要跑鞋');
  });

  it('an approved wish can only be sent back', () => {
    const panel = render(`${PATH}wish/components/review-panel/review-panel`, { takeBack: true });
    expect(panel.querySelectorAll('.choice')).toHaveLength(2);
  });
});

describe('arrival-panel', () => {
  const events = [
    {
      eventId: 'event-1',
      title: '六一专场',
      until: Date.now() + 1_000_000,
      stations: [
        { stationId: 'desk-1', label: '1 号台' },
        { stationId: 'desk-2', label: '2 号台' },
      ],
    },
  ];

  it('takes a price within the reserve and a desk', async () => {
    const panel = render(`${PATH}common/components/arrival-panel/arrival-panel`, {
      reservedFen: 29_900,
      events,
    });
    const arrived = heardFrom(panel, 'arrive');
    panel.setData({ typed: '299.01' });
    await press(panel);
    expect(textOf(panel)).toContain('超过了预留金额 299 元');
    expect(textOf(panel)).toContain('请选择礼物放在哪个领取点');
    panel.setData({ typed: '259' });
    panel.querySelector('.where')?.instance.triggerEvent('choose', {
      eventId: 'event-1',
      stationId: 'desk-2',
    });
    await settle();
    await press(panel);
    expect(arrived).toEqual([{ priceFen: 25_900, eventId: 'event-1', stationId: 'desk-2' }]);
  });

  it('keeps the desk and empties the price from one gift to the next', async () => {
    const panel = render(`${PATH}common/components/arrival-panel/arrival-panel`, {
      wishId: 'a',
      events,
    });
    const desk = { eventId: 'event-1', stationId: 'desk-1' };
    panel.querySelector('.where')?.instance.triggerEvent('choose', desk);
    panel.setData({ typed: '259' });
    panel.setData({ wishId: 'b' });
    await settle();
    expect(panel.data).toMatchObject({
      typed: '',
      desk: { eventId: 'event-1', stationId: 'desk-1' },
    });
  });
});

describe('reason-sheet', () => {
  it('keeps nothing of one matter for the next, though both have one title', async () => {
    const sheet = render(`${PATH}common/components/reason-sheet/reason-sheet`, {
      show: true,
      title: '不批准这次变更',
    });
    sheet.setData({ reason: '家里已经说明' });
    sheet.setData({ busy: true, problem: '没有网络' });
    await settle();
    expect(sheet.data['reason']).toBe('家里已经说明');
    sheet.setData({ show: false });
    sheet.setData({ show: true });
    await settle();
    expect(sheet.data['reason']).toBe('');
  });
});

describe('list-narrowing', () => {
  const filters = [
    {
      key: 'desk',
      name: '核销点',
      options: [
        { value: '', word: '全部核销点' },
        { value: 'desk-2', word: '2 号台' },
      ],
    },
  ];

  it('shows what its page is narrowed down to, hung anew as well', async () => {
    const controls = render(`${PATH}common/components/list-narrowing/list-narrowing`, {
      filters,
      narrowed: { search: '', chosen: { desk: 'desk-2' } },
    });
    await settle();
    expect(textOf(controls)).toContain('2 号台');
    expect(textOf(controls)).toContain('清除筛选');
    controls.setData({ narrowed: { search: '', chosen: {} } });
    await settle();
    expect(textOf(controls)).toContain('全部核销点');
    expect(textOf(controls)).not.toContain('清除筛选');
  });

  it('asks its page to be cleared, and holds nothing of its own', async () => {
    const controls = render(`${PATH}common/components/list-narrowing/list-narrowing`, {
      filters,
      narrowed: { search: '', chosen: { desk: 'desk-2' } },
    });
    const asked = heardFrom(controls, 'narrow');
    await settle();
    controls.querySelector('.text-link')?.dispatchEvent('tap');
    await settle();
    expect(asked).toEqual([{ search: '', chosen: {} }]);
    expect(textOf(controls)).toContain('2 号台');
  });
});

describe('desk-choice', () => {
  const desks = (...labels: string[]) =>
    labels.map((label, place) => ({ stationId: `desk-${place + 1}`, label }));
  const until = Date.now() + 1_000_000;
  const events = [
    { eventId: 'fair', title: '六一专场', until, stations: desks('一号台', '二号台') },
    { eventId: 'library', title: '图书馆专场', until, stations: desks('前台', '书架旁') },
  ];
  const PANEL = `${PATH}common/components/desk-choice/desk-choice`;

  it('asks a gift without a card for its event, then for a desk of it', async () => {
    const choice = render(PANEL, { events });
    const chosen = heardFrom(choice, 'choose');
    expect(textOf(choice)).toContain('先选是哪一场');
    expect(textOf(choice)).not.toContain('前台');
    choice.querySelectorAll('.desk')[1]?.dispatchEvent('tap');
    await settle();
    expect(textOf(choice)).not.toContain('一号台');
    choice.querySelectorAll('.desk')[2]?.dispatchEvent('tap');
    await settle();
    expect(chosen.at(-1)).toEqual({ eventId: 'library', stationId: 'desk-1' });
  });

  it('forgets a desk where the next gift has a card of another event', async () => {
    const choice = render(PANEL, { events, cardEventId: 'fair' });
    const chosen = heardFrom(choice, 'choose');
    expect(textOf(choice)).not.toContain('哪一场');
    choice.querySelectorAll('.desk')[0]?.dispatchEvent('tap');
    await settle();
    choice.setData({ cardEventId: 'library' });
    await settle();
    expect(textOf(choice)).toContain('前台');
    expect(chosen.at(-1)).toEqual({ eventId: 'library', stationId: '' });
  });
});
