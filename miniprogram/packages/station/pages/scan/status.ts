import { clockText } from '@micro-wish/vocabulary';
import type { EpochMs, RejectReason } from '../../../../../typings/contract';
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

const SAYS: Partial<Record<string, string>> = {
  conflict: '两处都发了，工作人员会处理',
  held: '已交给工作人员确认',
  refused: '工作人员没有接受',
};

const noteView = ({ nonce, gift, alias, scannedAt, reason }: SyncNote): NoteView => ({
  nonce,
  gift: gift || '礼物',
  alias,
  clock: clockText(scannedAt),
  says: SAYS[reason] ?? `没有通过（${refusalWord(reason as RejectReason)}），请告诉工作人员`,
});

const listText = (listAt: EpochMs, cards: number): string =>
  listAt === 0 ? '没有离线名单' : `名单 ${cards} 张 · ${clockText(listAt)}`;

/** The server's sentence, and what becomes of what waits. */
const barredView = (barred: string, waiting: number) => ({
  barredTitle: waiting > 0 ? `${waiting} 条还在这台设备上，不会丢` : '现在不能核销',
  barred: barred === '' || waiting === 0 ? barred : `${barred}会自动再试；也可以告诉工作人员。`,
});

const UNREADABLE = {
  barredTitle: '这台设备的扫码记录读不出来',
  barred: '记录还在，不会丢。请不要清除缓存，离线时换一台设备核销。',
};

export const statusView = ({
  online,
  waiting,
  listAt,
  cards,
  barred,
  isUnreadable,
  notes,
}: KeeperStatus): StatusView => ({
  online,
  word: online ? '在线' : '离线',
  waiting,
  list: listText(listAt, cards),
  ...(isUnreadable ? UNREADABLE : barredView(barred, waiting)),
  notes: notes.slice(0, SHOWN_NOTES).map(noteView),
  moreNotes: Math.max(0, notes.length - SHOWN_NOTES),
});
