import type { DeskData } from '../../../miniprogram/packages/staff/wish/components/wish-desk/desk';
import { EMPTY_DESK } from '../../../miniprogram/packages/staff/wish/empty-desk';
import { FileDesk } from '../../../miniprogram/packages/staff/wish/file-desk';
import { workIn } from '../../../miniprogram/utils/campaign';
import { campaign, file } from '../samples';

interface Call {
  name: string;
  data: { action: string; input: { campaignId?: string } };
}

const OWN = 'nanshan-2025';

const answerOf = (action: string): unknown =>
  action === 'me'
    ? { grants: [], admin: true, auditor: false }
    : action === 'campaign.get' || action === 'get'
      ? campaign()
      : { items: [] };

/** What the cloud answers of each campaign. */
const answer = ({ name, data: { action, input } }: Call): unknown => {
  if (action === 'wish.open') return file({ campaignId: OWN });
  if (action === 'me') return { grants: [], admin: true, auditor: false };
  const isOwn = input.campaignId === OWN;
  if (name === 'campaign') return { ...campaign(), capFen: isOwn ? 100 : 200 };
  return {
    items: [{ eventId: isOwn ? 'its-own' : 'another', stations: [] }],
  };
};

describe('a review whose public text may lead to the child', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'wx');
  });

  const decide = async (answers: boolean[]) => {
    const sent: object[] = [];
    const asked: string[] = [];
    const callFunction = ({ data: { action, input } }: Call) => {
      if (action === 'wish.open') return { result: { ok: true, data: file({ campaignId: OWN }) } };
      if (action !== 'wish.review') return { result: { ok: true, data: answerOf(action) } };
      sent.push(input);
      const isChecked = 'publicTextChecked' in input;
      const refusal = { ok: false, code: 'CONTENT_REJECTED', message: '公开文字里可能有学校。' };
      return { result: isChecked ? { ok: true, data: { state: 'approved' } } : refusal };
    };
    const showModal = ({ content }: { content: string }) => {
      asked.push(content);
      return Promise.resolve({ confirm: answers.shift() ?? false });
    };
    const cloud = { callFunction: (call: Call) => Promise.resolve(callFunction(call)) };
    Object.assign(globalThis, {
      wx: { showModal, cloud, getStorageSync: () => '', setStorageSync: () => undefined },
    });
    let shown: DeskData = EMPTY_DESK;
    const desk = new FileDesk(
      (change) => (shown = { ...shown, ...change }),
      () => undefined,
    );
    desk.turnTo('wish-1');
    await desk.act({ type: 'open', purpose: '审核' });
    await desk.act({ type: 'review', decision: { decision: 'approve', publicText: '在桃源小学' } });
    return { sent, asked, shown };
  };

  it('asks the reviewer with the server’s words, and sends the answer', async () => {
    const { sent, asked, shown } = await decide([true, true]);
    expect(asked[1]).toBe('公开文字里可能有学校。');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ publicText: '在桃源小学', publicTextChecked: true });
    expect(shown.outcome).not.toBeNull();
  });

  it('stays as it is where the reviewer would rather mend it', async () => {
    const { sent, shown } = await decide([true, false]);
    expect(sent).toHaveLength(1);
    expect(shown.outcome).toBeNull();
    expect(shown.problem).toContain('学校');
  });
});

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
    expect(shown.events.map(({ eventId }) => eventId)).toEqual(['its-own']);
  });
});
