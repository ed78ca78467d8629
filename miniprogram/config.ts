/** The campaign that the app opens with where a link names none. */
export const CAMPAIGN_ID = 'nanshan-2025';

/** The cloud environment; '' means the first one of the account. */
export const CLOUD_ENV = '';

/** What WeChat can tell a family; one template of the account each. */
export type MessageTemplate =
  | 'reviewed'
  | 'returned'
  | 'ready'
  | 'event'
  | 'redeemed'
  | 'reissued'
  | 'answered';

/** Ids of the account's subscribe-message templates; '' = nobody is asked. */
export const MESSAGE_TEMPLATES: Record<MessageTemplate, string> = {
  reviewed: '',
  returned: '',
  ready: '',
  event: '',
  redeemed: '',
  reissued: '',
  answered: '',
};

/** The same for an app with no account, as it runs on a developer's machine. */
export const LOCAL_TEMPLATES: Record<MessageTemplate, string> = {
  reviewed: 'local-reviewed',
  returned: 'local-returned',
  ready: 'local-ready',
  event: 'local-event',
  redeemed: 'local-redeemed',
  reissued: 'local-reissued',
  answered: 'local-answered',
};

/** The app id of a project that has no account yet. */
export const NO_ACCOUNT = 'touristappid';

/** Whom to call when a child is in danger; 110 stays first, the others are the district's to fill in. */
export const HOTLINES: readonly { number: string; label: string }[] = [
  { number: '110', label: '公安报警' },
  { number: '12338', label: '妇女儿童维权热线' },
  { number: '12355', label: '青少年服务台' },
];
