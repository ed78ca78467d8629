import { resolve } from 'node:path';
import { node } from './run-node';
import { tempProject } from './temp-project';

const constant = 'export const a = 1;\n';
const importing = (...specifiers: string[]): string =>
  specifiers.map((specifier) => `import '${specifier}';\n`).join('') + constant;

/** Each rule of .dependency-cruiser.cjs with a file that breaks it, and what it imports. */
const BROKEN_IMPORTS: [rule: string, file: string, source: string][] = [
  ['no-circular', 'cloudfunctions/domain/about.ts', importing('./round')],
  ['not-resolvable', 'cloudfunctions/shared/nowhere.ts', importing('./no-such-file')],
  ['domain-imports-nothing', 'cloudfunctions/domain/up.ts', importing('../store/wishes')],
  ['domain-imports-nothing', 'cloudfunctions/domain/npm.ts', importing('valibot')],
  ['domain-imports-nothing', 'cloudfunctions/domain/core.ts', importing('node:fs')],
  ['calls-import-domain-only', 'cloudfunctions/calls/up.ts', importing('../store/wishes')],
  ['store-imports-domain-only', 'cloudfunctions/store/up.ts', importing('../shared/serve')],
  ['print-imports-domain-only', 'cloudfunctions/print/up.ts', importing('../store/wishes')],
  ['migrations-import-nothing', 'cloudfunctions/migrations/up.ts', importing('../domain/a')],
  ['excel-imports-nothing-of-ours', 'cloudfunctions/excel/up.ts', importing('../domain/a')],
  ['platform-imports-nothing-of-ours', 'cloudfunctions/platform/up.ts', importing('../domain/a')],
  ['shared-does-not-import-entries', 'cloudfunctions/shared/up.ts', importing('../family/index')],
  ['entries-do-not-import-each-other', 'cloudfunctions/staff/a.ts', importing('../family/index')],
  [
    'concerns-are-read-by-safeguarding-alone',
    'cloudfunctions/staff/concerns.ts',
    importing('../store/concern/a'),
  ],
  [
    'notes-are-for-their-author-and-safeguarding',
    'cloudfunctions/staff/notes.ts',
    importing('../store/referral/notes'),
  ],
  ['sdk-in-store-and-platform-only', 'cloudfunctions/family/sdk.ts', importing('wx-server-sdk')],
  [
    'backend-does-not-import-the-app',
    'cloudfunctions/shared/app.ts',
    importing('../../miniprogram/utils/a'),
  ],
  [
    'app-does-not-import-the-backend',
    'miniprogram/utils/backend.ts',
    importing('../../cloudfunctions/domain/a'),
  ],
  [
    'components-import-nothing-above',
    'miniprogram/components/b/b.ts',
    importing('../../services/family'),
  ],
  ['services-import-no-page', 'miniprogram/services/page.ts', importing('../pages/home/view')],
  ['utils-import-nothing-above', 'miniprogram/utils/up.ts', importing('../services/family')],
  ['pages-do-not-import-each-other', 'miniprogram/pages/my/view.ts', importing('../home/view')],
  [
    'subpackages-do-not-import-each-other',
    'miniprogram/packages/station/a.ts',
    importing('../staff/a'),
  ],
  [
    'main-does-not-import-subpackages',
    'miniprogram/utils/packages.ts',
    importing('../packages/staff/a'),
  ],
  ['app-imports-no-node-module', 'miniprogram/utils/node.ts', importing('node:fs')],
  ['tools-know-no-product', 'tools/a.ts', importing('../cloudfunctions/domain/a')],
  [
    'vocabulary-imports-nothing-of-ours',
    'vocabulary/b.ts',
    importing('../cloudfunctions/domain/a'),
  ],
  ['typings-import-calls-only', 'typings/b.ts', importing('../cloudfunctions/domain/a')],
  ['typings-as-types-only', 'cloudfunctions/shared/typings.ts', importing('../../typings/a')],
];

