import type { EpochMs, MessageKind } from '../../typings/contract';
import { DAY_MS } from '@micro-wish/vocabulary';
import { isProgrammeNews } from '../domain/enrolment/news';
import { sha256 } from '../shared/identity';
import { guardianNews } from '../domain/message/notice';
import { read, transact } from '../store/common/database';
import { along } from '../store/common/job-progress';
import { waitingNotices, type NoticeRecord, takeNotice } from '../store/message/notices';
import { sendPlain, tell } from './tell';

/** What is older is no news any more. */
const NEWS_MS = 2 * DAY_MS;

/** What was told stays on the list so long. */
const KEPT_MS = 365 * DAY_MS;

/** Page and sentence of what staff and helpers are told: no child's data, whoever sees the phone. */
const STAFF_LETTER = ['packages/staff/mother/pages/pairs/pairs', '有陪伴需要您看一看'] as const;
const TRANSFER_LETTER = [
  'packages/staff/family/pages/transfers/transfers',
  '有监护人变更需要您看一看',
] as const;
const SAFE_LETTER = ['packages/safe/pages/concerns/concerns', '有一件事需要您看一看'] as const;
const HELPER_LETTER = ['packages/helper/pages/home/home', '你的陪伴有新消息，点开看看'] as const;

const PROGRAMME_LETTER = [
  'packages/family/pages/programmes/programmes',
  '你报名的项目有新消息，点开看看',
] as const;

const isOfConcern = ({ kind }: NoticeRecord): boolean => kind.startsWith('concern');

const officeLetter = (notice: NoticeRecord): readonly [page: string, sentence: string] => {
  if (isOfConcern(notice)) return SAFE_LETTER;
  return notice.kind.startsWith('transfer') ? TRANSFER_LETTER : STAFF_LETTER;
};

const helperLetter = ({ kind }: NoticeRecord): readonly [page: string, sentence: string] =>
  isProgrammeNews(kind) ? PROGRAMME_LETTER : HELPER_LETTER;

const familyKind = ({ kind }: NoticeRecord): MessageKind => {
  if (isProgrammeNews(kind)) return 'programme';
  if (kind === 'packAnswered') return kind;
  return kind === 'outingPlanned' ? 'outing' : 'pairing';
};

const send = async (notice: NoticeRecord, now: EpochMs): Promise<void> => {
  const { _id, personId, box, at } = notice;
  if (box === 'family') {
    const news = guardianNews(notice.kind);
    const about = { wishId: notice.wishId ?? '', wishNo: '' };
    const kind = news?.kind ?? familyKind(notice);
    const mustReach = news?.mustReach === true;
    // What may become a call has an id that staff send back: it is kept short.
    const key = news ? `${notice.kind}#${sha256(_id).slice(0, 16)}` : _id;
    await tell(personId, about, { kind, key }, { now, when: at, mustReach });
    return;
  }
  const recipient = await read('recipients', personId);
  if (!recipient) return;
  // A holder reads of it in two boxes, and is sent it once.
  if (isOfConcern(notice) && box === 'helper') return;
  const [page, sentence] = box === 'staff' ? officeLetter(notice) : helperLetter(notice);
  await sendPlain(recipient.openid, { page, sentence, when: at });
};

/** Sends what waits, each once: what was taken from the queue is not sent again. */
export const sendNotices = async (now: EpochMs): Promise<void> => {
  for (;;) {
    const waiting = await waitingNotices();
    for (const notice of waiting) {
      const { _id, at } = notice;
      const isTaken = await takeNotice(_id);
      if (isTaken && at >= now - NEWS_MS) await send(notice, now);
    }
    if (waiting.length === 0) break;
  }
  for await (const { _id } of along('notices', 'at', 1, now - KEPT_MS)) {
    await transact((transaction) => transaction.remove('notices', _id));
  }
};
