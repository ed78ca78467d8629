import { demoWishes } from '../../../cloudfunctions/demo/wishes';
import {
  publicTextProblem,
  publicTextWarnings,
} from '../../../cloudfunctions/domain/wish/public-text';
import { nicknameProblem, wordsProblem } from '../../../cloudfunctions/domain/wish/words';

describe('the words of the demo', () => {
  it('pass the door that families and reviewers pass', () => {
    const wishes = demoWishes(Date.UTC(2025, 5, 1));
    expect(wishes.length).toBeGreaterThanOrEqual(60);
    for (const { title, details, nickname, publicText } of wishes) {
      expect([title, wordsProblem({ title, details }, nickname)]).toEqual([title, '']);
      expect([nickname, nicknameProblem(nickname)]).toEqual([nickname, '']);
      expect([publicText, publicTextProblem(publicText, nickname)]).toEqual([publicText, '']);
      expect([publicText, publicTextWarnings(publicText)]).toEqual([publicText, []]);
    }
  });
});
