import type { EventView } from '../../../typings/contract';
import {
  communitiesOf,
  parcelsOf,
  withDeskProblems,
} from '../../../miniprogram/packages/staff/gift/pages/orders/parcels';
import type { OrderLine } from '../../../miniprogram/packages/staff/gift/pages/orders/view';

const line = (wishId: string, community: string, cardEventId = '', chosen = true): OrderLine => ({
  wishId,
  title: '跑鞋',
  about: '',
  details: '',
  state: 'due',
  stateWord: '待到货',
  tone: 'wait',
  price: '',
  typed: '',
  reservedFen: 0,
  chosen,
  problem: '',
  community,
  cardEventId,
});

const events = [
  { eventId: 'june', title: '六一专场' },
  { eventId: 'autumn', title: '秋天专场' },
] as EventView[];

const LINES = [
  line('a', '海岸社区', 'june'),
  line('b', '山脚社区', 'june'),
  line('c', '海岸社区', 'june'),
  line('left', '花园社区', 'autumn', false),
];

const told = (parcels: ReturnType<typeof parcelsOf>) =>
  parcels.map(({ label, wishIds }) => [label, wishIds.join()]);

describe('the parcels of an order', () => {
  it('are one, of the chosen gifts alone, while all go to one place', () => {
    expect(told(parcelsOf(LINES, events, false, []))).toEqual([['领取点', 'a,b,c']]);
    expect(communitiesOf(LINES)).toBe(2);
  });

  it('are one for each community where they are parted', () => {
    expect(told(parcelsOf(LINES, events, true, []))).toEqual([
      ['海岸社区 · 2 份', 'a,c'],
      ['山脚社区 · 1 份', 'b'],
    ]);
  });

  it('are apart where cards are of several events, or of none', () => {
    const lines = [...LINES, line('d', '海岸社区', 'autumn'), line('e', '海岸社区')];
    expect(told(parcelsOf(lines, events, false, []))).toEqual([
      ['六一专场 · 3 份', 'a,b,c'],
      ['秋天专场 · 1 份', 'd'],
      ['还没有卡 · 1 份', 'e'],
    ]);
    expect(told(parcelsOf(lines, events, true, []))[2]).toEqual([
      '秋天专场 · 海岸社区 · 1 份',
      'd',
    ]);
  });

  it('keep the desk chosen for them, and say where none is', () => {
    const [whole] = parcelsOf(LINES, events, false, []);
    const desk = { eventId: 'june', stationId: 'desk-1' };
    const before = whole ? [{ ...whole, desk }] : [];
    const [fewer] = parcelsOf(LINES.slice(0, 1), events, false, before);
    expect(fewer).toMatchObject({ wishIds: ['a'], desk });
    const parted = parcelsOf(LINES, events, true, before);
    expect(withDeskProblems([...before, ...parted]).map(({ problem }) => problem)).toEqual([
      '',
      '请选择礼物放在哪个领取点',
      '请选择礼物放在哪个领取点',
    ]);
  });
});
