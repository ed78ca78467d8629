/** The campaign that the app opens with where a link names none. */
export const CAMPAIGN_ID = 'nanshan-2025';

/** The cloud environment; '' means the first one of the account. */
export const CLOUD_ENV = '';
