import { dayText, PROFESSION_WORDS, REFERRAL_STATE_WORDS } from '@micro-wish/vocabulary';
import type {
  Input,
  Profession,
  ReferralRow,
  ReferralState,
} from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

export type Tab = 'referrals' | 'specialists';

export const TABS: { tab: Tab; word: string }[] = [
  { tab: 'referrals', word: '转介' },
  { tab: 'specialists', word: '专家' },
];

export const PROFESSIONS = (Object.keys(PROFESSION_WORDS) as Profession[]).map((profession) => ({
  profession,
  word: PROFESSION_WORDS[profession],
}));

const TONES: Record<ReferralState, Tone> = {
  proposed: 'wait',
  consented: 'wait',
  accepted: 'good',
  closed: 'quiet',
  declined: 'quiet',
  refused: 'alert',
  withdrawn: 'quiet',
  lapsed: 'alert',
};

export interface ReferralLine {
  referralId: string;
  childId: string;
  alias: string;
  about: string;
  question: string;
  reason: string;
  stateWord: string;
  tone: Tone;
  /** It came back: another specialist can be asked. */
  isBack: boolean;
  /** The family is on paper, and asked. */
  takesAnswer: boolean;
  /** The family is on paper, and agreed: its consent can be taken back until the end. */
  takesBack: boolean;
}

/** What came back to the sender stands first, then the newest. */
export const referralLines = (rows: readonly ReferralRow[]): ReferralLine[] =>
  rows
    .map((row) => ({
      referralId: row.referralId,
      childId: row.childId,
      alias: row.alias || '资料已删除',
      about: [row.purpose, row.specialist.name, dayText(row.at)]
        .filter((part) => part !== '')
        .join(' · '),
      question: row.question,
      reason: row.reason ?? '',
      stateWord: REFERRAL_STATE_WORDS[row.state],
      tone: TONES[row.state],
      takesAnswer: row.onPaper === true && row.state === 'proposed',
      takesBack: row.onPaper === true && (row.state === 'consented' || row.state === 'accepted'),
      isBack: (row.state === 'lapsed' || row.state === 'refused') && row.alias !== '',
    }))
    .sort((a, b) => Number(b.isBack) - Number(a.isBack));

export interface SpecialistDraft {
  /** '' for somebody new. */
  specialistId: string;
  code: string;
  name: string;
  profession: Profession | '';
  contact: string;
  memberUntil: string;
}

export const EMPTY_DRAFT: SpecialistDraft = {
  specialistId: '',
  code: '',
  name: '',
  profession: '',
  contact: '',
  memberUntil: '',
};

/** What is still missing, or what is sent. */
export const specialistOf = (
  draft: SpecialistDraft,
): { problem: string; input?: Omit<Input<'staff', 'specialist.save'>, 'requestId'> } => {
  const { specialistId, profession, memberUntil } = draft;
  const [code, name, contact] = [draft.code.trim(), draft.name.trim(), draft.contact.trim()];
  if (specialistId === '' && code === '') {
    return { problem: '请填对方的登记码，在对方的「我要陪伴」页下面' };
  }
  if (name === '') return { problem: '请填怎么称呼' };
  if (profession === '') return { problem: '请选择专业' };
  if (contact === '') return { problem: '请填家长怎么联系到专家' };
  if (memberUntil === '') return { problem: '请选择会员到期日' };
  return {
    problem: '',
    input: {
      ...(specialistId === '' ? {} : { specialistId }),
      ...(code === '' ? {} : { code }),
      name,
      profession,
      contact,
      memberUntil,
    },
  };
};
