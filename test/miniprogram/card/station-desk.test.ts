/** The scan page itself: what it keeps, what it sends, what it shows. */
import {
  atDesk,
  closeAll,
  collect,
  loadPage,
  lostNetwork,
  newPhone,
  open,
  sentTo,
  settle,
} from '../paper-desk';
import { paper, Refused, type Asked } from '../paper-page';

const CODE = '0123456789ABCDEF';
const NOW = Date.UTC(2025, 5, 1, 2, 30);

const facts = {
  cardId: 'card-1',
  cardNo: 'K00000001',
  gift: { title: '跑鞋', category: 'sport' },
  alias: '晨星 12',
  ageBand: '7-12',
  generation: 1,
};

const accepted = { status: 'accepted', ...facts, redeemedAt: NOW };

const event = {
  eventId: 'event-1',
  campaignId: 'campaign-1',
  title: '六一领取',
  place: '活动中心',
  from: NOW,
  until: NOW + 3_600_000,
  stations: [{ stationId: 'desk-1', label: '1 号台' }],
  grantedFrom: 0,
  grantedUntil: Number.MAX_SAFE_INTEGER,
};

const redeems = () => sentTo('card.redeem');

/** A desk that was given no list to take along. */
const online = ({ name, action }: Asked): unknown => {
  if (action === 'open') throw new Refused('PERMISSION_DENIED');
  if (action === 'me') return name === 'station' ? { events: [event] } : { isStaff: false };
  return accepted;
};

const offlineAtRedeem = (call: Asked): unknown =>
  call.action === 'card.redeem' ? lostNetwork() : online(call);

beforeAll(loadPage);

beforeEach(() => {
  newPhone();
  paper.answer = online;
  paper.scanned = `https://example.org/c/${CODE}`;
});

afterEach(closeAll);

describe('the scan desk', () => {
  it('is chosen once and remembered', async () => {
    const first = await open();
    expect(first.data.stage).toBe('desk');
    await first.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
    expect((await open()).data.stage).toBe('ready');
  });

  it('is the one that was chosen last, though the list of the opening comes late', async () => {
    const stations = [...event.stations, { stationId: 'desk-2', label: '2 号台' }];
    const slow: ((answer: unknown) => void)[] = [];
    paper.answer = (call) =>
      call.action === 'me' && call.name === 'station'
        ? { events: [{ ...event, stations }] }
        : online(call);
    await (await open()).chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
    const answer = paper.answer;
    paper.answer = (call) =>
      call.action === 'me' && call.name === 'station' && slow.length === 0
        ? new Promise((resolve) => slow.push(resolve))
        : answer(call);
    const page = await open();
    expect(page.data.stage).toBe('ready');
    await page.changeDesk();
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-2' } });
    slow.forEach((resolve) => {
      resolve({ events: [{ ...event, stations }] });
    });
    await settle();
    expect(page.data).toMatchObject({ stage: 'ready', desk: { stationId: 'desk-2' } });
    expect(await open()).toMatchObject({ data: { desk: { stationId: 'desk-2' } } });
  });

  it('looks at a card first, and redeems it when the volunteer confirms', async () => {
    const page = await atDesk();
    await page.scan();
    expect(page.data.stage).toBe('gift');
    expect(redeems()).toEqual([]);
    await collect(page);
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    expect(redeems()).toMatchObject([{ code: CODE, collector: { type: 'child' } }]);
    expect(page.data.log.handedOver).toBe(1);
  });

  it('has the nonce on the device before it is sent', async () => {
    const page = await atDesk();
    await page.scan();
    let kept = '';
    paper.answer = (call) => {
      kept = JSON.stringify(paper.kept.get('scan:pending'));
      return online(call);
    };
    await collect(page);
    expect(kept).toContain(String(redeems()[0]?.['nonce']));
    expect(paper.kept.has('scan:pending')).toBe(false);
  });

  it('without a network it claims nothing, and a retry carries the same nonce', async () => {
    const page = await atDesk();
    await page.scan();
    paper.answer = offlineAtRedeem;
    await collect(page);
    expect(page.data.verdict).toMatchObject({ tone: 'wait', word: '没有网络', retry: '重试' });
    expect(page.data.log.handedOver).toBe(0);
    paper.answer = online;
    page.retryScan();
    await settle();
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    const [first, second] = redeems();
    expect(second).toEqual(first);
  });

  it('an unanswered redemption outlives the app, and is asked about again', async () => {
    const page = await atDesk();
    await page.scan();
    paper.answer = offlineAtRedeem;
    await collect(page);
    paper.answer = online;
    const reopened = await open();
    expect(reopened.data.unanswered).toBe('跑鞋');
    reopened.askAgain();
    await settle();
    expect(reopened.data.verdict).toMatchObject({ tone: 'go' });
    expect(redeems()[1]).toEqual(redeems()[0]);
  });

  it('a card whose redemption got no answer is retried when it is scanned again', async () => {
    const page = await atDesk();
    await page.scan();
    paper.answer = offlineAtRedeem;
    await collect(page);
    page.next();
    paper.answer = online;
    await page.scan();
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    expect(redeems()[1]).toEqual(redeems()[0]);
  });

  it('a refused card fills the screen and goes on record, with nobody to collect it', async () => {
    const refusal = { status: 'rejected', reason: 'void', ...facts };
    const page = await atDesk();
    paper.answer = (call) => (call.action.startsWith('card.') ? refusal : online(call));
    await page.scan();
    await settle();
    expect(page.data.verdict).toMatchObject({ tone: 'stop', word: '卡已作废', retry: '' });
    expect(redeems()).toHaveLength(1);
    expect(redeems()[0]).not.toHaveProperty('collector');
  });

  it('a remembered desk can be worked at though its events cannot be read', async () => {
    await atDesk();
    paper.answer = lostNetwork;
    const page = await open();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(page.data.stage).toBe('ready');
  });
});

describe('a hand-over taken back', () => {
  it('is in reach of the last one, with a reason, and a retry carries the same nonce', async () => {
    const page = await atDesk();
    await page.scan();
    paper.answer = (call) =>
      call.action === 'card.redeem' ? { ...accepted, redeemedAt: Date.now() } : online(call);
    await collect(page);
    page.next();
    expect(page.data.last).toContain('跑鞋');
    page.askUndo();
    expect(page.data.stepOpen).toBe(true);
    paper.answer = lostNetwork;
    await page.takeStep({ detail: { reason: '扫错了卡', choice: '' } });
    paper.answer = online;
    await page.takeStep({ detail: { reason: '扫错了卡', choice: '' } });
    const [first, second] = sentTo('card.annul');
    expect(first).toMatchObject({ cardId: 'card-1', reason: '扫错了卡' });
    expect(second).toEqual(first);
    expect(page.data).toMatchObject({ stepOpen: false, last: '' });
  });

  it('is not offered after a quarter of an hour', async () => {
    const page = await atDesk();
    await page.scan();
    await collect(page);
    page.next();
    expect(page.data.last).toBe('');
  });
});
