import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACT_NAME } from '../../../cloudfunctions/staff/audit/act-names';
import {
  ACTION_CHOICES,
  actionWord,
} from '../../../miniprogram/packages/staff/people/pages/audit/words';
import { root } from '../../support/build';

const FUNCTIONS = join(root, 'cloudfunctions');

/** Every name of an act that the functions write down: where it stands as a whole text. */
const audited = (): string[] => {
  const sources = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('demo'))
    .map((name) => readFileSync(join(FUNCTIONS, name), 'utf8'));
  const names = sources.flatMap((text) =>
    [...text.matchAll(/(?:action: |change\(|doOrAsk\(work, context, )'([a-z]+\.\w+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(names)].sort();
};

describe('the audit', () => {
  it.each(audited())('%s is told in words', (action) => {
    expect(actionWord(action)).toMatch(/^[\u4e00-\u9fff]+$/);
  });

  it('has the same words on its page and in its .xlsx', () => {
    const shown = ACTION_CHOICES.filter(({ action }) => action !== '');
    expect(Object.fromEntries(shown.map(({ action, word }) => [action, word]))).toEqual(ACT_NAME);
  });

  it('is looked for where it is written', () => {
    expect(audited()).toEqual(
      expect.arrayContaining(['wish.review', 'fund.donate', 'card.void', 'order.place']),
    );
  });
});
