import { dayWord, minutesText, RECORD_KIND_WORDS, timeText } from '@micro-wish/vocabulary';
import type { OwnRecord } from '../../../../../typings/contract';

export interface RecordLine {
  recordId: string;
  title: string;
  about: string;
  note: string;
  more: { key: string; note: string; at: string }[];
  confirmed: boolean;
  /** Within its 24 hours it can be changed; later it can be added to. */
  mayChange: boolean;
}

export const recordLines = (records: readonly OwnRecord[], now: number): RecordLine[] =>
  records.map((record) => ({
    recordId: record.recordId,
    title: `${dayWord(record.day)} ${RECORD_KIND_WORDS[record.kind]}`,
    about: [`${record.from} 起 ${minutesText(record.minutes)}`, record.reached ? '' : '没有联系上']
      .filter((part) => part !== '')
      .join(' · '),
    note: record.note ?? '',
    more: record.more.map(({ at, note }, place) => ({ key: `${place}`, note, at: timeText(at) })),
    confirmed: record.confirmed,
    mayChange: now < record.editableUntil,
  }));
