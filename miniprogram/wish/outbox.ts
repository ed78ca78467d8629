import { submissionCalls } from '../services/family';

import { CallError, codeOf, isPassing } from '../utils/call-error';
import { errorLine } from '../utils/errors';
import { DurableList } from '../utils/durable-list';
import { newRequestId } from '../utils/request-id';
import { submitDraft, type Draft } from './submission';

/** A wish that waits on this phone for a network. */
export interface Waiting {
  /** Names it on this phone. */
  id: string;
  campaignId: string;
  /** The version to consent to; absent where a consent stood. */
  consentVersion?: string;
  draft: Draft;
  waitingSince: number;
  /** Why the server did not take it; it waits for the family then, not for a network. */
  problem?: string;
}

/** Wishes that wait, the oldest first. Kept encrypted: they are a family's words. */
const outbox = new DurableList<Waiting>('wish-outbox');

/** @throws where this phone cannot read them: they are not lost, and none is written over */
export const waitingWishes = (): Promise<readonly Waiting[]> => outbox.load();

/** Puts one in the place of its former self, or behind all others. */
const put = (wish: Waiting): Promise<void> =>
  outbox.change((others) =>
    others.some(({ id }) => id === wish.id)
      ? others.map((other) => (other.id === wish.id ? wish : other))
      : [...others, wish],
  );

/** One of them; undefined where it has gone out or was dropped. */
export const waitingWish = async (id: string): Promise<Waiting | undefined> =>
  (await waitingWishes()).find((wish) => wish.id === id);

/** Takes a wish that waits off this phone; the server never hears of it. */
export const dropWaiting = (id: string): Promise<void> =>
  outbox.change((wishes) => wishes.filter((wish) => wish.id !== id));

/** What is said of a wish that was opened to be changed: it goes out when it is submitted again. */
export const HELD = '您打开修改过，再次提交后才会发出。';

/** Takes a wish out of the queue to be changed; it stays on this phone. */
export const holdWaiting = async (id: string): Promise<Waiting | undefined> => {
  const wish = await waitingWish(id);
  if (wish) await put({ ...wish, problem: wish.problem ?? HELD });
  return wish;
};

/** Keeps what the family has changed in a wish that it took out of the queue. */
export const changeWaiting = (id: string, draft: Draft): Promise<void> =>
  outbox.change((wishes) => wishes.map((wish) => (wish.id === id ? { ...wish, draft } : wish)));

/**
 * Lets a draft wait for a network; the requests made for it so far keep their ids.
 * @throws where this phone cannot keep it
 */
export const letWait = async (
  draft: Draft,
  { campaignId, consentVersion }: { campaignId: string; consentVersion: string | undefined },
): Promise<void> => {
  await put({
    id: newRequestId(),
    campaignId,
    ...(consentVersion === undefined ? {} : { consentVersion }),
    draft,
    waitingSince: Date.now(),
  });
};

const send = async (wish: Waiting): Promise<void> => {
  let latest = wish;
  await submitDraft(wish.draft, submissionCalls, {
    campaignId: wish.campaignId,
    consentVersion: wish.consentVersion,
    keepDraft: async (draft) => {
      if (!(await waitingWish(wish.id))) throw new CallError('CONFLICT', '已取消提交');
      latest = { ...latest, draft };
      await put(latest);
    },
  });
};

type Listener = () => void;

const listeners = new Set<Listener>();

/** Tells a page whenever wishes went out, whoever sent them. @returns ends it */
export const whenSent = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let sending: Promise<number> | undefined;

/** What one wish came to: gone out, kept by the server's refusal, or in want of a network. */
const sendOne = async (wish: Waiting): Promise<'sent' | 'refused' | 'offline'> => {
  try {
    await send(wish);
  } catch (error) {
    if (codeOf(error) === 'OFFLINE') return 'offline';
    const current = isPassing(error) ? undefined : await waitingWish(wish.id);
    if (current) await put({ ...current, problem: errorLine(error) });
    return 'refused';
  }
  await dropWaiting(wish.id);
  return 'sent';
};

/** One that the server does not take, now or ever, holds up none behind it. */
const sendAll = async (): Promise<number> => {
  let sent = 0;
  for (const wish of await waitingWishes()) {
    if (wish.problem !== undefined) continue;
    const outcome = await sendOne(wish);
    if (outcome === 'offline') return sent;
    if (outcome === 'sent') sent += 1;
  }
  return sent;
};

/**
 * Sends what waits, one after the other, and says how many arrived. Two calls at once are one; a
 * wish whose answer was lost is sent again under the same id, so that it arrives once.
 */
export const sendWaiting = (): Promise<number> => {
  sending ??= sendAll()
    .then((sent) => {
      if (sent > 0) listeners.forEach((tell) => tell());
      return sent;
    })
    .catch((error: unknown) => {
      console.warn('what waits on this phone cannot be sent', error);
      return 0;
    })
    .finally(() => {
      sending = undefined;
    });
  return sending;
};
