import type { ListWanted } from '../../../typings/contract';
import type { Context } from '../../shared/serve';
import { absentees, attempts, cards, defects, orders, purchase, stock } from './gift-lists';
import { enrolments } from './enrolment-lists';
import type { List, Wanted } from './list-columns';
import { mothers } from './mother-lists';
import { approvals, ledger } from './money-lists';
import { packAnswers, packBatches, packDiscrepancies, packPlaces, packSums } from './pack-lists';
import { audit, calls, complaints, people, wishes } from './people-lists';

const LISTS: {
  [Name in ListWanted['list']]: (context: Context, wanted: Wanted<Name>) => List;
} = {
  wishes,
  calls,
  people,
  complaints,
  audit,
  ledger,
  approvals,
  purchase,
  orders,
  stock,
  defects,
  cards,
  absentees,
  attempts,
  mothers,
  enrolments,
  packSums,
  packBatches,
  packPlaces,
  packDiscrepancies,
  packAnswers,
};

/** The list that was asked for, in the eyes of this caller. */
export const listOf = <Name extends ListWanted['list']>(
  context: Context,
  wanted: Wanted<Name> & { list: Name },
): List => LISTS[wanted.list](context, wanted);
