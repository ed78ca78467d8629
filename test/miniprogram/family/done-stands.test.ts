import { failing, pageOf, paper, settle, tapOn, type AnyPage } from '../paper-page';
import { JUNE_1 } from '../samples';

interface SteppingPage extends AnyPage {
  object(event: object): Promise<void>;
  answer(event: object): Promise<void>;
  acknowledge(event: object): Promise<void>;
  step(event: object): Promise<void>;
}

const child = { childId: 'child-1', nickname: '小满', birthMonth: '2017-03' };

const pack = {
  cardId: 'pack-1',
  childId: 'child-1',
  alias: '晨星',
  version: '7-12',
  state: 'redeemed',
  deliveredAt: JUNE_1,
  contents: ['绘本'],
};

const batch = {
  batchId: 'batch-1',
  unitName: '海棠巾帼文明岗',
  state: 'sent',
  counts: { '7-12': 2 },
  left: { '7-12': 2 },
  from: JUNE_1,
  until: JUNE_1 + 1,
  packs: [],
};

const enrolment = {
  enrolmentId: 'enrolment-1',
  programmeId: 'programme-1',
  childId: 'child-1',
  title: '绘画班',
  kind: 'care',
  state: 'offered',
  sessions: [],
  attended: [],
};

const READS: Record<string, unknown> = {
  me: {
    children: [{ ...child, transfer: { transferId: 'transfer-1', until: JUNE_1 } }],
    consent: {},
  },
  'pack.mine': { items: [pack] },
  'batch.mine': { items: [batch] },
  'programme.mine': { items: [enrolment] },
  programmes: { items: [] },
};

const openTransfer = pageOf<SteppingPage>('packages/family/pages/transfer/transfer');
const openPacks = pageOf<SteppingPage>('packages/family/pages/packs/packs');
const openProgrammes = pageOf<SteppingPage>('packages/family/pages/programmes/programmes');
const openBatches = pageOf<SteppingPage>('packages/helper/pages/batches/batches');

test.each<[string, typeof openPacks, (page: SteppingPage) => Promise<void>, string]>([
  [
    'an objection to a takeover',
    openTransfer,
    (page) => page.object(tapOn({ transferId: 'transfer-1' })),
    '已停止这次变更，谢谢您告诉我们',
  ],
  [
    'an answer about a pack',
    openPacks,
    (page) => page.answer(tapOn({ cardId: 'pack-1', answer: 'received' })),
    '谢谢您告诉我们',
  ],
  [
    'a place accepted',
    openProgrammes,
    (page) => page.step(tapOn({ enrolmentId: 'enrolment-1', side: 'family', action: 'accept' })),
    '名额已确认',
  ],
  [
    'an acknowledged batch',
    openBatches,
    (page) => page.acknowledge(tapOn({ batchId: 'batch-1' })),
    '已签收，可以开始送了',
  ],
])('%s is told as done though the page cannot be read again', async (_, open, tap, told) => {
  paper.answer = ({ action }) => READS[action] ?? {};
  const page = await open();
  expect(page.data['state']).toBeNull();
  paper.answer = ({ action }) => {
    if (action in READS) throw failing;
    return {};
  };
  await tap(page);
  await settle();
  expect(page.data).toMatchObject({ state: null, busy: false, done: told });
});
