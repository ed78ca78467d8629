import { runSteps } from '../../tools/check/run';

const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
});

afterEach(() => jest.restoreAllMocks());

test('every step runs, and each that finds something or breaks counts as failed', async () => {
  const failed = await runSteps([
    { name: 'sound', run: () => Promise.resolve('') },
    { name: 'finds', run: () => Promise.resolve('a.ts:1 is wrong') },
    { name: 'breaks', run: () => Promise.reject(new Error('no such program')) },
    { name: 'also sound', run: () => Promise.resolve('') },
  ]);
  expect(failed).toBe(2);
  const text = said.join('\n');
  expect(text).toMatch(/ok +0\.\d s {2}sound/);
  expect(text).toMatch(/FAILED +0\.\d s {2}finds\n {4}a\.ts:1 is wrong/);
  expect(text).toMatch(/FAILED +0\.\d s {2}breaks\n {4}no such program/);
  expect(text).toMatch(/ok +0\.\d s {2}also sound/);
});
