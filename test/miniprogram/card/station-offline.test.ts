import { withCheck } from '@micro-wish/vocabulary';
import { forgetEndedDesk } from '../../../miniprogram/utils/desk-storage';
/** The scan desk with no network: the list it judges by, the queue it keeps, the way back. */
import type { ManifestStanding, SyncResult } from '../../../typings/contract';
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

const codeOf = (number: number): string => withCheck(String(number).padStart(15, '0'));
const hashOf = (code: string): string => shortHash(hashCode(code));
const paperCode = (number: number): string => codeOf(number);
const digital = (number: number): string => codeOf(100_000 + number);

const event = () => ({
  eventId: 'event-1',
  campaignId: 'campaign-1',
  title: '六一领取',
  place: '活动中心',
  from: Date.now() - HOUR,
  until: Date.now() + HOUR,
  stations: [
    { stationId: 'desk-1', label: '1 号台' },
    { stationId: 'desk-2', label: '2 号台' },
  ],
  grantedFrom: 0,
  grantedUntil: Number.MAX_SAFE_INTEGER,
});

interface Entry {
  nonce: string;
  code: string;
  collector: { type: string };
  scannedAt: number;
}

/** A cloud with a list of cards, which takes every upload, unless told otherwise. */
const cloud = {
  cards: 5,
  pageSize: 1000,
  standing: new Map<number, ManifestStanding>(),
  station: new Map<number, number>(),
  syncAnswer: ({ nonce }: Entry): SyncResult => ({ nonce, status: 'accepted' }),
};

const manifestPage = (cursor: unknown): object => {
  const from = typeof cursor === 'string' ? Number(cursor) : 0;
  const until = Math.min(cloud.cards, from + cloud.pageSize);
  const cards = Array.from({ length: until - from }, (_, index) => {
    const number = from + index;
    const station = cloud.station.get(number) ?? 0;
    const standing = cloud.standing.get(number) ?? 0;
    const codes = [hashOf(paperCode(number)), hashOf(digital(number))];
    return [...codes, 0, `晨星 ${number}`, station, standing, 1, `K0000000${number}`, 0];
  });
  return {
    event: event(),
    clockOffsetMs: 90_000,
    manifest: {
      gifts: [{ title: '跑鞋', category: 'sport' }],
      details: [{ size: '35', colour: '蓝' }],
      stationIds: ['desk-1', 'desk-2'],
      cards,
    },
    ...(until < cloud.cards ? { next: String(until) } : {}),
  };
};

const online = ({ name, action, input }: Asked): unknown => {
  if (action === 'me') return name === 'station' ? { events: [event()] } : { isStaff: false };
  if (action === 'open') return manifestPage(input['cursor']);
  if (action === 'card.sync') {
    return { results: (input['entries'] as Entry[]).map((entry) => cloud.syncAnswer(entry)) };
  }
  return {
    status: 'accepted',
    cardId: 'card-1',
    cardNo: 'K00000001',
    gift: { title: '跑鞋', category: 'sport' },
    alias: '晨星 1',
    ageBand: '7-12',
    generation: 1,
    redeemedAt: Date.now(),
  };
};

const goOffline = async (): Promise<void> => {
  paper.answer = lostNetwork;
  await network('none');
};

const comeBack = async (): Promise<void> => {
  paper.answer = online;
  await network('wifi');
};

const enter = async (page: ScanPage, code: string): Promise<void> => {
  page.enterTyped({ detail: { value: code } });
  await settle();
};

/** Scans a card and hands its gift over. */
const handOver = async (page: ScanPage, code: string): Promise<void> => {
  await enter(page, code);
  await collect(page);
};

const uploads = (): Entry[] => sentTo('card.sync').flatMap(({ entries }) => entries as Entry[]);

beforeAll(loadPage);

beforeEach(() => {
  newPhone();
  paper.answer = online;
  Object.assign(cloud, {
    cards: 5,
    pageSize: 1000,
    standing: new Map(),
    station: new Map(),
    syncAnswer: ({ nonce }: Entry): SyncResult => ({ nonce, status: 'accepted' }),
  });
});

afterEach(closeAll);

