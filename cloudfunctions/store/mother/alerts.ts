import { byIds } from '../common/by-ids';
import { newAlert, stepFrom, type Alert, type Standing } from '../../domain/mother/alert';
import type { Pair } from '../../domain/mother/pair';
import { command, find, findAll, type Transaction } from '../common/database';
import { notify } from '../message/notices';
import { districtOver } from '../people/grants';

const SHOWN = 200;

/** The alerts about a pair, the newest first. */
export const alertsOfPair = (pairId: string): Promise<Alert[]> =>
  find('alerts', { pairId }, { orderBy: ['at', 'desc'], limit: SHOWN });

/** Alerts that may still go on to somebody else. */
export const climbingAlerts = (): Promise<Alert[]> => findAll('alerts', { nextAt: command.gt(0) });

export const alertsById = (alertIds: readonly string[]): Promise<Map<string, Alert>> =>
  byIds('alerts', alertIds);

/** Tells of each of some pairs whose grants to look after it still hold. */
export const standingsOf = async (pairs: readonly Pair[]): Promise<(pair: Pair) => Standing> => {
  const grants = await byIds(
    'grants',
    pairs.flatMap(({ supervisorGrantId, deputyGrantId }) => [supervisorGrantId, deputyGrantId]),
  );
  const holds = (grantId: string): boolean => grants.get(grantId)?.endedAt === null;
  return ({ supervisorGrantId, deputyGrantId }) => ({
    supervisor: holds(supervisorGrantId),
    deputy: holds(deputyGrantId),
  });
};

/** Whose grants to look after a pair still hold. */
export const standingOf = async (pair: Pair): Promise<Standing> =>
  (await standingsOf([pair]))(pair);

/** Gives an alert to the first one from a step on who can be told; one that was given stays. */
export const giveAlert = async (
  transaction: Transaction,
  pair: Pair,
  about: Pick<Alert, 'kind' | 'matter'> & { step?: Alert['to'] },
  now: number,
): Promise<void> => {
  const { kind, matter, step = 'supervisor' } = about;
  const to = stepFrom(step, await standingOf(pair));
  const personIds =
    to === 'above'
      ? await districtOver(pair.areaPath)
      : [to === 'supervisor' ? pair.supervisorId : pair.deputyId];
  const alert = newAlert({ pairId: pair._id, kind, matter, to, personIds }, now);
  if (await transaction.get('alerts', alert._id)) return;
  await transaction.put('alerts', alert);
  const telling = { box: 'staff', kind, personIds } as const;
  await notify(transaction, telling, { ref: alert._id, pairId: pair._id, alertId: alert._id }, now);
};

/** Opening a pair's file opens the alerts that were given to whoever opens it. */
export const openAlerts = async (
  transaction: Transaction,
  alerts: readonly Alert[],
  as: Alert['to'],
  now: number,
): Promise<void> => {
  for (const { _id } of alerts.filter(({ to, openedAt }) => to === as && openedAt === null)) {
    const alert = await transaction.get('alerts', _id);
    if (alert?.openedAt !== null) continue;
    await transaction.put('alerts', { ...alert, openedAt: now, nextAt: 0 });
  }
};
