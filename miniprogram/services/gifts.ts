import type { Input } from '../../typings/contract';
import { call } from './client';

/** Funded wishes whose gift is still to come, paged. */
export const listWanted = (input: Input<'staff', 'gift.wanted'>) =>
  call('staff', 'gift.wanted', input);

/** A new order, or an open one as it shall be. */
export const saveOrder = (input: Input<'staff', 'order.save'>) =>
  call('staff', 'order.save', input);

export const placeOrder = (input: Input<'staff', 'order.place'>) =>
  call('staff', 'order.place', input);

export const cancelOrder = (input: Input<'staff', 'order.cancel'>) =>
  call('staff', 'order.cancel', input);

/** The newest first, paged. */
export const listOrders = (input: Input<'staff', 'order.list'>) =>
  call('staff', 'order.list', input);

export const openOrder = (orderId: string) => call('staff', 'order.open', { orderId });

/** Up to 20 gifts in one go; one that cannot be taken says why. */
export const recordArrivals = async (input: Input<'staff', 'gift.arriveMany'>) =>
  (await call('staff', 'gift.arriveMany', input)).results;

/** 到货表 of what is on its way. */
export const arrivalSheet = (campaignId: string) => call('staff', 'arrival.sheet', { campaignId });

/** A dry run: nothing is booked. */
export const checkArrivals = (input: Input<'staff', 'arrival.check'>) =>
  call('staff', 'arrival.check', input);

/** The sheet as it was sent, with its faults marked; answers that file. */
export const markedArrivals = async (input: Input<'staff', 'arrival.marked'>): Promise<string> =>
  (await call('staff', 'arrival.marked', input)).fileId;

/** Books the next gifts of a 到货表. */
export const importArrivals = (input: Input<'staff', 'arrival.import'>) =>
  call('staff', 'arrival.import', input);

/** Where on its desk's shelf a gift lies; '' = nowhere in particular. */
export const shelveGift = (input: Input<'staff', 'gift.shelve'>) =>
  call('staff', 'gift.shelve', input);

/** Reports a defective gift for a family. */
export const reportDefect = (input: Input<'staff', 'gift.defect'>) =>
  call('staff', 'gift.defect', input);

/** What is in stock, paged. */
export const listStock = (input: Input<'staff', 'stock.list'>) =>
  call('staff', 'stock.list', input);

/** Bought in bulk: its whole price is spent at once. */
export const addStock = (input: Input<'staff', 'stock.add'>) => call('staff', 'stock.add', input);

/** Gives a piece to a wish; the wish's reserve is released. */
export const useStock = (input: Input<'staff', 'stock.use'>) => call('staff', 'stock.use', input);

export const writeOffStock = (input: Input<'staff', 'stock.writeOff'>) =>
  call('staff', 'stock.writeOff', input);

/** Asks the guardian whether another thing would do. */
export const proposeSubstitution = (input: Input<'staff', 'substitution.propose'>) =>
  call('staff', 'substitution.propose', input);

export const cancelSubstitution = (input: Input<'staff', 'substitution.cancel'>) =>
  call('staff', 'substitution.cancel', input);

/** The answer by phone of a family that is not in the app. */
export const recordSubstitution = (input: Input<'staff', 'substitution.record'>) =>
  call('staff', 'substitution.record', input);

/** Defective gifts, open or settled, paged. */
export const listDefects = (input: Input<'staff', 'defect.list'>) =>
  call('staff', 'defect.list', input);

export const settleDefect = (input: Input<'staff', 'defect.settle'>) =>
  call('staff', 'defect.settle', input);
