import type { Card } from '../../cloudfunctions/domain/card/card';
import { settle } from '../../cloudfunctions/domain/enrolment/enrolment';
import type { Programme, Seat } from '../../cloudfunctions/domain/enrolment/programme';
import type { Reply } from '../../typings/contract';
import { documentsOf, must } from '../support/books';
import type { Person } from '../support/cloud';
import { DAY, newProgramme, programmeInput } from '../support/programmes';
import { HOUR, newRequestId } from '../support/world';
import { PEOPLE, SESSIONS, type EnrolmentEvent } from './enrolment-plot';
import { playSteps, type Setting } from './plays';

interface Scan {
  person: number;
  code: string;
  sessionId: string;
  nonce: string;
  at: number;
}

class Play {
  /** Enrolment and pass of each person, as far as they are known. */
  readonly enrolmentIds = new Map<number, string>();
  readonly codes = new Map<number, string>();
  readonly waiting: Scan[] = [];
  /** Who was let in to which session. */
  readonly visits = new Map<number, Set<string>>();
  private taken = 0;
  /** Where everybody stood when it was looked at last. */
  private states = new Map<string, Seat['state']>();

  constructor(
    private readonly setting: Setting,
    private readonly programmeId: string,
    private readonly people: Person[],
    private readonly rules: ReturnType<typeof programmeInput>,
  ) {}

  /** One of those who joined: where a state is wanted and anybody has it, one of those. */
  private among = (place: number, wanted?: Seat['state']): number => {
    const known = [...this.enrolmentIds.keys()];
    const fitting = known.filter(
      (who) => this.states.get(this.enrolmentIds.get(who) ?? '') === wanted,
    );
    const from = fitting.length > 0 ? fitting : known;
    return from[place % Math.max(1, from.length)] ?? place;
  };

  join = async (who: number): Promise<void> => {
    const adult = this.people[who];
    if (!adult) return;
    const { programmeId } = this;
    const input = { requestId: newRequestId(), programmeId, name: `林${who}` };
    const joined = await this.setting.tried(() => adult.send('helper', 'programme.join', input));
    if (joined) this.enrolmentIds.set(who, joined.enrolmentId);
  };

  private own = async (who: number, action: 'cancel' | 'accept' | 'decline'): Promise<void> => {
    const enrolmentId = this.enrolmentIds.get(who);
    const adult = this.people[who];
    if (enrolmentId === undefined || !adult) return;
    const input = { requestId: newRequestId(), enrolmentId };
    await this.setting.tried(() => adult.send('helper', `programme.${action}`, input));
  };

  private byStaff = async (
    who: number,
    ask: (input: { requestId: string; enrolmentId: string }) => Promise<Reply<unknown>>,
  ): Promise<void> => {
    const enrolmentId = this.enrolmentIds.get(who);
    if (enrolmentId === undefined) return;
    const input = { requestId: newRequestId(), enrolmentId };
    await this.setting.tried(() => ask(input));
  };

  private promote = (who: number): Promise<void> =>
    this.byStaff(who, (input) =>
      this.setting.world.district.send('staff', 'enrolment.promote', input),
    );

  private forward = async (hours: number): Promise<void> => {
    await this.setting.cloud.forward(hours * HOUR);
  };

  private save = async ({
    capacity,
    reserved,
  }: {
    capacity: number;
    reserved: number;
  }): Promise<void> => {
    const { programmeId, rules } = this;
    const input = { ...rules, capacity, reserved, programmeId, requestId: newRequestId() };
    await this.setting.tried(() => this.setting.world.admin.send('staff', 'programme.save', input));
  };

  /** The pass, shown once while it could be; a photo of it is scanned long after. */
  private codeOf = async (who: number): Promise<string | undefined> => {
    const known = this.codes.get(who);
    const enrolmentId = this.enrolmentIds.get(who);
    const adult = this.people[who];
    if (known !== undefined || enrolmentId === undefined || !adult) return known;
    const shown = await this.setting.tried(() =>
      adult.send('helper', 'pass.show', { enrolmentId }),
    );
    if (shown) this.codes.set(who, shown.code);
    return shown?.code;
  };

