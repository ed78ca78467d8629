import type { AlertStep, EpochMs, PairAlertKind } from '../../../typings/contract';
import { DAY_MS } from '@micro-wish/vocabulary';

/** What somebody has to know about a pair. Each step is an alert of its own, given once. */
export interface Alert {
  /** Follows from pair, kind, matter and step: nothing is told twice. */
  _id: string;
  pairId: string;
  kind: PairAlertKind;
  /** What it is about among all of this kind: a silence, an outing, the end of a proof. */
  matter: string;
  to: AlertStep;
  /** Pseudonyms of whom it was given to. */
  personIds: string[];
  at: EpochMs;
  openedAt: EpochMs | null;
  /** When it goes on to the next, unopened; 0 where it stays. */
  nextAt: EpochMs;
}

/** An alert that nobody opens waits so long for the next person. */
const PATIENCE_MS = 3 * DAY_MS;

const STEPS: readonly AlertStep[] = ['supervisor', 'deputy', 'above'];

/** Whose grants still hold. */
export type Standing = Record<'supervisor' | 'deputy', boolean>;

/** The first one from a step on who can still be told. */
export const stepFrom = (step: AlertStep, standing: Standing): AlertStep =>
  STEPS.slice(STEPS.indexOf(step)).find((to) => to === 'above' || standing[to]) ?? 'above';

/** Silences climb until somebody opens them; the other alerts are given once. */
const climbs = (kind: PairAlertKind, to: AlertStep): boolean =>
  (kind === 'silent' || kind === 'face') && to !== 'above';

const alertId = (alert: Pick<Alert, 'pairId' | 'kind' | 'matter' | 'to'>): string =>
  ['alert', alert.kind, alert.matter, alert.pairId, alert.to].join('#');

export const newAlert = (
  about: Pick<Alert, 'pairId' | 'kind' | 'matter' | 'to' | 'personIds'>,
  now: EpochMs,
): Alert => ({
  ...about,
  _id: alertId(about),
  at: now,
  openedAt: null,
  nextAt: climbs(about.kind, about.to) ? now + PATIENCE_MS : 0,
});

/** The step to which an unopened alert goes on now; `null` while it waits or is done. */
export const climbsTo = (
  { to, nextAt, openedAt }: Pick<Alert, 'to' | 'nextAt' | 'openedAt'>,
  standing: Standing,
  now: EpochMs,
): AlertStep | null => {
  if (nextAt === 0 || openedAt !== null || to === 'above') return null;
  if (standing[to] && now < nextAt) return null;
  return stepFrom(to === 'supervisor' ? 'deputy' : 'above', standing);
};
