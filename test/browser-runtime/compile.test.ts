import { relative, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { compileMiniprogram, type CompiledApp } from '../../tools/browser-runtime/compile';
import { addFiles, projectFiles, tempProject } from '../build/temp-project';

const FIXTURE = resolve('test/fixtures/mini-app');

/** A project of one page, `pages/a/a`, with what a test writes over it. */
const project = (files: Record<string, string | object> = {}): string => {
  const dir = tempProject({
    ...projectFiles(),
    'miniprogram/app.json': { pages: ['pages/a/a'] },
    'miniprogram/pages/a/a.json': {},
    'miniprogram/pages/a/a.js': 'Page({});\n',
    'miniprogram/pages/a/a.wxml': '<view />\n',
  });
  addFiles(
    dir,
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`miniprogram/${name}`, content]),
    ),
  );
  return dir;
};

const compiled = (files?: Record<string, string | object>): Promise<CompiledApp> =>
  compileMiniprogram({ projectDir: project(files) });

/** One rule of a style sheet, with its blanks made single. */
const tidy = (css: string): string => css.replace(/\s+/g, ' ').trim();

/** A component that the page uses as `<x-one>`. */
const withComponent = (files: Record<string, string | object>) => ({
  'pages/a/a.json': { usingComponents: { 'x-one': '/components/one/one' } },
  'components/one/one.json': { component: true },
  'components/one/one.js': 'Component({});\n',
  'components/one/one.wxml': '<view />\n',
  ...files,
});

interface Loaded {
  start(environment: Record<string, unknown>): {
    runApp: (() => unknown) | null;
    modules: Record<string, () => unknown>;
  };
  templates: Record<string, unknown>;
  components: Record<string, { usingComponents: Record<string, string>; styleScope: string }>;
}

/** Runs the script as the phone does. */
const load = ({ js }: CompiledApp): Loaded => {
  let loaded: Loaded | undefined;
  runInNewContext(js, { __phone: { load: (app: Loaded) => (loaded = app) } });
  return loaded!;
};

