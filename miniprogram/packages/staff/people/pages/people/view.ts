import { ROLE_WORDS, timeText } from '@micro-wish/vocabulary';
import { scopeText, shortPerson } from '../../../common/people';
import type { Tone } from '../../../../../utils/tones';
import type { GrantRole, GrantView, StaffInviteView } from '../../../../../../typings/contract';

/** Which grants are listed: one role's, or those that are over. */
export type PeopleFilter = GrantRole | 'all' | 'over';

const FILTERS: readonly PeopleFilter[] = [
  'all',
  'admin',
  'auditor',
  'district',
  'street',
  'community',
  'scanner',
  'safeguarding',
  'over',
];

export const PEOPLE_FILTERS = FILTERS.map((filter) => ({
  filter,
  word: filter === 'all' ? '在任' : filter === 'over' ? '已结束' : ROLE_WORDS[filter],
}));

/** What the list is asked for. */
export const askedFor = (filter: PeopleFilter): { role?: GrantRole; state: 'active' | 'over' } =>
  filter === 'all' || filter === 'over'
    ? { state: filter === 'over' ? 'over' : 'active' }
    : { role: filter, state: 'active' };

export interface GrantRow {
  grantId: string;
  /** The label, or a pseudonym where there is none. */
  who: string;
  role: string;
  scope: string;
  since: string;
  stateWord: string;
  tone: Tone;
  mayEnd: boolean;
}

const whoOf = ({ label, person, mine }: GrantView): string =>
  mine ? `${label ?? shortPerson(person)}（你）` : (label ?? `编号 ${shortPerson(person)}`);

/** The newest first; what a person was given at one moment stands together. */
const byMoment = (a: GrantView, b: GrantView): number =>
  b.grantedAt - a.grantedAt || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0);

export const grantRows = (grants: readonly GrantView[]): GrantRow[] =>
  [...grants].sort(byMoment).map((grant) => ({
    grantId: grant.grantId,
    who: whoOf(grant),
    role: ROLE_WORDS[grant.role],
    scope: scopeText(grant),
    since: `${timeText(grant.grantedAt)} 由 ${shortPerson(grant.grantedBy)} 授权`,
    stateWord:
      grant.state === 'active'
        ? '在任'
        : grant.endedAt === undefined
          ? '已到期'
          : `${timeText(grant.endedAt)} 结束`,
    tone: grant.state === 'active' ? 'good' : 'quiet',
    mayEnd: grant.state === 'active',
  }));

export interface InviteRow {
  inviteId: string;
  title: string;
  scope: string;
  until: string;
}

export const inviteRows = (invites: readonly StaffInviteView[]): InviteRow[] =>
  invites.map((invite) => ({
    inviteId: invite.inviteId,
    title: [ROLE_WORDS[invite.role], invite.label ?? ''].filter((part) => part !== '').join(' · '),
    scope: scopeText(invite),
    until: `${timeText(invite.expiresAt)} 前有效`,
  }));
