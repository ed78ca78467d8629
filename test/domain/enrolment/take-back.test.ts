import { cancel, join, offerPlaces } from '../../../cloudfunctions/domain/enrolment/enrolment';
import { takeBack } from '../../../cloudfunctions/domain/enrolment/take-back';
import { DAY, HOUR, NOW, programme } from './sample';

const joiner = (name: string) => ({ enrolmentId: name, subjectId: `child-${name}`, unfit: null });
const both = () => join(join(programme(), joiner('a'), NOW), joiner('b'), NOW);

const standing = ({ seats }: ReturnType<typeof both>) =>
  seats.map(({ enrolmentId, state }) => [enrolmentId, state]);

describe('an enrolment that was a mistake', () => {
  it('goes as if it had never been, where nothing has happened to it since', () => {
    const { programme: after, leavesNothing } = takeBack(both(), 'a', NOW + HOUR);
    expect(standing(after)).toEqual([['b', 'enrolled']]);
    expect(leavesNothing).toBe(true);
  });

  it('is cancelled where something has happened to it: that stays on record', () => {
    const one = programme({ capacity: 1 });
    const waits = join(join(one, joiner('a'), NOW), joiner('b'), NOW);
    const offered = offerPlaces(cancel(waits, 'a', NOW), () => null, NOW);
    const { programme: after, leavesNothing } = takeBack(offered, 'b', NOW + HOUR);
    expect(standing(after)).toEqual([
      ['a', 'cancelled'],
      ['b', 'cancelled'],
    ]);
    expect(leavesNothing).toBe(false);
  });

  it('that has ended stays as it ended', () => {
    const left = cancel(both(), 'a', NOW + HOUR);
    const { programme: after, leavesNothing } = takeBack(left, 'a', NOW + DAY);
    expect(after).toEqual(left);
    expect(leavesNothing).toBe(false);
  });

  it('leaves nothing where there is none', () => {
    expect(takeBack(both(), 'nobody', NOW)).toEqual({ programme: both(), leavesNothing: true });
  });
});
