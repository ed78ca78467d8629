import { ROLE_WORDS, timeText } from '@micro-wish/vocabulary';
import type {
  AreaInput,
  EpochMs,
  EventView,
  GrantOffer,
  GrantRole,
} from '../../../../../../typings/contract';

/** An invite as the form holds it. */
export interface InviteDraft {
  role: GrantRole;
  areaId: string;
  eventId: string;
  /** None = every desk. */
  stationIds: string[];
  label: string;
  /** 登记码 of who is to hold safeguarding: no invite gives that. */
  code: string;
}

export const EMPTY_INVITE: InviteDraft = {
  role: 'community',
  areaId: '',
  eventId: '',
  stationIds: [],
  label: '',
  code: '',
};

/** Longest label, in characters. */
export const LABEL_MAX = 20;

export const ROLE_CHIPS: { role: GrantRole; word: string }[] = (
  ['community', 'street', 'district', 'scanner', 'auditor', 'admin', 'safeguarding'] as const
).map((role) => ({ role, word: ROLE_WORDS[role] }));

/** What a role may do, in a sentence. */
export const ROLE_MEANINGS: Record<GrantRole, string> = {
  community: '看到本社区的心愿，做初审，登记礼物，发卡。',
  street: '看到本街道的心愿，做街道审核。',
  district: '看到全区的心愿，做终审，答复意见。',
  scanner: '只在活动现场扫码发礼物，看不到姓名和家庭。',
  auditor: '只看账目和操作记录，不能改，也看不到孩子的资料。',
  admin: '管理活动、人员和爱心款，但不能审核。请只给少数人。',
  safeguarding: '只看保护报告，别人看不到。要两位管理员同意，至少两个人担任。',
};

/** What is missing before somebody is entered as a holder of safeguarding; '' where nothing. */
export const holderProblem = ({ code, label }: InviteDraft): string => {
  if (code.trim() === '') return '请填对方的登记码';
  return label.trim() === '' ? '请写怎么称呼，另一位管理员凭它批准' : '';
};

/** A desk helper comes before the event to load its cards, and stays to tidy up. */
const AFTER_MS = 2 * 60 * 60 * 1000;

/** Until when a scanner may work: two hours behind the event's end. */
const scannerUntil = ({ until }: EventView): EpochMs => until + AFTER_MS;

/** What is said of the time of a scanner's grant; '' without an event. */
export const windowText = (event: EventView | undefined): string =>
  event ? `授权从现在到 ${timeText(scannerUntil(event))}` : '';

/** The areas of a role's level. */
export const areasFor = (areas: readonly AreaInput[], role: GrantRole): AreaInput[] =>
  areas.filter(({ level }) => level === role);

/** What is offered, or what is missing. */
export const offerOf = (
  { role, areaId, eventId, stationIds }: InviteDraft,
  events: readonly EventView[],
  now: EpochMs,
): { offer: GrantOffer; problem: '' } | { offer: undefined; problem: string } => {
  // Given by two admins, never by a link that goes from hand to hand.
  if (role === 'safeguarding') return { offer: undefined, problem: '' };
  if (role === 'admin' || role === 'auditor') return { offer: { role }, problem: '' };
  if (role !== 'scanner') {
    return areaId === ''
      ? { offer: undefined, problem: '请选择负责的区域' }
      : { offer: { role, areaId }, problem: '' };
  }
  const event = events.find((candidate) => candidate.eventId === eventId);
  if (!event) return { offer: undefined, problem: '请选择一场领取活动' };
  const until = scannerUntil(event);
  if (until <= now) return { offer: undefined, problem: '这场活动已经结束' };
  const desks = stationIds.length === 0 ? {} : { stationIds };
  return { offer: { role, eventId, ...desks, from: now, until }, problem: '' };
};