  private letIn = ({ person: who, sessionId }: Scan): void => {
    this.visits.set(who, (this.visits.get(who) ?? new Set()).add(sessionId));
  };

  private scanned = async (who: number, place: number): Promise<Scan | undefined> => {
    const code = await this.codeOf(who);
    if (code === undefined) return undefined;
    return {
      person: who,
      code,
      sessionId: `s-${place}`,
      nonce: newRequestId(),
      at: this.setting.cloud.now(),
    };
  };

  step = async (event: EnrolmentEvent): Promise<void> => {
    const { programmeId } = this;
    const { world, faults, tried } = this.setting;
    const staff = world.district;
    switch (event.kind) {
      case 'kill':
        return faults.arm(event);
      case 'join':
        return this.join(event.person);
      case 'cancel':
        return this.own(this.among(event.person), event.kind);
      case 'accept':
      case 'decline':
        return this.own(this.among(event.person, 'offered'), event.kind);
      case 'promote':
        return this.promote(this.among(event.person, 'waiting'));
      case 'reject':
        return this.byStaff(this.among(event.person), (input) =>
          staff.send('staff', 'enrolment.reject', input),
        );
      case 'priority': {
        const { priority } = event;
        const more = { priority, reason: '试一试' };
        return this.byStaff(this.among(event.person, 'waiting'), (input) =>
          staff.send('staff', 'enrolment.priority', { ...input, ...more }),
        );
      }
      case 'call':
        return this.byStaff(this.among(event.person, 'waiting'), (input) =>
          staff.send('staff', 'enrolment.call', { ...input, outcome: event.outcome }),
        );
      case 'walkIn': {
        const input = { requestId: newRequestId(), programmeId, name: '路过的人' };
        await tried(() => staff.send('staff', 'enrolment.walkIn', input));
        return;
      }
      case 'places':
        return this.save(event);
      case 'scan': {
        const scan = await this.scanned(this.among(event.person, 'enrolled'), event.session);
        if (!scan) return;
        const { nonce, code, sessionId: stationId } = scan;
        const input = { nonce, eventId: programmeId, stationId, deviceId: 'phone', code };
        const verdict = await tried(() => world.admin.send('station', 'card.redeem', input));
        if (verdict?.status === 'accepted') this.letIn(scan);
        return;
      }
      case 'offline': {
        const scan = await this.scanned(this.among(event.person, 'enrolled'), event.session);
        if (scan) this.waiting.push(scan);
        return;
      }
      case 'upload': {
        const [scan] = this.waiting.splice(event.which % Math.max(1, this.waiting.length), 1);
        if (!scan) return;
        const { nonce, code, at: scannedAt, sessionId: stationId } = scan;
        const answered = await tried(() =>
          world.admin.send('station', 'card.sync', {
            eventId: programmeId,
            stationId,
            deviceId: `phone-${event.device}`,
            clockOffsetMs: 0,
            entries: [{ nonce, code, scannedAt }],
          }),
        );
        must(answered?.results[0]?.status !== 'conflict', () => 'a pass has no conflicts');
        if (answered?.results[0]?.status === 'accepted') this.letIn(scan);
        return;
      }
      case 'wait':
        return this.forward(event.hours);
      case 'race': {
        const against = {
          promote: () => this.promote(this.among(event.other, 'waiting')),
          join: () => this.join(event.other),
          cancel: () => this.own(this.among(event.other, 'enrolled'), 'cancel'),
          clock: () => this.forward(1),
        }[event.against];
        await Promise.all([this.promote(this.among(event.person, 'waiting')), against()]);
        return;
      }
      case 'cancelSession': {
        const sessionId = `s-${event.session}`;
        const input = { requestId: newRequestId(), programmeId, sessionId, reason: '台风' };
        await tried(() => world.admin.send('staff', 'programme.cancel', input));
        return;
      }
    }
  };

