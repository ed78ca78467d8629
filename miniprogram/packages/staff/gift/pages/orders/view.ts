import { ORDER_STATE_WORDS, dayText, yuanText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../../utils/tones';
import type { Fen, OrderRow, OrderState, OrderView } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';
import { detailsText } from '../../../common/details';

const STATE_TONES: Record<OrderState, Tone> = {
  draft: 'quiet',
  ordered: 'wait',
  partly_arrived: 'warm',
  arrived: 'good',
  cancelled: 'quiet',
};

/** A state in its words and colour. */
const stateOf = (state: OrderState) => ({
  stateWord: ORDER_STATE_WORDS[state],
  tone: STATE_TONES[state],
});

/** An order of the list. */
export interface ListedOrder {
  orderId: string;
  supplier: string;
  about: string;
  total: string;
  stateWord: string;
  tone: Tone;
}

const dueText = ({ expectedAt, state }: OrderRow): string =>
  expectedAt === undefined || state === 'arrived' || state === 'cancelled'
    ? ''
    : `预计 ${dayText(expectedAt)} 到`;

export const listedOrders = (orders: readonly OrderRow[]): ListedOrder[] =>
  orders.map((order) => ({
    orderId: order.orderId,
    supplier: order.supplier,
    about: [order.orderNo, `到 ${order.arrived} / ${order.gifts} 份`, dueText(order)]
      .filter(Boolean)
      .join(' · '),
    total: yuanText(order.totalFen),
    ...stateOf(order.state),
  }));

/** Says that what was chosen came to more than one order. */
export const savedText = (orders: number): string =>
  orders > 1 ? `份数较多，已存成 ${orders} 个订单，请逐个下单。` : '';

/** A line of the open order, with its price as typed. */
export interface OrderLine {
  wishId: string;
  title: string;
  about: string;
  details: string;
  state: 'due' | 'arrived' | 'dropped';
  stateWord: string;
  tone: Tone;
  price: string;
  typed: string;
  reservedFen: number;
  chosen: boolean;
  problem: string;
  community: string;
  /** The event of its card; '' for none. */
  cardEventId: string;
}

const LINE: Record<OrderLine['state'], { stateWord: string; tone: Tone }> = {
  due: { stateWord: '待到货', tone: 'wait' },
  arrived: { stateWord: '已到', tone: 'good' },
  dropped: { stateWord: '已移出', tone: 'quiet' },
};

const typedOf = (fen: Fen): string => (fen / 100).toFixed(2).replace(/\.00$/, '');

/** The lines of an order: what is to come first, and chosen, so that one tap takes all of it. */
export const orderLines = ({ lines }: OrderView): OrderLine[] =>
  lines
    .map((line) => ({
      wishId: line.wishId,
      title: line.title || '心愿已结束',
      about: [line.wishNo, line.alias, line.communityName].filter(Boolean).join(' · '),
      details: detailsText(line.details),
      state: line.state,
      ...LINE[line.state],
      price: yuanText(line.priceFen),
      typed: typedOf(line.priceFen),
      reservedFen: line.reservedFen ?? 0,
      chosen: line.state === 'due',
      problem: '',
      community: line.communityName,
      cardEventId: line.eventId ?? '',
    }))
    .sort((a, b) => Number(a.state !== 'due') - Number(b.state !== 'due'));

/** What may be done with an order now. */
export const actionsFor = (state: OrderState) => ({
  mayPlace: state === 'draft',
  mayCancel: state !== 'arrived' && state !== 'cancelled',
});

export const chosenLines = (lines: readonly OrderLine[]): OrderLine[] =>
  lines.filter(({ chosen, state }) => chosen && state === 'due');

/** The chosen gifts with their prices, or the lines with what is wrong in them. */
export const readArrivals = (
  lines: readonly OrderLine[],
): { gifts: { wishId: string; priceFen: Fen }[]; lines: OrderLine[]; isGood: boolean } => {
  const gifts: { wishId: string; priceFen: Fen }[] = [];
  const read = lines.map((line) => {
    if (!line.chosen || line.state !== 'due') return { ...line, problem: '' };
    const { fen, problem } = readAmount(line.typed, [
      { fen: line.reservedFen as Fen, says: '超过了预留' },
    ]);
    if (fen !== undefined) gifts.push({ wishId: line.wishId, priceFen: fen });
    return { ...line, problem };
  });
  return { gifts, lines: read, isGood: read.every(({ problem }) => problem === '') };
};

/** The lines that stay when the chosen ones are taken out, at their agreed prices. */
export const withoutChosen = (order: OrderView, lines: readonly OrderLine[]) => {
  const gone = new Set(chosenLines(lines).map(({ wishId }) => wishId));
  return order.lines
    .filter(({ wishId, state }) => state === 'due' && !gone.has(wishId))
    .map(({ wishId, priceFen }) => ({ wishId, priceFen }));
};

/** The lines after some were recorded: those that could not be taken say why. */
export const withProblems = (
  lines: readonly OrderLine[],
  results: readonly { wishId: string; problem?: string }[],
): OrderLine[] => {
  const problems = new Map(results.map(({ wishId, problem = '' }) => [wishId, problem]));
  return lines.map((line) => ({ ...line, problem: problems.get(line.wishId) ?? line.problem }));
};
