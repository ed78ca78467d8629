import type { Disposition, Output } from '../../typings/contract';
import type { Lot } from '../../cloudfunctions/domain/gift/stock';
import { documentsOf } from './books';
import { openCloud, type Person, type TestCloud } from './cloud';
import {
  campaignId,
  collector,
  eventId,
  HOUR,
  newRequestId,
  openWorld,
  readyCard,
  type ReadyCard,
  type World,
} from './world';

/** One event that lasts for a whole file of tests, with cards that are ready for it. */

export const MINUTE = 60_000;
/** How long ago an older card was issued. */
export const AGE = 20 * MINUTE;

export let cloud: TestCloud;
export let world: World;

export const openEventDay = async (): Promise<void> => {
  cloud = await openCloud({ timers: false });
  world = await openWorld(cloud, {
    event: { from: Date.now() - HOUR, until: Date.now() + 24 * HOUR },
  });
};

let families = 0;

export const newCard = (more?: Parameters<typeof readyCard>[3]): Promise<ReadyCard> =>
  readyCard(cloud, world, `guardian-${(families += 1)}`, more);

/** A card that was issued a while ago: a scan may lie between then and now. */
export const olderCard = async (): Promise<ReadyCard> => {
  const card = await newCard();
  await cloud.forward(AGE);
  return card;
};

export const stateOf = async ({ guardian, wishId }: ReadyCard) => {
  const { items } = await guardian.call('family', 'wish.mine', {});
  return items.find((wish) => wish.wishId === wishId)?.state;
};

export const codeOf = (reply: { ok: boolean; code?: string }) => (reply.ok ? 'ok' : reply.code);

export const staffCard = (
  action: 'card.freeze' | 'card.unfreeze' | 'card.reissue' | 'card.void',
  { cardId }: ReadyCard,
) => world.community.call('staff', action, { requestId: newRequestId(), cardId, reason: '处理' });

export const annul = (
  person: Person,
  { cardId }: ReadyCard,
  more: { disposition?: Disposition; nonce?: string } = {},
) =>
  person.send('station', 'card.annul', {
    nonce: newRequestId(),
    cardId,
    reason: '扫错了卡',
    ...more,
  });

export const withdraw = ({ guardian, wishId }: ReadyCard) =>
  guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });

/** What stock holds of the gift of a wish. */
export const lotOf = ({ wishId }: ReadyCard, funding = 1): Lot | undefined =>
  documentsOf<Lot>(cloud.dataDir, 'stock').find(({ _id }) => _id === `stock#${wishId}#${funding}`);

/** Another event of the campaign, with one desk at a door. */
export const newEvent = async (title: string): Promise<string> => {
  const made = await world.admin.call('staff', 'event.save', {
    requestId: newRequestId(),
    campaignId,
    title,
    from: cloud.now() - MINUTE,
    until: cloud.now() + HOUR,
    stations: [{ stationId: 'door', label: '家门口' }],
  });
  return made.eventId;
};

export const moveTo = ({ cardId }: ReadyCard, toEventId: string, stationId: string) =>
  world.community.call('staff', 'card.move', {
    requestId: newRequestId(),
    cardIds: [cardId],
    eventId: toEventId,
    stationId,
  });

/** A scan with no network; of just now, a millisecond before whatever a test lets happen next. */
export const scanOf = (
  { code }: { code: string },
  scannedAt = cloud.now() - 1,
  nonce = newRequestId(),
) => ({ nonce, code, collector, scannedAt });

export const sync = (
  entries: readonly unknown[],
  more: object = {},
  person: Person = world.volunteer,
) =>
  person.send('station', 'card.sync', {
    eventId,
    stationId: 'desk-1',
    deviceId: 'phone-1',
    clockOffsetMs: 0,
    entries: [...entries],
    ...more,
  });

/** What becomes of each scan that is uploaded. */
export const upload = async (entries: readonly unknown[], more: object = {}, person?: Person) => {
  const reply = await sync(entries, more, person);
  if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`);
  return reply.data.results.map(({ status, reason }) =>
    reason === undefined ? status : `${status} ${reason}`,
  );
};

export type Conflict = Output<'staff', 'conflict.list'>['items'][number];

export const conflictsOf = async ({ cardId }: ReadyCard, at = eventId): Promise<Conflict[]> => {
  const { items } = await world.admin.call('staff', 'conflict.list', { eventId: at });
  return items.filter((conflict) => conflict.cardId === cardId);
};
