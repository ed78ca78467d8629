import { grantConsent, saveChild, submitWish } from '../services/family';
import { codeOf } from '../utils/call-error';
import { errorLine } from '../utils/errors';
import { forget, keep, recall } from '../utils/kept';
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

const OUTBOX = 'wish-outbox';

/** Wishes that wait, the oldest first. Kept encrypted: they are a family's words. */
export const waitingWishes = async (): Promise<Waiting[]> =>
  (await recall<Waiting[]>(OUTBOX, true))?.value ?? [];

const store = (waiting: readonly Waiting[]): Promise<void> =>
  waiting.length === 0 ? forget(OUTBOX) : keep(OUTBOX, waiting, true);

/** Puts one in the place of its former self, or behind all others. */
const put = async (wish: Waiting): Promise<void> => {
  const others = await waitingWishes();
  const isKnown = others.some(({ id }) => id === wish.id);
  await store(
    isKnown ? others.map((other) => (other.id === wish.id ? wish : other)) : [...others, wish],
  );
};

/** One of them, to be changed; undefined where it has gone out or was dropped. */
export const waitingWish = async (id: string): Promise<Waiting | undefined> =>
  (await waitingWishes()).find((wish) => wish.id === id);

/** Takes a wish that waits off this phone; the server never hears of it. */
export const dropWaiting = async (id: string): Promise<void> => {
  await store((await waitingWishes()).filter((wish) => wish.id !== id));
};

/** Lets a draft wait for a network; the requests made for it so far keep their ids. */
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

/** Whether trying again later can help. */
export const isPassing = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'OFFLINE' || code === 'UNAVAILABLE';
};

const send = async (wish: Waiting): Promise<void> => {
  let latest = wish;
  await submitDraft(
    wish.draft,
    { grantConsent, saveChild, submitWish },
    {
      campaignId: wish.campaignId,
      consentVersion: wish.consentVersion,
      keepDraft: async (draft) => {
        latest = { ...latest, draft };
        await put(latest);
      },
    },
  );
};

let sending: Promise<number> | undefined;

const sendAll = async (): Promise<number> => {
  let sent = 0;
  for (const wish of await waitingWishes()) {
    if (wish.problem !== undefined) continue;
    try {
      await send(wish);
      await dropWaiting(wish.id);
      sent += 1;
    } catch (error) {
      if (isPassing(error)) return sent;
      const current = await waitingWish(wish.id);
      if (current) await put({ ...current, problem: errorLine(error) });
    }
  }
  return sent;
};

/**
 * Sends what waits, one after the other, and says how many arrived. Two calls at once are one; a
 * wish whose answer was lost is sent again under the same id, so that it arrives once.
 */
export const sendWaiting = (): Promise<number> => {
  sending ??= sendAll().finally(() => {
    sending = undefined;
  });
  return sending;
};
