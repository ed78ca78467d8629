import * as v from 'valibot';
import type { Grant, StaffOffice } from '../domain/access';
import { refuse } from '../domain/refusal';
import { newId, personIdOf } from '../shared/identity';
import { epochMs, id, nothing, requestId, text } from '../shared/input';
import type { Context, Handlers } from '../shared/serve';
import { getEvent } from '../store/campaigns';
import { read, transact } from '../store/database';
import { findDevice } from '../store/devices';
import { openScannerGrants } from '../store/grants';
import type { AreaRecord } from '../store/records';
import { once } from '../store/requests';

const save = (context: Context, grant: Grant): Promise<{ grantId: string }> =>
  once(context, async (work) => {
    await work.put('grants', grant);
    await work.audit({ action: `grant.${grant.kind}`, subject: grant._id, note: grant.personId });
    return { grantId: grant._id };
  });

/** The area of a grant of this level; none for whoever needs none. @throws Refusal */
const areaOfGrant = async (
  level: StaffOffice,
  areaId: string | undefined,
): Promise<AreaRecord | null> => {
  if (level === 'admin' || level === 'auditor') return null;
  if (areaId === undefined) return refuse('INVALID_ARGUMENT', '请选择负责的区域。');
  const area = await read('areas', areaId);
  return area?.level === level
    ? area
    : refuse('NOT_FOUND', '没有找到这个级别的区域，请从列表中选择。');
};

const newGrant = ({ personId, now }: Context, openid: string) => ({
  _id: newId('grant'),
  personId: personIdOf(openid),
  grantedAt: now,
  grantedBy: personId,
  endedAt: null,
});

export const grantHandlers: Pick<
  Handlers<'staff'>,
  'me' | 'grant.scanner' | 'grant.staff' | 'grant.end' | 'grant.endAll'
> = {
  me: {
    who: 'office',
    input: nothing,
    run: ({ rights }) =>
      Promise.resolve({
        admin: rights.admin,
        auditor: rights.auditor,
        grants: rights.grants.flatMap(({ _id, level, areaId, areaName }) =>
          level === 'admin' || level === 'auditor'
            ? []
            : [{ grantId: _id, level, areaId, areaName }],
        ),
      }),
  },
  'grant.scanner': {
    who: 'admin',
    input: v.strictObject({
      requestId,
      openid: id,
      eventId: id,
      stationIds: v.exactOptional(
        v.pipe(v.array(id), v.minLength(1, '请至少选择一个核销点'), v.maxLength(50, '核销点太多')),
      ),
      from: epochMs,
      until: epochMs,
    }),
    run: async (context, { openid, eventId, stationIds, from, until }) => {
      const event = await getEvent(eventId);
      if (from >= until) refuse('INVALID_ARGUMENT', '授权的结束时间应晚于开始时间。');
      const known = new Set(event.stations.map(({ stationId }) => stationId));
      if (stationIds?.some((stationId) => !known.has(stationId))) {
        refuse('NOT_FOUND', '这场活动没有其中的某个核销点。');
      }
      return save(context, {
        ...newGrant(context, openid),
        kind: 'scanner',
        eventId,
        stationIds: stationIds ?? null,
        from,
        until,
      });
    },
  },
  'grant.staff': {
    who: 'admin',
    input: v.strictObject({
      requestId,
      openid: id,
      level: v.picklist(['community', 'street', 'district', 'admin', 'auditor'], '请选择级别'),
      areaId: v.exactOptional(text(64)),
    }),
    run: async (context, { openid, level, areaId }) => {
      const area = await areaOfGrant(level, areaId);
      return save(context, {
        ...newGrant(context, openid),
        kind: 'staff',
        level,
        areaId: area?._id ?? '',
        areaName: area?.name ?? '',
      });
    },
  },
  'grant.end': {
    who: 'admin',
    input: v.strictObject({ requestId, grantId: id }),
    run: (context, { grantId }) =>
      once(context, async (work) => {
        const grant = await work.get('grants', grantId);
        if (!grant) return refuse('NOT_FOUND', '没有找到这个授权。');
        // The first admin stands in the configuration, so the last one cannot be ended here.
        if (grant.endedAt !== null) refuse('FAILED_PRECONDITION', '这个授权已经结束了。');
        await work.put('grants', { ...grant, endedAt: context.now });
        await work.audit({ action: 'grant.end', subject: grantId });
        return {};
      }),
  },
  'grant.endAll': {
    who: 'admin',
    input: v.strictObject({ requestId, eventId: id, deviceId: v.exactOptional(id) }),
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
            await transaction.put('grants', { ...grant, endedAt: context.now });
          }
        });
      }
      return once(context, async (work) => {
        await work.audit({ action: 'grant.endAll', subject: eventId, note: deviceId ?? '' });
        return { ended: meant.length };
      });
    },
  },
};