describe('the fixture', () => {
  let app: CompiledApp;
  beforeAll(async () => {
    app = await compileMiniprogram({ projectDir: FIXTURE });
  });

  test('pages of the app and of its subpackages, the entry page first', () => {
    expect(app.config.pages).toEqual([
      'pages/home/home',
      'pages/forms/forms',
      'pages/vant/vant',
      'pages/parts/parts',
      'packages/more/pages/far/far',
    ]);
    expect(app.config.subPackages).toEqual(['packages/more']);
  });

  test('values of the theme stay names, for the phone to resolve', () => {
    expect(app.config.window.navigationBarBackgroundColor).toBe('@bar');
    expect(app.config.themes).toEqual({ light: { bar: '#ffffff' }, dark: { bar: '#111111' } });
  });

  test('components are found beside, from the root, by folder, in npm packages and globally', () => {
    const { components } = load(app);
    expect(components['pages/parts/parts']?.usingComponents).toEqual({
      'x-panel': '/components/panel/panel',
      'x-tree': '/components/tree/tree',
      'x-branch': '/components/branch/branch',
    });
    const vant = components['pages/vant/vant']?.usingComponents;
    expect(vant?.['van-button']).toBe('/miniprogram_npm/@vant/weapp/button/index');
    expect(vant?.['van-cell']).toBe('/miniprogram_npm/@vant/weapp/cell/index');
  });

  test('what a component uses comes before it, so that its styles outweigh theirs', () => {
    const order = Object.keys(load(app).components);
    for (const [path, { usingComponents }] of Object.entries(load(app).components)) {
      const used = Object.values(usingComponents).map((each) => order.indexOf(each.slice(1)));
      for (const at of used.filter((at) => at !== order.indexOf(path))) {
        expect(at).toBeLessThan(order.indexOf(path));
      }
    }
  });

  test("shared styles keep their names, others carry their component's", () => {
    const { components } = load(app);
    expect(components['components/tree/tree']?.styleScope).toBe('');
    expect(app.css).toContain('\n.tree {');
    const scope = components['components/panel/panel']?.styleScope;
    expect(scope).toMatch(/^c\d+$/);
    expect(tidy(app.css)).toContain(
      `.${scope}--head, wx-view.${scope}--head .${scope}--body:not(.${scope}--is-open) { height: 12cqw; }`,
    );
    expect(tidy(app.css)).toContain(`[wx-host="${scope}"] { display: block; }`);
  });

  test('an icon font is in the style sheet, and nothing in it is remote', () => {
    expect(app.css).toContain('data:font/woff2');
    expect(app.css).not.toMatch(/url\(\s*["']?(https?:)?\/\//);
  });

  test('modules register themselves, with the globals of the phone, when they are run', () => {
    const calls: unknown[] = [];
    const record = (kind: string) => (definition: object) =>
      calls.push([kind, Object.keys(definition)]);
    const { runApp, modules } = load(app).start({
      App: record('App'),
      Page: record('Page'),
      Component: record('Component'),
      Behavior: (definition: object) => definition,
      wx: {},
    });
    expect(calls).toEqual([]);
    runApp?.();
    modules['pages/home/home']?.();
    modules['components/tree/tree']?.();
    expect(calls).toEqual([
      ['App', ['globalData']],
      ['Page', ['data', 'onLoad', 'pick']],
      ['Component', ['relations', 'data', 'methods']],
    ]);
  });

  test('every template is there, with what it imports and includes', () => {
    expect(Object.keys(load(app).templates)).toEqual(
      expect.arrayContaining(['pages/home/home', 'shared/row', 'shared/foot']),
    );
    expect(app.warnings).toEqual([]);
  });

  test('a project may be named from where one stands', async () => {
    const { css, config, inputs } = await compileMiniprogram({
      projectDir: relative(process.cwd(), FIXTURE),
    });
    expect({ css, config, inputs }).toEqual({
      css: app.css,
      config: app.config,
      inputs: app.inputs,
    });
  });

  test('the files that it was made of are known', () => {
    const names = app.inputs.map((path) => path.slice(FIXTURE.length + 1));
    expect(names).toEqual(
      expect.arrayContaining([
        'miniprogram/app.json',
        'miniprogram/theme.json',
        'miniprogram/utils/total.ts',
        'miniprogram/shared/base.wxss',
        'miniprogram/shared/row.wxml',
        'miniprogram/shared/digits.wxs',
      ]),
    );
  });
});

describe('WXSS', () => {
  const pageCss = async (wxss: string): Promise<string> =>
    tidy((await compiled({ 'pages/a/a.wxss': wxss })).css);

  test('a length in rpx is a part of the width of the phone', async () => {
    expect(await pageCss('.a { margin: 75rpx -7.5rpx .75rpx; width: calc(100% - 750rpx) }')).toBe(
      ':where([data-path="pages/a/a"]) .a { margin: 10cqw -1cqw 0.1cqw; width: calc(100% - 100cqw) }',
    );
  });

  test('text that looks like a length, a brace or a comment stays text', async () => {
    expect(await pageCss(`.a::before { content: '75rpx } /* b */ .c'; }`)).toContain(
      `content: '75rpx } /* b */ .c';`,
    );
  });

  test("a page's rules hold in the page alone and weigh no more than they are written", async () => {
    expect(await pageCss('page, .a > view, input.b { top: 0 }')).toBe(
      ':where([data-path="pages/a/a"]) wx-page, :where([data-path="pages/a/a"]) .a > wx-view, ' +
        ':where([data-path="pages/a/a"]) wx-input.b { top: 0 }',
    );
  });

  test('names in attributes, pseudo-classes and ids are no tags and no classes', async () => {
    const { css } = await compiled(
      withComponent({
        'components/one/one.wxss':
          '.a[title=".view"]:not(.b):nth-child(2n + 1) #text::after { top: 0 }',
      }),
    );
    expect(tidy(css)).toBe(
      '.c1--a[title=".view"]:not(.c1--b):nth-child(2n + 1) #text::after { top: 0 }',
    );
  });

  test('rules inside of @media are scoped, frames of an animation are not', async () => {
    const css = await pageCss(
      '@media (min-width: 100px) { .a, .b { top: 0 } } @keyframes up { from { top: 75rpx } }',
    );
    expect(css).toContain(
      '@media (min-width: 100px) { :where([data-path="pages/a/a"]) .a, :where([data-path="pages/a/a"]) .b { top: 0 }',
    );
    expect(css).toContain('@keyframes up { from { top: 10cqw } }');
  });

  test("a query of the theme asks the phone's theme, not the browser's", async () => {
    const css = await pageCss('@media (prefers-color-scheme: dark) { .a { top: 0 } }');
    expect(css).not.toContain('prefers-color-scheme');
    expect(css).toContain('[data-app-theme="dark"]');
  });

  test('a component may say in its script that its styles are shared', async () => {
    const { css } = await compiled(
      withComponent({
        'components/one/one.js': "Component({ options: { styleIsolation: 'shared' } });\n",
        'components/one/one.wxss': '.a { top: 0 }',
      }),
    );
    expect(tidy(css)).toBe('.a { top: 0 }');
  });

  test('an imported file takes the scope of the one that imports it; a ring of imports ends', async () => {
    const { css } = await compiled({
      'pages/a/a.wxss': "@import '/shared/one.wxss';\n.a { top: 0 }",
      'shared/one.wxss': "@import './two.wxss';\n.one { top: 0 }",
      'shared/two.wxss': '@import "one.wxss";\n.two { top: 0 }',
    });
    expect(css.match(/\.(two|one|a) \{/g)).toEqual(['.two {', '.one {', '.a {']);
    expect(css.match(/:where/g)).toHaveLength(3);
  });
});

describe('WXS', () => {
  const templatesWith = async (wxs: string): Promise<string> =>
    (await compiled({ 'pages/a/a.wxml': `<wxs module="m">${wxs}</wxs><view>{{m.a}}</view>` })).js;

  test('a constructor is compared by its name', async () => {
    const js = await templatesWith("module.exports.a = [].constructor === 'Array';");
    expect(js).toContain("__wxsConstructorOf([]) === 'Array'");
  });

  test('a backslash that escapes nothing is kept', async () => {
    const js = await templatesWith("module.exports.a = getRegExp('\\d+\\.\\n');");
    expect(js).toContain("getRegExp('\\\\d+\\\\.\\n')");
  });

  test('a module that another requires is compiled too', async () => {
    const { inputs } = await compiled({
      'pages/a/a.wxml': '<wxs module="m" src="../../one.wxs" /><view>{{m.a}}</view>',
      'one.wxs': "module.exports = require('./two.wxs');",
      'two.wxs': 'module.exports = { a: 1 };',
    });
    expect(inputs.some((path) => path.endsWith('two.wxs'))).toBe(true);
  });
});

describe('what cannot be compiled is said with its file and line', () => {
  const refusal = (files: Record<string, string | object>): Promise<string> =>
    compiled(files).then(
      () => 'compiled',
      (error: unknown) => String(error),
    );

  test('JSON', async () => {
    expect(await refusal({ 'pages/a/a.json': '{\n  "a": 1,\n  b\n}' })).toMatch(
      /^CompileError: miniprogram\/pages\/a\/a\.json:3: /,
    );
  });

  test('a component that is not there', async () => {
    const json = '{\n  "usingComponents": {\n    "x-one": "/components/none"\n  }\n}';
    expect(await refusal({ 'pages/a/a.json': json })).toBe(
      'CompileError: miniprogram/pages/a/a.json:3: the component "/components/none" of <x-one> is not found.',
    );
  });

  test('WXML', async () => {
    expect(await refusal({ 'pages/a/a.wxml': '<view>\n  {{ a + }}\n</view>\n' })).toMatch(
      /^CompileError: miniprogram\/pages\/a\/a\.wxml:2: /,
    );
  });

  test('a template that is not there', async () => {
    expect(await refusal({ 'pages/a/a.wxml': '<import src="./none.wxml" />' })).toBe(
      'CompileError: miniprogram/pages/a/a.wxml: "pages/a/none.wxml" is not found.',
    );
  });

  test('WXS', async () => {
    expect(
      await refusal({
        'pages/a/a.wxml': '<wxs module="m" src="./m.wxs" />',
        'pages/a/m.wxs': 'var a = 1;\nvar = 2;\n',
      }),
    ).toMatch(/^CompileError: miniprogram\/pages\/a\/m\.wxs:2: /);
    expect(
      await refusal({ 'pages/a/a.wxml': '<view />\n<wxs module="m">\nvar = 1;</wxs>' }),
    ).toMatch(/^CompileError: miniprogram\/pages\/a\/a\.wxml:3: /);
  });

  test('WXSS', async () => {
    expect(await refusal({ 'pages/a/a.wxss': '.a { top: 0 }\n\n.b { top: 0' })).toBe(
      'CompileError: miniprogram/pages/a/a.wxss:3: ".b {" is not closed.',
    );
    expect(await refusal({ 'pages/a/a.wxss': '.a { top: 0 }\n}' })).toBe(
      'CompileError: miniprogram/pages/a/a.wxss:2: a "}" closes nothing.',
    );
    expect(await refusal({ 'pages/a/a.wxss': '\n@import "./none.wxss";' })).toBe(
      'CompileError: miniprogram/pages/a/a.wxss:2: "./none.wxss" is not found.',
    );
  });

  test('a script', async () => {
    expect(await refusal({ 'pages/a/a.js': 'Page({\n  data: ;\n});\n' })).toMatch(
      /^CompileError: miniprogram\/pages\/a\/a\.js:2: /,
    );
  });

  test('a page without WXML is left out, with a warning', async () => {
    const app = await compiled({ 'app.json': { pages: ['pages/a/a', 'pages/b/b'] } });
    expect(app.config.pages).toEqual(['pages/a/a']);
    expect(app.warnings).toEqual(['miniprogram/app.json: the page "pages/b/b" has no WXML.']);
  });
});
