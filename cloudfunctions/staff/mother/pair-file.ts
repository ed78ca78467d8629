import { byIds } from '../../store/common/by-ids';
import { noteOf } from '../../domain/common/audit';
import type { PairDue, PairRow } from '../../../typings/contract';
import type { StaffRights } from '../../domain/common/access';
import { ageAt, ageBandAt } from '../../domain/common/age';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { dueOf } from '../../domain/mother/clocks';
import { addDays, dayAt } from '@micro-wish/vocabulary';
import { earlier } from '../../domain/mother/days';
import { isOnPaper } from '../../domain/family/paper-form';
import { rightsOf, type Mother } from '../../domain/mother/mother';
import {
  asksChildAgain,
  noteTalk,
  OWN_WORD_AGE,
  oversightOf,
  requireOversight,
  type Pair,
} from '../../domain/mother/pair';
import { holdsWords, judgeHeld } from '../../domain/mother/record';
import { recordForSupervisor, viewOfAlert, viewOfOuting } from '../../domain/mother/views';
import { newId } from '../../shared/identity';
import { nothing, requestOnly } from '../../calls/fields';
import * as calls from '../../calls/pair';
import { partOf } from '../../shared/part';
import type { Handlers } from '../../shared/serve';
import { areaNames, getCampaign } from '../../store/campaign/campaigns';
import { transact } from '../../store/common/database';
import { once } from '../../store/common/requests';
import { keepRecipient, noticesFor } from '../../store/message/notices';
import { alertsOfPair, alertsById, openAlerts, standingOf } from '../../store/mother/alerts';
import { mothersById, rulesOf } from '../../store/mother/mothers';
import { pairsById, getPair, pairIn, pairPage } from '../../store/mother/pairs';
import { outingsOfPair, recordsOfPair, talksOfPair } from '../../store/mother/records';
import { areasOfRights } from './mother';
import type { ChildRecord } from '../../domain/family/records';
import { logOpening } from '../wish/child-log';

/** Records confirmed in one transaction, which has room for a hundred operations. */
const AT_ONCE = 40;

/** What rows of pairs are written with. */
interface Known {
  childOf: ReadonlyMap<string, ChildRecord>;
  motherOf: ReadonlyMap<string, Mother>;
  names: ReadonlyMap<string, string>;
  rights: StaffRights;
}

const knownOf = async (pairs: readonly Pair[], rights: StaffRights): Promise<Known> => {
  const [childOf, motherOf, names] = await Promise.all([
    byIds(
      'children',
      pairs.map(({ childId }) => childId),
    ),
    mothersById(pairs.map(({ motherId }) => motherId)),
    areaNames(pairs.flatMap(({ areaPath }) => areaPath.at(-1) ?? [])),
  ]);
  return { childOf, motherOf, names, rights };
};

const rowOf = (pair: Pair, known: Known, asked?: PairDue): PairRow => {
  const due = dueOf(pair);
  const as = oversightOf(pair, known.rights);
  const first = due && earlier(due.silent, due.face);
  return {
    pairId: pair._id,
    alias: known.childOf.get(pair.childId)?.alias ?? '',
    state: pair.state,
    role: pair.role,
    communityName: known.names.get(pair.areaPath.at(-1) ?? '') ?? '',
    motherName: known.motherOf.get(pair.motherId)?.name ?? '',
    ...(pair.startedOn === null ? {} : { startedOn: pair.startedOn }),
    ...(pair.reachedOn === null ? {} : { reachedOn: pair.reachedOn }),
    ...(pair.faceOn === null ? {} : { metOn: pair.faceOn }),
    dueOn: (asked ? due?.[asked] : first) ?? '',
    ...(due === null ? {} : { silentDueOn: due.silent, faceDueOn: due.face, talkDueOn: due.talk }),
    ...(as === null ? {} : { as }),
  };
};

