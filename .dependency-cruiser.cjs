/** Who may import whom. Every rule says why; test/build/boundaries.test.ts proves that each fires. */

const CLOUD = '^cloudfunctions/';

/** Folders of the backend that are no entry: an entry is the folder of one cloud function. */
const LAYERS = '(domain|calls|store|platform|print|excel|migrations|shared)';
const ENTRY = `${CLOUD}(?!${LAYERS}/)[^/]+/`;

const PACKAGES = '(^|/)node_modules/';
/** A hash is a pure function; the randomness of the same module is refused by eslint. */
const PURE_CORE = '^(node:)?crypto$';

const TYPINGS = '^typings/';
const VOCABULARY = '^vocabulary/';
const PAGE = '^miniprogram/(pages|packages/[^/]+/pages|packages/[^/]+/[^/]+/pages)/';

/** A folder of the app, in the main package and in each subpackage. */
const inApp = (folder) => [
  `^miniprogram/${folder}/`,
  `^miniprogram/packages/[^/]+/${folder}/`,
  `^miniprogram/packages/[^/]+/[^/]+/${folder}/`,
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that import each other are one file in two places.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      comment: 'An import leads to a file or to an installed package.',
      severity: 'error',
      from: { path: `${CLOUD}|^miniprogram/|^typings/|^tools/` },
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'The rules are pure: no SDK, no I/O; time, ids and keys come in as arguments.',
      severity: 'error',
      from: { path: `${CLOUD}domain/` },
      to: { pathNot: [`${CLOUD}domain/`, TYPINGS, VOCABULARY, PURE_CORE] },
    },
    {
      name: 'calls-import-domain-only',
      comment:
        'What a call takes is a shape: pure, so that the contract can take its type from it.',
      severity: 'error',
      from: { path: `${CLOUD}calls/` },
      to: {
        pathNot: [`${CLOUD}(calls|domain)/`, TYPINGS, VOCABULARY, `${PACKAGES}valibot(/|$)`],
      },
    },
    {
      name: 'store-imports-domain-only',
      comment: 'The store keeps what the domain decides; it knows no caller and no reply.',
      severity: 'error',
      from: { path: `${CLOUD}store/` },
      to: { path: `${CLOUD}|^miniprogram/|^tools/`, pathNot: `${CLOUD}(store|domain)/` },
    },
    {
      name: 'print-imports-domain-only',
      comment: 'Drawing is pure: what is printed, the font and the time come in as arguments.',
      severity: 'error',
      from: { path: `${CLOUD}print/` },
      to: { path: `${CLOUD}|^miniprogram/|^tools/`, pathNot: `${CLOUD}(print|domain)/` },
    },
    {
      name: 'excel-imports-nothing-of-ours',
      comment: 'Sheets are read and written for whoever asks; what they mean is known elsewhere.',
      severity: 'error',
      from: { path: `${CLOUD}excel/` },
      to: { path: `${CLOUD}|^miniprogram/|^tools/`, pathNot: `${CLOUD}excel/` },
    },
    {
      name: 'migrations-import-nothing',
      comment: 'A migration is of its release: what it imports would change under it.',
      severity: 'error',
      from: { path: `${CLOUD}migrations/` },
      to: { pathNot: `${CLOUD}migrations/` },
    },
    {
      name: 'platform-imports-nothing-of-ours',
      comment: 'The platform wraps the SDK for everyone and knows nobody.',
      severity: 'error',
      from: { path: `${CLOUD}platform/` },
      to: { path: `${CLOUD}|^miniprogram/|^tools/`, pathNot: `${CLOUD}platform/` },
    },
    {
      name: 'shared-does-not-import-entries',
      comment: 'What all functions share cannot depend on one of them.',
      severity: 'error',
      from: { path: `${CLOUD}shared/` },
      to: { path: ENTRY },
    },
    {
      name: 'entries-do-not-import-each-other',
      comment:
        'Functions are cut by trust: what two need belongs to shared, store or domain. ' +
        'Only the demo plays them all, through their own handlers.',
      severity: 'error',
      from: { path: `${CLOUD}((?!${LAYERS}/)[^/]+)/`, pathNot: `${CLOUD}demo/` },
      to: { path: ENTRY, pathNot: `${CLOUD}$1/` },
    },
    {
      name: 'concerns-are-read-by-safeguarding-alone',
      comment:
        'Whoever could import their store could read them; the others hand them in and forget.',
      severity: 'error',
      from: { path: CLOUD, pathNot: `${CLOUD}(safe|store/concern)/` },
      to: { path: `${CLOUD}store/concern/` },
    },
    {
      name: 'notes-are-for-their-author-and-safeguarding',
      comment: "A specialist's notes are read by the function they call and by safeguarding.",
      severity: 'error',
      from: {
        path: CLOUD,
        pathNot: [`${CLOUD}(safe|helper)/`, `${CLOUD}store/common/collections\\.ts$`],
      },
      to: { path: `${CLOUD}store/referral/notes\\.ts$` },
    },
    {
      name: 'sdk-in-store-and-platform-only',
      comment: 'The SDK is named by the store (its database) and the platform (the rest).',
      severity: 'error',
      from: { pathNot: [`${CLOUD}(store|platform)/`, '^(test|tools)/'] },
      to: { path: `${PACKAGES}wx-server-sdk(/|$)` },
    },
    {
      name: 'backend-does-not-import-the-app',
      comment: 'They meet in typings, and only there.',
      severity: 'error',
      from: { path: CLOUD },
      to: { path: '^(miniprogram|tools|test)/' },
    },
    {
      name: 'app-does-not-import-the-backend',
      comment: 'They meet in typings, and only there.',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(cloudfunctions|tools|test)/' },
    },
    {
      name: 'components-import-nothing-above',
      comment: 'A component has properties and events; pages tell it what it needs to know.',
      severity: 'error',
      from: { path: inApp('components') },
      to: { path: [...inApp('services'), PAGE] },
    },
    {
      name: 'services-import-no-page',
      comment: 'A service is called by pages and does not know them.',
      severity: 'error',
      from: { path: inApp('services') },
      to: { path: [...inApp('components'), PAGE] },
    },
    {
      name: 'utils-import-nothing-above',
      comment: 'Helpers stand below services, components and pages.',
      severity: 'error',
      from: { path: inApp('utils') },
      to: { path: [...inApp('services'), ...inApp('components'), PAGE] },
    },
    {
      name: 'pages-do-not-import-each-other',
      comment: 'What two pages need belongs to services, utils or components.',
      severity: 'error',
      from: { path: `${PAGE}([^/]+)/` },
      to: { path: PAGE, pathNot: `${PAGE}$2/` },
    },
    {
      name: 'subpackages-do-not-import-each-other',
      comment: 'WeChat downloads a subpackage alone; only the main package is always there.',
      severity: 'error',
      from: { path: '^miniprogram/packages/([^/]+)/' },
      to: { path: '^miniprogram/packages/', pathNot: '^miniprogram/packages/$1/' },
    },
    {
      name: 'main-does-not-import-subpackages',
      comment: 'What the main package needs would not be there.',
      severity: 'error',
      from: { path: '^miniprogram/', pathNot: '^miniprogram/packages/' },
      to: { path: '^miniprogram/packages/' },
    },
    {
      name: 'app-imports-no-node-module',
      comment: 'There is no Node on a phone.',
      severity: 'error',
      from: { path: '^(miniprogram|typings)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tools-know-no-product',
      comment: 'The tools run any mini-program with cloud functions.',
      severity: 'error',
      from: { path: '^tools/' },
      to: { path: '^(cloudfunctions|miniprogram|typings|test)/' },
    },
    {
      name: 'vocabulary-imports-nothing-of-ours',
      comment: 'Words, limits and readings for both sides: pure, on the contract and the calendar.',
      severity: 'error',
      from: { path: VOCABULARY },
      to: { pathNot: [VOCABULARY, TYPINGS, `${PACKAGES}dayjs(/|$)`] },
    },
    {
      name: 'typings-import-calls-only',
      comment:
        'The contract stands by itself, as types; what a call takes is the type of its schema.',
      severity: 'error',
      from: { path: TYPINGS },
      to: { pathNot: [TYPINGS, `${CLOUD}calls/`, `${PACKAGES}valibot(/|$)`] },
    },
    {
      name: 'typings-as-types-only',
      comment: 'A .d.ts has no code to load.',
      severity: 'error',
      from: { path: `${CLOUD}|^miniprogram/` },
      to: { path: TYPINGS, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test-output)/|(^|/)miniprogram_npm/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
