import type { Card } from '../../cloudfunctions/domain/card/card';
import type { PackMoveRecord } from '../../cloudfunctions/store/pack/plans';
import type { PackVersion } from '../../typings/contract';
import { documentsOf, must } from '../support/books';
import { untilAnswered, type Person } from '../support/cloud';
import { newChild, newMember, newPlan, newUnit, send } from '../support/packs';
import { collector, newRequestId } from '../support/world';
import { BATCHES, CHILDREN, type PackEvent } from './pack-plot';
import { playSteps, type Setting } from './plays';

/** A card that somebody holds, with what its family would show. */
interface Held {
  cardId: string;
  code: string;
  batchId: string;
}

interface Scanned extends Held {
  nonce: string;
  at: number;
}

class Play {
  readonly cards: Held[] = [];
  readonly waiting: Scanned[] = [];
  readonly losses: string[] = [];

  constructor(
    private readonly setting: Setting,
    private readonly planId: string,
    private readonly unitId: string,
    private readonly batchIds: string[],
    private readonly members: Person[],
    private readonly children: { guardian: Person; childId: string }[],
  ) {}

  private batchId = (place: number): string => this.batchIds[place] ?? '';
  private held = (place: number): Held | undefined =>
    this.cards.length === 0 ? undefined : this.cards[place % this.cards.length];
  private memberOf = (batchId: string): Person =>
    this.members[this.batchIds.indexOf(batchId)] ?? this.setting.world.admin;

  private learn = async (cardId: string, batchId: string, guardian: Person): Promise<void> => {
    const shown = await this.setting.tried(() => guardian.send('family', 'card.show', { cardId }));
    if (shown) this.cards.push({ cardId, code: shown.code, batchId });
  };

  private deliver = ({ code, batchId }: Held) => {
    const nonce = newRequestId();
    return this.setting.tried(() =>
      this.memberOf(batchId).send('station', 'card.redeem', {
        nonce,
        eventId: batchId,
        stationId: this.unitId,
        deviceId: 'phone',
        code,
        collector,
      }),
    );
  };

  private takeAway = (kind: 'return' | 'lose', batchId: string, of: PackVersion, n: number) => {
    const input = { requestId: newRequestId(), batchId, version: of, count: n, reason: '试一试' };
    return kind === 'return'
      ? this.setting.tried(() => this.setting.world.community.send('staff', 'pack.return', input))
      : this.setting.tried(() => this.setting.world.district.send('staff', 'pack.lose', input));
  };

  private swap = async (held: Held, to: PackVersion) => {
    const input = { requestId: newRequestId(), cardId: held.cardId, version: to, reason: '换' };
    const swapped = await this.setting.tried(() =>
      this.setting.world.community.send('staff', 'pack.swap', input),
    );
    if (!swapped) return;
    for (const { guardian } of this.children) {
      await this.learn(swapped.cardId, held.batchId, guardian);
    }
  };

  private void = ({ cardId }: Held) => {
    const input = { requestId: newRequestId(), cardId, reason: '不要了' };
    return this.setting.tried(() => this.setting.world.community.send('staff', 'card.void', input));
  };

