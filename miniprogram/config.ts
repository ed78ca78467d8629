/** The campaign that the app opens with where a link names none. */
export const CAMPAIGN_ID = 'nanshan-2025';

/** The cloud environment; '' means the first one of the account. */
export const CLOUD_ENV = '';

/** What a family can be told by WeChat. */
export type MessageKind = 'reviewed' | 'returned' | 'cardReady' | 'eventSoon' | 'redeemed';

/** Subscribe-message templates of the account, by what they tell; '' = nobody is asked. */
export const MESSAGE_TEMPLATES: Record<MessageKind, string> = {
  reviewed: '',
  returned: '',
  cardReady: '',
  eventSoon: '',
  redeemed: '',
};

/** Templates of an app with no account, as a developer's machine runs it. */
export const LOCAL_TEMPLATES: Record<MessageKind, string> = {
  reviewed: 'local-reviewed',
  returned: 'local-returned',
  cardReady: 'local-card-ready',
  eventSoon: 'local-event-soon',
  redeemed: 'local-redeemed',
};

/** The app id of a project that has no account yet. */
export const NO_ACCOUNT = 'touristappid';
