import { withCheck } from '@micro-wish/vocabulary';
import { guardiansAt } from './demo-paths';
import type { House } from './house';
import type { Phone } from './phone';
import { place, type Place } from './place';

const SCAN = 'packages/station/pages/scan/scan';

/** The scan page with each of its verdicts. */
export const scanPlaces = (house: House): Place[] => [
  {
    ...place('scan-ready', SCAN, 'demo-volunteer-1', '扫一扫'),
    reach: (phone) => phone.tap('1 号兑换台'),
  },
  {
    ...place('scan-mistyped', SCAN, 'demo-volunteer-1', /有一位不对/),
    reach: async (phone) => {
      await phone.tap('1 号兑换台');
      await phone.write('卡上的 16 位码', '0A2M-0TCT-5S4J-JGT8');
    },
  },
  {
    ...place('scan-gift', SCAN, 'demo-volunteer-2', '谁来领取？点一下就发放'),
    reach: async (phone) => typeCard(phone, await waitingCard(house)),
  },
  {
    ...place('scan-go', SCAN, 'demo-volunteer-2', '可以发放'),
    reach: async (phone) => {
      await typeCard(phone, await waitingCard(house));
      await phone.tap(/^孩子本人/);
    },
  },
  {
    ...place('scan-wait', SCAN, 'demo-volunteer-2', /核销点|兑换台/),
    reach: async (phone) => {
      const { code, desk } = await waitingCard(house);
      const other = desk === '1 号兑换台' ? '2 号兑换台' : '1 号兑换台';
      await typeCard(phone, { code, desk: other });
      await phone.sees('下一张');
    },
  },
  {
    ...place('scan-stop', SCAN, 'demo-volunteer-2', '下一张'),
    reach: (phone) => typeCard(phone, { code: withCheck('0'.repeat(15)), desk: '1 号兑换台' }),
  },
];

/** A card's code, and the desk to type it at. */
interface Typed {
  code: string;
  desk: string;
}

/** A demo card that waits to be redeemed. */
const waitingCard = async (house: House): Promise<Typed> => {
  for (const guardian of guardiansAt('ready').reverse()) {
    const person = house.as(guardian);
    const { items } = await person.call('family', 'card.mine', {});
    const card = items.find(({ state, ready }) => ready && state === 'issued');
    if (!card) continue;
    const { code } = await person.call('family', 'card.show', { cardId: card.cardId });
    return { code, desk: card.stationLabel ?? '1 号兑换台' };
  }
  throw new Error('every card of the demo is redeemed');
};

const typeCard = async (phone: Phone, { code, desk }: Typed): Promise<void> => {
  await phone.tap(desk);
  await phone.write('卡上的 16 位码', code);
  await phone.tap('查看');
};
