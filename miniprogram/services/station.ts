import type { Input } from '../../typings/contract';
import { call } from './client';

/** The events at which the caller may scan, now or later. */
export const myEvents = async () => (await call('station', 'me', {})).events;

/** Opens a desk on this device: the event, the manifest, the clock's offset. */
export const openStation = (input: Input<'station', 'open'>) => call('station', 'open', input);

/** What redeeming would answer, changing nothing. */
export const inspectCard = (input: Input<'station', 'card.inspect'>) =>
  call('station', 'card.inspect', input);

/** Redeems a card; the same nonce sent again gets the same answer. */
export const redeemCard = (input: Input<'station', 'card.redeem'>) =>
  call('station', 'card.redeem', input);

/** Uploads what was scanned with no network; each entry is answered once and for all. */
export const syncScans = async (input: Input<'station', 'card.sync'>) =>
  (await call('station', 'card.sync', input)).results;

/** 撤销核销: an own redemption within 15 minutes; staff at any time. */
export const annulRedemption = (input: Input<'station', 'card.annul'>) =>
  call('station', 'card.annul', input);

/** 发放: the card itself is in the family's hands. */
export const handOutCard = (input: Input<'station', 'card.handOut'>) =>
  call('station', 'card.handOut', input);

/** Failed scans of an event, newest first. */
export const listAttempts = (input: Input<'station', 'attempts'>) =>
  call('station', 'attempts', input);
