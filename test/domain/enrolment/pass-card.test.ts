import {
  hasScan,
  isSessionDesk,
  needsCompanion,
  scanAgain,
  sessionWindow,
} from '../../../cloudfunctions/domain/enrolment/pass-card';
import type { Redemption } from '../../../cloudfunctions/domain/card/card';
import type { Session } from '../../../cloudfunctions/domain/enrolment/programme';
import { card, redemption } from '../card/samples';
import { HOUR, NOW, session, START } from './sample';

const MINUTE = 60 * 1000;

const at = (
  stationId: string,
  direction: 'in' | 'out',
  sessions: Session[] = [session(), session({ sessionId: 's-2', inOut: true })],
) => ({ event: { programme: { sessions } }, stationId, direction });

const scanned = (nonce: string, more: Partial<Redemption> = {}): Redemption => ({
  ...redemption(nonce),
  stationId: 's-1',
  direction: 'in',
  ...more,
});

describe('a pass at the door of a session', () => {
  it('comes in from half an hour before to the end, and goes out two hours longer', () => {
    expect(sessionWindow(at('s-1', 'in'))).toEqual({
      from: START - 30 * MINUTE,
      until: START + 2 * HOUR,
    });
    expect(sessionWindow(at('s-1', 'out'))).toEqual({
      from: START - 30 * MINUTE,
      until: START + 4 * HOUR,
    });
  });

  it('is still fetched for two hours where the session was broken off', () => {
    const off = session({ cancelled: { at: START + HOUR, reason: '停电' } });
    expect(sessionWindow(at('s-1', 'in', [off]))?.until).toBe(START + HOUR);
    expect(sessionWindow(at('s-1', 'out', [off]))?.until).toBe(START + 3 * HOUR);
  });

  it('has no time at a desk that is no session, or of an event that is no programme', () => {
    expect(sessionWindow(at('s-9', 'in'))).toBeUndefined();
    expect(sessionWindow({ event: {}, stationId: 's-1', direction: 'in' })).toBeUndefined();
  });

  it.each([
    ['in, of any session', 's-1', 'in', true],
    ['in, where children are fetched', 's-2', 'in', true],
    ['out, where children are fetched', 's-2', 'out', true],
    ['out, where people come and go alone', 's-1', 'out', false],
    ['in, of another programme', 's-9', 'in', false],
    ['out, of another programme', 's-9', 'out', false],
  ] as const)('%s: %s %s is good: %s', (_, stationId, direction, good) => {
    expect(isSessionDesk(at(stationId, direction))).toBe(good);
  });

  it.each([
    ['a child', { isChild: true }, true],
    ['an adult', { isChild: false }, false],
  ])('of %s asks for a companion accordingly', (_, pass, needs) => {
    expect(needsCompanion({ programmeId: 'p-1', enrolmentId: 'a', ...pass })).toBe(needs);
  });

  it('of which nothing is known asks for a companion', () => {
    expect(needsCompanion(undefined)).toBe(true);
  });
});

describe('a scan that was made before', () => {
  it.each<[string, Partial<Redemption>, boolean]>([
    ['of this session and direction', {}, true],
    ['from before directions were noted, which was in', { direction: undefined! }, true],
    ['of another session', { stationId: 's-2' }, false],
    ['in the other direction', { direction: 'out' }, false],
    ['that was annulled', { status: 'annulled' }, false],
  ])('%s: %s', (_, more, found) => {
    const one = scanned('n-1', more);
    expect(hasScan([one], at('s-1', 'in'))).toBe(found ? one : undefined);
  });

  it('is the earliest of several, in whatever order they were uploaded', () => {
    const [late, early, middle] = [3, 1, 2].map((minute) =>
      scanned(`n-${minute}`, { at: NOW + minute * MINUTE }),
    );
    expect(hasScan([late!, early!, middle!], at('s-1', 'in'))).toBe(early);
  });

  it('is kept beside the next one, and its nonce once', () => {
    const before = { ...card, nonces: ['n-0', 'n-1'], redemptions: [scanned('n-1')] };
    const second = scanned('n-2');
    expect(scanAgain(before, second)).toEqual({
      redemptions: [scanned('n-1'), second],
      nonces: ['n-0', 'n-1', 'n-2'],
    });
    expect(scanAgain(before, scanned('n-1')).nonces).toEqual(['n-0', 'n-1']);
  });
});
