import { readFileSync, readdirSync } from 'node:fs';

test('every folder of tests belongs to one part of npm test', () => {
  const parts = JSON.parse(readFileSync('test/parts.json', 'utf8')) as Record<string, string[]>;
  const folders = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.split(/[\\/]/)[0]);
  const named = Object.values(parts).flat();
  expect([...new Set(folders)].filter((folder) => !named.includes(folder ?? ''))).toEqual([]);
  expect(named).toEqual([...new Set(named)]);
});
