import type { WallItem, WishState } from '../../../typings/contract';
import { lightsOf } from '../../../miniprogram/components/light-sky/lights';
import { sharesOf } from '../../../miniprogram/components/money-bar/shares';
import { drawModules, moduleSize } from '../../../miniprogram/components/qr-code/draw';
import { brightnessOf } from '../../../miniprogram/components/wish-light/brightness';
import { rowsOf } from '../../../miniprogram/components/wish-timeline/rows';
import { cardView, spokenCode } from '../../../miniprogram/pages/card/view';
import { homeView, lightCard } from '../../../miniprogram/pages/home/view';
import { scopeRows } from '../../../miniprogram/packages/family/pages/consent/view';
import { wishRows } from '../../../miniprogram/pages/my/view';
import { doorsFor, rolesText, withTodo } from '../../../miniprogram/packages/work/pages/work/view';
import { campaign, card, JUNE_1, wish } from '../samples';

const light = (change: Partial<WallItem> = {}): WallItem => ({
  wishNo: 'W00000001',
  publicText: '',
  category: 'art',
  ageBand: '7-12',
  state: 'submitted',
  ...change,
});

describe('home', () => {
  it('counts on the wall what hangs on it: no exits, no drafts', () => {
    const view = homeView(
      campaign({
        submitted: 3,
        returned: 1,
        approved: 2,
        funded: 1,
        ready: 1,
        fulfilled: 12,
        rejected: 5,
        withdrawn: 2,
        draft: 9,
      }),
      JUNE_1,
    );
    expect(view.total).toBe(20);
    expect(view.legend.map(({ count }) => count)).toEqual([4, 2, 2, 12]);
    expect(view.dawn).toBe(0.6);
  });

  it('an empty campaign has a dark sky', () => {
    expect(homeView(campaign(), JUNE_1).dawn).toBe(0);
  });

  it('says in the form’s place when wishes are taken, to the millisecond', () => {
    const { period } = campaign();
    const pauseAt = (now: number, closed = false) =>
      homeView({ ...campaign(), closed }, now).pause?.title ?? 'open';
    expect(pauseAt(period.from - 1)).toBe('6月1日开始征集心愿');
    expect([pauseAt(period.from), pauseAt(period.until)]).toEqual(['open', 'open']);
    expect(pauseAt(period.until + 1)).toBe('征集已于2025年6月2日结束');
    expect(pauseAt(period.from, true)).toBe('这次活动已停止征集');
  });

  it('a light tells the curated words, or only its category', () => {
    expect(lightCard(light()).text).toBe('一个关于艺术的心愿');
    expect(lightCard(light({ publicText: '想画下大海' })).text).toBe('想画下大海');
  });

  it('a light hangs at the same place every time', () => {
    const items = [light(), light({ wishNo: 'W00000002' })];
    expect(lightsOf(items)).toEqual(lightsOf([...items]));
    expect(lightsOf(items)[0]?.label).toBe('艺术心愿，7–12 岁，审核中');
  });

  it.each<[WishState, string]>([
    ['submitted', 'unlit'],
    ['approved', 'glowing'],
    ['funded', 'warm'],
    ['ready', 'warm'],
    ['fulfilled', 'shining'],
    ['withdrawn', 'out'],
  ])('%s is %s', (state, brightness) => {
    expect(brightnessOf(state)).toBe(brightness);
  });

  it('the fund shows what became of the money', () => {
    expect(sharesOf(campaign().fund).map(({ amount, percent }) => [amount, percent])).toEqual([
      ['25,000.50 元', 25],
      ['10,000 元', 10],
      ['64,999.50 元', 65],
    ]);
  });
});

