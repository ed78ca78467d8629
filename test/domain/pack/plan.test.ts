import {
  editPlan,
  inStoreOf,
  movePlan,
  newPlan,
  sumsOf,
  type Contents,
} from '../../../cloudfunctions/domain/pack/plan';
import { versionByAge } from '../../../cloudfunctions/domain/pack/version';

const contents: Contents = { '0-6': ['绘本'], '7-12': ['文具'], '13-17': ['水杯'], family: ['棋'] };
const plan = newPlan(
  { _id: 'p', campaignId: 'c', title: '暖心包', day: '2025-06-01', contents },
  1,
);

describe('the version is that of the age on the plan’s day', () => {
  it.each([
    ['2025-07', 'too_young'],
    ['2025-06', '0-6'],
    ['2018-07', '0-6'],
    ['2018-06', '7-12'],
    ['2012-07', '7-12'],
    ['2012-06', '13-17'],
    ['2007-07', '13-17'],
    ['2007-06', 'too_old'],
  ])('born in %s: %s', (birthMonth, version) => {
    expect(versionByAge(birthMonth, '2025-06-01')).toBe(version);
    expect(versionByAge(birthMonth, '2025-06-30')).toBe(version);
  });
});

describe('received = inStore + withUnits + delivered + lost', () => {
  it('after each move', () => {
    let moved = movePlan(plan, '0-6', { received: 10 });
    moved = movePlan(moved, '0-6', { sent: 6 });
    moved = movePlan(moved, '0-6', { returned: 1 });
    moved = movePlan(moved, '0-6', { lost: 2 });
    expect(sumsOf(moved.versions['0-6'], 2)).toEqual({
      received: 10,
      inStore: 5,
      withUnits: 1,
      delivered: 2,
      lost: 2,
    });
  });

  it('a shortage is refused by version, asked and in hand', () => {
    const moved = movePlan(plan, 'family', { received: 3 });
    expect(inStoreOf(movePlan(moved, 'family', { sent: 3 }).versions.family)).toBe(0);
    expect(() => movePlan(moved, 'family', { sent: 4 })).toThrow(
      '「亲子陪伴」需要 4 份，现有 3 份',
    );
  });
});

describe('every change makes the plan a new one', () => {
  it('from number 1 on', () => {
    expect(plan.version).toBe(1);
    expect(movePlan(plan, '0-6', { received: 1 }).version).toBe(2);
    expect(editPlan(plan, { ...plan, contents }).version).toBe(2);
  });

  it('but never of another campaign', () => {
    expect(() => editPlan(plan, { ...plan, campaignId: 'other', contents })).toThrow(
      '不能换到另一个活动',
    );
  });
});

describe('contents are an edition, frozen once a pack of it has left', () => {
  const to = { campaignId: 'c', title: '新名字', day: '2025-06-01' };
  const sent = movePlan(movePlan(plan, '0-6', { received: 1 }), '0-6', { sent: 1 });

  it('before, a change is a new edition of that version alone', () => {
    const { versions } = editPlan(plan, { ...to, contents: { ...contents, '0-6': ['积木'] } });
    expect([versions['0-6'].edition, versions['7-12'].edition]).toEqual([2, 1]);
  });

  it.each<[string, string[], number]>([
    ['the same', ['绘本', '积木'], 0],
    ['one thing less', ['绘本'], 1],
    ['one thing more', ['绘本', '积木', '水杯'], 1],
    ['another second thing', ['绘本', '水杯'], 1],
    ['another order', ['积木', '绘本'], 1],
  ])('%s: %i new edition', (_, after, editions) => {
    const before = editPlan(plan, { ...to, contents: { ...contents, '0-6': ['绘本', '积木'] } });
    const edited = editPlan(before, { ...to, contents: { ...contents, '0-6': after } });
    expect(edited.versions['0-6'].edition - before.versions['0-6'].edition).toBe(editions);
  });

  it('after, it is refused; the other versions and the title can change', () => {
    expect(() => editPlan(sent, { ...to, contents: { ...contents, '0-6': ['积木'] } })).toThrow(
      '「0–6 岁」已经发出',
    );
    const edited = editPlan(sent, { ...to, contents: { ...contents, family: ['拼图'] } });
    expect([edited.title, edited.versions.family.contents]).toEqual(['新名字', ['拼图']]);
  });

  it('nor can the day, which has decided who gets which', () => {
    expect(() => editPlan(sent, { ...to, day: '2025-06-02', contents })).toThrow('日期不能再改');
    expect(editPlan(plan, { ...to, day: '2025-06-02', contents }).day).toBe('2025-06-02');
  });
});
