import { join } from 'node:path';
import { checkBaseLibrary } from '../../tools/build/base-library';
import { checkParts } from '../../tools/build/parts';
import { describeProblem } from '../../tools/build/problem';
import { checkSize, packageSizes } from '../../tools/build/size';
import { checkWxml } from '../../tools/build/wxml';
import { checkWxss } from '../../tools/build/wxss';
import { projectFiles, tempProject } from './temp-project';

const HOME = 'miniprogram/pages/home/home';

/** An app of one page that has nothing wrong, with some files replaced or added. */
const app = (files: Record<string, string | object> = {}): string =>
  tempProject({
    ...projectFiles({ '@vant/weapp': '*' }),
    'miniprogram/app.json': { pages: ['pages/home/home'] },
    [`${HOME}.json`]: {},
    [`${HOME}.ts`]: 'Page({ data: { lit: 0 }, onTap() {} });\n',
    [`${HOME}.wxml`]: '<view bindtap="onTap">{{ lit }}</view>\n',
    [`${HOME}.wxss`]: '.a {\n  width: 10rpx;\n}\n',
    ...files,
  });

const appDir = (dir: string): string => join(dir, 'miniprogram');
const markup = (dir: string): string[] => checkWxml(dir, appDir(dir)).map(describeProblem);
const styles = (dir: string): string[] => checkWxss(dir, appDir(dir)).map(describeProblem);
const parts = (dir: string): string[] => checkParts(dir, appDir(dir)).map(describeProblem);

const said = (start: string, words: string): unknown =>
  expect.stringMatching(new RegExp(`^${start.replaceAll('.', '\\.')} .*${words}`));

test('a sound app has no problem, and a project without an app has none either', () => {
  const sound = app();
  expect([...markup(sound), ...styles(sound), ...parts(sound)]).toEqual([]);
  const empty = tempProject(projectFiles());
  expect([...markup(empty), ...styles(empty), ...parts(empty)]).toEqual([]);
});

describe('WXML', () => {
  test.each([
    ['optional chaining', '<view>\n{{ a?.b }}</view>', 2],
    ['nullish coalescing', '<view>{{ a ?? b }}</view>', 1],
    ['an arrow function', '<view>{{ (a) => 1 }}</view>', 1],
    ['a template literal', '<view class="{{ `a` }}" />', 1],
    ['an unclosed tag', '<view>\n<text>\n</view>', 2],
    ['wx:elif without wx:if', '<view>\n<view wx:elif="{{ a }}" /></view>', 2],
  ])('%s is refused at its line', (_, wxml, line) => {
    expect(markup(app({ [`${HOME}.wxml`]: wxml }))).toContainEqual(
      said(`${HOME}.wxml:${line}`, ''),
    );
  });

  test("modern syntax in a wxs is refused by WeChat's compiler", () => {
    const wxml = '<wxs module="m">\nmodule.exports = { f: () => 1 };\n</wxs>\n<view />';
    expect(markup(app({ [`${HOME}.wxml`]: wxml }))).toContainEqual(said(`${HOME}.wxml:2`, 'wcc'));
  });

  test('each of several broken files is named', () => {
    const found = markup(
      app({ [`${HOME}.wxml`]: '<view>', 'miniprogram/components/a/a.wxml': '<view>' }),
    );
    expect(found).toContainEqual(said(`${HOME}.wxml:1`, 'wcc'));
    expect(found).toContainEqual(said('miniprogram/components/a/a.wxml:1', 'wcc'));
  });
});

describe('WXSS', () => {
  test.each([
    ['an unclosed rule', '.a {\n  color: red;\n', 3, 'WXSS'],
    ['a declaration without a colon', '.a {\n  color red;\n}', 2, 'WXSS'],
    ['a selector WeChat does not know', '.a {\n  &:hover { color: red }\n}', 2, 'wcsc'],
    ['a picture of the package', '.a {\n  background: url(/images/a.png);\n}', 2, 'phone'],
    ['a picture of the network', '.a { background: url("https://x.test/a.png"); }', 1, 'phone'],
  ])('%s is refused at its line', (_, wxss, line, words) => {
    expect(styles(app({ [`${HOME}.wxss`]: wxss }))).toContainEqual(
      said(`${HOME}.wxss:${line}`, words),
    );
  });

  test.each([
    ['inset', '.a {\n  inset: 0;\n}', 2, 'write top, right, bottom and left'],
    ['gap in a row', '.a {\n  display: flex;\n  gap: 4px;\n}', 3, 'use margins'],
    [
      'a column-gap in a row',
      '@media (min-width: 1px) {\n.a { column-gap: 4px; }\n}',
      2,
      'use margins',
    ],
  ])('%s is refused at its line: old phones drop it', (_, wxss, line, words) => {
    expect(styles(app({ [`${HOME}.wxss`]: wxss }))).toContainEqual(
      said(`${HOME}.wxss:${line}`, words),
    );
  });

  test('gap in a grid is known to old phones', () => {
    const wxss = '.a {\n  display: grid;\n  gap: 4px 8px;\n}\n';
    expect(styles(app({ [`${HOME}.wxss`]: wxss }))).toEqual([]);
  });

  test('an import that leads nowhere is refused', () => {
    expect(styles(app({ [`${HOME}.wxss`]: "@import './no.wxss';" }))).toContainEqual(
      said(`${HOME}.wxss`, 'not found'),
    );
  });

  test('a data URI, rpx, variables and media queries pass', () => {
    const wxss =
      'page { --a: 1rpx; }\n@media (prefers-color-scheme: dark) { page { --a: 2rpx; } }\n' +
      '.a::before { background: url(data:image/png;base64,AA==); width: calc(100% - var(--a)); }\n';
    expect(styles(app({ [`${HOME}.wxss`]: wxss }))).toEqual([]);
  });
});

