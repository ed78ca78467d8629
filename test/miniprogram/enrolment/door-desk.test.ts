import { withCheck } from '@micro-wish/vocabulary';
/** The scan desk at the doors of a programme: a scan stays the visit that it was made for. */
import { hashCode } from '../../../cloudfunctions/domain/card/code';
import { shortHash } from '../../../cloudfunctions/domain/card/manifest';
import {
  atDesk,
  closeAll,
  collect,
  loadPage,
  lostNetwork,
  network,
  newPhone,
  open,
  sentTo,
  settle,
  type ScanPage,
} from '../paper-desk';
import { paper, Refused, type Asked } from '../paper-page';

const HOUR = 3_600_000;
const PASS = withCheck('000000000000007');

const session = (stationId: string) => ({
  stationId,
  from: Date.now() - HOUR,
  until: Date.now() + HOUR,
  inOut: true,
  outUntil: Date.now() + 2 * HOUR,
});

const programme = () => ({
  eventId: 'event-1',
  campaignId: 'campaign-1',
  title: '周末课堂',
  place: '活动室',
  from: Date.now() - HOUR,
  until: Date.now() + HOUR,
  stations: [
    { stationId: 'desk-1', label: '第一课' },
    { stationId: 'desk-2', label: '第二课' },
  ],
  sessions: [session('desk-1'), session('desk-2')],
  grantedFrom: 0,
  grantedUntil: Number.MAX_SAFE_INTEGER,
});

const list = () => ({
  event: programme(),
  clockOffsetMs: 0,
  manifest: {
    gifts: [{ title: '周末课堂', category: 'other' }],
    details: [],
    stationIds: ['desk-1', 'desk-2'],
    cards: [['', shortHash(hashCode(PASS)), 0, '晨星 7', 0, 0, 1, 'P00000007', 0, '', []]],
  },
});

const online = ({ name, action }: Asked): unknown => {
  if (action === 'me') return name === 'station' ? { events: [programme()] } : { isStaff: false };
  if (action === 'open') return list();
  if (action === 'card.annul') return { state: 'issued', generation: 2 };
  return {
    status: 'accepted',
    cardId: 'pass-7',
    cardNo: 'P00000007',
    gift: { title: '周末课堂', category: 'other' },
    alias: '晨星 7',
    ageBand: '7-12',
    generation: 1,
    redeemedAt: Date.now(),
  };
};

/** What comes in is not answered: nobody knows whether it counts. */
const unansweredAtRedeem = (call: Asked): unknown => {
  if (call.action === 'card.redeem') throw new Refused('INTERNAL');
  return online(call);
};

const scanPass = async (page: ScanPage): Promise<void> => {
  page.enterTyped({ detail: { value: PASS } });
  await settle();
};

const turn = (page: ScanPage, direction: 'in' | 'out'): void =>
  page.turn({ currentTarget: { dataset: { direction } } });

const goTo = async (page: ScanPage, stationId: string): Promise<void> => {
  await page.changeDesk();
  await page.chooseDesk({ detail: { eventId: 'event-1', stationId } });
  await settle();
};

/** The desks are still known, as they are on the device; nothing else is answered. */
const goOffline = async (): Promise<void> => {
  paper.answer = (call) => (call.action === 'me' ? online(call) : lostNetwork());
  await network('none');
};

/** A pass that was scanned in this direction at the first session, and got no answer. */
const withUnanswered = async (direction: 'in' | 'out'): Promise<ScanPage> => {
  const page = await atDesk();
  turn(page, direction);
  paper.answer = unansweredAtRedeem;
  await scanPass(page);
  await collect(page, 'guardian');
  expect(page.data.unanswered).toBe('周末课堂');
  page.next();
  paper.answer = online;
  return page;
};

const redeems = () => sentTo('card.redeem');

beforeAll(loadPage);

beforeEach(() => {
  newPhone();
  paper.answer = online;
});

afterEach(closeAll);

describe('a scan without an answer', () => {
  it('is asked about again as it was, after a restart and at another session too', async () => {
    await withUnanswered('out');
    const page = await open();
    await goTo(page, 'desk-2');
    page.askAgain();
    await settle();
    expect(redeems()[1]).toEqual(redeems()[0]);
    expect(page.data.verdict?.word).toBe('签离成功');
    expect(page.data.unanswered).toBe('');
    await goOffline();
    page.next();
    await scanPass(page);
    expect(page.data.stage).toBe('gift');
    page.next();
    await goTo(page, 'desk-1');
    turn(page, 'out');
    await scanPass(page);
    expect(page.data.verdict?.word).toBe('已经签离');
  });

  it('says nothing of the same pass at another session', async () => {
    const page = await withUnanswered('in');
    await goTo(page, 'desk-2');
    await scanPass(page);
    expect(page.data.stage).toBe('gift');
    expect(redeems()).toHaveLength(1);
    expect(sentTo('card.inspect').at(-1)).toMatchObject({ stationId: 'desk-2', direction: 'in' });
  });

  it('counts for the way it was made, though the door was turned before the answer', async () => {
    const page = await withUnanswered('in');
    page.askAgain();
    turn(page, 'out');
    await settle();
    expect(page.data.verdict?.word).toBe('签到成功');
    await goOffline();
    page.next();
    await scanPass(page);
    expect(page.data.stage).toBe('gift');
    page.next();
    turn(page, 'in');
    await scanPass(page);
    expect(page.data.verdict?.word).toBe('已经签到');
  });
});

describe('a scan taken back', () => {
  it('frees the session that it was made at, wherever the desk is now', async () => {
    const page = await atDesk();
    await scanPass(page);
    await collect(page, 'guardian');
    expect(page.data.verdict?.word).toBe('签到成功');
    page.next();
    // No newer list comes that would say so by itself.
    paper.answer = (call) => (call.action === 'open' ? lostNetwork() : online(call));
    await goTo(page, 'desk-2');
    page.askUndo();
    await page.takeStep({ detail: { reason: '扫错了码', choice: '' } });
    expect(sentTo('card.annul')).toMatchObject([{ cardId: 'pass-7' }]);
    await goOffline();
    await goTo(page, 'desk-1');
    await scanPass(page);
    expect(page.data.stage).toBe('gift');
  });

  it('that waited on the device frees its own session as well', async () => {
    const page = await atDesk();
    await goOffline();
    turn(page, 'out');
    await scanPass(page);
    await collect(page, 'guardian');
    expect(page.data.verdict?.word).toBe('可以走');
    page.next();
    await goTo(page, 'desk-2');
    page.askUndo();
    await page.takeStep({ detail: { reason: '扫错了码', choice: '' } });
    expect(page.data.status.waiting).toBe(0);
    await goTo(page, 'desk-1');
    turn(page, 'out');
    await scanPass(page);
    expect(page.data.stage).toBe('gift');
  });
});
