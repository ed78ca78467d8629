/** Keeps the consent of the person who holds the phone. */
export interface ConsentKeeper {
  readonly privacyAgreed: boolean;
  agreePrivacy(): void;
}

/** What the app answers a request for consent with. */
export type PrivacyAnswer =
  | { event: 'exposureAuthorization' }
  | { event: 'agree'; buttonId?: string }
  | { event: 'disagree' };

export type PrivacyAsker = (
  resolve: (answer: PrivacyAnswer) => void,
  info: { referrer: string },
) => void;

/**
 * Consent to the privacy contract, asked for by the first call that needs it: by the app's own
 * popup where it has one, else by WeChat's.
 */
export class Privacy {
  /** The app's own popup. */
  asker: PrivacyAsker | undefined;
  private pending: Promise<boolean> | undefined;
  private readonly tappedButtons = new Set<string>();

  constructor(
    private readonly keeper: ConsentKeeper,
    /** `__usePrivacyCheck__` of app.json. */
    private readonly checked: boolean,
    private readonly popup: () => Promise<boolean>,
  ) {}

  get needed(): boolean {
    return this.checked && !this.keeper.privacyAgreed;
  }

  /** `<button open-type="agreePrivacyAuthorization">` was tapped. */
  agreeByButton(buttonId: string): void {
    this.tappedButtons.add(buttonId);
    this.keeper.agreePrivacy();
  }

  /** Whether `api` may go on; asks where it has to, once for all calls that wait. */
  async allows(api: string): Promise<boolean> {
    if (!this.needed) return true;
    this.pending ??= this.ask(api).finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async ask(referrer: string): Promise<boolean> {
    const { asker } = this;
    const agreed = asker
      ? await new Promise<boolean>((resolve) => {
          asker(
            (answer) => {
              if (answer.event === 'disagree') resolve(false);
              // As in WeChat, an agreement counts only after its button was really tapped.
              if (answer.event === 'agree') resolve(this.tappedButtons.has(answer.buttonId ?? ''));
            },
            { referrer },
          );
        })
      : await this.popup();
    if (agreed) this.keeper.agreePrivacy();
    return agreed;
  }
}