const SOUND = {
  'vocabulary/a.ts': `import type { A } from '../typings/a';\n${constant}`,
  'cloudfunctions/domain/a.ts': `import { createHash } from 'node:crypto';\nimport type { A } from '../../typings/a';\n${constant}`,
  'cloudfunctions/domain/round.ts': importing('./about'),
  'cloudfunctions/calls/a.ts': importing('valibot', '../domain/a'),
  'cloudfunctions/store/concern/a.ts': constant,
  'cloudfunctions/store/referral/notes.ts': constant,
  'cloudfunctions/store/wishes.ts': importing('wx-server-sdk', '../domain/a'),
  'cloudfunctions/shared/serve.ts': importing('../store/wishes', '../platform/caller', 'valibot'),
  'cloudfunctions/platform/caller.ts': importing('wx-server-sdk'),
  'cloudfunctions/family/index.ts': importing('../shared/serve', '../store/wishes', '../domain/a'),
  'cloudfunctions/demo/index.ts': importing('../family/index'),
  'miniprogram/app.ts': importing('./services/client'),
  'miniprogram/services/client.ts': constant,
  'miniprogram/services/family.ts': importing('./client'),
  'miniprogram/utils/a.ts': constant,
  'miniprogram/components/a/a.ts': importing('../../utils/a'),
  'miniprogram/pages/home/home.ts': importing('./view', '../../services/client'),
  'miniprogram/pages/home/view.ts': importing('../../utils/a', '../../components/a/a'),
  'miniprogram/packages/staff/a.ts': importing('../../services/family'),
  'typings/a.ts': `import type { a } from '../cloudfunctions/calls/a';\nexport type A = string;\n`,
};

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

describe('who may import whom', () => {
  let violations: Cruise['summary']['violations'] = [];

  beforeAll(async () => {
    const dir = tempProject({
      'package.json': { dependencies: { valibot: '*', 'wx-server-sdk': '*' } },
      ...SOUND,
      ...Object.fromEntries(BROKEN_IMPORTS.map(([, file, source]) => [file, source])),
    });
    const output = await node(dir, 'dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...['cloudfunctions', 'miniprogram', 'typings', 'vocabulary', 'tools'],
    ]);
    violations = (JSON.parse(output) as Cruise).summary.violations;
  }, 60_000);

  test.each(BROKEN_IMPORTS)('%s: %s', (rule, file) => {
    expect(violations.map(({ rule: { name }, from }) => `${name}: ${from}`)).toContain(
      `${rule}: ${file}`,
    );
  });

  test('what the architecture allows is allowed', () => {
    const inSound = violations.filter(({ from }) => from in SOUND);
    expect(inSound).toEqual([]);
  });

  test('every rule has its proof here', () => {
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(
      resolve('.dependency-cruiser.cjs'),
    );
    expect(forbidden.map(({ name }) => name).sort()).toEqual(
      [...new Set(BROKEN_IMPORTS.map(([rule]) => rule))].sort(),
    );
  });
});