describe('the list', () => {
  it('comes down whole, part by part, when a desk is opened', async () => {
    cloud.cards = 25;
    cloud.pageSize = 10;
    await atDesk();
    expect(sentTo('open').map(({ cursor }) => cursor)).toEqual([undefined, '10', '20']);
  });

  it('is judged by after the app was closed, with no network at all', async () => {
    cloud.cards = 25;
    cloud.pageSize = 10;
    await atDesk();
    await goOffline();
    const page = await open();
    await enter(page, digital(23));
    expect(page.data.stage).toBe('gift');
  });

  it('stays whole where its successor was cut short', async () => {
    cloud.cards = 25;
    cloud.pageSize = 10;
    await atDesk();
    closeAll();
    paper.answer = (call) =>
      call.action === 'open' && call.input['cursor'] === '10' ? lostNetwork() : online(call);
    await open();
    await goOffline();
    const page = await open();
    await enter(page, paperCode(24));
    expect(page.data.stage).toBe('gift');
  });
});

describe('a scan with no network', () => {
  it('is 可以发放，待同步, and never 已核销', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    expect(page.data.verdict).toMatchObject({ tone: 'held', word: '可以发放' });
    expect(JSON.stringify(page.data.verdict)).toContain('待同步');
    expect(JSON.stringify(page.data.verdict)).not.toContain('核销成功');
    expect(page.data.status).toMatchObject({ online: false, waiting: 1 });
    expect(page.data.log.handedOver).toBe(1);
  });

  it('is on the device before the verdict is shown', async () => {
    const page = await atDesk();
    await goOffline();
    await enter(page, paperCode(1));
    let kept = '';
    const setData = page.setData.bind(page);
    page.setData = (change) => {
      if ('verdict' in change && change.verdict)
        kept = JSON.stringify(paper.kept.get('scan:queue'));
      setData(change);
    };
    await collect(page, 'guardian');
    const queued = JSON.parse(kept) as { value: Entry[] };
    expect(queued.value).toMatchObject([{ code: paperCode(1), collector: { type: 'guardian' } }]);
  });

  it('lets no gift go where the device cannot write it down', async () => {
    const page = await atDesk();
    await goOffline();
    await enter(page, paperCode(1));
    paper.isFull = true;
    await collect(page);
    expect(page.data.verdict).toMatchObject({ tone: 'wait', word: '没有记下' });
    expect(page.data.status.waiting).toBe(0);
  });

  it.each<[string, ManifestStanding, string]>([
    ['redeemed', 'already_redeemed', '已经领过'],
    ['void', 'void', '卡已作废'],
    ['frozen', 'blocked', '卡已冻结'],
    ['not approved', 'unapproved', '心愿在复核'],
    ['not there yet', 'not_ready', '礼物未到'],
  ])('of a card that is %s is refused by the list', async (_, standing, word) => {
    cloud.standing.set(2, standing);
    const page = await atDesk();
    await goOffline();
    await enter(page, paperCode(2));
    expect(page.data.verdict?.word).toBe(word);
    expect(page.data.status.waiting).toBe(0);
  });

  it('of a gift that lies elsewhere names the desk', async () => {
    cloud.station.set(2, 1);
    const page = await atDesk();
    await goOffline();
    await enter(page, paperCode(2));
    expect(JSON.stringify(page.data.verdict)).toContain('2 号台');
  });

  it('of a card that is on no list says so, and whom to ask', async () => {
    const page = await atDesk();
    await goOffline();
    await enter(page, paperCode(99));
    expect(page.data.verdict?.sentence).toBe('名单里没有这张卡，请等有网络时再试或叫工作人员。');
  });

  it('of a card that this device has served is refused, by either carrier, after a restart too', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    await enter(page, digital(1));
    expect(page.data.verdict?.word).toBe('已经领过');
    const reopened = await open();
    await enter(reopened, digital(1));
    expect(reopened.data.verdict?.word).toBe('已经领过');
  });

  it('of a gift that went with the server’s word is refused, though the list is older', async () => {
    const page = await atDesk();
    await handOver(page, paperCode(1));
    expect(page.data.verdict?.tone).toBe('go');
    await goOffline();
    const reopened = await open();
    await enter(reopened, digital(1));
    expect(reopened.data.verdict?.word).toBe('已经领过');
  });

  it('is also made where the network fails in the middle of a redemption', async () => {
    const page = await atDesk();
    await enter(page, paperCode(1));
    paper.answer = lostNetwork;
    await collect(page);
    expect(page.data.verdict?.tone).toBe('held');
    const [sent] = sentTo('card.redeem');
    await comeBack();
    expect(uploads()).toMatchObject([{ nonce: sent?.['nonce'], code: paperCode(1) }]);
    expect(page.data.unanswered).toBe('');
  });
});

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

