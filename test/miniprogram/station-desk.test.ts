/** The scan page itself, with a phone of paper: what it keeps, what it sends, what it shows. */

interface Shown {
  tone: string;
  word: string;
  retry: string;
}

interface ScanPage {
  data: { stage: string; verdict: Shown | null; unanswered: string; log: { handedOver: number } };
  setData(change: object): void;
  onLoad(): void;
  scan(): Promise<void>;
  confirm(): Promise<void>;
  retryScan(): void;
  askAgain(): void;
  next(): void;
  chooseDesk(event: { detail: { eventId: string; stationId: string } }): Promise<void>;
}

interface Call {
  action: string;
  input: Record<string, unknown>;
}

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

const world = {
  calls: [] as Call[],
  storage: new Map<string, unknown>(),
  /** What the cloud answers to an action; a thrown error is a lost network. */
  answer: (_call: Call): unknown => undefined,
};

let definition: ScanPage & { data: object };

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const phone = {
  getAppBaseInfo: () => ({}),
  vibrateShort: () => undefined,
  vibrateLong: () => undefined,
  createInnerAudioContext: () => ({ src: '', play: () => undefined, destroy: () => undefined }),
  scanCode: () => Promise.resolve({ result: `https://example.org/c/${CODE}` }),
  showToast: () => Promise.resolve(),
  setStorage: ({ key, data }: { key: string; data: unknown }) => {
    world.storage.set(key, structuredClone(data));
    return Promise.resolve();
  },
  getStorage: ({ key }: { key: string }) =>
    world.storage.has(key)
      ? Promise.resolve({ data: world.storage.get(key) })
      : Promise.reject(new Error('no such key')),
  removeStorage: ({ key }: { key: string }) => {
    world.storage.delete(key);
    return Promise.resolve();
  },
  cloud: {
    callFunction: async ({ data }: { data: Call }) => {
      world.calls.push(data);
      return { result: { ok: true, data: await world.answer(data) } };
    },
  },
};

/** The page as a phone opens it: what was kept on the device is all it knows. */
const open = async (): Promise<ScanPage> => {
  const page: ScanPage = { ...definition, data: structuredClone(definition.data) };
  page.setData = (change) => Object.assign(page.data, structuredClone(change));
  page.onLoad();
  await settle();
  return page;
};

const atDesk = async (): Promise<ScanPage> => {
  const page = await open();
  if (page.data.stage === 'desk') {
    await page.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
  }
  return page;
};

const redeems = (): Record<string, unknown>[] =>
  world.calls.filter(({ action }) => action === 'card.redeem').map(({ input }) => input);

const lostNetwork = (): never => {
  throw new Error('request:fail');
};

const online = ({ action }: Call): unknown => (action === 'me' ? { events: [event] } : accepted);

const offlineAtRedeem = (call: Call): unknown =>
  call.action === 'card.redeem' ? lostNetwork() : online(call);

beforeAll(() => {
  Object.assign(globalThis, {
    wx: phone,
    Page: (page: typeof definition) => {
      definition = page;
    },
  });
  jest.requireActual('../../miniprogram/packages/station/pages/scan/scan.ts');
});

beforeEach(() => {
  world.calls = [];
  world.storage = new Map();
  world.answer = online;
});

describe('the scan desk', () => {
  it('is chosen once and remembered', async () => {
    const first = await open();
    expect(first.data.stage).toBe('desk');
    await first.chooseDesk({ detail: { eventId: 'event-1', stationId: 'desk-1' } });
    expect((await open()).data.stage).toBe('ready');
  });

  it('looks at a card first, and redeems it when the volunteer confirms', async () => {
    const page = await atDesk();
    await page.scan();
    expect(page.data.stage).toBe('gift');
    expect(redeems()).toEqual([]);
    await page.confirm();
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    expect(redeems()).toMatchObject([{ code: CODE, collector: { type: 'child' } }]);
    expect(page.data.log.handedOver).toBe(1);
  });

  it('has the nonce on the device before it is sent', async () => {
    const page = await atDesk();
    await page.scan();
    let kept = '';
    world.answer = (call) => {
      kept = JSON.stringify(world.storage.get('scan:pending'));
      return online(call);
    };
    await page.confirm();
    expect(kept).toContain(String(redeems()[0]?.['nonce']));
    expect(world.storage.has('scan:pending')).toBe(false);
  });

  it('without a network it claims nothing, and a retry carries the same nonce', async () => {
    const page = await atDesk();
    await page.scan();
    world.answer = offlineAtRedeem;
    await page.confirm();
    expect(page.data.verdict).toMatchObject({ tone: 'wait', word: '没有网络', retry: '重试' });
    expect(page.data.log.handedOver).toBe(0);
    world.answer = online;
    page.retryScan();
    await settle();
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    const [first, second] = redeems();
    expect(second).toEqual(first);
  });

  it('an unanswered redemption outlives the app, and is asked about again', async () => {
    const page = await atDesk();
    await page.scan();
    world.answer = offlineAtRedeem;
    await page.confirm();
    world.answer = online;
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
    world.answer = offlineAtRedeem;
    await page.confirm();
    page.next();
    world.answer = online;
    await page.scan();
    expect(page.data.verdict).toMatchObject({ tone: 'go' });
    expect(redeems()[1]).toEqual(redeems()[0]);
  });

  it('a refused card fills the screen and goes on record, with nobody to collect it', async () => {
    const refusal = { status: 'rejected', reason: 'void', ...facts };
    const page = await atDesk();
    world.answer = (call) => (call.action === 'me' ? online(call) : refusal);
    await page.scan();
    await settle();
    expect(page.data.verdict).toMatchObject({ tone: 'stop', word: '卡已作废', retry: '' });
    expect(redeems()).toHaveLength(1);
    expect(redeems()[0]).not.toHaveProperty('collector');
  });

  it('a remembered desk can be worked at though its events cannot be read', async () => {
    await atDesk();
    world.answer = lostNetwork;
    const page = await open();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(page.data.stage).toBe('ready');
  });
});

export {};
