/** What a desk kept with no network goes up: when, how often, and what holds it up. */
import { forgetEndedDesk } from '../../../miniprogram/utils/desk-storage';
import {
  cloud,
  comeBack,
  goOffline,
  handOver,
  newDesk,
  online,
  paperCode,
  uploads,
  type Entry,
} from '../offline-desk';
import {
  atDesk,
  closeAll,
  loadPage,
  lostNetwork,
  network,
  open,
  sentTo,
  settle,
} from '../paper-desk';
import { paper, Refused, type Asked } from '../paper-page';

const HOUR = 3_600_000;

beforeAll(loadPage);

beforeEach(newDesk);

afterEach(closeAll);

describe('the way back', () => {
  it('is taken by itself when the network returns, with the measured clock', async () => {
    const page = await atDesk();
    await goOffline();
    const before = Date.now();
    for (const number of [0, 1, 2]) await handOver(page, paperCode(number));
    await comeBack();
    expect(uploads().map(({ code }) => code)).toEqual([paperCode(0), paperCode(1), paperCode(2)]);
    expect(uploads()[0]?.scannedAt).toBeGreaterThanOrEqual(before);
    expect(sentTo('card.sync')[0]).toMatchObject({ clockOffsetMs: 90_000, stationId: 'desk-1' });
    expect(page.data.status).toMatchObject({ online: true, waiting: 0 });
  });

  it('is taken when the app is opened again', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    closeAll();
    paper.answer = online;
    paper.networkType = 'wifi';
    const reopened = await open();
    await settle();
    expect(uploads()).toHaveLength(1);
    expect(reopened.data.status.waiting).toBe(0);
  });

  it('carries the same nonce after a lost answer', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    paper.answer = (call) => (call.action === 'card.sync' ? lostNetwork() : online(call));
    await network('wifi');
    expect(page.data.status.waiting).toBe(1);
    await comeBack();
    const [first, second] = uploads();
    expect(second).toEqual(first);
    expect(page.data.status.waiting).toBe(0);
  });

  it('is taken in parts of at most 100', async () => {
    cloud.cards = 130;
    const page = await atDesk();
    await goOffline();
    for (let number = 0; number < 130; number += 1) {
      page.enterTyped({ detail: { value: paperCode(number) } });
      await settle(1);
      page.collect({ detail: { type: 'child' } });
      await settle(1);
    }
    expect(page.data.status.waiting).toBe(130);
    await comeBack();
    await settle(100);
    expect(sentTo('card.sync').map(({ entries }) => (entries as Entry[]).length)).toEqual([
      100, 30,
    ]);
    expect(page.data.status.waiting).toBe(0);
  });

  it('ends with a note where two desks handed out the same gift', async () => {
    cloud.syncAnswer = ({ nonce }) => ({ nonce, status: 'conflict' });
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    await comeBack();
    expect(page.data.status.waiting).toBe(0);
    expect(page.data.status.notes).toMatchObject([{ says: '两处都发了，工作人员会处理' }]);
    expect((await open()).data.status.notes).toHaveLength(1);
  });

  it('ends with the reason where the server refuses', async () => {
    cloud.syncAnswer = ({ nonce }) => ({ nonce, status: 'rejected', reason: 'blocked' });
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    await comeBack();
    expect(page.data.status.waiting).toBe(0);
    expect(page.data.status.notes[0]?.says).toContain('卡已冻结');
  });

  it('keeps the queue of a volunteer whose grant has ended, and says whom to call', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    paper.answer = (call) => {
      if (call.action === 'card.sync' || call.action === 'open') {
        throw new Refused('PERMISSION_DENIED', '你的授权已结束，请联系工作人员。');
      }
      return online(call);
    };
    await network('wifi');
    expect(page.data.status).toMatchObject({ waiting: 1 });
    expect(page.data.status.barred).toContain('会自动再试');
    await comeBack();
    expect(page.data.status).toMatchObject({ waiting: 0, barred: '' });
  });
});

