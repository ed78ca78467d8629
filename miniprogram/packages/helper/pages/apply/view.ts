import { MOTHER_KIND_WORDS, MOTHER_LEVEL_WORDS, MOTHER_TEAM_WORDS } from '@micro-wish/vocabulary';
import type { MotherKind, MotherLevel, MotherTeam } from '../../../../../typings/contract';

interface Choice<Value> {
  value: Value;
  word: string;
}

const choices = <Value extends string>(words: Record<Value, string>): Choice<Value>[] =>
  (Object.keys(words) as Value[]).map((value) => ({ value, word: words[value] }));

export const KINDS = choices<MotherKind>(MOTHER_KIND_WORDS);
export const TEAMS = choices<MotherTeam>(MOTHER_TEAM_WORDS);
export const LEVELS = choices<MotherLevel>(MOTHER_LEVEL_WORDS);

export interface Application {
  name: string;
  kind: MotherKind | '';
  team: MotherTeam | '';
  level: MotherLevel | '';
  communityIds: string[];
  skills: string;
}

/** What is still missing; '' where nothing is. */
export const missingIn = ({ name, kind, team, level, communityIds }: Application): string => {
  if (name.trim() === '') return '请填写姓名';
  if (kind === '') return '请选择你的身份';
  if (team === '') return '请选择队伍';
  if (level === '') return '请选择在哪一级服务';
  if (communityIds.length === 0 && level === 'community') return '请选择你方便去的社区';
  return '';
};
