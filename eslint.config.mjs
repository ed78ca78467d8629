import parser from '@typescript-eslint/parser';

// Only what a selector can say; every other rule is oxlint's (.oxlintrc.json), which knows the types.

/** @param {string} selector @param {string} message */
const never = (selector, message) => ({ selector, message });

const TRANSACTION = /^(running|tx|trx|transaction)$/i.source;

/** What holds in every file of the product. */
const EVERYWHERE = [
  never(
    'TSEnumDeclaration',
    'A union of strings says the same, and is what the contract and the database hold.',
  ),
];

const BACKEND = [
  ...EVERYWHERE,
  never(
    "CallExpression[callee.property.name='getWXContext']:not(:function CallExpression)",
    'The caller is known inside a call only: at module scope it is whoever came first.',
  ),
  never(
    `CallExpression[callee.property.name='where'][callee.object.callee.property.name='collection'][callee.object.callee.object.name=/${TRANSACTION}/i]`,
    'A where() on a transaction escapes it silently: read and write by document id.',
  ),
];

const SDK_INIT = never(
  "CallExpression[callee.object.name='cloud'][callee.property.name='init']",
  'The SDK is started in one place, store/database.ts.',
);

const DATABASE = never(
  "MemberExpression[property.name='database']",
  'The database is named by the store alone.',
);

/** Outside the store a document is read by its id, walked to, or changed in a transaction. */
const QUERIES = never(
  'ImportDeclaration[source.value=/store.common.database$/] > ImportSpecifier[imported.name!=/^(read|pagesOf|transact|Transaction)$/]',
  'Queries and single writes stand in store/<topic>, by what they are for.',
);

/** Time, chance and surroundings, which the domain is given and never takes. */
const IMPURE = [
  never("MemberExpression[object.name='Date'][property.name='now']", '`now` is an argument.'),
  never("NewExpression[callee.name='Date'][arguments.length=0]", '`now` is an argument.'),
  never("MemberExpression[object.name='Math'][property.name='random']", 'Chance is an argument.'),
  never('ImportSpecifier[imported.name=/^(random|webcrypto|getRandom)/]', 'Chance is an argument.'),
  never(
    'Identifier[name=/^(process|console|setTimeout|setInterval|fetch)$/]',
    'The domain is pure.',
  ),
];

const WX_CLOUD = never(
  "MemberExpression[object.name='wx'][property.name='cloud']",
  'services/client.ts is the only file that names wx.cloud.',
);

const INSTANCE_IN_OPTIONS = never(
  'CallExpression[callee.name=/^(Page|Component)$/] > ObjectExpression > Property > NewExpression',
  "WeChat copies a page's options for each page, and a copied instance has no methods: make it in onLoad.",
);

/** What phones below iOS 15.4, or base libraries below 2.23.1, do not have. */
const OLD_PHONES = [
  never(
    'CallExpression[callee.property.name=/^(at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced)$/]',
    'Older phones do not have it: use an index, split and join, or a copy.',
  ),
  never(
    "MemberExpression[object.name='Object'][property.name=/^(hasOwn|groupBy)$/]",
    'Older phones do not have it.',
  ),
  never(
    "CallExpression[callee.name='structuredClone'], MemberExpression[object.name='Intl']",
    'Phones do not all have it.',
  ),
  never(
    'Literal[regex.pattern=/\\(\\?<[=!]/]',
    'A look behind is a syntax error below iOS 16.4: the whole file would not load.',
  ),
];

/** @param {readonly object[]} rules */
const refuse = (rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default [
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.data/',
      'test-output/',
      '**/miniprogram_npm/',
      '**/*.d.ts',
      '**/fixtures/',
    ],
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: refuse(EVERYWHERE),
  },
  { files: ['cloudfunctions/**/*.ts'], rules: refuse([...BACKEND, SDK_INIT, DATABASE, QUERIES]) },
  {
    files: ['cloudfunctions/{domain,print}/**/*.ts'],
    rules: refuse([...BACKEND, SDK_INIT, DATABASE, ...IMPURE]),
  },
  { files: ['cloudfunctions/store/**/*.ts'], rules: refuse([...BACKEND, SDK_INIT]) },
  { files: ['cloudfunctions/store/common/database.ts'], rules: refuse(BACKEND) },
  {
    files: ['miniprogram/**/*.ts'],
    rules: refuse([...EVERYWHERE, ...OLD_PHONES, WX_CLOUD, INSTANCE_IN_OPTIONS]),
  },
  { files: ['miniprogram/services/client.ts'], rules: refuse([...EVERYWHERE, ...OLD_PHONES]) },
  { files: ['vocabulary/**/*.ts'], rules: refuse([...EVERYWHERE, ...OLD_PHONES]) },
];
