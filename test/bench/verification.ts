import { randomBytes } from 'node:crypto';
import { numberFrom } from '../../cloudfunctions/domain/certificate/number';
import { newProgramme, programmeInput } from '../support/programmes';
import { campaignId, HOUR, newRequestId } from '../support/world';
import type { Store } from './store';
import { digits, many, median, type Line } from './table';

/** Numbers that are tried, a third of each kind. */
const TRIES = 10_000;
const HELD = 20;
/** Nobody may try many numbers in a minute: they are tried by so many. */
const VISITORS = 100;
const MOST = 1.2;

/** Certificates of people who came to a training at the desk, and passed. */
const heldNumbers = async (store: Store): Promise<string[]> => {
  const admin = store.as('demo-admin');
  const now = Date.now();
  const programmeId = await newProgramme(
    admin,
    programmeInput(
      {
        campaignId,
        for: 'adult',
        capacity: HELD,
        sessions: [
          {
            sessionId: 's-1',
            title: '第一课',
            place: '活动室',
            from: now - HOUR,
            until: now + HOUR,
          },
        ],
      },
      now,
    ),
  );
  const enrolmentIds: string[] = [];
  for (let place = 0; place < HELD; place += 1) {
    const { enrolmentId } = await admin.call('staff', 'enrolment.walkIn', {
      requestId: newRequestId(),
      programmeId,
      name: `林${place}`,
    });
    await admin.call('staff', 'programme.assess', {
      requestId: newRequestId(),
      enrolmentId,
      passed: true,
    });
    enrolmentIds.push(enrolmentId);
  }
  const { results } = await admin.call('staff', 'certificate.award', {
    requestId: newRequestId(),
    programmeId,
    enrolmentIds,
  });
  return results.flatMap(({ number }) => number ?? []);
};

/** The same with its last character wrong: it can be no number at all. */
const misread = (number: string): string => `${number.slice(0, -1)}${number.endsWith('0') ? 1 : 0}`;

/**
 * How long the public verification takes for a number that somebody holds, that nobody holds, and
 * that is none: in turns, so that whatever else the machine does falls on all of them alike.
 */
export const measureVerification = async (store: Store): Promise<Line[]> => {
  const held = await heldNumbers(store);
  const kinds = [
    { name: 'nobody holds', numberAt: () => numberFrom(randomBytes(16)), times: [] as number[] },
    {
      name: 'has a wrong character',
      numberAt: (place: number) => misread(held[place % HELD] ?? ''),
      times: [] as number[],
    },
    {
      name: 'somebody holds',
      numberAt: (place: number) => held[place % HELD] ?? '',
      times: [] as number[],
    },
  ];
  const answers = new Set<string>();
  for (let tried = 0; tried < TRIES; tried += 1) {
    const kind = kinds[tried % kinds.length];
    const number = kind?.numberAt(tried) ?? '';
    const visitor = store.as(`visitor-${tried % VISITORS}`);
    const start = performance.now();
    const { status, ...facts } = await visitor.call('campaign', 'certificate', { number });
    kind?.times.push(performance.now() - start);
    answers.add(`${status} ${Object.keys(facts).sort().join()}`);
  }
  // A known number tells its facts, and the others tell nothing but that they are none.
  if (answers.size !== 2)
    throw new Error(`other answers than expected: ${[...answers].join('; ')}`);
  const [unknown, ...others] = kinds;
  const base = median(unknown?.times ?? []);
  return others.map(({ name, times }) => {
    const ratio = median(times) / base;
    return {
      what: `Verifying a certificate's number that ${name}, against one that nobody holds (${many(TRIES)} tried)`,
      value: `${digits(ratio)} ×`,
      bar: `1 ± ${digits(MOST - 1)}`,
      holds: ratio <= MOST && ratio >= 2 - MOST,
    };
  });
};
