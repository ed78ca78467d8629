import { forget, keep, recall } from './storage';

/** What stays of a desk: the device's own label and choice, and what the server was not told. */
const STAYS = ['scan:device', 'scan:scanner', 'scan:queue', 'scan:pending', 'scan:waiting'];

const UNTIL_KEY = 'scan:until';
const WAITING_KEY = 'scan:waiting';

/** Until when, by this device's clock, what it knows of a desk is of use. */
export const keepDeskUntil = (until: number): Promise<void> => keep(UNTIL_KEY, until);

/** Takes what this device knows of a desk and its cards off it: the grant or the event is over. */
export const forgetDesk = async (): Promise<void> => {
  const { keys } = await wx.getStorageInfo();
  const known = keys.filter((key) => key.startsWith('scan:') && !STAYS.includes(key));
  await Promise.all(known.map(forget));
};

/** An event is over, whether its desk was opened again or not. */
export const forgetEndedDesk = async (): Promise<void> => {
  const until = await recall<number>(UNTIL_KEY);
  if (until && Date.now() > until.value) await forgetDesk();
};

/** How many scans of this device the server does not know yet. */
export const keepWaitingScans = (count: number): Promise<void> =>
  count === 0 ? forget(WAITING_KEY) : keep(WAITING_KEY, count);

export const waitingScans = async (): Promise<number> =>
  (await recall<number>(WAITING_KEY))?.value ?? 0;
