import fc from 'fast-check';
import { mixedByLight } from '../../../cloudfunctions/domain/wish/wall-order';
import type { WishState } from '../../../typings/contract';

const order = (...states: WishState[]) => mixedByLight(states, (state) => state).join(' ');

describe('the wall', () => {
  it('has lights on its first screen, however many newer wishes wait', () => {
    expect(order('submitted', 'submitted', 'returned', 'ready', 'funded')).toBe(
      'ready submitted funded submitted returned',
    );
    expect(order('approved', 'fulfilled', 'submitted')).toBe('approved submitted fulfilled');
    expect(order('submitted', 'returned')).toBe('submitted returned');
    expect(order()).toBe('');
  });

  it('leaves nobody out, and keeps the order of those that are lit and of those that wait', () => {
    const states = fc.array(fc.constantFrom<WishState>('submitted', 'returned', 'ready', 'funded'));
    fc.assert(
      fc.property(states, (given) => {
        const items = given.map((state, place) => ({ state, place }));
        const mixed = mixedByLight(items, ({ state }) => state);
        expect([...mixed].sort((a, b) => a.place - b.place)).toEqual(items);
        for (const isLit of [true, false]) {
          const places = mixed
            .filter(({ state }) => (state === 'ready' || state === 'funded') === isLit)
            .map(({ place }) => place);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      }),
    );
  });
});
