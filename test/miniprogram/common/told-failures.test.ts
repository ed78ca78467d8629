import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const app = join(__dirname, '..', '..', '..', 'miniprogram');

/** Reads before anything stands, and never again. */
const READ_ONCE = ['pages/wish-form/wish-form'];

const pages = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split('\\').join('/'))
  .filter((file) => file.endsWith('.ts') && /\/pages\//.test(`/${file}`))
  .filter((file) => readFileSync(join(app, file), 'utf8').includes('...loadingPage'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((page) => !READ_ONCE.includes(page));

// What a page shows outlives a failed reading again; that it failed must stand somewhere.
describe('a reading again that fails is told by the page', () => {
  it.each(pages)('%s', (page) => {
    expect(readFileSync(join(app, `${page}.wxml`), 'utf8')).toMatch(/\{\{[^}]*\b(problem|stale)\b/);
  });
});
