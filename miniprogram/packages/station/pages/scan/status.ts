import { clockText } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../../../typings/contract';
import type { KeeperStatus } from '../../offline/offline-station';
import type { SyncNote } from '../../offline/notes';
import { refusalWord } from './verdict';

/** A late upload that somebody should look at. */
export interface NoteView {
  nonce: string;
  gift: string;
  alias: string;
  clock: string;
  says: string;
}

/** The desk's line about the network. */
export interface StatusView {
  online: boolean;
  word: string;
  waiting: number;
  list: string;
  barredTitle: string;
  barred: string;
  notes: NoteView[];
  moreNotes: number;
}

/** Notes drawn at once. */
const SHOWN_NOTES = 5;

const noteView = ({ nonce, gift, alias, scannedAt, reason }: SyncNote): NoteView => ({
  nonce,
  gift: gift || '礼物',
  alias,
  clock: clockText(scannedAt),
  says:
    reason === 'conflict'
      ? '两处都发了，工作人员会处理'
      : `没有通过（${refusalWord(reason)}），请告诉工作人员`,
});

const listText = (listAt: EpochMs, cards: number): string =>
  listAt === 0 ? '没有离线名单' : `名单 ${cards} 张 · ${clockText(listAt)}`;

/** The server's sentence, and whom to call. */
const barredText = (barred: string, waiting: number): string => {
  if (barred === '') return '';
  return waiting > 0 ? `${barred}活动管理员重新授权后会自动上传。` : barred;
};

export const statusView = ({
  online,
  waiting,
  listAt,
  cards,
  barred,
  notes,
}: KeeperStatus): StatusView => ({
  online,
  word: online ? '在线' : '离线',
  waiting,
  list: listText(listAt, cards),
  barredTitle: waiting > 0 ? `${waiting} 条还在这台设备上，不会丢` : '现在不能核销',
  barred: barredText(barred, waiting),
  notes: notes.slice(0, SHOWN_NOTES).map(noteView),
  moreNotes: Math.max(0, notes.length - SHOWN_NOTES),
});
