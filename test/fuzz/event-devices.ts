import type { Output } from '../../typings/contract';
import { must } from '../support/books';
import { untilAnswered, type Person } from '../support/cloud';
import { collector, newRequestId } from '../support/world';
import { at, type Place, type Stage, type Volunteer } from './event-stage';
import type { Setting } from './plays';

const MINUTE = 60_000;

interface Sent {
  nonce: string;
  code: string;
  card: number;
  where: Place;
}

interface Entry extends Sent {
  scannedAt: number;
  /** What the card was good for at that moment, where the volunteer could still ask. */
  met: 'right' | 'wrong' | 'unknown';
}

type Results = Output<'station', 'card.sync'>['results'];

/** Lets somebody scan at both events: the ids of the grants. */
export const grantAt = async (
  { cloud, world, tried, places }: Setting & Pick<Stage, 'places'>,
  { openid }: Person,
): Promise<string[]> => {
  const grantIds: string[] = [];
  for (const { eventId } of places.slice(1)) {
    const requestId = newRequestId();
    const window = { from: cloud.now() - 60 * MINUTE, until: cloud.now() + 600 * MINUTE };
    const given = await tried(() =>
      world.admin.send('staff', 'grant.scanner', { requestId, openid, eventId, ...window }),
    );
    if (given) grantIds.push(given.grantId);
  }
  return grantIds;
};

/** A phone at a desk, with its own wrong clock, its queue, and what it has sent. */
export class Device {
  readonly volunteer: Person;
  private grantIds: readonly string[];
  private queue: Entry[] = [];
  private readonly sent: Sent[] = [];

  constructor(
    private readonly stage: Stage,
    { person, grantIds }: Volunteer,
    private readonly deviceId: string,
    private readonly skewMs: number,
  ) {
    this.volunteer = person;
    this.grantIds = grantIds;
  }

  async grant(): Promise<void> {
    this.grantIds = [...this.grantIds, ...(await grantAt(this.stage, this.volunteer))];
  }

  async endGrants(): Promise<void> {
    for (const grantId of this.grantIds) {
      const requestId = newRequestId();
      await this.stage.tried(() =>
        this.stage.world.admin.send('staff', 'grant.end', { requestId, grantId }),
      );
    }
    this.grantIds = [];
  }

  private async send({ nonce, code, card, where }: Sent): Promise<void> {
    const { deviceId } = this;
    const reply = await untilAnswered(() =>
      this.volunteer.send('station', 'card.redeem', { nonce, ...where, deviceId, code, collector }),
    );
    const isBarred = !reply.ok && reply.code === 'PERMISSION_DENIED' && this.grantIds.length === 0;
    const isDeskless =
      !reply.ok && reply.code === 'NOT_FOUND' && where === at(this.stage.places, 2);
    must(reply.ok || isBarred || isDeskless, () => `a scan was refused: ${JSON.stringify(reply)}`);
    if (reply.ok && reply.data.status === 'accepted') this.stage.handedOut.set(nonce, card);
  }

  private scanned = (card: number): Sent => ({
    nonce: newRequestId(),
    code: at(this.stage.cards, card).code,
    card,
    where: at(this.stage.standing, card),
  });

  /** A lost answer: the volunteer saw nothing, and the app sends the same scan again later. */
  async scan(card: number, lost = false): Promise<void> {
    const sent = this.scanned(card);
    this.sent.push(sent);
    const reply = this.send(sent);
    if (lost) await this.send(sent);
    await reply;
  }

  async retry(which: number): Promise<void> {
    if (this.sent.length > 0) await this.send(at(this.sent, which));
  }

  /** What the server would say of a scan now; nobody asks it who scans without network. */
  private async judged({ code, where }: Sent): Promise<Entry['met']> {
    const verdict = await this.stage.tried(() =>
      this.volunteer.send('station', 'card.inspect', { ...where, code }),
    );
    if (!verdict) return 'unknown';
    if (verdict.status === 'accepted') return 'right';
    return verdict.reason === 'already_redeemed' ? 'unknown' : 'wrong';
  }

  async scanOffline(card: number): Promise<void> {
    // A device knows its own queue: it does not hand the same card's gift out twice.
    if (this.queue.some((queued) => queued.card === card)) return;
    const sent = this.scanned(card);
    const scannedAt = this.stage.cloud.now() + this.skewMs;
    this.queue.push({ ...sent, scannedAt, met: await this.judged(sent) });
    this.stage.handedOut.set(sent.nonce, card);
  }

  async upload(twice = false, reversed = false): Promise<void> {
    for (const place of this.stage.places) {
      const from = this.queue.filter(({ where }) => where === place);
      await this.uploadFrom(place, reversed ? from.reverse() : from, twice);
    }
    this.queue = [];
  }

  private async uploadFrom(place: Place, entries: readonly Entry[], twice: boolean): Promise<void> {
    if (entries.length === 0) return;
    const send = () =>
      untilAnswered(() =>
        this.volunteer.send('station', 'card.sync', {
          ...place,
          deviceId: this.deviceId,
          clockOffsetMs: -this.skewMs,
          entries: entries.map(({ nonce, code, scannedAt }) => ({
            nonce,
            code,
            scannedAt,
            collector,
          })),
        }),
      );
    const reply = await send();
    if (twice) await send();
    must(
      reply.ok && reply.data.results.length === entries.length,
      () => `an upload was not acknowledged: ${JSON.stringify(reply)}`,
    );
    if (reply.ok) this.compare(entries, reply.data.results);
  }

  /** What was right at the desk is right in the books, whatever came between scan and upload. */
  private compare(entries: readonly Entry[], results: Results): void {
    for (const { nonce, met, scannedAt } of entries) {
      const { status = 'gone', reason = '' } = results.find((one) => one.nonce === nonce) ?? {};
      const told = `scan ${nonce} of ${scannedAt - this.skewMs} was ${met}, and is ${status} ${reason}`;
      if (met === 'right') must(status !== 'gone' && status !== 'rejected', () => told);
      if (met === 'wrong') must(status === 'rejected' || status === 'held', () => told);
    }
  }
}