  step = async (event: PackEvent): Promise<void> => {
    const { unitId, planId } = this;
    const { world, faults, tried } = this.setting;
    switch (event.kind) {
      case 'kill':
        return faults.arm(event);
      case 'send': {
        const id = newRequestId();
        const input = {
          requestId: id,
          planId,
          unitId,
          counts: { [event.version]: event.count },
          from: Date.now() - 3_600_000,
          until: Date.now() + 3_600_000,
        };
        const sent = await tried(() => world.admin.send('staff', 'pack.send', input));
        if (sent) this.batchIds.push(sent.batchId);
        return;
      }
      case 'assign': {
        const child = this.children[event.child];
        const batchId = this.batchId(event.batch);
        if (!child) return;
        const input = {
          requestId: newRequestId(),
          batchId,
          childIds: [child.childId],
          ...(event.family ? { version: 'family' as const } : {}),
          ...(event.family && event.second ? { reason: '分住两处' } : {}),
        };
        const done = await tried(() => world.community.send('staff', 'pack.assign', input));
        const cardId = done?.results[0]?.cardId;
        if (cardId) await this.learn(cardId, batchId, child.guardian);
        return;
      }
      case 'swap': {
        const held = this.held(event.card);
        return held && this.swap(held, event.version);
      }
      case 'acknowledge': {
        const batchId = this.batchId(event.batch);
        const member = this.memberOf(batchId);
        const seen = await tried(() => member.send('helper', 'batch.mine', {}));
        const mine = seen?.items.find((one) => one.batchId === batchId);
        if (!mine) return;
        const counts = { ...mine.left, '7-12': Math.max(0, mine.left['7-12'] - event.less) };
        const input = { requestId: newRequestId(), batchId, counts };
        await tried(() => member.send('helper', 'batch.acknowledge', input));
        return;
      }
      case 'settle': {
        const batchId = this.batchId(event.batch);
        const seen = await tried(() =>
          world.community.send('staff', 'pack.discrepancies', { batchId }),
        );
        const one = seen?.items[event.which % Math.max(1, seen.items.length)];
        if (!one) return;
        const { discrepancyId } = one;
        const input = {
          requestId: newRequestId(),
          discrepancyId,
          outcome: event.outcome,
          note: '问',
        };
        const settled = await tried(() => world.district.send('staff', 'pack.settle', input));
        if (settled?.lossId) this.losses.push(settled.lossId);
        return;
      }
      case 'return':
      case 'lose': {
        const taken = await this.takeAway(
          event.kind,
          this.batchId(event.batch),
          event.version,
          event.count,
        );
        if (taken && 'lossId' in taken) this.losses.push(taken.lossId);
        return;
      }
      case 'confirm': {
        const lossId = this.losses[event.which % Math.max(1, this.losses.length)];
        if (lossId === undefined) return;
        const input = { requestId: newRequestId(), lossId };
        await tried(() => world.admin.send('staff', 'pack.confirmLoss', input));
        return;
      }
      case 'deliver': {
        const held = this.held(event.card);
        if (held) await this.deliver(held);
        return;
      }
      case 'offline': {
        const held = this.held(event.card);
        if (held) this.waiting.push({ ...held, nonce: newRequestId(), at: Date.now() });
        return;
      }
      case 'upload': {
        const [scan] = this.waiting.splice(event.which % Math.max(1, this.waiting.length), 1);
        if (!scan) return;
        const { nonce, code, at: scannedAt, batchId } = scan;
        await tried(() =>
          this.memberOf(batchId).send('station', 'card.sync', {
            eventId: batchId,
            stationId: unitId,
            deviceId: 'phone-2',
            clockOffsetMs: 0,
            entries: [{ nonce, code, collector, scannedAt }],
          }),
        );
        return;
      }
      case 'void': {
        const held = this.held(event.card);
        if (held) await this.void(held);
        return;
      }
      case 'annul': {
        const held = this.held(event.card);
        if (!held) return;
        const { disposition } = event;
        const input = { nonce: newRequestId(), cardId: held.cardId, reason: '送错', disposition };
        await tried(() => world.community.send('station', 'card.annul', input));
        return;
      }
      case 'race': {
        const held = this.held(event.card);
        if (!held) return;
        const other = {
          return: () => this.takeAway('return', held.batchId, '7-12', 1),
          swap: () => this.swap(held, 'family'),
          void: () => this.void(held),
          deliver: () => this.deliver(held),
        }[event.against];
        await Promise.all([this.deliver(held), other()]);
        return;
      }
      case 'close': {
        const input = { requestId: newRequestId(), batchId: this.batchId(event.batch) };
        await tried(() => world.community.send('staff', 'pack.close', input));
        return;
      }
    }
  };

  /** Every version's sum, once-only of every card and child, and the moves behind the numbers. */
  check = async (): Promise<void> => {
    const { planId } = this;
    const reply = await untilAnswered(() =>
      this.setting.world.community.send('staff', 'pack.sums', { planId }),
    );
    if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`);
    const cards = documentsOf<Card>(this.setting.cloud.dataDir, 'cards').filter(
      ({ pack }) => pack?.planId === planId,
    );
    const moves = documentsOf<PackMoveRecord>(this.setting.cloud.dataDir, 'packMoves').filter(
      (move) => move.planId === planId,
    );
    const effective = ({ redemptions }: Card): number =>
      redemptions.filter(({ status }) => status === 'effective').length;
    for (const one of reply.data.versions) {
      const { received, inStore, withUnits, delivered, lost } = one;
      const told = (): string => JSON.stringify(one);
      must(received === inStore + withUnits + delivered + lost, told);
      must(Math.min(inStore, withUnits, delivered, lost) >= 0, told);
      const own = cards.filter(({ pack }) => pack?.version === one.version);
      const handed = own.reduce((sum, held) => sum + effective(held), 0);
      must(handed === delivered, () => `${told()} but ${handed} cards are delivered`);
      const moved = (key: 'received' | 'sent' | 'returned' | 'lost'): number =>
        moves
          .filter((move) => move.version === one.version)
          .reduce((sum, move) => sum + (move[key] ?? 0), 0);
      must(received === moved('received'), () => `${told()} is not what was received`);
      must(lost === moved('lost'), () => `${told()} is not what was lost`);
      must(
        inStore === moved('received') - moved('sent') + moved('returned'),
        () => `${told()} is not what the moves say`,
      );
    }
    for (const held of cards) {
      must(effective(held) <= 1, () => `card ${held._id} is delivered twice`);
    }
    for (const { childId } of this.children) {
      const live = cards.filter(({ pack, state }) => pack?.childId === childId && state !== 'void');
      const open = live.filter(({ eventId, redemptions }) => {
        const closed = redemptions.length === 0 && !this.batchIds.includes(eventId);
        return !closed;
      });
      const delivered = open.filter((one) => effective(one) === 1);
      must(delivered.length <= 1, () => `child ${childId} has ${delivered.length} packs`);
    }
  };
}

/** Plays what happens with a few packs on the real backend, and looks after each step. */
export const playPacks = async (setting: Setting, events: readonly PackEvent[]): Promise<void> => {
  const { cloud, world } = setting;
  const planId = await newPlan(world, 6);
  const unitId = await newUnit(world);
  const batchIds: string[] = [];
  const members: Person[] = [];
  for (let place = 0; place < BATCHES; place += 1) {
    const batchId = await send(world, planId, unitId, { '7-12': 2, family: 1 });
    batchIds.push(batchId);
    members.push(await newMember(cloud, world, batchId));
  }
  const children = [];
  for (let place = 0; place < CHILDREN; place += 1) children.push(await newChild(cloud));
  const play = new Play(setting, planId, unitId, batchIds, members, children);
  await playSteps(events, play.step, play.check);
};
