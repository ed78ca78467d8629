import {
  nicknameProblem,
  wordsFaults,
  wordsHoldName,
  wordsProblem,
} from '../../../cloudfunctions/domain/wish/words';

const titled = (title: string) => ({ title, details: null });

describe('the title of a gift', () => {
  it.each([
    ['小星的书包', '小名'],
    ['小\u200b星的书包', '小名'],
    ['小 星 的书包', '小名'],
    ['⼩星书包', '小名'],
    ['王小明13800138000', '数字'],
    ['电话①③⑧〇〇一三八000', '数字'],
    ["=cmd|' /C calc'!A0", '公式'],
    ['+1+1', '公式'],
    ['-2+3', '公式'],
    ['@SUM(A1)', '公式'],
    ['＝1+1', '公式'],
  ])('%s is refused for its %s', (title, why) => {
    expect(wordsProblem(titled(title), '小星')).toMatch(new RegExp(`^礼物名称.*${why}.*。$`));
  });

  it.each([
    ['书包', '小星'],
    ['37 码球鞋', '小星'],
    ['乐高 60198', '小星'],
    ['星球大战拼图', '星'],
    ['-', '小星'],
    ['小提琴', '小'],
  ])('%s of a child called %s is good', (title, nickname) => {
    expect(wordsProblem(titled(title), nickname)).toBe('');
  });

  it('and its details are looked at alike, each by its name', () => {
    expect(
      wordsFaults({ title: '书包', details: { size: '给小星', model: '1380 0138 000' } }, '小星'),
    ).toEqual([
      { field: 'size', message: expect.stringContaining('小名') as string },
      { field: 'model', message: expect.stringContaining('数字') as string },
    ]);
    expect(wordsProblem({ title: '书包', details: '找小星' }, '小星')).toContain('规格');
  });
});

describe('words that hold a nickname', () => {
  it.each([
    ['in the title', { title: '小星的书包', details: null }, true],
    ['in details in one piece', { title: '书包', details: '给小 星' }, true],
    [
      'in one detail of several',
      { title: '书包', details: { colour: '蓝', model: '小星款' } },
      true,
    ],
    ['nowhere', { title: '书包', details: { colour: '蓝', model: '大号' } }, false],
  ])('%s: %s', (_, words, hold) => {
    expect(wordsHoldName(words, '小星')).toBe(hold);
  });

  it('of one character say nothing', () => {
    expect(wordsHoldName({ title: '星球大战拼图', details: null }, '星')).toBe(false);
  });
});

describe('a nickname', () => {
  it.each([
    ['豆豆', ''],
    ['+7', '公式'],
    ['13800138000', '数字'],
  ])('%s: %s', (nickname, why) => {
    expect(nicknameProblem(nickname)).toContain(why);
    expect(nicknameProblem(nickname) === '').toBe(why === '');
  });
});
