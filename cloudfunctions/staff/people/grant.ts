import type { Empty } from '../../../typings/contract';
import { noteOf } from '../../domain/common/audit';
import {
  leavesAnAdmin,
  overAt,
  roleOfTerms,
  type Grant,
  type GrantTerms,
} from '../../domain/common/access';
import { requireHoldersLeft } from '../../domain/concern/concern';
import { refuse } from '../../domain/common/refusal';
import { isFirstAdminConfigured, isFirstAdminsId, newId, personIdOf } from '../../shared/identity';
import { nothing } from '../../calls/fields';
import * as calls from '../../calls/people';
import { unitGrant } from '../../calls/pack';
import type { Context, Handlers } from '../../shared/serve';
import { getEvent } from '../../store/campaign/campaigns';
import { transact } from '../../store/common/database';
import { findDevice } from '../../store/common/devices';
import {
  adminGrants,
  endGrant,
  grantPage,
  grantsOf,
  openScannerGrants,
  safeguardingGrants,
} from '../../store/people/grants';
import { once } from '../../store/common/requests';
import {
  campaignsBehind,
  eventsBy,
  scannerTerms,
  staffTerms,
  unitTerms,
  viewOfTerms,
} from './grant-terms';

const DEFAULT_PAGE = 50;

/** Gives somebody else a grant. @throws Refusal PERMISSION_DENIED for the own one */
const give = async (
  context: Context,
  openid: string,
  terms: () => Promise<GrantTerms>,
): Promise<{ grantId: string }> => {
  const { personId, now } = context;
  const holder = personIdOf(openid);
  if (holder === personId) {
    refuse('PERMISSION_DENIED', '不能给自己授权，请由另一位管理员办理。');
  }
  const grant: Grant = {
    ...(await terms()),
    _id: newId('grant'),
    personId: holder,
    grantedAt: now,
    grantedBy: personId,
    endedAt: null,
  };
  return once(context, async (work) => {
    await work.put('grants', grant);
    await work.audit({
      action: `grant.${grant.kind}`,
      subject: grant._id,
      note: noteOf({ id: holder }),
    });
    return { grantId: grant._id };
  });
};

/** Whether no other admin is there, by grant or by configuration. */
const isOnlyAdmin = async (personId: string): Promise<boolean> => {
  if (isFirstAdminConfigured() && !isFirstAdminsId(personId)) return false;
  const admins = await adminGrants();
  return admins.every((grant) => grant.personId === personId);
};

/**
 * Ends one grant.
 * @throws Refusal FAILED_PRECONDITION where it is over, or nobody would be left, and what `check` throws
 */
const endOne = async (
  context: Pick<Context, 'personId' | 'now' | 'request'>,
  grantId: string,
  action: 'grant.end' | 'grant.resign',
  check: (grant: Grant) => void,
): Promise<Empty> => {
  const [admins, holders] = await Promise.all([adminGrants(), safeguardingGrants()]);
  return once(context, async (work) => {
    const grant = await work.get('grants', grantId);
    if (!grant) return refuse('NOT_FOUND', '没有找到这个授权。');
    check(grant);
    if (grant.endedAt !== null) refuse('FAILED_PRECONDITION', '这个授权已经结束了。');
    const others: Grant[] = [];
    const role = roleOfTerms(grant);
    const alike = role === 'admin' ? admins : role === 'safeguarding' ? holders : [];
    for (const { _id } of alike) {
      const other = _id === grantId ? null : await work.get('grants', _id);
      if (other) others.push(other);
    }
    if (!leavesAnAdmin(grant, others, isFirstAdminConfigured())) {
      refuse('FAILED_PRECONDITION', '这是最后一位管理员，请先让另一位同事成为管理员。');
    }
    if (role === 'safeguarding') requireHoldersLeft(others);
    // Written again, so that two who are ended at once cannot both be told that enough are left.
    for (const other of others) await work.put('grants', other);
    await endGrant(work, grant, { now: context.now, by: context.personId });
    await work.audit({ action, subject: grantId, note: noteOf({ id: grant.personId }) });
    return {};
  });
};

export const grantHandlers: Pick<
  Handlers<'staff'>,
  | 'me'
  | 'grant.scanner'
  | 'grant.unit'
  | 'grant.staff'
  | 'grant.list'
  | 'grant.mine'
  | 'grant.resign'
  | 'grant.end'
  | 'grant.endAll'
