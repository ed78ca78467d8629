import type { EpochMs } from '../../typings/contract';
import { climbsTo, type Alert, type Standing } from '../domain/mother/alert';
import { dueOf, silencesToTell } from '../domain/mother/clocks';
import { DAY_MS, dayAt } from '@micro-wish/vocabulary';
import { endsToTell, withTold } from '../domain/mother/mother';
import { isUnmarked } from '../domain/mother/outing';
import { endPair, isUnderWay, settled, type Pair } from '../domain/mother/pair';
import { transact } from '../store/common/database';
import { along, firstAfter } from '../store/common/job-progress';
import { notify } from '../store/message/notices';
import { climbingAlerts, giveAlert, standingsOf } from '../store/mother/alerts';
import {
  pairsById,
  savePair,
  pairsToTell,
  pairsWithLastDay,
  pairsOfMothers,
} from '../store/mother/pairs';
import { nextDay } from './daytime';
import { JOBS_PERSON } from './person';
import { mothersToTell } from '../store/mother/mothers';

/** Tells of the pairs in which nobody was reached, or met, for too long: each silence once. */
const tellSilences = async (now: EpochMs): Promise<void> => {
  const today = dayAt(now);
  for (const { _id } of await pairsToTell(today)) {
    await transact(async (transaction) => {
      const pair = await transaction.get('pairs', _id);
      const due = pair && dueOf(pair);
      if (!due) return;
      const silences = silencesToTell(due, pair.alerted, today);
      if (silences.length === 0) return;
      let alerted = pair.alerted;
      for (const kind of silences) {
        await giveAlert(transaction, pair, { kind, matter: due[kind] }, now);
        alerted = { ...alerted, [kind]: due[kind] };
      }
      await transaction.put('pairs', settled({ ...pair, alerted }));
    });
  }
};

/** What becomes of an alert: its silence is over, or it goes on to somebody; `null` while it waits. */
const climbOf = (
  alert: Alert,
  pair: Pair,
  standing: Standing,
  now: EpochMs,
): Alert['to'] | 'over' | null => {
  if (alert.kind !== 'silent' && alert.kind !== 'face') return null;
  const stillSilent = dueOf(pair)?.[alert.kind] === alert.matter;
  return stillSilent ? climbsTo(alert, standing, now) : 'over';
};

/** Unopened alerts go on to the next person while their silence lasts. */
const climb = async (now: EpochMs): Promise<void> => {
  const alerts = await climbingAlerts();
  const pairs = await pairsById(alerts.map(({ pairId }) => pairId));
  const standings = await standingsOf([...pairs.values()]);
  for (const waiting of alerts) {
    const { _id, pairId } = waiting;
    const seen = pairs.get(pairId);
    if (!seen) continue;
    const standing = standings(seen);
    if (climbOf(waiting, seen, standing, now) === null) continue;
    await transact(async (transaction) => {
      const alert = await transaction.get('alerts', _id);
      const pair = await transaction.get('pairs', pairId);
      if (!alert || !pair) return;
      const step = climbOf(alert, pair, standing, now);
      if (step === null) return;
      await transaction.put('alerts', { ...alert, nextAt: 0 });
      if (step === 'over') return;
      const { kind, matter } = alert;
      await giveAlert(transaction, pair, { kind, matter, step }, now);
    });
  }
};

/** Tells a mother and those who supervise her what runs out within thirty days. */
const tellProofEnds = async (now: EpochMs): Promise<void> => {
  const today = dayAt(now);
  for (const { _id } of await mothersToTell(today)) {
    const pairs = (await pairsOfMothers([_id])).filter(({ live }) => live);
    await transact(async (transaction) => {
      const mother = await transaction.get('mothers', _id);
      if (!mother) return;
      const ends = endsToTell(mother, today);
      for (const { proof, on } of ends) {
        const telling = { box: 'helper', kind: 'proof', personIds: [mother.personId] } as const;
        const ref = `${_id}.${proof}.${on}`;
        await notify(transaction, telling, { ref, motherId: _id }, now);
        for (const pair of pairs) {
          await giveAlert(transaction, pair, { kind: 'proof', matter: `${proof}.${on}` }, now);
        }
      }
      await transaction.put('mothers', withTold(mother, ends, today));
    });
  }
};

/** Tells the supervisor of outings from which nobody marked the return, each once. */
const tellUnmarked = async (now: EpochMs): Promise<void> => {
  for await (const { _id, pairId } of along('outings', 'alertAt', 1, now + 1)) {
    await transact(async (transaction) => {
      const outing = await transaction.get('outings', _id);
      const pair = await transaction.get('pairs', pairId);
      if (!outing || !isUnmarked(outing, now)) return;
      await transaction.put('outings', { ...outing, alertAt: 0 });
      if (pair) await giveAlert(transaction, pair, { kind: 'outing', matter: _id }, now);
    });
  }
};

/** Ends what a supporter was there for until a day gone by. */
const endSupport = async (now: EpochMs): Promise<void> => {
  const by = { personId: JOBS_PERSON, now };
  for (const { _id } of await pairsWithLastDay(dayAt(now - DAY_MS))) {
    await transact(async (transaction) => {
      const pair = await transaction.get('pairs', _id);
      if (!pair?.live || pair.until === null || pair.until >= dayAt(now)) return;
      await savePair(transaction, pair, endPair(pair, by), by);
      const action = isUnderWay(pair.state) ? 'pair.end' : 'pair.cancel';
      const entry = { at: now, by: JOBS_PERSON, action, subject: _id, note: '' } as const;
      await transaction.put('audit', { ...entry, _id: `pair.over#${_id}`, seq: null });
    });
  }
};

/** What time brings about around pairs. Each step is done once, whatever night was missed. */
export const followCompanions = async (now: EpochMs): Promise<EpochMs> => {
  await endSupport(now);
  await tellProofEnds(now);
  await tellUnmarked(now);
  await tellSilences(now);
  await climb(now);
  return Math.min(
    nextDay(now),
    await firstAfter('outings', 'alertAt', now),
    await firstAfter('alerts', 'nextAt', now),
  );
};
