/** The scan page on a phone of paper: what it keeps, what it sends and what it shows is in hand. */

import { pageOf, paper, settle as settleIn } from './paper-page';

export interface ScanPage {
  data: {
    stage: string;
    verdict: { tone: string; word: string; sentence: string; retry: string } | null;
    status: { online: boolean; waiting: number; barred: string; notes: { says: string }[] };
    unanswered: string;
    last: string;
    step: { kind: string };
    stepOpen: boolean;
    typed: { text: string; ready: boolean; problem: string };
    log: { handedOver: number; scans: { word: string; cardNo: string; tone: string }[] };
    state: { title: string };
    choices: unknown[];
    gift: { details: string; ageBand: string; cardNo: string } | null;
    problem: string;
    undoable: boolean;
  };
  setData(change: object): void;
  onLoad(): void;
  onShow(): void;
  onHide(): void;
  scan(): Promise<void>;
  enterTyped(event: { detail: { value: string } }): void;
  type(event: { detail: { value: string; cursor: number } }): { value: string; cursor: number };
  collect(event: { detail: { type: string } }): void;
  retryScan(): void;
  askAgain(): void;
  askUndo(): void;
  askForce(): void;
  takeStep(event: { detail: { reason: string; choice: string } }): Promise<void>;
  next(): void;
  changeDesk(): Promise<void>;
  chooseDesk(event: { detail: { eventId: string; stationId: string } }): Promise<void>;
  turn(event: { currentTarget: { dataset: { direction: 'in' | 'out' } } }): void;
}

export const lostNetwork = (): never => {
  throw new Error('request:fail');
};

export const settle = (ms = 25): Promise<void> => settleIn(ms);

const opened: ScanPage[] = [];
let openPage: () => Promise<ScanPage>;

/** Loads the page into the paper phone, once for a file of tests. */
export const loadPage = (): void => {
  openPage = pageOf<ScanPage>('packages/station/pages/scan/scan');
};

/** A new phone: nothing kept, nothing sent, a network. */
export const newPhone = (): void => {
  Object.assign(paper, { isFull: false, networkType: 'wifi', asked: [], kept: new Map() });
  paper.unreadable.clear();
  paper.listeners.clear();
};

/** The network goes or comes. */
export const network = async (networkType: 'wifi' | 'none'): Promise<void> => {
  paper.networkType = networkType;
  for (const tell of paper.listeners) tell({ isConnected: networkType !== 'none', networkType });
  await settle();
};

/** The page as a phone opens it: what was kept on the device is all it knows. */
export const open = async (): Promise<ScanPage> => {
  const page = await openPage();
  opened.push(page);
  await settle();
  return page;
};

/** Puts every page away, so that none works on. */
export const closeAll = (): void => {
  for (const page of opened.splice(0)) page.onHide();
};

/** At the first desk of the event. */
export const atDesk = async (): Promise<ScanPage> => {
  const page = await open();
  if (page.data.stage === 'desk') {
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
    await settle();
  }
  return page;
};

/** Hands the gift over to this collector. */
export const collect = async (page: ScanPage, type = 'child'): Promise<void> => {
  page.collect({ detail: { type } });
  await settle();
};

/** What was sent to an action, in order. */
export const sentTo = (action: string): Record<string, unknown>[] =>
  paper.asked.filter((asked) => asked.action === action).map(({ input }) => input);
