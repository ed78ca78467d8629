import { plainCode } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import type { EpochMs } from '../../../typings/contract';
import { roleOfTerms, type Grant, type GrantTerms } from '../../domain/common/access';
import { refuse } from '../../domain/common/refusal';
import { makeAppCode } from '../../platform/codes';
import { isFirstAdminsId, newId, officeCodeOf, officeKeyOf } from '../../shared/identity';
import { nothing } from '../../calls/fields';
import * as calls from '../../calls/people';
import { revealing, type Handlers } from '../../shared/serve';
import { read } from '../../store/common/database';
import { grantsOf } from '../../store/people/grants';
import {
  type InviteRecord,
  inviteWith,
  keepInvite,
  type OfficeInvite,
  openOfficeInvites,
  refuseInvite,
} from '../../store/people/invites';
import { tryingCode } from '../../store/people/invite-tries';
import { once, type Work } from '../../store/common/requests';
import { campaignsBehind, eventsBy, termsOf, viewOfTerms } from './grant-terms';

/** Long enough to reach a colleague over a weekend. */
const INVITE_MS = 3 * 24 * 60 * 60 * 1000;

/** The page that the 小程序码 of an invite opens. */
const ACCEPT_PAGE = 'packages/staff/people/pages/accept/accept';

/** An invite lasts no longer than what it offers. */
const expiryOf = (terms: GrantTerms, now: EpochMs): EpochMs =>
  Math.min(now + INVITE_MS, terms.kind === 'scanner' ? terms.until : Infinity);

const officeInvite = (invite: InviteRecord): OfficeInvite =>
  invite.kind === 'office' ? invite : refuseInvite();

/** The invitation with a code that somebody tries. @throws Refusal NOT_FOUND, RATE_LIMITED */
const officeInviteOf = (
  by: { personId: string; now: EpochMs },
  code: string,
): Promise<OfficeInvite> =>
  tryingCode(by, async () =>
    officeInvite(await inviteWith({ get: read }, officeKeyOf(code), by.now)),
  );

/**
 * An admin whose own grant has ended invites nobody any more. The grant is written again: of an
 * acceptance and the end of that grant at one moment, one comes first and the other knows of it.
 * @throws Refusal NOT_FOUND
 */
const requireStillAdmin = async (
  work: Work,
  personId: string,
  known: readonly Grant[],
): Promise<void> => {
  if (isFirstAdminsId(personId)) return;
  for (const { _id } of known) {
    const grant = await work.get('grants', _id);
    if (grant && grant.endedAt === null && roleOfTerms(grant) === 'admin') {
      return work.put('grants', grant);
    }
  }
  refuseInvite();
};

/** What is offered, by whom in the words that the admin chose, and for which campaign. */
const viewOfOffer = async ({ terms, inviter }: OfficeInvite) => {
  const events = await eventsBy([terms]);
  const campaignOf = await campaignsBehind([terms], events);
  return { ...viewOfTerms(terms, events), inviter: inviter || '管理员', ...campaignOf(terms) };
};

/** People come by a code: made by an admin, shown once, used once, and good for three days. */
export const inviteHandlers: Pick<
  Handlers<'staff'>,
  'invite.make' | 'invite.code' | 'invite.look' | 'invite.accept' | 'invite.list' | 'invite.end'
