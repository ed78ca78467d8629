/**
 * What both sides of the wire must say and read alike: the app's build and the functions' build
 * take this package. Pure; no I/O. A word, limit or reading that stands here stands nowhere else.
 */
export * from './audit-actions';
export * from './calendar';
export * from './card-code';
export * from './intake';
export * from './limits';
export * from './money-text';
export * from './scopes';
export * from './words';
export * from './mother-words';
export * from './pack-words';
export * from './referral-words';
export * from './programme-words';
