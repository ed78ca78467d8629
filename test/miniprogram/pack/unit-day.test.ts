import type { UnitBatch, UnitPack } from '../../../typings/contract';
import { failing, pageOf, paper, settle, type AnyPage } from '../paper-page';
import { JUNE_1 } from '../samples';

interface BatchesPage extends AnyPage {
  data: {
    state: { kind: string } | null;
    stale: string;
    batches: {
      toCount: boolean;
      fields: { version: string; left: number }[];
      places: { place: string; todo: number; packs: { alias: string; state: string }[] }[];
    }[];
  };
  onPullDownRefresh(): Promise<void>;
}

const pack = (alias: string, more: Partial<UnitPack>): UnitPack => ({
  cardId: `card of ${alias}`,
  cardNo: 'B-0001',
  alias,
  ageBand: '7-12',
  version: '7-12',
  place: '图书馆',
  state: 'issued',
  ready: true,
  ...more,
});

const batch: UnitBatch = {
  batchId: 'batch-1',
  unitId: 'unit-1',
  unitName: '海岸绣工坊',
  title: '六一暖心包 · 海岸绣工坊',
  state: 'acknowledged',
  from: JUNE_1,
  until: JUNE_1 + 1,
  counts: { '0-6': 0, '7-12': 4, '13-17': 0, family: 0 },
  left: { '0-6': 0, '7-12': 3, '13-17': 0, family: 0 },
  packs: [
    pack('晨星', { state: 'redeemed', ready: false }),
    pack('白帆', {}),
    pack('细雨', { ready: false }),
    pack('远山', { place: '', state: 'frozen' }),
  ],
};

const openBatches = pageOf<BatchesPage>('packages/helper/pages/batches/batches');

beforeEach(() => {
  paper.kept.clear();
  paper.answer = () => ({ items: [batch] });
});

it('the list goes place by place, what is still to do first, with what is left', async () => {
  const [shown] = (await openBatches()).data.batches;
  expect(shown).toMatchObject({ toCount: false, fields: [{ version: '7-12', left: 3 }] });
  const places = shown?.places.map(({ place, todo, packs }) => [
    place,
    todo,
    packs.map(({ alias, state }) => `${alias} ${state}`),
  ]);
  expect(places).toEqual([
    ['图书馆', 2, ['白帆 可以送', '细雨 还没有包', '晨星 已送到']],
    ['地点另行约定', 1, ['远山 已冻结']],
  ]);
});

it('where it cannot be read the list of the last time stands, and says why', async () => {
  await openBatches();
  paper.answer = () => {
    throw failing;
  };
  const page = await openBatches();
  expect(page.data.batches).toHaveLength(1);
  expect(page.data.state).toBeNull();
  expect(page.data.stale).toContain('这是上次看到的名单');
  // The network is there: what failed is named.
  expect(page.data.stale).not.toContain('没有网络');
  paper.answer = () => ({ items: [] });
  await page.onPullDownRefresh();
  await settle();
  expect(page.data).toMatchObject({ stale: '', batches: [] });
  expect(page.data.state).toMatchObject({ kind: 'empty' });
});
