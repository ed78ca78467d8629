import type { Direction } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { codeOf, isNoAnswer } from '../../../../utils/call-error';
import { errorState } from '../../../../utils/errors';
import { recall } from '../../../../utils/storage';
import type { Keeper } from '../../offline/offline-station';
import { deskChoices, GRANT_OVER, keepDesk, leaveDesk, NO_EVENT, recallDesk } from './desks';
import { deviceId, deviceLabel, isAtADesk } from './device';
import { doorView, type DoorView } from './door';
import { logOfToday, type ScanLog } from './recent';
import type { Counter } from './redeem-flow';
import type { LastHandOver } from './undo';
import { deskStillOpen, type Desk, type EventChoice } from './view';

/** Where this phone keeps what was scanned today, and whether a hardware scanner is used. */
export const LOG_KEY = 'scan:log';
export const SCANNER_KEY = 'scan:scanner';

interface DeskPage {
  data: { choices: EventChoice[]; desk: Desk | null; door: DoorView };
  keeper: Keeper | undefined;
  counter: Counter | undefined;
  lastHandOver: LastHandOver | undefined;
  setData(change: object): void;
  load(): Promise<void>;
  workAt(desk: Desk): Promise<void>;
  learnRole(): Promise<void>;
  showWithoutEvents(error: unknown, desk: Desk | undefined): void;
  showDesk(desk: Desk | undefined, hadOne: boolean): Promise<void>;
  holdFocus(): void;
}

/** The desk that the volunteer works at: the one of last time, another, or none any more. */
export const atDesk = {
  retryLoad(this: DeskPage) {
    this.setData({ stage: 'state', state: { kind: 'loading', title: '', hint: '' } });
    void this.load();
  },

  async load(this: DeskPage) {
    const [desk, log, scanner] = await Promise.all([
      recallDesk(),
      recall<ScanLog>(LOG_KEY, true),
      recall<boolean>(SCANNER_KEY),
      this.keeper?.wake(await deviceId()),
      this.counter?.wake(),
    ]);
    this.setData({
      log: logOfToday(log?.value, Date.now()),
      scanner: scanner?.value ?? isAtADesk(),
      unanswered: this.counter?.unanswered ?? '',
    });
    if (desk) await this.workAt(desk);
    try {
      const { choices, isFresh } = await deskChoices(Date.now());
      this.setData({ choices });
      if (isFresh) void this.learnRole();
      else this.keeper?.noticed(false);
      // Another one may have been chosen while the list was on its way.
      const present = this.data.desk ?? desk;
      if (isFresh || !present) {
        await this.showDesk(deskStillOpen(present, choices), present !== undefined);
      }
    } catch (error) {
      this.showWithoutEvents(error, desk);
    }
  },

  /** The remembered desk is worked at at once; whether it is still open is seen when it is known. */
  async workAt(this: DeskPage, desk: Desk) {
    const id = await deviceId();
    this.counter?.workAt(desk, id);
    this.setData({ desk, door: doorView(desk, 'in'), stage: 'ready' });
    const { eventId, stationId } = desk;
    await this.keeper?.settleAt({
      eventId,
      stationId,
      deviceId: id,
      deviceLabel: deviceLabel(id),
    });
    this.holdFocus();
  },

  async learnRole(this: DeskPage) {
    try {
      this.setData({ isStaff: (await call('family', 'me', {})).isStaff });
    } catch (error) {
      console.warn('the role at the desk is not known', codeOf(error));
    }
  },

  /** The remembered desk can be worked at while the network is away. */
  showWithoutEvents(this: DeskPage, error: unknown, desk: Desk | undefined) {
    if (desk && isNoAnswer(error)) this.keeper?.noticed(false);
    else this.setData({ stage: 'state', state: errorState(error) });
  },

  /** No desk any more: what is known of it goes, what waits for upload stays. */
  async showDesk(this: DeskPage, desk: Desk | undefined, hadOne: boolean) {
    if (desk) {
      const { desk: now } = this.data;
      const isSame = now?.eventId === desk.eventId && now.stationId === desk.stationId;
      if (isSame) this.setData({ desk, door: doorView(desk, this.counter?.direction ?? 'in') });
      else await this.workAt(desk);
      return;
    }
    if (hadOne) {
      await Promise.all([this.keeper?.leave(), leaveDesk()]);
      this.setData({ log: logOfToday(undefined, Date.now()) });
    }
    const stage = this.data.choices.length > 0 ? 'desk' : 'state';
    this.setData({ stage, desk: null, state: hadOne ? GRANT_OVER : NO_EVENT });
  },

  async chooseDesk(
    this: DeskPage,
    { detail }: WechatMiniprogram.CustomEvent<{ eventId: string; stationId: string }>,
  ) {
    const desk = this.data.choices
      .flatMap(({ desks }) => desks)
      .find(
        ({ eventId, stationId }) => eventId === detail.eventId && stationId === detail.stationId,
      );
    if (!desk) return;
    await keepDesk(desk);
    await this.workAt(desk);
  },

  async changeDesk(this: DeskPage) {
    try {
      const { choices } = await deskChoices(Date.now());
      this.setData({ choices, stage: 'desk' });
    } catch (error) {
      const title = isNoAnswer(error) ? '现在没有网络，联网后才能换台' : errorState(error).title;
      void wx.showToast({ title, icon: 'none' });
    }
  },

  /** Children are brought, or fetched. */
  turn(this: DeskPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    const direction = currentTarget.dataset['direction'] as Direction;
    if (this.counter) this.counter.direction = direction;
    if (this.lastHandOver) this.lastHandOver.current = undefined;
    this.setData({ door: doorView(this.data.desk, direction), last: '' });
  },

  /** Staff see who is still to be fetched; volunteers ask them. */
  seeInside(this: DeskPage) {
    const programmeId = this.data.desk?.eventId ?? '';
    const page = '/packages/staff/enrolment/pages/sessions/sessions';
    void wx.navigateTo({ url: `${page}?programmeId=${programmeId}` });
  },
};
