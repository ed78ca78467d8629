import tseslint from 'typescript-eslint';

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
  'services/cloud.ts is the only file that names wx.cloud.',
);

const INSTANCE_IN_OPTIONS = never(
  'CallExpression[callee.name=/^(Page|Component)$/] > ObjectExpression > Property > NewExpression',
  "WeChat copies a page's options for each page, and a copied instance has no methods: make it in onLoad.",
);

/** @param {readonly object[]} rules */
const refuse = (rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default tseslint.config(
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
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...refuse(EVERYWHERE),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Numbers read well in a message; objects do not, and stay refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // It would take the types from `data: { rows: [] as Row[] }`, from which a page infers them.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Matters of taste: `() => done()` and `void done()` both read well.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // An interface may write its functions as methods: that they are taken apart is no mistake.
      '@typescript-eslint/unbound-method': 'off',
      // `void | Promise<void>` is what a lifecycle may answer.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // The strings that are spread here are alphabets and codes.
      '@typescript-eslint/no-misused-spread': 'off',
      // It takes `unknown ?? ''`, which holds the text of a foreign error, for an object.
      '@typescript-eslint/no-base-to-string': 'off',
      // `for (;;)` and `while (true)` are how a retry or a page loop reads.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  { files: ['cloudfunctions/**/*.ts'], rules: refuse([...BACKEND, SDK_INIT, DATABASE]) },
  {
    files: ['cloudfunctions/{domain,print}/**/*.ts'],
    rules: refuse([...BACKEND, SDK_INIT, DATABASE, ...IMPURE]),
  },
  { files: ['cloudfunctions/store/**/*.ts'], rules: refuse([...BACKEND, SDK_INIT]) },
  { files: ['cloudfunctions/store/common/database.ts'], rules: refuse(BACKEND) },
  { files: ['miniprogram/**/*.ts'], rules: refuse([...EVERYWHERE, WX_CLOUD, INSTANCE_IN_OPTIONS]) },
  { files: ['miniprogram/services/cloud.ts'], rules: refuse(EVERYWHERE) },
  {
    // wx rejects with plain objects that have an errMsg; what stands in for it does the same.
    files: ['tools/browser-runtime/phone/**/*.ts'],
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests take answers apart whose shape they are about to prove, and feed what is not allowed.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      // What stands in for a call answers a promise without waiting for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
);