  /** Places, one seat a person, one attendance a session, and nobody back who was rejected. */
  check = (): void => {
    const { programmeId, enrolmentIds } = this;
    const { cloud } = this.setting;
    const stored = documentsOf<Programme>(cloud.dataDir, 'programmes').find(
      ({ _id }) => _id === programmeId,
    );
    if (!stored) throw new Error('the programme is gone');
    const programme = settle(stored, cloud.now());
    const { seats, capacity, reserved } = programme;
    this.states = new Map(seats.map(({ enrolmentId, state }) => [enrolmentId, state]));
    const taken = seats.filter(({ state }) => state === 'enrolled' || state === 'offered').length;
    const told = (): string =>
      `${taken} taken, before ${this.taken}, of ${capacity} less ${reserved}`;
    // Fewer places throw nobody out: what was taken may stand, and never grows.
    must(taken <= Math.max(capacity - reserved, this.taken), told);
    this.taken = taken;
    const subjects = seats.map(({ subjectId }) => subjectId);
    must(new Set(subjects).size === subjects.length, () => 'one person has two seats');
    for (const { state, history } of seats) {
      const wasRejected = history.some((one) => one.state === 'rejected');
      must(!wasRejected || state === 'rejected', () => 'who was rejected is back');
    }
    const passes = documentsOf<Card>(cloud.dataDir, 'cards').filter(
      ({ pass }) => pass?.programmeId === programmeId,
    );
    for (const [who, enrolmentId] of enrolmentIds) {
      const pass = passes.find((card) => card.pass?.enrolmentId === enrolmentId);
      const seen = (pass?.redemptions ?? [])
        .filter(({ status }) => status === 'effective')
        .map(({ stationId }) => stationId);
      const known = [...(this.visits.get(who) ?? [])].sort();
      must(
        JSON.stringify([...new Set(seen)].sort()) === JSON.stringify(known),
        () => `person ${who} was at ${known.join()} and has ${seen.join()}`,
      );
    }
  };

  /** What staff and the person read of it in the end: each session once. */
  async checkLists(): Promise<void> {
    const { programmeId } = this;
    const list = await this.setting.tried(() =>
      this.setting.world.district.send('staff', 'enrolment.list', { programmeId }),
    );
    for (const [who, enrolmentId] of this.enrolmentIds) {
      const row = list?.items.find((one) => one.enrolmentId === enrolmentId);
      const known = [...(this.visits.get(who) ?? [])].sort();
      must(
        JSON.stringify([...(row?.attended ?? [])].sort()) === JSON.stringify(known),
        () => `the list says ${row?.attended.join() ?? 'nothing'} of person ${who}`,
      );
    }
  }
}

let plays = 0;

/** Plays what happens with a few places on the real backend, and looks after each step. */
export const playEnrolments = async (
  setting: Setting,
  events: readonly EnrolmentEvent[],
): Promise<void> => {
  const { cloud, world, faults } = setting;
  plays += 1;
  const start = cloud.now() + 2 * DAY;
  const rules = programmeInput(
    {
      for: 'adult',
      capacity: 2,
      closesAt: start - HOUR,
      sessions: Array.from({ length: SESSIONS }, (_, place) => ({
        sessionId: `s-${place}`,
        title: `第 ${place + 1} 次`,
        place: '活动室',
        from: start + place * 12 * HOUR,
        until: start + place * 12 * HOUR + 10 * HOUR,
      })),
    },
    cloud.now(),
  );
  const programmeId = await newProgramme(world.admin, rules);
  const people = Array.from({ length: PEOPLE }, (_, place) => cloud.as(`play-${plays}-${place}`));
  const play = new Play(setting, programmeId, people, rules);
  // Full from the start, and others wait.
  for (let who = 0; who < PEOPLE / 2; who += 1) await play.join(who);
  play.check();
  await playSteps(events, play.step, play.check);
  faults.disarm();
  await play.checkLists();
};
