import type { ActionName, FunctionName } from '../../typings/contract';
import { CallError, type CallErrorCode } from '../utils/call-error';

/** Carries a call's data to a function and brings back what it answered. */
export type Carry = (functionName: string, data: object) => Promise<unknown>;

/** Longest wait for an answer, in ms; a slower one is as good as no network. */
const PATIENCE_MS = 12_000;

/** Pauses before a read is tried again, in ms. */
const READ_PAUSES_MS = [400, 1200];

/** Actions that change nothing, so that they may be repeated unasked. */
export const READS: { [F in FunctionName]: readonly ActionName<F>[] } = {
  campaign: ['get', 'wall', 'consent', 'report', 'code', 'programmes', 'certificate'],
  family: [
    'me',
    'wish.mine',
    'card.mine',
    'card.show',
    'access.mine',
    'data.export',
    'complaint.mine',
    'programme.mine',
    'pass.show',
    'pack.mine',
    'pair.mine',
    'referral.mine',
  ],
  staff: [
    'me',
    'grant.list',
    'invite.look',
    'invite.list',
    'wish.list',
    'wish.counts',
    'wish.cost',
    'call.list',
    'roster.place',
    'roster.check',
    'roster.list',
    'fund.ledger',
    'fund.check',
    'fund.reconcile',
    'fund.donors',
    'approval.list',
    'campaign.list',
    'campaign.open',
    'event.list',
    'event.progress',
    'event.absentees',
    'conflict.list',
    'complaint.list',
    'report.fairness',
    'audit.verify',
    'audit.list',
    'card.list',
    'gift.wanted',
    'order.list',
    'order.open',
    'arrival.check',
    'stock.list',
    'defect.list',
    'programme.list',
    'programme.inside',
    'programme.feedback',
    'enrolment.list',
    'certificate.list',
    'pack.sums',
    'pack.plans',
    'pack.batches',
    'pack.batch',
    'pack.candidates',
    'unit.list',
    'pack.discrepancies',
    'pack.answers',
    'mother.list',
    'mother.children',
    'mother.match',
    'pair.overseers',
    'pair.list',
    'alert.mine',
    'referral.list',
    'specialist.list',
  ],
  station: ['me', 'card.inspect', 'attempts'],
  helper: [
    'referral.mine',
    'programme.mine',
    'pass.show',
    'certificate.mine',
    'batch.mine',
    'mother.me',
    'message.mine',
    'pair.mine',
    'record.mine',
    'hours.mine',
  ],
  safe: ['concern.list', 'holder.list'],
};

const isRead = (functionName: FunctionName, action: string): boolean =>
  (READS[functionName] as readonly string[]).includes(action);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const withinPatience = <T>(answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallError('OFFLINE', '等待超时')), PATIENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** Error numbers of the cloud itself; smaller ones come from the device's side of the network. */
const CLOUD_ERROR = -400_000;

const failureOf = (error: unknown): CallError => {
  if (error instanceof CallError) return error;
  const { errCode, errMsg } = (error ?? {}) as { errCode?: unknown; errMsg?: unknown };
  const reachedTheCloud = typeof errCode === 'number' && errCode <= CLOUD_ERROR;
  return new CallError(reachedTheCloud ? 'UNAVAILABLE' : 'OFFLINE', String(errMsg ?? error));
};

interface Envelope {
  ok: boolean;
  data?: unknown;
  code?: CallErrorCode;
  message?: string;
  requestId?: string;
}

const isEnvelope = (answer: unknown): answer is Envelope =>
  typeof answer === 'object' && answer !== null && typeof (answer as Envelope).ok === 'boolean';

const opened = (answer: unknown): unknown => {
  if (!isEnvelope(answer)) throw new CallError('UNAVAILABLE', '服务没有给出可读的回答');
  if (answer.ok) return answer.data;
  throw new CallError(answer.code ?? 'INTERNAL', answer.message ?? '', answer.requestId);
};

const mayPass = ({ code }: CallError): boolean => code === 'OFFLINE' || code === 'UNAVAILABLE';

/**
 * The one way to call: opens the envelope, turns every failure into a CallError, and repeats a
 * read twice where the network dropped it. A write is never repeated by itself: the page does it,
 * with the same requestId, when the person asks.
 */
export const createCall =
  (carry: Carry, pauses: readonly number[] = READ_PAUSES_MS) =>
  async (functionName: FunctionName, action: string, input: unknown): Promise<unknown> => {
    const retries = isRead(functionName, action) ? pauses : [];
    for (let attempt = 0; ; attempt += 1) {
      try {
        return opened(await withinPatience(carry(functionName, { action, input })));
      } catch (error) {
        const failure = failureOf(error);
        const wait = retries[attempt];
        if (wait === undefined || !mayPass(failure)) throw failure;
        await pause(wait);
      }
    }
  };
