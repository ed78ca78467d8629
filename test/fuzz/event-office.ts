import type { Disposition } from '../../typings/contract';
import type { Person } from '../support/cloud';
import { campaignId, eventId, newRequestId } from '../support/world';
import { conflictsAt } from './event-books';
import type { Happening } from './event-plot';
import { at, type Stage } from './event-stage';
import type { Setting } from './plays';

const MINUTE = 60_000;
const YEAR = 60 * 24 * 365 * MINUTE;

type EventState = Extract<Happening, { kind: 'event' }>['to'];

/** What staff and families do while gifts are handed out; what is not allowed is refused. */
export class Office {
  constructor(private readonly stage: Stage) {}

  /** The event to which cards are moved: each play has its own, and does with it as it likes. */
  static async openDelivery({ cloud, world }: Setting): Promise<string> {
    const { eventId: made } = await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      campaignId,
      title: '送礼上门',
      from: cloud.now() - 60 * MINUTE,
      until: cloud.now() + YEAR,
      stations: [{ stationId: 'door', label: '家门口' }],
    });
    return made;
  }

  /** Puts the event that cards are moved to off, cancels it, takes its desk away, or opens it. */
  async changeEvent(to: EventState): Promise<void> {
    const { cloud, world, places } = this.stage;
    const requestId = newRequestId();
    const event = { requestId, eventId: at(places, 2).eventId };
    if (to === 'cancelled') {
      await this.stage.tried(() =>
        world.admin.send('staff', 'event.cancel', { ...event, reason: '下雨' }),
      );
      return;
    }
    const from = to === 'later' ? cloud.now() + 60 * MINUTE : cloud.now() - 60 * MINUTE;
    const stationId = to === 'deskless' ? 'gate' : 'door';
    await this.stage.tried(() =>
      world.admin.send('staff', 'event.save', {
        ...event,
        campaignId,
        title: '送礼上门',
        from,
        until: from + YEAR,
        stations: [{ stationId, label: '家门口' }],
      }),
    );
  }

  async annul(person: Person, place: number, disposition?: Disposition): Promise<void> {
    const nonce = newRequestId();
    const { cardId } = at(this.stage.cards, place);
    const given = disposition === undefined ? {} : { disposition };
    await this.stage.tried(() =>
      person.send('station', 'card.annul', { nonce, cardId, reason: '撤销', ...given }),
    );
  }

  async change(action: 'reissue' | 'freeze' | 'unfreeze' | 'void', place: number): Promise<void> {
    const known = at(this.stage.cards, place);
    const { cardId, guardian } = known;
    const requestId = newRequestId();
    await this.stage.tried(() =>
      this.stage.world.community.send('staff', `card.${action}` as const, {
        requestId,
        cardId,
        reason: '处理',
      }),
    );
    const shown = await guardian.send('family', 'card.show', { cardId });
    if (shown.ok) known.code = shown.data.code;
  }

  /** The wish whose card was voided gets another one. */
  async issueAgain(place: number): Promise<void> {
    const { world, cards, cardIds, standing, places } = this.stage;
    const known = at(cards, place);
    const { wishId, guardian } = known;
    const requestId = newRequestId();
    const issued = await this.stage.tried(() =>
      world.community.send('staff', 'card.issue', { requestId, eventId, wishIds: [wishId] }),
    );
    const [card] = issued?.cards ?? [];
    if (!card || card.cardId === known.cardId) return;
    cardIds.add(card.cardId);
    const shown = await guardian.send('family', 'card.show', { cardId: card.cardId });
    if (!shown.ok) return;
    cards[place] = { ...known, cardId: card.cardId, code: shown.data.code };
    standing[place] = at(places, 0);
  }

  async move(place: number, to: number): Promise<void> {
    const { world, cards, places, standing } = this.stage;
    const { cardId } = at(cards, place);
    const requestId = newRequestId();
    const there = at(places, to);
    const moved = await this.stage.tried(() =>
      world.community.send('staff', 'card.move', { requestId, cardIds: [cardId], ...there }),
    );
    if (moved) standing[place] = there;
  }

  async unapprove(place: number): Promise<void> {
    const { wishId } = at(this.stage.cards, place);
    const requestId = newRequestId();
    await this.stage.tried(() =>
      this.stage.world.district.send('staff', 'wish.review', {
        requestId,
        wishId,
        decision: 'return',
        reason: '再看一看',
      }),
    );
  }

  async withdraw(place: number): Promise<void> {
    const { wishId, guardian } = at(this.stage.cards, place);
    const requestId = newRequestId();
    await this.stage.tried(() => guardian.send('family', 'wish.withdraw', { requestId, wishId }));
  }

  /** What would come next for this wish. */
  async goOn(place: number): Promise<void> {
    const { world, cards, standing } = this.stage;
    const { wishId, childId, guardian } = at(cards, place);
    const { stationId } = at(standing, place);
    const again = newRequestId();
    const words = { category: 'sport' as const, title: '一双球鞋' };
    await this.stage.tried(() =>
      guardian.send('family', 'wish.submit', {
        requestId: again,
        campaignId,
        childId,
        ...words,
      }),
    );
    for (const reviewer of [world.community, world.district]) {
      const requestId = newRequestId();
      await this.stage.tried(() =>
        reviewer.send('staff', 'wish.review', { requestId, wishId, decision: 'approve' }),
      );
    }
    const fund = { requestId: newRequestId(), wishId, amountFen: 20_000 as never };
    await this.stage.tried(() => world.admin.send('staff', 'wish.fund', fund));
    const gift = { requestId: newRequestId(), wishId, priceFen: 15_000 as never, stationId };
    await this.stage.tried(() => world.community.send('staff', 'gift.arrive', gift));
  }

  /** Staff settle one of what waits for them. */
  async decide(which: number, accept: boolean): Promise<void> {
    const { world, places, cardIds } = this.stage;
    const open = (await conflictsAt(world, places)).filter(
      ({ cardId, state }) => cardIds.has(cardId) && state === 'open',
    );
    if (open.length === 0) return;
    const { conflictId, kind } = at(open, which);
    const resolution = kind === 'held' ? (accept ? 'accept' : 'refuse') : '已核实';
    const requestId = newRequestId();
    await this.stage.tried(() =>
      world.community.send('staff', 'conflict.resolve', {
        requestId,
        conflictId,
        resolution,
        note: '问过了',
      }),
    );
  }
}
