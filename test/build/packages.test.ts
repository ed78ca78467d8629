import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noticesOf, packagesOf } from '../../tools/build/notices';

interface Locked {
  license?: string;
  hasInstallScript?: boolean;
  integrity?: string;
  link?: boolean;
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const locked = Object.entries(
  json<{ packages: Record<string, Locked> }>('package-lock.json').packages,
)
  // The project itself, and the package of its own that both builds take.
  .filter(([path]) => path !== '' && !path.endsWith('vocabulary'))
  .map(([path, facts]) => ({ name: path.replace(/^.*node_modules\//, ''), ...facts }));

test('every version that package.json asks for is exact', () => {
  const { dependencies, devDependencies } =
    json<Record<string, Record<string, string>>>('package.json');
  const versions = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => version !== 'file:vocabulary',
  );
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every package has the checksum that it is installed by', () => {
  expect(locked.filter(({ integrity, link }) => !integrity && !link)).toEqual([]);
});

test('the packages with an install script are known, and installed without running it', () => {
  const withScript = locked.filter(({ hasInstallScript }) => hasInstallScript);
  expect(withScript.map(({ name }) => name).sort()).toEqual([
    '@parcel/watcher',
    '@swc/core',
    'core-js-pure',
    'esbuild',
    'less',
    'protobufjs',
    'unrs-resolver',
  ]);
  expect(readFileSync('tools/install.mjs', 'utf8')).toContain("npm('ci', '--ignore-scripts'");
});

test('the packages that name no licence in their package.json are known', () => {
  const unnamed = locked.filter(({ license }) => !license);
  expect(unnamed.map(({ name }) => name).sort()).toEqual([
    // No licence anywhere; parts of Tencent's own SDK, inside the function bundles.
    '@cloudbase/signature-nodejs',
    '@cloudbase/wx-cloud-client-sdk',
    // MIT by the LICENSE file beside their code.
    'png-js',
    'string.fromcodepoint',
  ]);
});

test('the notices of a bundle hold the licence of each package in it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'micro-wish-notices-'));
  const add = (name: string, facts: object, licence?: string): string => {
    const folder = join(dir, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, ...facts }));
    if (licence !== undefined) writeFileSync(join(folder, 'LICENSE'), licence);
    return join(folder, 'index.js');
  };
  try {
    const inputs = [
      add('named', { version: '1.0.0', license: 'MIT' }, 'the text of MIT'),
      add('@scope/silent', { version: '2.0.0' }),
      add('named/node_modules/inner', { version: '3.0.0' }, 'the text of another'),
      join(dir, 'cloudfunctions', 'own.ts'),
    ];
    const text = noticesOf(packagesOf([...inputs, ...inputs]));
    expect(text.split('-'.repeat(72)).map((each) => each.trim())).toEqual([
      '@scope/silent 2.0.0\n\nLicence: none stated by its authors',
      'named 1.0.0\n\nLicence: MIT\n\nthe text of MIT',
      'named/node_modules/inner 3.0.0\n\nLicence: as below\n\nthe text of another',
    ]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
