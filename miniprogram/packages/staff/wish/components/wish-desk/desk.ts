import type {
  EventView,
  Fen,
  PublicTextSuggestion,
  ReviewDecision,
  TimelineEntry,
} from '../../../../../../typings/contract';
import type { ArrivedGift } from '../../../common/arrived-gift';
import type { Decision } from '../review-panel/decision';
import type { ComparedLine, FileView, Outcome, Task } from './view';

/** All that a desk with one child's file shows. */
export interface DeskData {
  state: { kind: string; title: string; hint: string; action: string } | null;
  /** Nothing is shown before a purpose is given. */
  file: FileView | null;
  /** The purpose of the last opening, and of this one. */
  lastPurpose: string;
  purpose: string;
  timeline: TimelineEntry[];
  tasks: Task[];
  idle: string;
  publicText: string;
  publicTextAllowed: boolean;
  suggestion: PublicTextSuggestion;
  reservedFen: number;
  capFen: number;
  availableFen: number;
  events: EventView[];
  /** The event of the wish's card; '' for none. */
  cardEventId: string;
  /** A likely duplicate beside this wish, line by line. */
  compared: ComparedLine[];
  busy: boolean;
  problem: string;
  askingTopUp: boolean;
  /** The gift lies at a desk: its place on the shelf can be written down. */
  mayShelve: boolean;
  /** The gift was handed over: a defect can be reported for the family. */
  mayReport: boolean;
  outcome: Outcome | null;
  /** A decision that a key picked; it still has to be sent. */
  picked: ReviewDecision | '';
}

/** What a reader does at a desk. */
export type DeskAct =
  | { type: 'open'; purpose: string }
  | { type: 'review'; decision: Decision }
  | { type: 'fund'; amount: { amountFen: Fen } }
  | { type: 'arrive'; gift: ArrivedGift }
  | { type: 'topUp'; money: { amountFen: Fen; reason: string } }
  | { type: 'guardians' }
  | { type: 'compare'; wishId: string }
  | { type: 'undo' | 'retry' | 'reopen' | 'back' | 'next' }
  | { type: 'askTopUp' | 'closeTopUp' | 'shelve' | 'reportDefect' }
  | { type: 'correct' | 'withdrawConsent' };
