import { submissionCalls } from '../../services/family';
import { askForMessages } from '../../services/messages';
import { isPassing } from '../../utils/call-error';
import { errorCopy, type ErrorCopy } from '../../utils/errors';
import { forget } from '../../utils/storage';
import { dropWaiting, letWait } from '../../wish/outbox';
import { submitDraft, type Draft } from '../../wish/submission';
import type { Step } from './view';

/** The data that `sending` works with. */
export const sendingData = () => ({ sending: false, failure: null as ErrorCopy | null });

interface SendingPage {
  data: ReturnType<typeof sendingData> & { campaignId: string };
  consentVersion: string | undefined;
  waitingId: string;
  draft: Draft;
  setData(change: object): void;
  draftKey(): string;
  goTo(step: Step): void;
  keepDraft(draft: Draft): Promise<void>;
  wait(): Promise<boolean>;
  leaveDraft(): Promise<void>;
}

/** The wish on its way: sent, or waiting on this phone for a network. */
export const sending = {
  /** A wish that waits for a network and is changed here. */
  waitingId: '',

  async submit(this: SendingPage) {
    if (this.data.sending) return;
    this.setData({ sending: true, failure: null });
    const asked = askForMessages(['reviewed', 'returned', 'ready', 'answered']);
    const { consentVersion } = this;
    const { campaignId } = this.data;
    try {
      await asked;
      await submitDraft(this.draft, submissionCalls, {
        campaignId,
        consentVersion,
        keepDraft: (draft) => this.keepDraft(draft),
      });
      await this.leaveDraft();
      this.goTo('done');
    } catch (error) {
      if (!isPassing(error) || !(await this.wait())) {
        this.setData({ failure: errorCopy(error) });
      }
    }
    this.setData({ sending: false });
  },

  /** Lets the wish wait for a network; false where this phone cannot keep it. */
  async wait(this: SendingPage): Promise<boolean> {
    const { consentVersion } = this;
    const { campaignId } = this.data;
    try {
      await letWait(this.draft, { campaignId, consentVersion });
    } catch (error) {
      console.warn('the wish cannot wait on this phone', error);
      return false;
    }
    await this.leaveDraft();
    this.goTo('waiting');
    return true;
  },

  /** The wish is on its way; nothing of it is offered again. */
  async leaveDraft(this: SendingPage) {
    if (this.waitingId === '') await forget(this.draftKey());
    else await dropWaiting(this.waitingId);
    this.waitingId = '';
  },
};
