import { fullTimeText } from '@micro-wish/vocabulary';
import type { EpochMs, MessageKind } from '../../typings/contract';
import { mayTell, type Notice } from '../domain/message/notice';
import { sendMessage } from '../platform/messages';
import { noteCall } from '../store/family/calls';
import { findGuardian } from '../store/family/guardians';
import { beginMessage } from '../store/message/notices';
import { endMessage } from '../store/message/notices';

type Template = 'REVIEWED' | 'RETURNED' | 'READY' | 'EVENT' | 'REDEEMED' | 'REISSUED' | 'ANSWERED';

/** Template, page and sentence of each kind: no child's data, whoever sees the phone. */
const LETTERS: Record<MessageKind, readonly [Template, page: string, sentence: string]> = {
  reviewed: ['REVIEWED', 'pages/my/my', '心愿有审核结果了，点开看看'],
  returned: ['RETURNED', 'pages/my/my', '请修改心愿后再提交一次'],
  ready: ['READY', 'pages/card/card', '礼物已备好，请凭兑换卡领取'],
  redeemed: ['REDEEMED', 'pages/card/card', '礼物已领取，谢谢一路相伴'],
  reissued: ['REISSUED', 'pages/card/card', '兑换卡已补发，旧卡不能再用'],
  tomorrow: ['EVENT', 'pages/card/card', '领取活动就在明天，记得带卡'],
  eventChanged: ['EVENT', 'pages/card/card', '领取活动的时间或地点有变化'],
  eventCancelled: ['EVENT', 'pages/card/card', '领取活动已取消，请看新安排'],
  answered: ['ANSWERED', 'packages/family/pages/complaint/complaint', '您的意见有答复了，点开看看'],
  proposed: ['ANSWERED', 'pages/my/my', '想换一份礼物，请您看看可以吗'],
  settled: ['ANSWERED', 'pages/my/my', '您报修的礼物有处理结果了'],
  pairing: ['ANSWERED', 'packages/family/pages/pair/pair', '孩子的陪伴有新消息，点开看看'],
  programme: [
    'ANSWERED',
    'packages/family/pages/programmes/programmes',
    '您报名的项目有新消息，点开看看',
  ],
  packReady: ['READY', 'packages/family/pages/packs/packs', '暖心包到了，点开看在哪里领'],
  packDelivered: ['REDEEMED', 'packages/family/pages/packs/packs', '暖心包送到了，收到了请回一声'],
  packAnswered: ['ANSWERED', 'packages/family/pages/packs/packs', '您说的暖心包有回复了，点开看看'],
  outing: ['ANSWERED', 'packages/family/pages/pair/pair', '有一次外出，请您看看可以吗'],
  transfer: ['ANSWERED', 'pages/my/my', '有人申请变更监护人，请您看看'],
  guardian: ['ANSWERED', 'pages/my/my', '孩子的监护人有变化，点开看看'],
};

/** The id of a template as WeChat gave it; '' where this kind of message is switched off. */
const templateId = (template: Template): string => process.env[`TMPL_${template}`] ?? '';

/**
 * Tells one guardian one thing, at most once: what is on record is not sent again, even where the
 * sending was cut off. `when` is the time that the message names. A guardian without WeChat is put
 * on the call list instead; of what they must hear of, also one whom the message did not reach.
 */
export const tell = async (
  personId: string,
  wish: { wishId: string; wishNo: string },
  { kind, key }: Pick<Notice, 'kind' | 'key'>,
  { now, when, mustReach = false }: { now: EpochMs; when: EpochMs; mustReach?: boolean },
): Promise<void> => {
  const [template, page, sentence] = LETTERS[kind];
  const id = templateId(template);
  const guardian = await findGuardian(personId);
  if (!guardian || !mayTell(kind, guardian.consent.scopes)) return;
  const { wishId, wishNo } = wish;
  const _id = `told#${wishId}#${key}#${personId}`;
  const call = () => noteCall({ _id, personId, wishId, kind, at: now });
  if (guardian.openid === '' || (mustReach && id === '')) {
    await call();
    return;
  }
  if (id === '') return;
  if (!(await beginMessage({ _id, personId, wishId, kind, at: now }))) return;
  const outcome = await sendMessage({
    openid: guardian.openid,
    templateId: id,
    page,
    fields: {
      // What is answered may be about no wish.
      ...(template === 'ANSWERED' ? {} : { character_string1: wishNo }),
      thing2: sentence,
      time3: fullTimeText(when),
    },
  });
  await endMessage(_id, outcome);
  if (mustReach && outcome !== 'sent') await call();
};

/** Sends one sentence to somebody who is no family; a failure is no exception. */
export const sendPlain = async (
  openid: string,
  { page, sentence, when }: { page: string; sentence: string; when: EpochMs },
): Promise<void> => {
  const id = templateId('ANSWERED');
  if (id === '') return;
  await sendMessage({
    openid,
    templateId: id,
    page,
    fields: { thing2: sentence, time3: fullTimeText(when) },
  });
};
