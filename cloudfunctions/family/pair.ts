import * as v from 'valibot';
import { noteOf } from '../domain/common/audit';
import type { FamilyPair } from '../../typings/contract';
import { ageAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { isOwnChild } from '../domain/family/own-child';
import { answerOuting } from '../domain/mother/outing';
import { answerPair, asksChildAgain, OWN_WORD_AGE, type Pair } from '../domain/mother/pair';
import { recordForFamily, viewOfOuting } from '../domain/mother/views';
import { id, nothing, requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { childrenOf } from '../store/family/children';
import { requireScope } from '../store/family/guardians';
import { once } from '../store/common/requests';
import type { ChildRecord } from '../store/common/records';
import type { Transaction } from '../store/common/database';
import { notify } from '../store/message/notices';
import { mothersById, motherIn } from '../store/mother/mothers';
import { pairsOfChildren, requireNoOtherLead, savePair } from '../store/mother/pairs';
import { outingsOfPair, recordsOfPair } from '../store/mother/records';

const yesNo = v.picklist(['yes', 'no'], '请选择愿意或不愿意');

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
    input: v.strictObject({
      requestId,
      pairId: id,
      answer: yesNo,
      childSays: v.picklist(['yes', 'no', 'cannot_say'], '请选择孩子怎么说'),
    }),
    run: (context, { pairId, answer, childSays }) =>
      once(context, async (work) => {
        const { pair, child } = await pairOf(work, pairId, context.personId);
        const next = answerPair(pair, { answer, childSays }, child.birthMonth, context);
        if (next.live) {
          await requireScope(work, context.personId, 'pairing');
          const mother = await motherIn(work, pair.motherId);
          if (isOwnChild(child, mother.personId)) {
            refuse('FAILED_PRECONDITION', '不能与自己的孩子结对。');
          }
          requireNoOtherLead(child, pair);
        }
        await savePair(work, pair, next, context);
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
    input: v.strictObject({ requestId, outingId: id, answer: yesNo }),
    run: (context, { outingId, answer }) =>
      once(context, async (work) => {
        const found = await work.get('outings', outingId);
        if (!found) return refuse('NOT_FOUND', '没有找到这次结对。');
        const { pair } = await pairOf(work, found.pairId, context.personId);
        const outing = answerOuting(found, answer, context.now);
        if (answer === 'yes' && pair.state !== 'active') {
          refuse('FAILED_PRECONDITION', '陪伴已经暂停或结束，这次外出不能再同意。');
        }
        await work.put('outings', outing);
        // Written again, so that suspending the pair and agreeing can't both go through.
        await work.put('pairs', pair);
        const mother = await motherIn(work, pair.motherId);
        const kind = answer === 'yes' ? 'outingAgreed' : 'outingDeclined';
        const telling = { box: 'helper', kind, personIds: [mother.personId] } as const;
        await notify(work, telling, { ref: outingId, pairId: pair._id }, context.now);
        await work.audit({ action: 'outing.answer', subject: outingId, note: answer });
        return { state: outing.state };
      }),
  },
};