describe('what holds up nothing', () => {
  const refuseDesk = (stationId: string) => (call: Asked) => {
    if (call.action === 'card.sync' && call.input['stationId'] === stationId) {
      throw new Refused('NOT_FOUND', '这场活动没有这个核销点。');
    }
    return online(call);
  };

  it('an upload that is refused as a whole stays, and those behind it go up', async () => {
    cloud.station.set(2, 1);
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    await page.changeDesk();
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-2' } });
    await settle();
    await handOver(page, paperCode(2));
    expect(page.data.status.waiting).toBe(2);
    paper.answer = refuseDesk('desk-1');
    await network('wifi');
    expect(uploads().map(({ code }) => code)).toContain(paperCode(2));
    expect(page.data.status.waiting).toBe(1);
    expect(page.data.status.barred).toContain('会自动再试');
    // The list is renewed all the same.
    expect(sentTo('open').at(-1)).toMatchObject({ stationId: 'desk-2', waiting: 1 });
    await comeBack();
    expect(page.data.status).toMatchObject({ waiting: 0, barred: '' });
  });

  it('one entry that is refused leaves alone, and the others of its upload go up', async () => {
    const page = await atDesk();
    await goOffline();
    for (const number of [1, 2, 3]) await handOver(page, paperCode(number));
    paper.answer = (call) => {
      const entries = (call.input['entries'] ?? []) as Entry[];
      if (call.action === 'card.sync' && entries.some(({ code }) => code === paperCode(1))) {
        throw new Refused('INVALID_ARGUMENT', '内容不对。');
      }
      return online(call);
    };
    await network('wifi');
    expect(page.data.status.waiting).toBe(1);
  });
});

describe('a grant that is over', () => {
  const withNoEvents = (call: Asked): unknown => {
    const isBarred = call.action === 'me' && call.name === 'station';
    if (isBarred || call.action === 'event.list' || call.action === 'open') {
      throw new Refused('PERMISSION_DENIED', '你没有这场活动的核销授权，或授权已结束。');
    }
    return online(call);
  };

  it('leaves the way to upload open: what waits goes up, and staff are to look at it', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    expect(paper.kept.get('scan:waiting')).toMatchObject({ value: 1 });
    cloud.syncAnswer = ({ nonce }) => ({ nonce, status: 'held' });
    paper.answer = withNoEvents;
    await network('wifi');
    const again = await open();
    expect(again.data).toMatchObject({ stage: 'state', state: { title: '你的授权已经结束' } });
    expect(uploads()).toHaveLength(1);
    expect(again.data.status.notes).toMatchObject([{ says: '已交给工作人员确认' }]);
    expect(paper.kept.has('scan:waiting')).toBe(false);
  });

  it('takes what the device knows of the cards off it', async () => {
    const page = await atDesk();
    await handOver(page, paperCode(1));
    const kept = () =>
      [...paper.kept.keys()].filter((key) => /list|log|gone|desk|events/.test(key));
    expect(kept()).toEqual(expect.arrayContaining(['scan:list', 'scan:log', 'scan:gone']));
    expect(JSON.stringify([...paper.kept])).toContain('晨星');
    closeAll();
    paper.answer = withNoEvents;
    await open();
    expect(kept()).toEqual([]);
    expect(JSON.stringify([...paper.kept])).not.toContain('晨星');
  });

  it('and so does the end of the event, without the desk being opened again', async () => {
    await atDesk();
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3 * HOUR);
    await forgetEndedDesk();
    now.mockRestore();
    expect([...paper.kept.keys()].filter((key) => key.startsWith('scan:list'))).toEqual([]);
  });
});

describe('a device that cannot read what it has kept', () => {
  it('takes no gift for gone and none for new: nothing is written over', async () => {
    const first = await atDesk();
    await goOffline();
    await handOver(first, paperCode(1));
    closeAll();
    const before = structuredClone(paper.kept.get('scan:queue'));
    paper.unreadable.add('scan:queue');
    const page = await open();
    expect(page.data.status.barred).toContain('不会丢');
    await handOver(page, paperCode(2));
    expect(page.data.verdict?.word).toBe('没有记下');
    expect(paper.kept.get('scan:queue')).toEqual(before);
    paper.unreadable.clear();
    await comeBack();
    expect(uploads().map(({ code }) => code)).toEqual([paperCode(1)]);
  });
});
