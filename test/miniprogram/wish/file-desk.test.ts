import type { DeskData } from '../../../miniprogram/packages/staff/wish/components/wish-desk/desk';
import { EMPTY_DESK, FileDesk } from '../../../miniprogram/packages/staff/wish/file-desk';
import { workIn } from '../../../miniprogram/utils/campaign';
import { campaign, file } from '../samples';

interface Call {
  name: string;
  data: { action: string; input: { campaignId?: string } };
}

const OWN = 'nanshan-2025';

/** What the cloud answers of each campaign. */
const answer = ({ name, data: { action, input } }: Call): unknown => {
  if (action === 'wish.open') return file({ campaignId: OWN });
  if (action === 'me') return { grants: [], admin: true, auditor: false };
  const isOwn = input.campaignId === OWN;
  if (name === 'campaign') return { ...campaign(), capFen: isOwn ? 100 : 200 };
  return {
    items: [{ stations: [{ stationId: isOwn ? 'its-own' : 'another', label: '一号台' }] }],
  };
};

describe('a file that is opened while another campaign is worked in', () => {
  beforeAll(() => {
    const kept = new Map<string, unknown>();
    const storage = {
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, data: unknown) => void kept.set(key, data),
      cloud: {
        callFunction: (call: Call) => Promise.resolve({ result: { ok: true, data: answer(call) } }),
      },
    };
    Object.assign(globalThis, { wx: storage });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'wx');
  });

  it('is paid for and laid down in its own', async () => {
    workIn('spring');
    let shown: DeskData = EMPTY_DESK;
    const desk = new FileDesk(
      (change) => (shown = { ...shown, ...change }),
      () => undefined,
    );
    desk.turnTo('wish-1');
    await desk.act({ type: 'open', purpose: '处理投诉' });
    expect(shown.state).toBeNull();
    expect(shown.capFen).toBe(100);
    expect(shown.stations.map(({ stationId }) => stationId)).toEqual(['its-own']);
  });
});