describe('pages and components', () => {
  test('a handler that the page does not define is named with its line', () => {
    const dir = app({ [`${HOME}.wxml`]: '<view>\n  <view catch:tap="onTpa" />\n</view>' });
    expect(parts(dir)).toEqual([
      `${HOME}.wxml:2 "tap" calls onTpa, which pages/home/home.ts does not define.`,
    ]);
  });

  test('handlers of a conditional expression count, wxs functions do not', () => {
    const wxml = '<view bindtap="{{ on ? \'onTap\' : \'onNo\' }}" bind:touchmove="{{ m.move }}" />';
    expect(parts(app({ [`${HOME}.wxml`]: wxml }))).toEqual([said(`${HOME}.wxml:1`, 'onNo')]);
  });

  test('handlers in an included template belong to the page', () => {
    const dir = app({
      [`${HOME}.wxml`]: '<include src="../../templates/row.wxml" />',
      'miniprogram/templates/row.wxml': '<view bindtap="onTap" bindlongpress="onLong" />',
    });
    expect(parts(dir)).toEqual([said('miniprogram/templates/row.wxml:1', 'onLong')]);
  });

  test('methods come from methods, behaviors and spreads, in this file or another', () => {
    const dir = app({
      [`${HOME}.ts`]:
        "import { shared } from '../shared';\nimport { paged } from '../paged';\n" +
        'Component({ behaviors: [paged], methods: { ...shared, onOwn() {} } });\n',
      'miniprogram/pages/shared.ts': 'export const shared = { onShared() {} };\n',
      'miniprogram/pages/paged.ts':
        'export const paged = Behavior({ methods: { onPage() {} } });\n',
      [`${HOME}.wxml`]:
        '<view bindtap="onOwn" /><view bindtap="onShared" /><view bindtap="onPage" />' +
        '<view bindtap="data" />',
    });
    expect(parts(dir)).toEqual([said(`${HOME}.wxml:1`, 'calls data')]);
  });

  test('a data key of a component is no method', () => {
    const dir = app({ [`${HOME}.ts`]: 'Component({ data: {}, onTap() {} });\n' });
    expect(parts(dir)).toEqual([said(`${HOME}.wxml:1`, 'onTap')]);
  });

  test('components must exist, be used and be declared', () => {
    const dir = app({
      [`${HOME}.json`]: {
        usingComponents: {
          'van-button': '@vant/weapp/button/index',
          'van-nothing': '@vant/weapp/nothing/index',
          'my-lamp': '/components/lamp/lamp',
        },
      },
      [`${HOME}.wxml`]: '<van-button />\n<van-nothing /><my-lamp />\n<my-card />',
    });
    expect(parts(dir)).toEqual([
      said(`${HOME}.json:4`, 'van-nothing.*which is no component'),
      said(`${HOME}.json:5`, 'my-lamp.*which is no component'),
      said(`${HOME}.wxml:3`, '<my-card> is neither built in nor declared'),
    ]);
    const unused = { usingComponents: { 'van-button': '@vant/weapp/button/index' } };
    expect(parts(app({ [`${HOME}.json`]: unused }))).toEqual([
      said(`${HOME}.json:3`, 'declared and not used'),
    ]);
  });

  test('a page has four files, and a page that app.json does not name is found', () => {
    const dir = app({
      'miniprogram/app.json': { pages: ['pages/home/home', 'pages/my/my', 'pages/no/no'] },
      'miniprogram/pages/my/my.wxml': '<view />',
      'miniprogram/pages/lost/lost.ts': 'Page({});\n',
    });
    expect(parts(dir)).toEqual([
      said('miniprogram/app.json:5', 'names the page pages/no/no'),
      said('miniprogram/pages/lost/lost.ts', 'app.json does not name'),
      ...['ts', 'wxss', 'json'].map((ext) => said(`miniprogram/pages/my/my.${ext}`, 'is missing')),
    ]);
  });

  test('pictures and tab icons must be in the package', () => {
    const dir = app({
      'miniprogram/app.json': {
        pages: ['pages/home/home'],
        themeLocation: 'theme.json',
        tabBar: { list: [{ pagePath: 'pages/home/home', iconPath: '@icon' }] },
      },
      'miniprogram/theme.json': { light: { icon: 'images/a.png' }, dark: { icon: 'b.png' } },
      'miniprogram/images/a.png': '',
      [`${HOME}.wxml`]:
        '<image src="/images/a.png" />\n<image src="no.png" />\n<image src="https://x.test/a" />' +
        '<image src="{{ lit }}" />',
    });
    expect(parts(dir)).toEqual([
      said('miniprogram/app.json:10', 'no icon b.png'),
      said(`${HOME}.wxml:2`, 'no picture no.png'),
      said(`${HOME}.wxml:3`, 'on the network'),
    ]);
  });
});