export const pairFileHandlers: Pick<
  Handlers<'staff'>,
  | 'pair.list'
  | 'pair.open'
  | 'pair.talk'
  | 'record.judge'
  | 'record.confirm'
  | 'alert.mine'
  | 'alert.allow'
> = {
  'pair.list': {
    who: 'staff',
    input: calls.list,
    run: async (context, { campaignId, due, cursor }) => {
      await getCampaign(campaignId);
      const today = dayAt(context.now);
      // A clock runs out behind its last good day, a talk is due on its day.
      const before = due === 'talk' ? addDays(today, 1) : today;
      const { pairs, next } = await pairPage(
        { campaignId, areaIds: areasOfRights(context) },
        due === undefined ? undefined : { what: due, before },
        cursor,
      );
      const known = await knownOf(pairs, context.rights);
      return {
        items: pairs.map((pair) => rowOf(pair, known, due)),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
  'pair.open': {
    who: 'staff',
    input: calls.open,
    run: async (context, { pairId, purpose }) => {
      const { rights, now } = context;
      const pair = await getPair(pairId);
      const as = requireOversight(pair, rights, { deputy: true });
      await logOpening(context, { _id: '', childId: pair.childId }, purpose);
      const given = await alertsOfPair(pairId);
      if (as !== 'admin') await transact((work) => openAlerts(work, given, as, now));
      const [records, outings, talks, alerts, known, standing, campaign] = await Promise.all([
        recordsOfPair(pairId),
        outingsOfPair(pairId),
        talksOfPair(pairId),
        alertsOfPair(pairId),
        knownOf([pair], rights),
        standingOf(pair),
        getCampaign(pair.campaignId),
      ]);
      const mother = known.motherOf.get(pair.motherId);
      const child = known.childOf.get(pair.childId);
      const birthMonth = child?.birthMonth ?? '';
      // What was held is the supervisor's alone, and the deputy's once there is none.
      const readsHeld = as === 'supervisor' || !standing.supervisor;
      return {
        ...rowOf(pair, known),
        ageBand: ageBandAt(birthMonth, now),
        ...(child && isOnPaper(child.guardianIds) ? { onPaper: true as const } : {}),
        readsHeld,
        ownWord: ageAt(birthMonth, now) >= OWN_WORD_AGE,
        ...(pair.purpose === null ? {} : { purpose: pair.purpose }),
        ...(pair.until === null ? {} : { until: pair.until }),
        ...(pair.summary === null ? {} : { summary: pair.summary }),
        motherId: pair.motherId,
        mother: mother
          ? rightsOf(mother, rulesOf(campaign), dayAt(now))
          : { mayVisit: false, mayCall: false, missing: [] },
        ...(pair.consent === null ? {} : { childSays: pair.consent.childSays }),
        ...(asksChildAgain(pair, birthMonth, now) ? { askChild: true as const } : {}),
        records: records.map((record) => recordForSupervisor(record, readsHeld)),
        outings: outings.map(viewOfOuting),
        talks: talks.map(({ _id, with: side, day: on, note, at }) => ({
          talkId: _id,
          with: side,
          day: on,
          note,
          at,
        })),
        alerts: alerts.map(viewOfAlert),
        history: pair.history.map(({ at, event, reason }) => ({
          at,
          event,
          ...(reason === '' ? {} : { reason }),
        })),
      };
    },
  },
  'pair.talk': {
    who: 'staff',
    input: calls.talk,
    run: (context, { pairId, with: side, day: on, note }) => {
      const talkId = newId('talk');
      return once(context, async (work) => {
        const { personId: by, now: at, rights } = context;
        const pair = await pairIn(work, pairId);
        requireOversight(pair, rights, { deputy: true });
        await work.put('pairs', noteTalk(pair, side, on, at));
        await work.put('talks', { _id: talkId, pairId, with: side, day: on, note, by, at });
        await work.audit({ action: 'pair.talk', subject: pairId, note: side });
        return {};
      });
    },
  },
  'record.judge': {
    who: 'staff',
    input: calls.recordJudge,
    run: (context, { recordId, decision }) =>
      once(context, async (work) => {
        const record = await work.get('companionRecords', recordId);
        if (!record) return refuseAbsent('没有找到这条记录，请刷新后再试。');
        const pair = await pairIn(work, record.pairId);
        const as = requireOversight(pair, context.rights, { deputy: true });
        if (as === 'deputy' && (await standingOf(pair)).supervisor) {
          refuse('PERMISSION_DENIED', '这段文字由督导处理。');
        }
        const judged = judgeHeld(record, decision === 'release');
        await work.put('companionRecords', judged);
        await work.audit({ action: 'record.judge', subject: recordId, note: decision });
        return { held: holdsWords(judged) };
      }),
  },
  'record.confirm': {
    who: 'staff',
    input: calls.recordConfirm,
    run: async (context, { recordIds }) => {
      const ids = [...new Set(recordIds)];
      const { personId, rights, now } = context;
      const records = [...(await byIds('companionRecords', ids)).values()];
      if (records.length < ids.length) refuseAbsent('没有找到其中的记录，请刷新后再试。');
      const pairs = await pairsById(records.map(({ pairId }) => pairId));
      const mothers = await mothersById(records.map(({ motherId }) => motherId));
      for (const { pairId, motherId } of records) {
        const pair = pairs.get(pairId);
        if (!pair) return refuseAbsent('没有找到其中的记录，请刷新后再试。');
        requireOversight(pair, rights, { deputy: true });
        if (mothers.get(motherId)?.personId === personId) {
          refuse('PERMISSION_DENIED', '不能确认自己的陪伴时长，请由同事确认。');
        }
      }
      let confirmed = 0;
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        const part = ids.slice(start, start + AT_ONCE);
        // Each part by itself, once: a call that died half way is repeated and does the rest.
        const request = partOf(context.request, `${start}`);
        confirmed += await once({ ...context, request }, async (work) => {
          let done = 0;
          for (const recordId of part) {
            const record = await work.get('companionRecords', recordId);
            if (record?.confirmed !== null) continue;
            const by = { by: personId, at: now };
            await work.put('companionRecords', { ...record, confirmed: by });
            done += 1;
          }
          return done;
        });
      }
      return once(context, async (work) => {
        const note = noteOf(confirmed);
        await work.audit({ action: 'record.confirm', subject: ids[0] ?? '', note });
        return { confirmed };
      });
    },
  },
  'alert.allow': {
    who: 'staffOrHolder',
    input: requestOnly,
    run: ({ request, personId, openid, now }) =>
      once({ request, personId, now }, async (work) => {
        await keepRecipient(work, { personId, openid, now });
        await work.audit({ action: 'alert.allow', subject: personId });
        return {};
      }),
  },
  'alert.mine': {
    who: 'staffOrHolder',
    input: nothing,
    run: async ({ personId }) => {
      const notices = await noticesFor(personId, 'staff');
      const [alertOf, pairOf] = await Promise.all([
        alertsById(notices.flatMap(({ alertId }) => alertId ?? [])),
        pairsById(notices.flatMap(({ pairId }) => pairId ?? [])),
      ]);
      const children = await byIds(
        'children',
        [...pairOf.values()].map(({ childId }) => childId),
      );
      return {
        items: notices.map(({ _id, kind, at, pairId, motherId, alertId }) => {
          const alert = alertId === null ? undefined : alertOf.get(alertId);
          const child = children.get(pairOf.get(pairId ?? '')?.childId ?? '');
          return {
            alertId: alertId ?? _id,
            kind,
            at,
            ...(pairId === null ? {} : { pairId }),
            ...(child ? { alias: child.alias } : {}),
            ...(motherId === null ? {} : { motherId }),
            ...(alert ? { to: alert.to } : {}),
            ...(alert && alert.openedAt !== null ? { openedAt: alert.openedAt } : {}),
          };
        }),
      };
    },
  },
};
