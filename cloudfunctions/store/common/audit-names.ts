import { ROLE_WORDS } from '@micro-wish/vocabulary';
import { roleOfTerms, type Grant } from '../../domain/common/access';
import { byIds } from './by-ids';
import { command, findAll } from './database';

/** How a grant is called: what an admin calls its holder, and the role. */
const grantName = (grant: Grant): string =>
  [grant.label, ROLE_WORDS[roleOfTerms(grant)]].filter(Boolean).join(' · ');

/** What subjects of the audit are called, by id; those that have no name are left out. */
export const namesOfSubjects = async (
  subjects: readonly string[],
): Promise<Map<string, string>> => {
  const [wishes, cards, events, campaigns, orders, grants] = await Promise.all([
    byIds('wishes', subjects),
    byIds('cards', subjects),
    byIds('events', subjects),
    byIds('campaigns', subjects),
    byIds('orders', subjects),
    byIds('grants', subjects),
  ]);
  return new Map([
    ...[...wishes].map(([id, { wishNo }]) => [id, `心愿 ${wishNo}`] as const),
    ...[...cards].map(([id, { cardNo }]) => [id, `卡 ${cardNo}`] as const),
    ...[...events].map(([id, { title }]) => [id, title] as const),
    ...[...campaigns].map(([id, { title }]) => [id, title] as const),
    ...[...orders].map(([id, { orderNo }]) => [id, `订单 ${orderNo}`] as const),
    ...[...grants].map(([id, grant]) => [id, `${grantName(grant)}的授权`] as const),
  ]);
};

const AT_ONCE = 100;

/** Who people are by the grants that they have or had, by pseudonym; families have none. */
export const namesOfPeople = async (personIds: readonly string[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(personIds)];
  const names = new Map<string, string>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const personId = command.in(wanted.slice(start, start + AT_ONCE));
    const byPerson = new Map<string, Grant[]>();
    for (const grant of await findAll('grants', { personId })) {
      byPerson.set(grant.personId, [...(byPerson.get(grant.personId) ?? []), grant]);
    }
    for (const [person, grants] of byPerson) {
      const label = grants.find((grant) => grant.label !== undefined)?.label;
      const roles = [...new Set(grants.map((grant) => ROLE_WORDS[roleOfTerms(grant)]))];
      names.set(person, [label, ...roles].filter(Boolean).join(' · '));
    }
  }
  return names;
};