> = {
  me: {
    who: 'office',
    input: nothing,
    run: async ({ rights, personId }) => ({
      admin: rights.admin,
      auditor: rights.auditor,
      ...(rights.admin && (await isOnlyAdmin(personId)) ? { onlyAdmin: true as const } : {}),
      grants: rights.grants.flatMap(({ _id, level, areaId, areaName }) =>
        level === 'admin' || level === 'auditor' ? [] : [{ grantId: _id, level, areaId, areaName }],
      ),
    }),
  },
  'grant.scanner': {
    who: 'admin',
    input: calls.grantScanner,
    run: (context, { requestId: _, openid, ...offer }) =>
      give(context, openid, () => scannerTerms(offer)),
  },
  'grant.unit': {
    who: 'admin',
    input: unitGrant,
    run: (context, { openid, batchId }) =>
      give(context, openid, () => unitTerms(batchId, context.now)),
  },
  'grant.staff': {
    who: 'admin',
    input: calls.grantStaff,
    run: (context, { openid, level, areaId }) =>
      give(context, openid, () => staffTerms(level, areaId)),
  },
  'grant.list': {
    who: 'admin',
    input: calls.grantList,
    run: async ({ personId, now }, { role, state, cursor, limit: size = DEFAULT_PAGE }) => {
      const isOver = state === undefined ? undefined : state === 'over';
      const { grants, next } = await grantPage(
        { role, isOver, now },
        { cursor: cursor === undefined ? undefined : Number(cursor), limit: size },
      );
      const events = await eventsBy(grants);
      return {
        items: grants.map((grant) => ({
          ...viewOfTerms(grant, events),
          grantId: grant._id,
          person: grant.personId,
          ...(grant.label === undefined ? {} : { label: grant.label }),
          grantedAt: grant.grantedAt,
          grantedBy: grant.grantedBy,
          state: (overAt(grant) ?? Infinity) <= now ? ('over' as const) : ('active' as const),
          ...(grant.endedAt === null ? {} : { endedAt: grant.endedAt }),
          ...(grant.endedBy === undefined ? {} : { endedBy: grant.endedBy }),
          mine: grant.personId === personId,
        })),
        ...(next === undefined ? {} : { next: String(next) }),
      };
    },
  },
  'grant.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => {
      const standing = (await grantsOf(personId)).filter(
        (grant) => (overAt(grant) ?? Infinity) > now,
      );
      const events = await eventsBy(standing);
      const campaignOf = await campaignsBehind(standing, events);
      return {
        items: standing.map((grant) => ({
          ...viewOfTerms(grant, events),
          grantId: grant._id,
          ...campaignOf(grant),
          grantedAt: grant.grantedAt,
        })),
      };
    },
  },
  'grant.resign': {
    who: 'signedIn',
    input: calls.oneGrant,
    run: (context, { grantId }) =>
      endOne(context, grantId, 'grant.resign', (grant) => {
        if (grant.personId !== context.personId) refuse('NOT_FOUND', '没有找到这个授权。');
      }),
  },
  'grant.end': {
    who: 'admin',
    input: calls.oneGrant,
    run: (context, { grantId }) => endOne(context, grantId, 'grant.end', () => {}),
  },
  'grant.endAll': {
    who: 'admin',
    input: calls.grantEndAll,
    run: async (context, { eventId, deviceId }) => {
      await getEvent(eventId);
      const device = deviceId === undefined ? null : await findDevice(eventId, deviceId);
      if (deviceId !== undefined && !device) {
        refuse('NOT_FOUND', '这场活动没有登记过这台设备。');
      }
      const open = await openScannerGrants(eventId);
      const meant = open.filter(({ personId }) => device?.personIds.includes(personId) ?? true);
      // Each grant ends by itself, and ends once: a call that died half way is repeated safely.
      for (const { _id } of meant) {
        await transact(async (transaction) => {
          const grant = await transaction.get('grants', _id);
          if (grant?.endedAt === null) {
            await endGrant(transaction, grant, { now: context.now });
          }
        });
      }
      return once(context, async (work) => {
        await work.audit({
          action: 'grant.endAll',
          subject: eventId,
          note: noteOf({ id: device?._id ?? '' }),
        });
        return { ended: meant.length };
      });
    },
  },
};
