import { DAY_MS, dayNumber } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { isLive, type EventPlan } from '../domain/card/card';
import type { Notice } from '../domain/message/notice';
import { cardFieldsOf } from '../store/card/cards';
import { keepProgress, progressOf } from '../store/common/job-progress';
import { wishNumbers } from '../store/wish/wishes';
import { isDaytime, nextMorning } from './daytime';
import { tell } from './tell';
import { everyEvent } from '../store/campaign/campaigns';

const AT_ONCE = 100;

/** Tells all who still hold a card of an event. */
const tellHolders = async (
  event: EventPlan,
  notice: Pick<Notice, 'kind' | 'key'>,
  now: EpochMs,
): Promise<void> => {
  const cards = await cardFieldsOf(event._id, ['wishId', 'guardianIds', 'state']);
  const live = cards.filter((card) => card.wishId !== '' && isLive(card));
  for (let start = 0; start < live.length; start += AT_ONCE) {
    const part = live.slice(start, start + AT_ONCE);
    const numbers = await wishNumbers(part.map(({ wishId }) => wishId));
    for (const { wishId, guardianIds } of part) {
      const wishNo = numbers.get(wishId);
      if (wishNo === undefined) continue;
      for (const personId of guardianIds) {
        await tell(personId, { wishId, wishNo }, notice, { now, when: event.from });
      }
    }
  }
};

/** Another time or place, or a point of the map that was moved; one that is added is no news. */
const isOther = (known: unknown[], words: unknown[], point: unknown[]): boolean => {
  const pointBefore = known.slice(words.length);
  const isMoved =
    pointBefore.length > 0 && point.length > 0 && String(pointBefore) !== String(point);
  return isMoved || JSON.stringify(known.slice(0, words.length)) !== JSON.stringify(words);
};

/** Says so where an event's time or place is not what it was when it was last looked at. */
const followPlan = async (event: EventPlan, now: EpochMs): Promise<void> => {
  const job = `plan#${event._id}`;
  const { from, until, place, location, cancelled } = event;
  const words = [from, until, place, cancelled?.at ?? 0];
  const point = location ? [location.latitude, location.longitude] : [];
  const plan = JSON.stringify([...words, ...point]);
  const before = await progressOf(job);
  if (before?.known === plan) return;
  if (before && isOther(JSON.parse(before.known) as unknown[], words, point)) {
    const kind = cancelled ? 'eventCancelled' : 'eventChanged';
    await tellHolders(event, { kind, key: `${kind}#${event._id}#${before.at}` }, now);
  }
  await keepProgress(job, now, plan);
};

const remindOf = async (event: EventPlan, now: EpochMs): Promise<void> => {
  if (event.cancelled || dayNumber(event.from) !== dayNumber(now) + 1) return;
  if (!isDaytime(now)) return;
  const key = `tomorrow#${event._id}#${event.from}`;
  if (await progressOf(key)) return;
  await tellHolders(event, { kind: 'tomorrow', key }, now);
  await keepProgress(key, now);
};

/** Reminds families of tomorrow's event, and tells them where one was moved or cancelled. */
export const remindOfEvents = async (now: EpochMs): Promise<EpochMs> => {
  for (const event of await everyEvent()) {
    if (event.programme || event.rehearsalOf !== null || event.until < now - DAY_MS) continue;
    await followPlan(event, now);
    await remindOf(event, now);
  }
  return nextMorning(now);
};
