import type { StaffCardRow } from '../../../typings/contract';
import { actionsFor } from '../../../miniprogram/packages/staff/card/pages/cards/actions';
import {
  chosenOf,
  issueRows,
  toggled,
  withAllChosen,
} from '../../../miniprogram/packages/staff/card/components/card-issue/view';
import {
  cardFilters,
  cardRows,
  cardSummary,
  narrowedCards,
  sortedCards,
} from '../../../miniprogram/packages/staff/card/pages/cards/view';
import { event, JUNE_1, row, stations } from '../samples';

describe('cards', () => {
  const card = (change: Partial<StaffCardRow> = {}): StaffCardRow => ({
    cardId: 'card-1',
    cardNo: 'K00000001',
    wishId: 'wish-1',
    alias: '晨星 12',
    gift: '一双跑鞋',
    communityName: '海岸社区',
    state: 'issued',
    ready: true,
    ...change,
  });

  it('say where the gift is, or when it was taken', () => {
    const desks = cardRows(
      [
        card({ ready: false }),
        card({ stationId: 'desk-2' }),
        card({ state: 'redeemed', redeemedAt: JUNE_1 }),
      ],
      stations,
    ).map(({ desk }) => desk);
    expect(desks).toEqual(['礼物在路上', '2 号台', '6月1日 10:30 领取']);
  });

  it('are sorted by a column, or as they stand: what still needs somebody first', () => {
    const cards = [
      card({ cardId: 'a', gift: '足球', state: 'redeemed', redeemedAt: JUNE_1 }),
      card({ cardId: 'b', gift: '书包', stationId: 'desk-2' }),
      card({ cardId: 'c', gift: '电子琴', stationId: 'desk-1' }),
    ];
    const order = (sorting: Parameters<typeof sortedCards>[1]) =>
      sortedCards(cards, sorting, stations)
        .map(({ cardId }) => cardId)
        .join('');
    expect(order(null)).toBe('bca');
    expect(order({ key: 'gift', down: false })).toBe('cba');
    expect(order({ key: 'gift', down: true })).toBe('abc');
    expect(order({ key: 'desk', down: false })).toBe('cba');
  });

  it('take the steps of their state, and none once they are over', () => {
    expect(actionsFor('issued').map(({ action }) => action)).toEqual(['freeze', 'reissue', 'void']);
    expect(actionsFor('frozen').map(({ action }) => action)).toEqual([
      'unfreeze',
      'renew',
      'reissue',
      'void',
    ]);
    expect(actionsFor('redeemed')).toEqual([]);
    expect(actionsFor('void')).toEqual([]);
  });

  it('are summed up by state', () => {
    expect(cardSummary([card(), card(), card({ state: 'frozen' })])).toBe(
      '3 张卡：可使用 2，已冻结 1',
    );
    expect(cardSummary([])).toBe('0 张卡');
  });

  it('are offered to wishes without a live one', () => {
    const wishes = [
      row({ wishId: 'none', state: 'ready' }),
      row({ wishId: 'live', state: 'ready', cardId: 'card-1' }),
      row({ wishId: 'ended', state: 'ready', cardId: 'card-2' }),
    ];
    const cards = [card(), card({ cardId: 'card-2', state: 'void' })];
    const rows = issueRows(wishes, cards, event);
    expect(chosenOf(rows)).toEqual(['none', 'ended']);
    expect(chosenOf(toggled(rows, 'none'))).toEqual(['ended']);
    expect(chosenOf(withAllChosen(rows, false))).toEqual([]);
  });

  it('are offered with what lies at no desk of this event', () => {
    const rows = issueRows(
      [
        row({ wishId: 'here', state: 'ready', stationId: 'desk-1' }),
        row({ wishId: 'there', state: 'ready', stationId: 'desk-1', deskEventId: 'event-2' }),
        row({ wishId: 'nowhere', state: 'ready', stationId: 'tent' }),
        row({ wishId: 'to come', state: 'funded' }),
      ],
      [],
      event,
    );
    expect(rows.filter(({ elsewhere }) => elsewhere).map(({ wishId }) => wishId)).toEqual([
      'there',
      'nowhere',
    ]);
    expect(cardRows([card({ elsewhere: true })], stations)[0]?.desk).toBe('礼物不在这场的台上');
  });

  it('are narrowed by desk, community and state, each only where it tells cards apart', () => {
    const cards = [
      card({ cardId: 'a', stationId: 'desk-2' }),
      card({ cardId: 'b', stationId: 'desk-1', communityName: '山脚社区' }),
      card({ cardId: 'c', stationId: 'desk-1' }),
    ];
    const filters = cardFilters(cards, stations);
    expect(filters.map(({ key, options }) => [key, ...options.map(({ word }) => word)])).toEqual([
      ['desk', '全部核销点', '1 号台', '2 号台'],
      ['community', '全部社区', '海岸社区', '山脚社区'],
    ]);
    const found = (chosen: Record<string, string>) =>
      narrowedCards(cards, { search: '', chosen }).map(({ cardId }) => cardId);
    expect(found({})).toEqual(['a', 'b', 'c']);
    expect(found({ desk: 'desk-1' })).toEqual(['b', 'c']);
    expect(found({ desk: 'desk-1', community: '海岸社区', state: '' })).toEqual(['c']);
    expect(found({ state: 'frozen' })).toEqual([]);
  });
});
