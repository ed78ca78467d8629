import { byIds } from '../store/common/by-ids';
import { ageBandAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { dueOf } from '../domain/mother/clocks';
import { dayAt } from '@micro-wish/vocabulary';
import { serviceHours, unionMinutes, windowOf } from '../domain/mother/hours';
import { requireRight, type Mother } from '../domain/mother/mother';
import { markBack, requireOutingTime } from '../domain/mother/outing';
import { isUnderWay, requireActive, type Pair } from '../domain/mother/pair';
import {
  addToRecord,
  changeRecord,
  isHeld,
  isInPerson,
  requireRecordDay,
  type CompanionRecord,
} from '../domain/mother/record';
import { recordForAuthor, viewOfOuting } from '../domain/mother/views';
import { newId } from '../shared/identity';
import { nothing } from '../calls/fields';
import { hours } from '../calls/mother';
import * as calls from '../calls/pair';
import type { Context, Handlers } from '../shared/serve';
import { type Transaction } from '../store/common/database';
import { keyAt } from '../store/common/page-keys';
import { once, type Work } from '../store/common/requests';
import { notify } from '../store/message/notices';
import { trainingOfPerson } from '../store/enrolment/training';
import { motherIn, requireMothers, rulesIn } from '../store/mother/mothers';
import { childIn, findPair, pairsOfMothers } from '../store/mother/pairs';
import { outingsOfPair, recordPage, recordsBetween, withContacts } from '../store/mother/records';

/** Her pair, whatever its state. @throws Refusal NOT_FOUND for another's as for none */
const requireHers = <Found extends { motherId: string }>(
  found: Found | null,
  mothers: readonly Mother[],
): Found =>
  found && mothers.some(({ _id }) => _id === found.motherId)
    ? found
    : refuse('NOT_FOUND', '没有找到，请刷新后再试。');

/** A pair whose access has not ended. @throws Refusal PERMISSION_DENIED */
const requireAccess = (pair: Pair): void => {
  if (!isUnderWay(pair.state) && pair.state !== 'consented') {
    refuse('PERMISSION_DENIED', '这次陪伴已经结束，不能再查看或修改。');
  }
};

/** A note with what moderation says of it: what it refuses is kept, for the supervisor alone. */
const moderated = async (
  context: Context,
  words: string,
): Promise<{ note: string; held: boolean }> => ({
  note: words,
  held: words !== '' && isHeld(await context.moderate(words)),
});

const tellHeld = async (work: Work, pair: Pair, ref: string, now: number): Promise<void> => {
  const telling = { box: 'staff', kind: 'heldNote', personIds: [pair.supervisorId] } as const;
  await notify(work, telling, { ref, pairId: pair._id }, now);
};

/** Her own record, with its pair. @throws Refusal */
const recordIn = async (
  work: Transaction,
  recordId: string,
  mothers: readonly Mother[],
): Promise<{ record: CompanionRecord; pair: Pair }> => {
  const record = requireHers(await work.get('companionRecords', recordId), mothers);
  const pair = requireHers(await work.get('pairs', record.pairId), mothers);
  requireAccess(pair);
  return { record, pair };
};

export const companionHandlers: Pick<
  Handlers<'helper'>,
  | 'pair.mine'
  | 'record.add'
  | 'record.change'
  | 'record.more'
  | 'record.mine'
  | 'outing.plan'
  | 'outing.back'
  | 'hours.mine'
> = {
  'pair.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => {
      const mothers = await requireMothers(personId);
      const all = await pairsOfMothers(mothers.map(({ _id }) => _id));
      const pairs = all.filter(({ state }) => isUnderWay(state) || state === 'consented');
      const childOf = await byIds(
        'children',
        pairs.map(({ childId }) => childId),
      );
      const outings = await Promise.all(pairs.map(({ _id }) => outingsOfPair(_id)));
      const items = pairs.map((pair, place) => {
        const child = childOf.get(pair.childId);
        const due = dueOf(pair);
        return {
          pairId: pair._id,
          alias: child?.alias ?? '',
          ageBand: ageBandAt(child?.birthMonth ?? '', now),
          state: pair.state,
          role: pair.role,
          ...(pair.purpose === null ? {} : { purpose: pair.purpose }),
          ...(pair.until === null ? {} : { until: pair.until }),
          ...(pair.startedOn === null ? {} : { startedOn: pair.startedOn }),
          ...(pair.next === null ? {} : { next: pair.next }),
          ...(pair.summary === null ? {} : { summary: pair.summary }),
          ...(pair.reachedOn === null ? {} : { reachedOn: pair.reachedOn }),
          ...(due === null ? {} : { silentDueOn: due.silent, faceDueOn: due.face }),
          outings: (outings[place] ?? []).map(viewOfOuting),
        };
      });
      return { items };
    },
  },
  'record.add': {
    who: 'signedIn',
    input: calls.recordAdd,
    run: async (context, { pairId, requestId: _, note: words = '', ...given }) => {
      const { personId, now } = context;
      const mothers = await requireMothers(personId);
      requireHers(await findPair(pairId), mothers);
      if (given.next !== undefined && given.next < given.day) {
        refuse('INVALID_ARGUMENT', '下次的日期不能早于这一次。');
      }
      const written = await moderated(context, words);
      const recordId = newId('record');
      return once(context, async (work) => {
        const pair = requireHers(await work.get('pairs', pairId), mothers);
        requireActive(pair, dayAt(now));
        const mother = await motherIn(work, pair.motherId);
        const rules = await rulesIn(work, pair.campaignId);
        requireRight(mother, rules, isInPerson(given.kind) ? 'inPerson' : 'call', dayAt(now));
        requireRecordDay(given.day, pair.startedOn ?? given.day, now);
        const record: CompanionRecord = {
          _id: recordId,
          pairId,
          motherId: pair.motherId,
          childId: pair.childId,
          kind: given.kind,
          day: given.day,
          from: given.from,
          minutes: given.minutes,
          reached: given.reached,
          ...written,
          next: given.next ?? null,
          additions: [],
          at: now,
          confirmed: null,
          key: `${given.day}-${keyAt(now, recordId)}`,
        };
        const next = given.next ?? pair.next;
        await work.put('companionRecords', record);
        await work.put('pairs', await withContacts({ ...pair, next }, record));
        if (record.held) await tellHeld(work, pair, recordId, now);
        await work.audit({ action: 'record.add', subject: recordId, note: given.kind });
        return { recordId };
      });
    },
  },
  'record.change': {
    who: 'signedIn',
    input: calls.recordChange,
    run: async (context, { requestId: _, recordId, note: words, ...change }) => {
      const { personId, now } = context;
      const mothers = await requireMothers(personId);
      const written = words === undefined ? undefined : await moderated(context, words);
      return once(context, async (work) => {
        const { record, pair } = await recordIn(work, recordId, mothers);
        const changed = changeRecord(
          record,
          { ...change, ...(written ? { note: written } : {}) },
          now,
        );
        await work.put('companionRecords', changed);
        await work.put('pairs', await withContacts(pair, changed));
        if (written?.held) await tellHeld(work, pair, `${recordId}.${now}`, now);
        await work.audit({ action: 'record.change', subject: recordId });
        return {};
      });
    },
  },
  'record.more': {
    who: 'signedIn',
    input: calls.recordMore,
    run: async (context, { recordId, note: words }) => {
      const { personId, now } = context;
      const mothers = await requireMothers(personId);
      const written = await moderated(context, words);
      return once(context, async (work) => {
        const { record, pair } = await recordIn(work, recordId, mothers);
        await work.put('companionRecords', addToRecord(record, { at: now, ...written }));
        if (written.held) await tellHeld(work, pair, `${recordId}.${now}`, now);
        await work.audit({ action: 'record.more', subject: recordId });
        return {};
      });
    },
  },
  'record.mine': {
    who: 'signedIn',
    input: calls.recordMine,
    run: async ({ personId }, { pairId, cursor }) => {
      const pair = requireHers(await findPair(pairId), await requireMothers(personId));
      requireAccess(pair);
      const { records, next } = await recordPage(pairId, cursor);
      return { items: records.map(recordForAuthor), ...(next === undefined ? {} : { next }) };
    },
  },
  'outing.plan': {
    who: 'signedIn',
    input: calls.outingPlan,
    run: async (context, { pairId, place, from, until }) => {
      const { personId, now } = context;
      const mothers = await requireMothers(personId);
      requireHers(await findPair(pairId), mothers);
      if ((await context.moderate(place)) === 'risky') {
        refuse('CONTENT_REJECTED', '地点里有不合适的文字，请修改后再提交。');
      }
      const outingId = newId('outing');
      return once(context, async (work) => {
        const pair = requireHers(await work.get('pairs', pairId), mothers);
        requireActive(pair, dayAt(now));
        requireOutingTime(from, until, now);
        requireActive(pair, dayAt(until));
        const mother = await motherIn(work, pair.motherId);
        const rules = await rulesIn(work, pair.campaignId);
        for (const on of [now, from]) requireRight(mother, rules, 'inPerson', dayAt(on));
        const child = await childIn(work, pair.childId);
        await work.put('outings', {
          _id: outingId,
          pairId,
          motherId: pair.motherId,
          childId: pair.childId,
          place,
          from,
          until,
          state: 'planned',
          plannedAt: now,
          answeredAt: null,
          backAt: null,
          alertAt: 0,
        });
        // Written again, so that suspending the pair and planning can't both go through.
        await work.put('pairs', pair);
        const telling = {
          box: 'family',
          kind: 'outingPlanned',
          personIds: child.guardianIds,
        } as const;
        await notify(work, telling, { ref: outingId, pairId }, now);
        await work.audit({ action: 'outing.plan', subject: outingId });
        return { outingId, state: 'planned' as const };
      });
    },
  },
  'outing.back': {
    who: 'signedIn',
    input: calls.outingBack,
    run: async (context, { outingId }) => {
      const mothers = await requireMothers(context.personId);
      return once(context, async (work) => {
        const outing = requireHers(await work.get('outings', outingId), mothers);
        const { state, ...back } = markBack(outing, context.now);
        await work.put('outings', { ...back, state });
        await work.audit({ action: 'outing.back', subject: outingId });
        return { state };
      });
    },
  },
  'hours.mine': {
    who: 'signedIn',
    input: hours,
    run: async ({ personId, now }, { from, until }) => {
      if (from !== undefined && until !== undefined && until < from) {
        refuse('INVALID_ARGUMENT', '结束日期不能早于开始日期。');
      }
      const mothers = await requireMothers(personId);
      const records = await Promise.all(mothers.map(({ _id }) => recordsBetween(_id, from, until)));
      const window = windowOf(from, until);
      const training = await trainingOfPerson(personId, now);
      return {
        ...serviceHours(records.flat(), window),
        trainingMinutes: Math.floor(unionMinutes(training, window)),
      };
    },
  },
};
