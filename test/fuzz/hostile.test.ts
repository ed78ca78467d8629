import fc from 'fast-check';
import * as v from 'valibot';
import type { FunctionName } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../support/cloud';
import { dump, fingerprint, StoreWatch } from '../support/fingerprint';
import { FUNCTIONS, hasId } from '../support/handlers';
import { newMember, send as sendPacks } from '../support/packs';
import { joinAsAdult, newProgramme } from '../support/programmes';
import { openSafeguarding } from '../support/safeguarding';
import { keepStore } from '../support/store-copy';
import { HOUR, newRequestId, openWorld, readyCard } from '../support/world';
import { openBooks, type Given } from '../story/permissions/given';
import { inputsFor } from '../story/permissions/inputs';
import { attack, attacked, type Attack } from './hostile';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_INPUTS'] ?? '60');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

/** Of inputs that the schema refuses, and of those sent before, one in so many is sent all the same. */
const SENT_ANYWAY = 20;

/** Who stands behind the door of these functions: each action is tried by whom it is for. */
const PEOPLE = ['guardian', 'mother', 'member', 'specialist', 'holder'] as const;
type Who = (typeof PEOPLE)[number];

const whoFor = (name: FunctionName, action: string): Who => {
  if (name === 'family') return 'guardian';
  if (name === 'safe') return 'holder';
  if (action.startsWith('batch.')) return 'member';
  return action.startsWith('referral.') ? 'specialist' : 'mother';
};

/** Of which nobody else learns that it was done at all: a concern, what its holders do, a note. */
const isSecret = (name: FunctionName, action: string): boolean =>
  name === 'safe' || action === 'concern.raise' || action === 'referral.note';

const ACTIONS = (['family', 'helper', 'safe'] as const).flatMap((name) =>
  Object.keys(FUNCTIONS[name]).map((action) => {
    const who = whoFor(name, action);
    return [`${name}.${action}`, who, name, action] as const;
  }),
);

