import { holderOf, type Network, type Session } from './session';
import { Signal } from './signal';
import type { Theme } from './types';

/** What a phone keeps beside the app's storage: rights given and the privacy consent. */
interface Kept {
  rights: Record<string, boolean>;
  privacyAgreed: boolean;
}

/** The phone itself: who holds it, how it is connected, and what it was allowed. */
export class Device {
  readonly network: Signal<Network>;
  readonly theme: Signal<Theme>;
  /** 0 to 1 */
  readonly brightness = new Signal(0.7);
  readonly visible = new Signal(document.visibilityState === 'visible');
  private readonly key: string;
  private kept: Kept;

  constructor(readonly session: Session) {
    this.network = new Signal(session.network);
    this.theme = new Signal(session.theme);
    this.key = `phone:${holderOf(session)}`;
    this.kept = {
      rights: {},
      privacyAgreed: false,
      ...(JSON.parse(localStorage.getItem(this.key) ?? '{}') as Partial<Kept>),
    };
    document.addEventListener('visibilitychange', () => {
      this.visible.set(document.visibilityState === 'visible');
    });
  }

  get rights(): Record<string, boolean> {
    return { ...this.kept.rights };
  }

  setRights(rights: Record<string, boolean>): void {
    this.keep({ ...this.kept, rights: { ...this.kept.rights, ...rights } });
  }

  get privacyAgreed(): boolean {
    return this.kept.privacyAgreed;
  }

  agreePrivacy(): void {
    this.keep({ ...this.kept, privacyAgreed: true });
  }

  /** Forgets rights and consent, as if the app had been deleted. */
  forget(): void {
    this.kept = { rights: {}, privacyAgreed: false };
    localStorage.removeItem(this.key);
  }

  private keep(kept: Kept): void {
    this.kept = kept;
    localStorage.setItem(this.key, JSON.stringify(kept));
  }
}