describe('a hand-over with no network', () => {
  it('shows size, age and number, and is the one that 撤销 offers', async () => {
    const page = await atDesk();
    await handOver(page, paperCode(1));
    page.next();
    await goOffline();
    await enter(page, paperCode(2));
    expect(page.data.gift).toMatchObject({
      details: '尺码 35 · 颜色 蓝',
      ageBand: '7–12 岁',
      cardNo: 'K00000002',
    });
    await collect(page);
    expect(page.data.undoable).toBe(true);
    page.next();
    expect(page.data.last).toBe('跑鞋 · 晨星 2');
  });

  it('is taken back before its upload: it never goes up, and the card is good again', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    page.askUndo();
    await page.takeStep({ detail: { reason: '拿错了礼物', choice: '' } });
    expect(page.data.status.waiting).toBe(0);
    expect(page.data.log).toMatchObject({ handedOver: 0, scans: [{ word: '已撤销' }] });
    await enter(page, digital(1));
    expect(page.data.gift).not.toBeNull();
    await comeBack();
    expect(uploads()).toEqual([]);
  });

  it('is taken back after its upload as any other, with the card that the server named', async () => {
    cloud.syncAnswer = ({ nonce }) => ({ nonce, status: 'accepted', cardId: 'card-7' });
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    page.next();
    await comeBack();
    page.askUndo();
    await page.takeStep({ detail: { reason: '拿错了礼物', choice: '' } });
    expect(sentTo('card.annul')).toMatchObject([{ cardId: 'card-7', reason: '拿错了礼物' }]);
  });

  it('is 待同步 in the device’s list until it is answered, then what became of it', async () => {
    const page = await atDesk();
    await goOffline();
    await handOver(page, paperCode(1));
    expect(page.data.log.scans).toMatchObject([{ word: '待同步', cardNo: 'K00000001' }]);
    await comeBack();
    expect(page.data.log.scans).toMatchObject([{ word: '已上传' }]);
    expect((await open()).data.log.scans).toMatchObject([{ word: '已上传' }]);
  });
});

describe('another desk', () => {
  it('is chosen with no network from what was known last', async () => {
    await atDesk();
    closeAll();
    await goOffline();
    const page = await open();
    await page.changeDesk();
    expect(page.data.stage).toBe('desk');
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-2' } });
    expect(page.data.stage).toBe('ready');
  });

  it('is offered at the first tap once the network is back', async () => {
    await atDesk();
    closeAll();
    paper.kept.delete('scan:events');
    await goOffline();
    const page = await open();
    await page.changeDesk();
    expect(page.data.stage).toBe('ready');
    await comeBack();
    await page.changeDesk();
    expect(page.data.stage).toBe('desk');
  });
});

describe('500 scans in a row', () => {
  it('leave the page and the phone no fuller than twenty did', async () => {
    cloud.cards = 500;
    const page = await atDesk();
    const sizes: number[] = [];
    for (let number = 0; number < 500; number += 1) {
      page.enterTyped({ detail: { value: paperCode(number) } });
      await settle(1);
      page.collect({ detail: { type: 'child' } });
      await settle(1);
      page.next();
      if (number === 40 || number === 499) {
        sizes.push(JSON.stringify(page.data).length);
        expect(page.data.log.scans).toHaveLength(20);
      }
    }
    expect(page.data.log.handedOver).toBe(500);
    const [early = 0, late = 0] = sizes;
    expect(late).toBeLessThan(early * 1.1);
    expect(paper.kept.has('scan:pending')).toBe(false);
    expect(paper.listeners.size).toBe(1);
  });
});