> = {
  'invite.make': revealing({
    who: 'admin',
    input: calls.inviteMake,
    run: async (context, { offer: wanted, label = '', inviter = '' }) => {
      const { personId, now } = context;
      const terms = await termsOf(wanted, now);
      const expiresAt = expiryOf(terms, now);
      if (expiresAt <= now) refuse('INVALID_ARGUMENT', '授权的结束时间已经过了，请改一个。');
      const code = officeKeyOf(officeCodeOf(context.request));
      return once(context, async (work) => {
        const inviteId = await keepInvite(work, code, {
          kind: 'office',
          terms,
          label,
          inviter,
          by: personId,
          madeAt: now,
          expiresAt,
          grantId: null,
        });
        await work.audit({ action: 'invite.make', subject: inviteId, note: wanted.role });
        return { inviteId, expiresAt };
      });
    },
    reveal: ({ request }, kept) => Promise.resolve({ ...kept, code: officeCodeOf(request) }),
  }),
  'invite.code': {
    who: 'admin',
    input: calls.oneCode,
    run: async ({ personId, now }, { code }) => {
      const { usedAt } = await officeInviteOf({ personId, now }, code);
      if (usedAt !== null) refuseInvite();
      // Kept nowhere: it is the code itself.
      const { image, type } = await makeAppCode(ACCEPT_PAGE, plainCode(code));
      return { image: image.toString('base64'), type };
    },
  },
  'invite.look': {
    who: 'signedIn',
    input: calls.oneCode,
    run: async ({ personId, now }, { code }) => {
      const invite = await officeInviteOf({ personId, now }, code);
      if (invite.usedAt !== null && !(await isHolder(invite, personId))) refuseInvite();
      return {
        ...(await viewOfOffer(invite)),
        expiresAt: invite.expiresAt,
      };
    },
  },
  'invite.accept': {
    who: 'signedIn',
    input: calls.inviteAccept,
    run: async (context, { code }) => {
      const { personId, now } = context;
      const seen = await officeInviteOf(context, code);
      const shown = await viewOfOffer(seen);
      if (seen.by === personId) {
        refuse('PERMISSION_DENIED', '不能给自己授权，邀请码要由对方使用。');
      }
      const grantsOfMaker = await grantsOf(seen.by);
      const grantId = newId('grant');
      return once(context, async (work) => {
        const invite = officeInvite(await inviteWith(work, officeKeyOf(code), now));
        if (invite.grantId !== null) {
          // Whoever opens the link again sees what they have; anybody else comes too late.
          const grant = await work.get('grants', invite.grantId);
          if (grant?.personId !== personId || grant.endedAt !== null) return refuseInvite();
          return { ...shown, grantId: grant._id };
        }
        await requireStillAdmin(work, invite.by, grantsOfMaker);
        await work.put('grants', {
          ...invite.terms,
          _id: grantId,
          personId,
          ...(invite.label === '' ? {} : { label: invite.label }),
          grantedAt: now,
          grantedBy: invite.by,
          endedAt: null,
        });
        // The label goes on with the grant: it is kept in one place.
        await work.put('invites', { ...invite, label: '', inviter: '', usedAt: now, grantId });
        await work.audit({
          action: 'invite.accept',
          subject: grantId,
          note: noteOf({ id: personId }),
        });
        return { ...shown, grantId };
      });
    },
  },
  'invite.list': {
    who: 'admin',
    input: nothing,
    run: async ({ now }) => {
      const invites = await openOfficeInvites(now);
      const events = await eventsBy(invites.map(({ terms }) => terms));
      return {
        items: invites.map(({ _id, terms, label, madeAt, by, expiresAt }) => ({
          ...viewOfTerms(terms, events),
          inviteId: _id,
          ...(label === '' ? {} : { label }),
          madeAt,
          by,
          expiresAt,
        })),
      };
    },
  },
  'invite.end': {
    who: 'admin',
    input: calls.inviteEnd,
    run: (context, { inviteId }) =>
      once(context, async (work) => {
        const invite = await work.get('invites', inviteId);
        if (invite?.kind !== 'office') return refuse('NOT_FOUND', '没有找到这个邀请。');
        if (invite.usedAt !== null) {
          refuse('FAILED_PRECONDITION', '这个邀请已经被接受了，请到人员里结束授权。');
        }
        await work.remove('invites', inviteId);
        await work.audit({ action: 'invite.end', subject: inviteId });
        return {};
      }),
  },
};

/** Whoever accepted an invite may look at it again. */
const isHolder = async ({ grantId }: OfficeInvite, personId: string): Promise<boolean> =>
  grantId !== null && (await read('grants', grantId))?.personId === personId;
