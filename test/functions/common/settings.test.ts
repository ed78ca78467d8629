import { settingsProblems } from '../../../cloudfunctions/shared/settings';
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
    const problems = settingsProblems({ [name]: value });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(isGood ? [] : [name]);
  });

  it('that is absent is no wrong one, and a value is never told', () => {
    expect(settingsProblems({})).toEqual([]);
    expect(settingsProblems({ PERSON_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('that is wrong stops all: nothing is deleted, and nothing answers as if all were well', async () => {
    const cloud = await openCloud({ environment: { RETENTION_DAYS: '180天' } });
    await expect(cloud.timer('jobs')).resolves.toMatchObject({ ok: false, code: 'INTERNAL' });
    await expect(cloud.as('anybody').refused('family', 'me', {})).resolves.toBe('INTERNAL');
    await cloud.end();
  });
});