test('a call that the oldest base library lacks is refused until it is asked for', () => {
  const calls = (ts: string): string[] => {
    const dir = app({
      'package.json': { config: { minimumBaseLibrary: '2.21.3' }, dependencies: {} },
      [`${HOME}.ts`]: `${ts}\nPage({ data: { lit: 0 }, onTap() {} });\n`,
    });
    return checkBaseLibrary(dir, appDir(dir)).map(describeProblem);
  };
  expect(calls('\nwx.openPrivacyContract({});')).toEqual([
    said(`${HOME}.ts:2`, 'needs base library 2.32.3; the app runs from 2.21.3 on'),
  ]);
  expect(calls("if (wx.canIUse('openPrivacyContract')) wx.openPrivacyContract({});")).toEqual([]);
  expect(calls("if (wx.canIUse('onKeyDown')) wx.offKeyDown();")).toEqual([]);
  expect(calls('wx.offKeyDown();')).toEqual([said(`${HOME}.ts:1`, '3.6.0')]);
  expect(calls('wx.getWindowInfo();\nwx.showToast({});')).toEqual([]);
});

test('a package above its budget is refused, each on its own, the main one from 300 KB on', () => {
  const dir = app({
    'miniprogram/app.json': {
      pages: ['pages/home/home'],
      subPackages: [
        { root: 'packages/staff', pages: [] },
        { root: 'packages/station', pages: [] },
      ],
    },
    'miniprogram/big.txt': 'x'.repeat(301 * 1024),
    'miniprogram/packages/staff/big.txt': 'x'.repeat(701 * 1024),
    'miniprogram/packages/station/fits.txt': 'x'.repeat(699 * 1024),
  });
  const [main, staff, ...more] = checkSize(dir, appDir(dir)).map(describeProblem);
  expect(main).toMatch(/^miniprogram is 30[12] KB; it may have 300 KB/);
  expect(staff).toBe(
    'miniprogram/packages/staff is 701 KB; it may have 700 KB (WeChat takes 2048 KB).',
  );
  expect(more).toEqual([]);
});

test('a file weighs what is uploaded: no types, comments or blanks', () => {
  const long = 'x'.repeat(1000);
  const dir = app({
    [`${HOME}.ts`]: `/** ${long} */\ninterface Unused { a: string }\nPage({ onTap() {} });\n`,
    [`${HOME}.wxss`]: `/* ${long} */\n.a {\n  width: 10rpx;\n}\n`,
    [`${HOME}.wxml`]: `<!-- ${long} -->\n<view>\n  <text>a b</text>\n</view>\n`,
  });
  const [main] = packageSizes(appDir(dir));
  expect(main?.bytes).toBeLessThan(400);
});

test('a script weighs what its ES5 does, and a helper of it counts once', () => {
  const waits = 'export const a = async (b: Promise<number>) => { await b; };\n';
  const sizeWith = (files: Record<string, string>): number =>
    packageSizes(appDir(app(files)))[0]?.bytes ?? 0;
  const none = sizeWith({});
  const one = sizeWith({ 'miniprogram/a.ts': waits });
  const two = sizeWith({ 'miniprogram/a.ts': waits, 'miniprogram/b.ts': waits });
  // A state machine in place of `await`, and the two helpers that run it.
  expect(one - none).toBeGreaterThan(1500);
  expect(two - one).toBeGreaterThan(200);
  expect(two - one).toBeLessThan(600);
});