/** What only a look at the code can tell: a file, its source, and words of what is said. */
const BROKEN_CODE: [what: string, file: string, source: string, words: string][] = [
  [
    'where() on a transaction',
    'cloudfunctions/store/a.ts',
    "declare const transaction: any;\nexport const a = transaction.collection('x').where({});\n",
    'escapes it silently',
  ],
  [
    'the caller read at module scope',
    'cloudfunctions/platform/a.ts',
    'declare const cloud: any;\nexport const a = cloud.getWXContext().OPENID;\n',
    'whoever came first',
  ],
  [
    'the database named outside the store',
    'cloudfunctions/platform/b.ts',
    'declare const cloud: any;\nexport const a = () => cloud.database();\n',
    'named by the store alone',
  ],
  [
    'a second start of the SDK',
    'cloudfunctions/store/b.ts',
    'declare const cloud: any;\ncloud.init();\nexport {};\n',
    'started in one place',
  ],
  [
    'the clock in the domain',
    'cloudfunctions/domain/a.ts',
    'export const a = Date.now();\n',
    'now',
  ],
  [
    'today in the domain',
    'cloudfunctions/domain/b.ts',
    'export const a = new Date();\n',
    '`now` is an argument',
  ],
  [
    'chance in the domain',
    'cloudfunctions/domain/c.ts',
    'export const a = Math.random();\n',
    'Chance is an argument',
  ],
  [
    'random bytes in the domain',
    'cloudfunctions/domain/d.ts',
    "import { randomBytes } from 'node:crypto';\nexport const a = randomBytes;\n",
    'Chance is an argument',
  ],
  [
    'the environment in the domain',
    'cloudfunctions/domain/e.ts',
    'export const a = process.env;\n',
    'The domain is pure',
  ],
  [
    'wx.cloud outside services/client.ts',
    'miniprogram/pages/a.ts',
    "declare const wx: any;\nexport const a = () => wx.cloud.callFunction({ name: 'x' });\n",
    'only file that names wx.cloud',
  ],
  [
    'at() in the app',
    'miniprogram/pages/c.ts',
    'export const a = [1].at(-1);\n',
    'Older phones do not have it',
  ],
  [
    'a look behind in the vocabulary',
    'vocabulary/a.ts',
    'export const a = /(?<=a)b/;\n',
    'syntax error below iOS 16.4',
  ],
  [
    'Intl in the app',
    'miniprogram/pages/d.ts',
    'export const a = () => new Intl.NumberFormat();\n',
    'Phones do not all have it',
  ],
  [
    'an instance in the options of a page',
    'miniprogram/pages/b.ts',
    'declare const Page: any;\nPage({ seen: new Set() });\nexport {};\n',
    'a copied instance has no methods',
  ],
];

const SOUND_CODE = {
  'cloudfunctions/platform/sound.ts':
    'declare const cloud: any;\nexport const a = () => cloud.getWXContext().OPENID;\n',
  'cloudfunctions/store/sound.ts':
    "declare const db: any, transaction: any;\nexport const a = db.collection('x').where({});\n" +
    "export const b = transaction.collection('x').doc('y').get();\n",
  'miniprogram/pages/sound.ts':
    'declare const Page: any;\n' +
    'Page({ seen: {}, onLoad(this: any) { this.seen = new Set(); } });\nexport {};\n',
  'miniprogram/services/client.ts':
    "declare const wx: any;\nexport const a = () => wx.cloud.callFunction({ name: 'x' });\n",
};

interface Linted {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

describe('what code may not say', () => {
  let linted: Linted[] = [];

  beforeAll(async () => {
    const options = { strict: true, types: [], target: 'ES2022', module: 'ESNext' };
    const dir = tempProject({
      'tsconfig.json': { compilerOptions: options, include: ['**/*.ts'] },
      ...SOUND_CODE,
      ...Object.fromEntries(BROKEN_CODE.map(([, file, source]) => [file, source])),
    });
    const output = await node(dir, 'eslint/bin/eslint.js', [
      ...['--config', resolve('eslint.config.mjs'), '--format', 'json', '.'],
    ]);
    linted = JSON.parse(output) as Linted[];
  }, 60_000);

  const messagesOf = (file: string): string[] =>
    linted
      .filter(({ filePath }) => filePath.replaceAll('\\', '/').endsWith(`/${file}`))
      .flatMap(({ messages }) => messages)
      .filter(({ ruleId }) => ruleId === 'no-restricted-syntax' || ruleId === null)
      .map(({ message }) => message);

  test.each(BROKEN_CODE)('%s', (_, file, __, words) => {
    expect(messagesOf(file)).toEqual([expect.stringContaining(words)]);
  });

  test.each(Object.keys(SOUND_CODE))('%s is allowed what it is there for', (file) => {
    expect(messagesOf(file)).toEqual([]);
  });
});
