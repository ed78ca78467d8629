import type { ActionName, FunctionName } from '../../typings/contract';
import { CallError, isNoAnswer, type CallErrorCode } from '../utils/call-error';

/** Carries a call's data to a function and brings back what it answered. */
export type Carry = (functionName: string, data: object) => Promise<unknown>;

/** Longest wait for an answer, in ms; a slower one is as good as no network. */
const PATIENCE_MS = 12_000;

/** Pauses before a read is tried again, in ms. */
const READ_PAUSES_MS = [400, 1200];

/** Calls that nobody repeats unasked though they carry no id: each leaves a row, or makes a file. */
export const LEAVE_A_TRACE: { [F in FunctionName]: readonly ActionName<F>[] } = {
  campaign: ['visit'],
  family: ['consent.grant', 'consent.withdraw'],
  staff: [
    'wish.open',
    'wish.compare',
    'complaint.open',
    'pair.open',
    'list.export',
    'card.sheet',
    'pack.sheet',
    'fund.report',
    'fund.statement',
    'roster.template',
    'roster.marked',
    'arrival.sheet',
    'arrival.marked',
    'assessment.sheet',
    'assessment.marked',
  ],
  station: ['open', 'card.sync'],
  helper: ['certificate.pdf'],
  safe: ['concern.open', 'referral.open'],
};

/** A call that writes carries the id by which the server knows it again; without one it reads. */
const isRead = (functionName: FunctionName, action: string, input: unknown): boolean => {
  const { requestId, nonce } = (input ?? {}) as { requestId?: unknown; nonce?: unknown };
  return (
    requestId === undefined &&
    nonce === undefined &&
    !(LEAVE_A_TRACE[functionName] as readonly string[]).includes(action)
  );
};

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

/**
 * The one way to call: opens the envelope, turns every failure into a CallError, and repeats a
 * read twice where the network dropped it. A write is never repeated by itself: the page does it,
 * with the same requestId, when the person asks.
 */
export const createCall =
  (carry: Carry, pauses: readonly number[] = READ_PAUSES_MS) =>
  async (functionName: FunctionName, action: string, input: unknown): Promise<unknown> => {
    const retries = isRead(functionName, action, input) ? pauses : [];
    for (let attempt = 0; ; attempt += 1) {
      try {
        return opened(await withinPatience(carry(functionName, { action, input })));
      } catch (error) {
        const failure = failureOf(error);
        const wait = retries[attempt];
        if (wait === undefined || !isNoAnswer(failure)) throw failure;
        await pause(wait);
      }
    }
  };
