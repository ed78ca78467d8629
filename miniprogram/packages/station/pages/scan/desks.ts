import { isNoAnswer } from '../../../../utils/call-error';
import { forgetDesk } from '../../../../utils/desk-storage';
import { keep, recall } from '../../../../utils/storage';
import { openEvents } from './open-events';
import { eventChoices, type Desk, type EventChoice, type OpenEvent } from './view';

const DESK_KEY = 'scan:desk';
const EVENTS_KEY = 'scan:events';

/** What is said where nobody works at a desk with this device. */
export const GRANT_OVER = {
  kind: 'empty',
  title: '你的授权已经结束',
  hint: '谢谢你。还要核销的话，请工作人员重新授权，再点刷新。',
};

export const NO_EVENT = {
  kind: 'empty',
  title: '还没有你的活动',
  hint: '请工作人员把你加为这场活动的志愿者，再点刷新。',
};

/** The desk that this device works at: remembered until another one is chosen. */
export const recallDesk = async (): Promise<Desk | undefined> =>
  (await recall<Desk>(DESK_KEY))?.value;

export const keepDesk = (desk: Desk): Promise<void> => keep(DESK_KEY, desk);

/** Nobody works at a desk with this device any more: nothing of it stays. */
export const leaveDesk = (): Promise<void> => forgetDesk();

/**
 * The events to work at; with no network, those that were known last.
 * @throws CallError where they are not known, or the server refuses
 */
export const deskChoices = async (
  now: number,
): Promise<{ choices: EventChoice[]; isFresh: boolean }> => {
  try {
    const events = await openEvents();
    await keep(EVENTS_KEY, events);
    return { choices: eventChoices(events, now), isFresh: true };
  } catch (error) {
    const known = isNoAnswer(error) ? await recall<OpenEvent[]>(EVENTS_KEY) : undefined;
    if (!known) throw error;
    return { choices: eventChoices(known.value, now), isFresh: false };
  }
};
