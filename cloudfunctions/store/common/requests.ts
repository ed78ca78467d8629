import { refuse } from '../../domain/common/refusal';
import { read, transact, type Transaction } from './database';
import type { AuditRecord, RequestRecord } from './records';

/** A request is known by caller, action and `requestId`, and bound to one payload. */
export interface RequestKey {
  id: string;
  payload: string;
}

const checked = (stored: RequestRecord | null, { payload }: RequestKey): RequestRecord | null => {
  if (stored && stored.payload !== payload) {
    refuse('CONFLICT', '同一个 requestId 已用于另一份内容，请换一个新的再试。');
  }
  return stored;
};

/** The answer this request got before, if any. @throws Refusal CONFLICT for another payload. */
export const answerTo = async (key: RequestKey): Promise<RequestRecord | null> =>
  checked(await read('requests', key.id), key);

/** A transaction that also writes down what was done. */
export interface Work extends Transaction {
  audit(entry: Pick<AuditRecord, 'action' | 'subject'> & { note?: string }): Promise<void>;
}

const LEAVES = 4;

/** All that the end of a person's grant is written on. */
export const leavesOf = (personId: string): string[] =>
  Array.from({ length: LEAVES }, (_, leaf) => `${personId}#${leaf}`);

/** Which of them a request looks at: its id is a hash, so they are used alike. */
const leafOf = (personId: string, { id }: RequestKey): string =>
  `${personId}#${Number.parseInt(id.slice(0, 2), 16) % LEAVES}`;

/**
 * A grant that ended while a call was on its way has ended: nothing is done by it any more.
 * @throws Refusal PERMISSION_DENIED
 */
const requireStanding = async (
  transaction: Transaction,
  leaf: string,
  grantIds: readonly string[],
): Promise<void> => {
  if (grantIds.length === 0) return;
  const holder = await transaction.get('holders', leaf);
  const endedIds = holder?.endedIds ?? [];
  if (grantIds.some((grantId) => endedIds.includes(grantId))) {
    refuse('PERMISSION_DENIED', '你的授权刚刚结束；如果还有别的授权，请重新打开再试。');
  }
  await transaction.put('holders', { _id: leaf, endedIds });
};

/**
 * Does `work` once for this request, in one transaction with the record of its answer: whoever
 * repeats the request gets the same answer, whatever became of the first reply.
 */
export const once = <Answer>(
  caller: {
    request: RequestKey;
    personId: string;
    now: number;
    /** The grants that the call stands on: each is looked at again, in the transaction. */
    standsOn?: readonly string[];
  },
  work: (transaction: Work) => Promise<Answer>,
): Promise<Answer> =>
  transact(async (transaction) => {
    const { request, personId, now } = caller;
    const stored = checked(await transaction.get('requests', request.id), request);
    if (stored) return stored.answer as Answer;
    await requireStanding(transaction, leafOf(personId, request), caller.standsOn ?? []);
    let entries = 0;
    const answer = await work({
      ...transaction,
      audit: ({ action, subject, note = '' }) => {
        entries += 1;
        const _id = `${request.id}#${entries}`;
        const entry = { _id, at: now, by: personId, action, subject, note, seq: null };
        return transaction.put('audit', entry);
      },
    });
    await transaction.put('requests', {
      _id: request.id,
      payload: request.payload,
      answer,
      at: now,
    });
    return answer;
  });
