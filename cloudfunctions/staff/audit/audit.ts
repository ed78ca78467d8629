import { ROLE_WORDS } from '@micro-wish/vocabulary';
import * as calls from '../../calls/audit';
import { nothing } from '../../calls/fields';
import type { Handlers } from '../../shared/serve';
import { isFirstAdminsId } from '../../shared/identity';
import { auditPage, chainAudit, verifyAudit } from '../../store/common/audit';
import { namesOfPeople, namesOfSubjects } from '../../store/common/audit-names';

const DEFAULT_PAGE = 50;

/** Who did what: pseudonyms and ids only, chained so that no entry can be changed unseen. */
export const auditHandlers: Pick<Handlers<'staff'>, 'audit.verify' | 'audit.list'> = {
  'audit.verify': {
    who: 'auditor',
    input: nothing,
    run: async () => {
      await chainAudit();
      return verifyAudit();
    },
  },
  'audit.list': {
    who: 'auditor',
    input: calls.list,
    run: async (_, { cursor, limit: size = DEFAULT_PAGE, ...filter }) => {
      const at = cursor === undefined ? undefined : Number(cursor);
      const { entries, next } = await auditPage(filter, at, size);
      const [subjects, people] = await Promise.all([
        namesOfSubjects(entries.map(({ subject }) => subject)),
        namesOfPeople(entries.map(({ by }) => by)),
      ]);
      const named = (by: string): string | undefined =>
        people.get(by) ?? (isFirstAdminsId(by) ? ROLE_WORDS.admin : undefined);
      return {
        items: entries.map(({ _id, ...entry }) => {
          const about = subjects.get(entry.subject);
          const who = named(entry.by);
          return {
            entryId: _id,
            ...entry,
            ...(about === undefined ? {} : { about }),
            ...(who === undefined ? {} : { who }),
          };
        }),
        ...(next === undefined ? {} : { next: String(next) }),
      };
    },
  },
};
