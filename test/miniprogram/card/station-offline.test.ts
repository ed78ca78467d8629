/** The scan desk with no network: the list it judges by, and the queue it keeps. */
import type { ManifestStanding } from '../../../typings/contract';
import {
  cloud,
  comeBack,
  digital,
  enter,
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
  collect,
  loadPage,
  lostNetwork,
  open,
  sentTo,
  settle,
} from '../paper-desk';
import { paper } from '../paper-page';

beforeAll(loadPage);

beforeEach(newDesk);

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
