import { PROFESSION_WORDS } from '@micro-wish/vocabulary';
import type { Profession, SpecialistView } from '../../../../typings/contract';
import type { Tone } from '../../../utils/tones';

export interface SpecialistLine {
  specialistId: string;
  name: string;
  about: string;
  profession: Profession;
  contact: string;
  memberUntil: string;
  current: boolean;
  stateWord: string;
  tone: Tone;
}

export const specialistLines = (specialists: readonly SpecialistView[]): SpecialistLine[] =>
  specialists.map((one) => ({
    ...one,
    name: one.name || '资料已删除',
    about: [PROFESSION_WORDS[one.profession], one.contact]
      .filter((part) => part !== '')
      .join(' · '),
    stateWord: one.current ? `到 ${one.memberUntil}` : '会员已到期',
    tone: one.current ? 'good' : 'alert',
  }));
