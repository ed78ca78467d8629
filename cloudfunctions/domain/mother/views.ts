import type {
  OutingView,
  OwnRecord,
  PairAlertView,
  RecordView,
  SupervisedRecord,
} from '../../../typings/contract';
import type { Alert } from './alert';
import type { Outing } from './outing';
import { editableUntil, holdsWords, type CompanionRecord } from './record';

export const viewOfOuting = (outing: Outing): OutingView => ({
  outingId: outing._id,
  place: outing.place,
  from: outing.from,
  until: outing.until,
  state: outing.state,
  ...(outing.backAt === null ? {} : { backAt: outing.backAt }),
});

/** A record with all its words, or with those alone that moderation let pass. */
const recordView = (record: CompanionRecord, all: boolean): RecordView => ({
  recordId: record._id,
  kind: record.kind,
  day: record.day,
  from: record.from,
  minutes: record.minutes,
  reached: record.reached,
  ...(record.note === '' || (record.held && !all) ? {} : { note: record.note }),
  more: record.additions.filter(({ held }) => all || !held).map(({ at, note }) => ({ at, note })),
  ...(record.next === null ? {} : { next: record.next }),
  at: record.at,
});

export const recordForFamily = (record: CompanionRecord): RecordView => recordView(record, false);

/** That a note was held is the supervisor's to know. */
export const recordForAuthor = (record: CompanionRecord): OwnRecord => ({
  ...recordView(record, true),
  confirmed: record.confirmed !== null,
  editableUntil: editableUntil(record),
});

/** What was held is read by the supervisor alone, and told of to the deputy. */
export const recordForSupervisor = (
  record: CompanionRecord,
  readsHeld: boolean,
): SupervisedRecord => ({
  ...recordView(record, readsHeld),
  confirmed: record.confirmed !== null,
  held: holdsWords(record),
  ...(record.keptBack === true ? { keptBack: true as const } : {}),
});

export const viewOfAlert = ({ _id, kind, at, to, openedAt }: Alert): PairAlertView => ({
  alertId: _id,
  kind,
  at,
  to,
  ...(openedAt === null ? {} : { openedAt }),
});
