import { noteOf } from '../domain/common/audit';
import type { FamilyPair } from '../../typings/contract';
import { ageAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { asksChildAgain, OWN_WORD_AGE, type Pair } from '../domain/mother/pair';
import { recordForFamily, viewOfOuting } from '../domain/mother/views';
import { takeOutingAnswer, takePairAnswer } from '../shared/guardian-answers';
import { nothing } from '../calls/fields';
import * as calls from '../calls/pair';
import type { Handlers } from '../shared/serve';
import { childrenOf } from '../store/family/children';
import { once } from '../store/common/requests';
import type { Transaction } from '../store/common/database';
import { mothersById } from '../store/mother/mothers';
import { pairsOfChildren } from '../store/mother/pairs';
import { outingsOfPair, recordsOfPair } from '../store/mother/records';
import type { ChildRecord } from '../domain/family/records';

/** The caller's child's pair. @throws Refusal NOT_FOUND for another family's as for none */
const pairOf = async (
  transaction: Transaction,
  pairId: string,
  personId: string,
): Promise<{ pair: Pair; child: ChildRecord }> => {
  const pair = await transaction.get('pairs', pairId);
  const child = pair && (await transaction.get('children', pair.childId));
  return pair && child?.guardianIds.includes(personId) && child.nickname !== ''
    ? { pair, child }
    : refuse('NOT_FOUND', '没有找到这次结对。');
};

/** All pairs of a guardian's children, with what was written and planned; the newest first. */
export const pairsFor = async (personId: string, now: number): Promise<FamilyPair[]> => {
  const children = await childrenOf(personId);
  const childOf = new Map(children.map((child) => [child._id, child]));
  const pairs = await pairsOfChildren([...childOf.keys()]);
  const motherOf = await mothersById(pairs.map(({ motherId }) => motherId));
  pairs.sort((a, b) => (a.key < b.key ? 1 : -1));
  return Promise.all(
    pairs.map(async (pair): Promise<FamilyPair> => {
      const [records, outings] = await Promise.all([
        recordsOfPair(pair._id),
        outingsOfPair(pair._id),
      ]);
      const mother = motherOf.get(pair.motherId);
      const birthMonth = childOf.get(pair.childId)?.birthMonth ?? '';
      return {
        pairId: pair._id,
        childId: pair.childId,
        state: pair.state,
        role: pair.role,
        ...(pair.purpose === null ? {} : { purpose: pair.purpose }),
        ...(pair.until === null ? {} : { until: pair.until }),
        mother: {
          kind: mother?.kind ?? 'volunteer',
          team: mother?.team ?? 'neighbor',
          skills: mother?.skills ?? [],
        },
        proposedAt: pair.history[0]?.at ?? 0,
        ...(pair.startedOn === null ? {} : { startedOn: pair.startedOn }),
        ...(pair.next === null ? {} : { next: pair.next }),
        ...(pair.summary === null ? {} : { summary: pair.summary }),
        ...(asksChildAgain(pair, birthMonth, now) ? { askChild: true as const } : {}),
        ownWord: ageAt(birthMonth, now) >= OWN_WORD_AGE,
        records: records.map(recordForFamily),
        outings: outings.map(viewOfOuting),
      };
    }),
  );
};

export const pairHandlers: Pick<
  Handlers<'family'>,
  'pair.mine' | 'pair.answer' | 'outing.answer'
> = {
  'pair.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId, now }) => ({ items: await pairsFor(personId, now) }),
  },
  'pair.answer': {
    who: 'guardian',
    input: calls.familyAnswer,
    run: (context, { pairId, answer, childSays }) =>
      once(context, async (work) => {
        const { pair, child } = await pairOf(work, pairId, context.personId);
        const about = { pair, child, guardianId: context.personId };
        const next = await takePairAnswer(work, about, { answer, childSays }, context);
        // Which of the two said no is nobody's to know.
        await work.audit({
          action: 'pair.answer',
          subject: pairId,
          note: noteOf(next.live ? 'yes' : 'no'),
        });
        return { state: next.state };
      }),
  },
  'outing.answer': {
    who: 'guardian',
    input: calls.familyOutingAnswer,
    run: (context, { outingId, answer }) =>
      once(context, async (work) => {
        const found = await work.get('outings', outingId);
        if (!found) return refuse('NOT_FOUND', '没有找到这次结对。');
        const { pair } = await pairOf(work, found.pairId, context.personId);
        const outing = await takeOutingAnswer(work, { outing: found, pair }, answer, context.now);
        await work.audit({ action: 'outing.answer', subject: outingId, note: answer });
        return { state: outing.state };
      }),
  },
};
