import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { filesBelow } from '../../tools/build/files';
import { buildNpm } from '../../tools/build/npm';
import { addFiles, projectFiles, tempProject } from './temp-project';

const DEPENDENCIES = { '@vant/weapp': '*', dayjs: '*', uqr: '*', valibot: '*' };

const app = (files: Record<string, string | object> = {}): string =>
  tempProject({
    ...projectFiles(DEPENDENCIES),
    'miniprogram/app.json': { pages: ['pages/home/home'] },
    ...files,
  });

const built = (projectDir: string): string[] =>
  filesBelow(join(projectDir, 'miniprogram/miniprogram_npm'));

const requireBuilt = (projectDir: string, name: string): unknown =>
  createRequire(join(projectDir, 'x.js'))(
    join(projectDir, 'miniprogram/miniprogram_npm', name, 'index.js'),
  );

test('only the components that the app reaches are copied, with all they need', async () => {
  const projectDir = app({
    'miniprogram/pages/home/home.json': {
      usingComponents: { 'van-button': '@vant/weapp/button/index' },
    },
  });
  await buildNpm({ projectDir });
  const files = built(projectDir);
  expect(files).toEqual(
    expect.arrayContaining(
      ['js', 'json', 'wxml', 'wxs', 'wxss'].map((ext) => `@vant/weapp/button/index.${ext}`),
    ),
  );
  expect(files).toContain('@vant/weapp/loading/index.wxml');
  expect(files).toContain('@vant/weapp/common/index.wxss');
  expect(files).toContain('@vant/weapp/wxs/utils.wxs');
  expect(files.filter((file) => file.startsWith('@vant/weapp/uploader'))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.d.ts'))).toEqual([]);
});

test('a script of a mini-program package that the app imports is copied too', async () => {
  const projectDir = app({
    'miniprogram/pages/home/home.ts': "import Toast from '@vant/weapp/toast/toast';\nToast('');\n",
  });
  await buildNpm({ projectDir });
  expect(built(projectDir)).toContain('@vant/weapp/toast/toast.js');
  expect(built(projectDir)).toContain('@vant/weapp/common/validator.js');
});

test('nothing that is built loads from the network', async () => {
  const projectDir = app({
    'miniprogram/pages/home/home.json': {
      usingComponents: {
        'van-icon': '@vant/weapp/icon/index',
        'van-empty': '@vant/weapp/empty/index',
        'van-share-sheet': '@vant/weapp/share-sheet/index',
      },
    },
  });
  await buildNpm({ projectDir });
  const dir = join(projectDir, 'miniprogram/miniprogram_npm');
  const all = built(projectDir)
    .filter((file) => /\.(wxml|wxss|wxs)$/.test(file))
    .map((file) => readFileSync(join(dir, file), 'utf8'))
    .join('\n');
  expect(all).not.toMatch(/https?:\/\/|\/\/at\.alicdn/);
  expect(all).toContain('data:font/woff2;charset=utf-8;base64,');
  expect(all).toContain('data:image/svg+xml,');
});

test('the icon font holds the icons that are named, and no other', async () => {
  const projectDir = app({
    'miniprogram/pages/home/home.json': {
      usingComponents: { 'van-icon': '@vant/weapp/icon/index' },
    },
    'miniprogram/pages/home/home.wxml': '<van-icon name="shop-o" />\n',
  });
  await buildNpm({ projectDir });
  const style = join(projectDir, 'miniprogram/miniprogram_npm/@vant/weapp/icon/index.wxss');
  const text = readFileSync(style, 'utf8');
  expect(text).toContain('.van-icon-shop-o:before');
  expect(text).not.toContain('.van-icon-gold-coin:before');
  const [, font = ''] = /base64,([\w+/=]+)/.exec(text) ?? [];
  expect(Buffer.from(font, 'base64').subarray(0, 4).toString()).toBe('wOF2');
  expect(font.length).toBeLessThan(4000);
});

test('an icon that a script chooses is looked for in the scripts, else in the tags alone', async () => {
  const styleWith = async (wxml: string): Promise<string> => {
    const projectDir = app({
      'miniprogram/pages/home/home.json': {
        usingComponents: { 'van-icon': '@vant/weapp/icon/index' },
      },
      'miniprogram/pages/home/home.ts': "export const icons = ['gift-o'];\n",
      'miniprogram/pages/home/home.wxml': wxml,
    });
    await buildNpm({ projectDir });
    const style = 'miniprogram/miniprogram_npm/@vant/weapp/icon/index.wxss';
    return readFileSync(join(projectDir, style), 'utf8');
  };
  const glyph = '.van-icon-gift-o:before';
  expect(await styleWith('<van-icon name="{{icons[0]}}" />\n')).toContain(glyph);
  expect(await styleWith('<view>gift-o</view><van-icon name="shop-o" />\n')).not.toContain(glyph);
});

test('an ordinary package becomes one index.js that runs', async () => {
  const projectDir = app({
    'miniprogram/utils/time.ts': "import dayjs from 'dayjs';\nexport const now = dayjs();\n",
    'miniprogram/utils/qr.ts': "import { encode } from 'uqr';\nexport const qr = encode('');\n",
  });
  await buildNpm({ projectDir });
  expect(built(projectDir)).toEqual(['dayjs/index.js', 'uqr/index.js']);
  const dayjs = requireBuilt(projectDir, 'dayjs') as (at: string) => {
    format(as: string): string;
  };
  expect(dayjs('2025-06-01').format('M月D日')).toBe('6月1日');
  const { encode } = requireBuilt(projectDir, 'uqr') as {
    encode(text: string): { size: number };
  };
  expect(encode('x').size).toBeGreaterThan(20);
});

test('what one subpackage alone asks for lies in it, and of a pure package only what it imports', async () => {
  const projectDir = app({
    'miniprogram/app.json': {
      pages: ['pages/home/home'],
      subPackages: ['desk', 'shop'].map((root) => ({ root: `packages/${root}`, pages: ['a'] })),
    },
    'miniprogram/a.ts': "import { encode } from 'uqr';\nencode('');\n",
    'miniprogram/packages/shop/a.ts': "import { encode as e } from 'uqr';\ne('');\n",
    'miniprogram/packages/desk/a.ts':
      "import dayjs from 'dayjs';\nimport { renderSVG, type QrCodeGenerateResult } from 'uqr';\n" +
      "import { encode } from 'uqr';\ndayjs();\nencode('');\nrenderSVG('');\n",
  });
  const builds = await buildNpm({ projectDir });
  expect(builds.map(({ dir, packages }) => [dir, packages])).toEqual([
    ['miniprogram/miniprogram_npm', ['uqr']],
    ['miniprogram/packages/desk/miniprogram_npm', ['dayjs', 'uqr']],
  ]);
  expect(Object.keys(requireBuilt(projectDir, 'uqr') as object)).toEqual(['encode']);
  const desk = createRequire(join(projectDir, 'x.js'))(
    join(projectDir, 'miniprogram/packages/desk/miniprogram_npm/uqr/index.js'),
  ) as object;
  expect(Object.keys(desk).sort()).toEqual(['encode', 'renderSVG']);
});

test('a copy in a subpackage goes where the main package comes to use it too', async () => {
  const sub = { root: 'desk', pages: ['a'] };
  const projectDir = app({
    'miniprogram/app.json': { pages: ['pages/home/home'], subPackages: [sub] },
    'miniprogram/desk/a.ts': "import dayjs from 'dayjs';\ndayjs();\n",
  });
  await buildNpm({ projectDir });
  const copy = join(projectDir, 'miniprogram/desk/miniprogram_npm');
  expect(filesBelow(copy)).toEqual(['dayjs/index.js']);
  addFiles(projectDir, { 'miniprogram/a.ts': "import dayjs from 'dayjs';\ndayjs();\n" });
  await buildNpm({ projectDir });
  expect(built(projectDir)).toEqual(['dayjs/index.js']);
  expect(existsSync(copy)).toBe(false);
});

test('an import of types alone brings no package into the app', async () => {
  const projectDir = app({
    'miniprogram/utils/time.ts':
      "import type { Dayjs } from 'dayjs';\nimport { type Dayjs as D } from 'dayjs';\n" +
      'export type Both = Dayjs | D;\n',
  });
  await buildNpm({ projectDir });
  expect(existsSync(join(projectDir, 'miniprogram/miniprogram_npm'))).toBe(false);
});

test('a second build writes nothing, and a package no longer used goes away', async () => {
  const projectDir = app({ 'miniprogram/a.ts': "import dayjs from 'dayjs';\ndayjs();\n" });
  await buildNpm({ projectDir });
  const index = join(projectDir, 'miniprogram/miniprogram_npm/dayjs/index.js');
  const before = statSync(index).mtimeMs;
  const [again] = await buildNpm({ projectDir });
  expect(again).toMatchObject({ changed: false, packages: ['dayjs'] });
  expect(statSync(index).mtimeMs).toBe(before);
  addFiles(projectDir, { 'miniprogram/a.ts': "import { encode } from 'uqr';\nencode('');\n" });
  await buildNpm({ projectDir });
  expect(built(projectDir)).toEqual(['uqr/index.js']);
});

test.each([
  ["import x from 'left-pad';\nx();\n", /a\.ts:1 needs left-pad, which is not among/],
  ["\nimport 'dayjs/plugin/utc';\n", /a\.ts:2 imports dayjs\/plugin\/utc, but 构建 npm/],
  ["import '@vant/weapp/nowhere/index';\n", /a\.ts:1 asks for @vant\/weapp\/nowhere\/index/],
])('what cannot be built is refused with file and line: %j', async (source, message) => {
  const projectDir = app({ 'miniprogram/a.ts': source });
  await expect(buildNpm({ projectDir })).rejects.toThrow(message);
});