describe('hostile inputs', () => {
  let cloud: TestCloud;
  let people: Record<Who, Person>;
  let given: Given;
  /** Of an adult: the mother's own. */
  let ownEnrolmentId: string;
  /** Agreed to, and not yet accepted by the specialist. */
  let openReferralId: string;
  let putBack: () => void;
  let store: StoreWatch;
  let tried = 0;
  const before = new Set<string>();

  beforeAll(async () => {
    cloud = await openCloud();
    const world = await openWorld(cloud);
    const card = await readyCard(cloud, world, 'owner');
    const { childId, wishId, cardId, code } = card;
    const books = await openBooks(cloud, world, card);
    const { packs } = books;
    const batchId = await sendPacks(world, packs.planId, packs.unitId, { '7-12': 1 });
    people = {
      guardian: card.guardian,
      mother: cloud.as('companion'),
      member: await newMember(cloud, world, batchId),
      specialist: cloud.as('companion-specialist'),
      holder: cloud.as('safe-1'),
    };

    const { items: specialists } = await world.admin.call('staff', 'specialist.list', {});
    const { referralId } = await world.community.call('staff', 'referral.propose', {
      requestId: newRequestId(),
      childId,
      specialistId: specialists[0]?.specialistId ?? '',
      purpose: '聊一聊',
      question: '不肯上学',
    });
    openReferralId = referralId;
    for (const one of [referralId, books.referralId]) {
      const answer = { requestId: newRequestId(), referralId: one, answer: 'yes' } as const;
      await people.guardian.call('family', 'referral.answer', answer);
    }
    const { referralId: acceptedId } = books;
    const accept = { requestId: newRequestId(), referralId: acceptedId };
    await people.specialist.call('helper', 'referral.accept', accept);

    const lesson = await newProgramme(world.admin, { programmeId: 'lesson', for: 'adult' });
    ownEnrolmentId = (await joinAsAdult(people.mother, lesson, '周小满')).enrolmentId;

    const { grantIds } = await openSafeguarding(cloud, world);
    await people.guardian.call('family', 'concern.raise', {
      requestId: newRequestId(),
      situation: '3',
      words: '不敢回家',
      urgent: true,
    });
    const { items: concerns } = await people.holder.call('safe', 'concern.list', {});
    const now = cloud.now();
    given = {
      ...{ ...books, childId, wishId, cardId, code, now },
      packs: { ...packs, batchId },
      window: { from: now - HOUR, until: now + HOUR },
      requestId: '',
      grantId: grantIds[1],
      concernId: concerns[0]?.concernId ?? '',
    };
    putBack = keepStore(cloud.dataDir);
    store = new StoreWatch(cloud);
  });
  afterAll(() => cloud.end());

  /** A good input of an action, with what the caller has to do with. */
  const goodInput = (name: FunctionName, action: string): object => {
    const isNew = action === 'referral.accept' || action === 'referral.refuse';
    const inputs: Record<string, object> = inputsFor({
      ...given,
      ...(name === 'helper' ? { enrolmentId: ownEnrolmentId } : {}),
      ...(isNew ? { referralId: openReferralId } : {}),
      requestId: newRequestId(),
    })[name];
    return inputs[action] ?? {};
  };

  /** Whether this was not done to this action yet. */
  const isNews = (title: string, how: Attack): boolean => {
    const key = `${title} ${JSON.stringify(how)}`;
    if (before.has(key)) return false;
    before.add(key);
    return true;
  };

  /** A code that somebody tries is counted before it is looked at: all else stands as it was. */
  const whatStands = (action: string): string | undefined =>
    action === 'guardian.join' ? fingerprint(cloud.dataDir, 'inviteTries') : undefined;

  it('what is written is seen: without this, no test below could fail', async () => {
    expect(store.wrote()).toBe(false);
    const { guardian } = people;
    await guardian.call('family', 'child.save', goodInput('family', 'child.save') as never);
    expect(store.wrote()).toBe(true);
    putBack();
    await expect(people.guardian.call('family', 'me', {})).resolves.toMatchObject({
      children: [{ nickname: '豆豆' }],
    });
  });

  describe.each(ACTIONS)('to %s, from a %s', (title, who, name, action) => {
    const { input: schema } = FUNCTIONS[name][action as never] as { input: v.GenericSchema };
    const send = (input: unknown) => people[who].send(name, action as never, input as never);

    it('a good one passes the door, and is in the audit where it is granted', async () => {
      const audited = dump(cloud.dataDir, 'audit');
      const reply = await send(goodInput(name, action));
      const isAudited = dump(cloud.dataDir, 'audit') !== audited;
      putBack();
      store.wrote();
      if (!reply.ok) expect(['INVALID_ARGUMENT', 'INTERNAL']).not.toContain(reply.code);
      if (reply.ok && hasId(schema as never)) expect(isAudited).toBe(!isSecret(name, action));
    });

    it(
      `never INTERNAL, and no refusal changes anything (seed ${SEED})`,
      async () => {
        await fc.assert(
          fc.asyncProperty(attack, async (how) => {
            const input = attacked(goodInput(name, action), how);
            // The schema is asked here, in this process: nothing behind it would ever be called.
            if (!isNews(title, how) || !v.safeParse(schema, input ?? {}).success) {
              if ((tried += 1) % SENT_ANYWAY !== 0) return;
            }
            const stored = whatStands(action);
            const reply = await send(input);
            const wrote = store.wrote();
            if (!reply.ok) {
              expect(reply.code).not.toBe('INTERNAL');
              if (stored === undefined) expect(wrote).toBe(false);
              else expect(whatStands(action)).toBe(stored);
            }
            // Each is tried on the same store, whatever came of the one before.
            if (wrote) putBack();
          }),
          { numRuns: RUNS, seed: SEED, endOnFailure: true },
        );
      },
      RUNS * 200 + 60_000,
    );
  });
});
