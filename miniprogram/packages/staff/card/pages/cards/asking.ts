import { call } from '../../../../../services/client';
import { ACTION_COPY, CALL_OF, NO_ACTION, type CardAction } from './actions';

interface Asked {
  action: CardAction;
  cardId: string;
  cardNo: string;
}

/** The data that `asking` works with. */
export const askingData = () => ({
  /** The step that is being asked about, and its card. */
  asked: null as Asked | null,
  copy: NO_ACTION,
});

interface AskingPage {
  data: ReturnType<typeof askingData>;
  setData(change: object): void;
  loadCards(): Promise<void>;
  act<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ): Promise<boolean>;
}

/** A step with one card, taken once its reason is given. */
export const asking = {
  ask(this: AskingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    const { action, cardId, cardNo } = currentTarget.dataset as Asked;
    const asked = { action, cardId, cardNo };
    this.setData({ asked, copy: ACTION_COPY[action], problem: '', done: '' });
  },

  closeAsk(this: AskingPage) {
    this.setData({ asked: null, problem: '' });
  },

  async change(this: AskingPage, { detail }: { detail: { reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { action, cardId, cardNo } = asked;
    const more = action === 'renew' ? { unfreeze: true as const } : {};
    await this.act({ cardId, reason: detail.reason, ...more }, async (request) => {
      await call('staff', CALL_OF[action], request);
      this.setData({ asked: null });
      await this.loadCards();
      return `${cardNo} ${ACTION_COPY[action].done}`;
    });
  },
};
