/** @jest-environment jsdom */
import { campaign, JUNE_1 } from '../miniprogram/samples';
import { lightsOf } from '../../miniprogram/components/light-sky/lights';
import { render, settle, textOf } from './render';

describe('wish-light', () => {
  it.each([
    ['submitted', 'light--unlit'],
    ['approved', 'light--glowing'],
    ['ready', 'light--warm'],
    ['fulfilled', 'light--shining'],
  ])('burns as far as the wish has come: %s', (state, expected) => {
    const light = render('components/wish-light/wish-light', { state, category: 'art' });
    expect(light.dom.innerHTML).toContain(expected);
  });

  it('gives a halo only to what is funded or fulfilled', () => {
    const path = 'components/wish-light/wish-light';
    expect(render(path, { state: 'approved' }).dom.innerHTML).not.toContain('halo');
    expect(render(path, { state: 'funded' }).dom.innerHTML).toContain('halo');
  });
});

describe('light-sky', () => {
  it('hangs a light for each wish and says which was chosen', async () => {
    const lights = lightsOf([
      { wishNo: 'W1', publicText: '', category: 'art', ageBand: '7-12', state: 'approved' },
      { wishNo: 'W2', publicText: '', category: 'toy', ageBand: '0-6', state: 'fulfilled' },
    ]);
    const sky = render('components/light-sky/light-sky', { lights });
    const chosen: unknown[] = [];
    sky.addEventListener('choose', ({ detail }) => chosen.push(detail));
    sky.querySelectorAll('.touch')[1]?.dispatchEvent('tap');
    await settle();
    expect(chosen).toEqual([{ wishNo: 'W2' }]);
  });
});

describe('wish-timeline', () => {
  const entries = [
    { at: JUNE_1, state: 'submitted', event: 'submitted' },
    { at: JUNE_1 + 3_600_000, state: 'returned', event: 'returned', reason: '请写明尺寸' },
  ];

  it('tells what happened, when, and why', () => {
    const timeline = render('components/wish-timeline/wish-timeline', {
      entries,
      state: 'returned',
    });
    expect(textOf(timeline)).toContain('退回修改6月1日 11:30');
    expect(textOf(timeline)).toContain('请写明尺寸');
    expect(timeline.dom.innerHTML).toContain('row--alert');
  });

  it('tells a family what comes next', () => {
    const timeline = render('components/wish-timeline/wish-timeline', {
      entries,
      state: 'returned',
      next: true,
    });
    expect(textOf(timeline)).toContain('等待您修改后再次提交');
  });
});

describe('money-bar', () => {
  it('says each part in words, not by colour alone', () => {
    const bar = render('components/money-bar/money-bar', { figures: campaign().fund });
    expect(textOf(bar)).toContain('爱心款到账100,000 元');
    expect(textOf(bar)).toContain('已用于礼物25,000.50 元');
    expect(textOf(bar)).toContain('可用余额64,999.50 元');
  });
});

describe('page-state', () => {
  it('is a skeleton while loading', () => {
    const state = render('components/page-state/page-state', { kind: 'loading', rows: 2 });
    expect(state.querySelectorAll('.bone')).toHaveLength(2);
  });

  it('says what happened and what to do, and asks to retry', async () => {
    const state = render('components/page-state/page-state', {
      kind: 'offline',
      title: '没有网络',
      hint: '请检查网络后重试。',
      action: '重试',
    });
    expect(textOf(state)).toContain('没有网络');
    const asked: string[] = [];
    state.addEventListener('retry', () => asked.push('retry'));
    state.querySelector('.button')?.instance.triggerEvent('click');
    await settle();
    expect(asked).toEqual(['retry']);
  });

  it('has no button where there is nothing to do', () => {
    const state = render('components/page-state/page-state', { kind: 'denied', title: '不开放' });
    expect(state.querySelector('.action')).toBeUndefined();
  });
});
