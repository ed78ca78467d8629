import { keepStore } from '../support/store-copy';
import { eventId, readyCard, type ReadyCard } from '../support/world';
import { checkBooks } from './event-books';
import { Device, grantAt } from './event-devices';
import { Office } from './event-office';
import { CARDS, DEVICES, type EventPlot, type Happening } from './event-plot';
import { at, type Stage, type Volunteer } from './event-stage';
import type { Setting } from './plays';

/**
 * Lays what every play begins with, once: each call of the answer puts the store back to it, which
 * is most of what a play would cost.
 */
export const layStage = async (setting: Setting): Promise<() => Stage> => {
  const { cloud, world } = setting;
  const cards: ReadyCard[] = [];
  for (let place = 0; place < CARDS; place += 1) {
    cards.push(await readyCard(cloud, world, `family-${place}`));
  }
  const places = [
    { eventId, stationId: 'desk-1' },
    { eventId, stationId: 'desk-2' },
    { eventId: await Office.openDelivery(setting), stationId: 'door' },
  ];
  const volunteers: Volunteer[] = [];
  for (let place = 0; place < DEVICES; place += 1) {
    const person = cloud.as(`volunteer-${place}`);
    volunteers.push({ person, grantIds: await grantAt({ ...setting, places }, person) });
  }
  const putBack = keepStore(cloud.dataDir);
  return () => {
    putBack();
    return {
      ...setting,
      places,
      volunteers,
      cards: cards.map((card) => ({ ...card })),
      standing: cards.map(() => at(places, 0)),
      cardIds: new Set(cards.map(({ cardId }) => cardId)),
      handedOut: new Map(),
    };
  };
};

/**
 * Plays an event on the real backend and then checks that its books agree: gifts handed out,
 * redemptions, conflicts, failed scans, wishes and the ledger.
 */
export const playEvent = async (
  stage: Stage,
  { happenings, clockSkews }: EventPlot,
): Promise<void> => {
  const { world, faults } = stage;
  const office = new Office(stage);
  const devices = clockSkews.map(
    (skewMs, place) => new Device(stage, at(stage.volunteers, place), `device-${place}`, skewMs),
  );

  const happen = async (event: Happening): Promise<void> => {
    switch (event.kind) {
      case 'scan':
        return at(devices, event.device).scan(event.card, event.lost);
      case 'retry':
        return at(devices, event.device).retry(event.which);
      case 'offlineScan':
        return at(devices, event.device).scanOffline(event.card);
      case 'upload':
        return at(devices, event.device).upload(event.twice, event.reversed);
      case 'annul':
        return event.byStaff
          ? office.annul(world.community, event.card, event.disposition)
          : office.annul(at(devices, event.card).volunteer, event.card);
      case 'reissue':
      case 'freeze':
      case 'unfreeze':
      case 'void':
        return office.change(event.kind, event.card);
      case 'issue':
        return office.issueAgain(event.card);
      case 'move':
        return office.move(event.card, event.to);
      case 'unapprove':
        return office.unapprove(event.card);
      case 'goOn':
        return office.goOn(event.card);
      case 'event':
        return office.changeEvent(event.to);
      case 'endGrant':
        return at(devices, event.device).endGrants();
      case 'grant':
        return at(devices, event.device).grant();
      case 'decide':
        return office.decide(event.which, event.accept);
      case 'withdraw':
        return office.withdraw(event.card);
      case 'crowd':
        await Promise.all(devices.map((one) => one.scan(event.card)));
        return;
      case 'kill':
        faults.arm(event);
    }
  };

  for (const event of happenings) await happen(event);
  faults.disarm();
  for (const one of devices) await one.upload();
  const everLost = happenings.some((one) => one.kind === 'annul' && one.disposition !== 'returned');
  await checkBooks(stage, everLost);
};
