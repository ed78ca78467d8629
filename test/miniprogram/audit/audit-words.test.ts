import { AUDIT_ACTION_WORDS } from '@micro-wish/vocabulary';
import { ACTION_CHOICES } from '../../../miniprogram/packages/staff/people/pages/audit/words';

describe('the audit', () => {
  it.each(Object.entries(AUDIT_ACTION_WORDS))('%s is told in words', (_, word) => {
    expect(word).toMatch(/^[\u4e00-\u9fff]+$/);
  });

  it('can be filtered by every act', () => {
    expect(ACTION_CHOICES.map(({ action }) => action)).toEqual([
      '',
      ...Object.keys(AUDIT_ACTION_WORDS),
    ]);
  });
});