describe('my wishes', () => {
  it('a returned wish says why and can be changed', () => {
    const returned = wish({
      state: 'returned',
      timeline: [{ at: JUNE_1, state: 'returned', event: 'returned', reason: '请写明尺寸' }],
    });
    expect(wishRows([returned], [], JUNE_1)[0]).toMatchObject({
      reason: '请写明尺寸',
      mayChange: true,
      mayWithdraw: true,
      cardId: '',
    });
  });

  it('a review that may still be taken back is not told yet', () => {
    const returned = wish({
      state: 'returned',
      told: 'submitted',
      timeline: [
        { at: JUNE_1 - 1, state: 'submitted', event: 'submitted' },
        { at: JUNE_1, state: 'returned', event: 'returned', reason: '请写明尺寸' },
      ],
    });
    const [row] = wishRows([returned], [], JUNE_1);
    expect(row).toMatchObject({ state: 'submitted', reason: '', mayChange: false });
    expect(row?.timeline.map(({ event }) => event)).toEqual(['submitted']);
  });

  it('an earlier reason is not shown again once the wish went on', () => {
    const approved = wish({
      state: 'approved',
      timeline: [
        { at: 1, state: 'returned', event: 'returned', reason: '请写明尺寸' },
        { at: 2, state: 'approved', event: 'district_approved' },
      ],
    });
    expect(wishRows([approved], [], JUNE_1)[0]).toMatchObject({ reason: '', mayChange: false });
  });

  it('a gift that is theirs cannot be withdrawn', () => {
    const [row] = wishRows(
      [wish({ state: 'fulfilled' })],
      [card({ state: 'redeemed', redeemed: { at: JUNE_1, stationLabel: '1 号台' } })],
      JUNE_1,
    );
    expect(row).toMatchObject({ mayWithdraw: false, cardWord: '心愿兑换卡 · 已兑换' });
  });

  it('asks whether another thing would do, with its size and the reason', () => {
    const substitution = { no: 2, title: '轮滑鞋', details: { size: '34' }, reason: '停产了' };
    const [row] = wishRows([wish({ state: 'funded', substitution })], [], JUNE_1);
    expect(row?.offer).toEqual({ no: 2, title: '轮滑鞋 · 34', reason: '停产了' });
  });

  it('a defect can be reported for 30 days after the hand-over, and once at a time', () => {
    const DAY = 24 * 60 * 60 * 1000;
    const fulfilled = wish({
      state: 'fulfilled',
      timeline: [{ at: JUNE_1, state: 'fulfilled', event: 'redeemed' }],
    });
    const at = (now: number, more: object = {}) =>
      wishRows([{ ...fulfilled, ...more }], [], now)[0];
    expect(at(JUNE_1 + 30 * DAY)?.mayReport).toBe(true);
    expect(at(JUNE_1 + 31 * DAY)?.mayReport).toBe(false);
    const waiting = at(JUNE_1 + DAY, { defect: { at: JUNE_1 } });
    expect(waiting).toMatchObject({ mayReport: false, defect: expect.stringContaining('已收到') });
    const answered = { defect: { at: JUNE_1, outcome: 'repaired', words: '修好了' } };
    expect(at(JUNE_1 + DAY, answered)).toMatchObject({ mayReport: true, defect: '修好了' });
  });

  it('the timeline ends with what comes next, unless the story is over', () => {
    const entries = [
      { at: JUNE_1, state: 'approved' as const, event: 'district_approved' as const },
    ];
    expect(rowsOf(entries, 'approved', true).map(({ kind }) => kind)).toEqual(['latest', 'coming']);
    expect(rowsOf(entries, 'fulfilled', true)).toHaveLength(1);
    expect(rowsOf(entries, 'approved', false)).toHaveLength(1);
  });

  it('shows every scope, the needed ones marked', () => {
    const rows = scopeRows({
      consentId: 'x',
      version: '2025-06',
      grantedAt: JUNE_1,
      scopes: ['review', 'gift'],
    });
    expect(rows.map(({ needed, on }) => [needed, on])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});

describe('the card', () => {
  it('says when and where, and what to do', () => {
    expect(cardView(card())).toMatchObject({
      face: 'code',
      light: 'ready',
      when: '6月1日 10:30–16:30',
      station: '1 号台',
      advice: '到领取点出示给志愿者，只能兑换一次。',
    });
  });

  it('says so while the gift is on its way', () => {
    expect(cardView(card({ ready: false })).advice).toContain('在路上');
  });

  it('a redeemed one is stamped with day and desk', () => {
    const redeemed = card({ state: 'redeemed', redeemed: { at: JUNE_1, stationLabel: '2 号台' } });
    expect(cardView(redeemed)).toMatchObject({
      face: 'redeemed',
      redeemedDay: '6月1日',
      redeemedClock: '10:30',
      redeemedAt: '2 号台',
    });
  });

  it('reads its code out in fours', () => {
    expect(spokenCode('QW7BEPM9FQXKPH26')).toBe('QW7B-EPM9-FQXK-PH26');
    expect(spokenCode('QW7B-EPM9-FQXK-PH26')).toBe('QW7B-EPM9-FQXK-PH26');
  });

  it('shows a code in no other state', () => {
    const faces = (['frozen', 'expired', 'void'] as const).map(
      (state) => cardView(card({ state })).face,
    );
    expect(faces).toEqual(['frozen', 'ended', 'ended']);
  });

  it('draws whole modules, dark on white', () => {
    const painted: [unknown, number, number, number][] = [];
    const brush = {
      fillStyle: '' as unknown,
      fillRect(x: number, y: number, width: number) {
        painted.push([this.fillStyle, x, y, width]);
      },
    };
    drawModules(
      brush,
      [
        [true, false],
        [false, true],
      ],
      3,
    );
    expect(painted).toEqual([
      ['#ffffff', 0, 0, 6],
      ['#10151f', 0, 0, 3],
      ['#10151f', 3, 3, 3],
    ]);
    expect(moduleSize(29, 300)).toBe(10);
    expect(moduleSize(400, 300)).toBe(1);
  });
});

describe('the workroom', () => {
  const nobody = { admin: false, auditor: false, grants: [] };
  const grant = { grantId: 'g', level: 'community' as const, areaId: 'c-01', areaName: '海棠社区' };
  const titles = (...roles: Parameters<typeof doorsFor>) =>
    doorsFor(...roles).map(({ title }) => title);

  it('says at its doors what is mine to do, and nothing where nothing is', () => {
    const admin = { ...nobody, admin: true, grants: [grant] };
    const states = { submitted: 1200, returned: 3, approved: 130, funded: 0 };
    const todos = (mine: number, staff: typeof admin) =>
      withTodo(doorsFor(staff, false), { mine, states }, staff).flatMap(({ title, todo }) =>
        todo === undefined ? [] : `${title}：${todo}`,
      );
    expect(todos(1034, admin)).toEqual(['心愿办理：轮到你审核 1034 个 · 待落实善款 130 个']);
    expect(todos(2, { ...admin, admin: false })).toEqual(['心愿办理：轮到你审核 2 个']);
    expect(todos(0, { ...admin, admin: false })).toEqual([]);
  });

  it('opens to each role its own doors, and to a family none', () => {
    expect(titles(undefined, false)).toEqual([]);
    expect(titles(undefined, true)).toEqual(['现场核销']);
    const community = { ...nobody, grants: [grant] };
    expect(titles(community, false)).toContain('心愿办理');
    expect(titles(community, false)).not.toContain('爱心款');
    expect(titles({ ...nobody, admin: true }, false)).toContain('爱心款');
    expect(titles({ ...nobody, auditor: true }, false)).toEqual(['爱心款', '公平情况', '操作记录']);
    const district = { ...nobody, grants: [{ ...grant, level: 'district' as const }] };
    expect(titles(district, false)).toContain('意见与申诉');
    expect(titles(community, false)).toContain('意见与申诉');
  });

  it('says who one is here', () => {
    expect(rolesText({ ...nobody, grants: [grant] }, true)).toBe('社区审核 海棠社区 · 志愿者');
    expect(rolesText({ ...nobody, auditor: true }, false)).toBe('审计员');
  });
});
