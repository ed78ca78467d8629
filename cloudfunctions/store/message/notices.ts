import type { EpochMs, MessageKind } from '../../../typings/contract';
import type { Box } from '../../domain/mother/telling';
import type { GuardianNews } from '../../domain/message/notice';
import {
  command,
  find,
  findAll,
  insert,
  transact,
  updateWhere,
  type Transaction,
} from '../common/database';

/** One message about one thing that happened; `_id` says what and to whom, so it is sent once. */
export interface MessageRecord {
  _id: string;
  /** Pseudonym; the openid is asked for when it is sent, and not kept. */
  personId: string;
  wishId: string;
  kind: MessageKind;
  at: EpochMs;
  /** `unaccepted`: the family had not asked to be told, which is no failure. */
  outcome: 'sending' | 'sent' | 'unaccepted' | 'failed';
}

/** One thing that one person was told. `_id` follows from the thing: nobody is told twice. */
export interface NoticeRecord {
  _id: string;
  /** Pseudonym. */
  personId: string;
  /** Where it is read: among the notices of staff, of who helps, or of a family. */
  box: Box;
  kind: string;
  at: EpochMs;
  pairId: string | null;
  motherId: string | null;
  alertId: string | null;
  /** The wish by whose file a family is called, where a message does not reach it. */
  wishId?: string;
  /** Waits to be sent as a subscribe message. */
  waits: boolean;
}

/** Somebody whom messages may be sent to, and nothing else. */
export interface RecipientRecord {
  /** Pseudonym. */
  _id: string;
  openid: string;
  at: EpochMs;
}

/** Tells some people something; `ref` is what happened, among all of this kind. */
export const notify = async (
  transaction: Transaction,
  telling: { box: Box; kind: string; personIds: readonly string[] },
  about: { ref: string; pairId?: string; motherId?: string; alertId?: string; wishId?: string },
  now: EpochMs,
): Promise<void> => {
  const { box, kind } = telling;
  for (const personId of new Set(telling.personIds)) {
    await transaction.put('notices', {
      _id: `notice#${box}#${kind}#${about.ref}#${personId}`,
      personId,
      box,
      kind,
      at: now,
      pairId: about.pairId ?? null,
      motherId: about.motherId ?? null,
      alertId: about.alertId ?? null,
      ...(about.wishId === undefined ? {} : { wishId: about.wishId }),
      waits: true,
    });
  }
};

/** Tells guardians that somebody is to look after their child, beside them or in their place. */
export const tellGuardians = (
  transaction: Transaction,
  personIds: readonly string[],
  { kind, ...about }: { kind: GuardianNews; ref: string; wishId?: string },
  now: EpochMs,
): Promise<void> => notify(transaction, { box: 'family', kind, personIds }, about, now);

const SHOWN = 100;

/** What a person was told in one box, the newest first. */
export const noticesFor = (personId: string, box: Box): Promise<NoticeRecord[]> =>
  find('notices', { personId, box }, { orderBy: ['at', 'desc'], limit: SHOWN });

/** Deletes what a person was told in one box; doing it again changes nothing. */
export const eraseNotices = async (personId: string, box: Box): Promise<void> => {
  for (const { _id } of await findAll('notices', { personId, box })) {
    await transact((transaction) => transaction.remove('notices', _id));
  }
};

const AT_ONCE = 100;

/** Some of what waits to be sent, the oldest first. */
export const waitingNotices = (): Promise<NoticeRecord[]> =>
  find('notices', { waits: true, at: command.gt(0) }, { orderBy: ['at', 'asc'], limit: AT_ONCE });

/** Lets messages be sent to somebody who is calling. */
export const keepRecipient = (
  transaction: Transaction,
  { personId, openid, now }: { personId: string; openid: string; now: EpochMs },
): Promise<void> => transaction.put('recipients', { _id: personId, openid, at: now });

/** Writes down that a message is on its way; false where it was before: nobody is told twice. */
export const beginMessage = (message: Omit<MessageRecord, 'outcome'>): Promise<boolean> =>
  insert('messages', { ...message, outcome: 'sending' });

/** What became of a message. */
export const endMessage = async (
  messageId: string,
  outcome: MessageRecord['outcome'],
): Promise<void> => {
  await updateWhere('messages', { _id: messageId }, { outcome });
};

/** What a family was sent. */
export const messagesOf = (personId: string): Promise<MessageRecord[]> =>
  findAll('messages', { personId });

/** Takes a notice out of the queue; false where somebody else has taken it. */
export const takeNotice = (noticeId: string): Promise<boolean> =>
  updateWhere('notices', { _id: noticeId, waits: true }, { waits: false });
