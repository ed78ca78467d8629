import fc from 'fast-check';
import { retentionDays, settingsProblems } from '../../../cloudfunctions/shared/settings';
import { openCloud } from '../../support/cloud';

const KEY = 'a1'.repeat(32);

describe('a setting', () => {
  it.each([
    ['PERSON_KEY', KEY, true],
    ['PERSON_KEY', 'x', false],
    ['PERSON_KEY', '', false],
    ['PERSON_KEY', KEY + 'a', false],
    ['CARD_KEY_1', KEY.toUpperCase(), true],
    ['CARD_KEY_12', KEY.slice(1), false],
    ['CARD_KEY_NO', '1', true],
    ['CARD_KEY_NO', '0', false],
    ['CARD_KEY_NO', 'one', false],
    ['CARD_KEY_NO', '2', false],
    ['NOTE_KEY_1', KEY, true],
    ['NOTE_KEY_1', 'x', false],
    ['CONCERN_KEY_2', KEY.slice(1), false],
    ['NOTE_KEY_NO', '1.5', false],
    ['CONCERN_KEY_NO', '2', false],
    ['RETENTION_DAYS', '1', true],
    ['RETENTION_DAYS', '3650', true],
    ['RETENTION_DAYS', '0', false],
    ['RETENTION_DAYS', '3651', false],
    ['RETENTION_DAYS', '-5', false],
    ['RETENTION_DAYS', '', false],
    ['RETENTION_DAYS', 'abc', false],
    ['RETENTION_DAYS', '180天', false],
    ['RETENTION_DAYS', '1.5', false],
    ['RETENTION_DAYS', '1e3', false],
    ['RETENTION_DAYS', ' 180', false],
  ])('%s=%s: good %s', (name, value, isGood) => {
    const problems = settingsProblems({ CARD_KEY_1: KEY, [name]: value });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(isGood ? [] : [name]);
  });

  it('that is absent is no wrong one, and a value is never told', () => {
    expect(settingsProblems({})).toEqual([]);
    expect(settingsProblems({ PERSON_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('never deletes and never stops deleting in silence, whatever is written there', () => {
    const before = process.env['RETENTION_DAYS'];
    const almost = fc.oneof(
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom('', ' ', '0x10', '１８０', '180 ', '+180', '1_0', 'Infinity', 'null', '1\n'),
      fc.string({ maxLength: 6 }),
    );
    try {
      fc.assert(
        fc.property(almost, (value) => {
          fc.pre(!value.includes('\0'));
          process.env['RETENTION_DAYS'] = value;
          if (/^[1-9][0-9]*$/.test(value) && Number(value) <= 3650) {
            expect(retentionDays()).toBe(Number(value));
          } else {
            expect(retentionDays).toThrow('RETENTION_DAYS');
          }
        }),
        { numRuns: 1000 },
      );
    } finally {
      if (before === undefined) delete process.env['RETENTION_DAYS'];
      else process.env['RETENTION_DAYS'] = before;
    }
  });

  it('that is wrong stops all: nothing is deleted, and nothing answers as if all were well', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const cloud = await openCloud({ environment: { RETENTION_DAYS: '180天' } });
    await expect(cloud.timer('jobs')).resolves.toMatchObject({ ok: false, code: 'INTERNAL' });
    await expect(cloud.as('anybody').refused('family', 'me', {})).resolves.toBe('INTERNAL');
    await cloud.end();
    const log = written.mock.calls.map(([text]) => String(text)).join('');
    written.mockRestore();
    expect(log).toContain('settings: RETENTION_DAYS must be');
    expect(log).not.toContain('180天');
  });
});
