import type { MessageKind } from '../typings/contract';

/** The campaign that the app opens with where a link names none. */
export const CAMPAIGN_ID = 'nanshan-2025';

/** The cloud environment; '' means the first one of the account. */
export const CLOUD_ENV = '';

/** Subscribe-message templates of the account, by what they tell; '' = nobody is asked. */
export const MESSAGE_TEMPLATES: Record<MessageKind, string> = {
  reviewed: '',
  returned: '',
  ready: '',
  redeemed: '',
  reissued: '',
  tomorrow: '',
  eventChanged: '',
  eventCancelled: '',
};

/** The same for an app with no account, as it runs on a developer's machine. */
export const LOCAL_TEMPLATES: Record<MessageKind, string> = {
  reviewed: 'local-reviewed',
  returned: 'local-returned',
  ready: 'local-ready',
  redeemed: 'local-redeemed',
  reissued: 'local-reissued',
  tomorrow: 'local-tomorrow',
  eventChanged: 'local-event-changed',
  eventCancelled: 'local-event-cancelled',
};

/** The app id of a project that has no account yet. */
export const NO_ACCOUNT = 'touristappid';
