import type { AuditNote, Word } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { read, transact, type Transaction } from './database';
import type { AuditRecord } from './audit';
import type { EpochMs } from '../../../typings/contract';

/**
 * A leaf of the book of whose grants have ended. Every call that stands on a grant reads and writes
 * one leaf of its holder in its own transaction, and the end of a grant writes them all: so of an
 * act and the end of its grant at one moment one comes first, and acts hardly wait for each other.
 */
export interface HolderRecord {
  _id: string;
  /** The last ones; a call knows none that ended long ago. */
  endedIds: string[];
}

/** An answered request: the same one again gets the same answer. */
export interface RequestRecord {
  _id: string;
  payload: string;
  answer: unknown;
  at: EpochMs;
}

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

/** Who makes a request. */
interface Caller {
  request: RequestKey;
  personId: string;
  /** What stands in the audit in place of the pseudonym. */
  signature?: string;
  now: number;
  /** The grants that the call stands on: each is looked at again, in the transaction. */
  standsOn?: readonly string[];
}

/** The answer this request got before, if any. @throws Refusal CONFLICT for another payload. */
export const answerTo = async (key: RequestKey): Promise<RequestRecord | null> =>
  checked(await read('requests', key.id), key);

/** A transaction that also writes down what was done. */
export interface Work extends Transaction {
  /** `note` is a number, a word of the program, or what `noteOf` makes: never a person's text. */
  audit<const Note extends string | number = AuditNote>(
    entry: Pick<AuditRecord, 'action' | 'subject'> & { note?: Word<Note> },
  ): Promise<void>;
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
  { personId, request, standsOn = [] }: Caller,
): Promise<HolderRecord | null> => {
  if (standsOn.length === 0) return null;
  const _id = leafOf(personId, request);
  const endedIds = (await transaction.get('holders', _id))?.endedIds ?? [];
  if (standsOn.some((grantId) => endedIds.includes(grantId))) {
    refuse('PERMISSION_DENIED', '你的授权刚刚结束；如果还有别的授权，请重新打开再试。');
  }
  return { _id, endedIds };
};

/**
 * Does `work` once for this request, in one transaction with the record of its answer: whoever
 * repeats the request gets the same answer, whatever became of the first reply.
 */
export const once = <Answer>(
  caller: Caller,
  work: (transaction: Work) => Promise<Answer>,
): Promise<Answer> =>
  transact(async (transaction) => {
    const { request, personId, now, signature = personId } = caller;
    const stored = checked(await transaction.get('requests', request.id), request);
    if (stored) return stored.answer as Answer;
    const holder = await requireStanding(transaction, caller);
    let entries = 0;
    const answer = await work({
      ...transaction,
      audit: ({ action, subject, note }) => {
        entries += 1;
        const _id = `${request.id}#${entries}`;
        const entry = {
          _id,
          at: now,
          by: signature,
          action,
          subject,
          note: String(note ?? ''),
          seq: null,
        };
        return transaction.put('audit', entry);
      },
    });
    await transaction.put('requests', {
      _id: request.id,
      payload: request.payload,
      answer,
      at: now,
    });
    // Last, so that the end of a grant hardly waits for the acts that stand on it.
    if (holder) await transaction.put('holders', holder);
    return answer;
  });
