import { createHash } from 'node:crypto';
import { find, read, transact } from './database';
import type { EpochMs } from '../../../typings/contract';

/** A device that opened a desk of an event; `_id` is derived from both. */
export interface DeviceRecord {
  _id: string;
  eventId: string;
  deviceId: string;
  label: string;
  stationId: string;
  /** Pseudonyms of those who opened it. */
  personIds: string[];
  clockOffsetMs: number;
  lastSeenAt: EpochMs;
  /** Scans that it had not uploaded then; absent in older records. */
  waiting?: number;
}

const deviceKey = (eventId: string, deviceId: string): string =>
  `device_${createHash('sha256').update(`${eventId}\n${deviceId}`).digest('hex').slice(0, 24)}`;

/** Keeps which device works at which desk, and by whom it was opened. */
export const seeDevice = (
  seen: Omit<DeviceRecord, '_id' | 'personIds'> & { personId: string },
): Promise<void> =>
  transact(async (transaction) => {
    const { personId, ...device } = seen;
    const _id = deviceKey(device.eventId, device.deviceId);
    const before = await transaction.get('devices', _id);
    const personIds = [...new Set([...(before?.personIds ?? []), personId])].slice(-20);
    await transaction.put('devices', { ...device, _id, personIds });
  });

/** What an upload leaves on a device that is known. */
export const seeUpload = (
  eventId: string,
  deviceId: string,
  { waiting, now }: { waiting: number; now: number },
): Promise<void> =>
  transact(async (transaction) => {
    const device = await transaction.get('devices', deviceKey(eventId, deviceId));
    if (device) await transaction.put('devices', { ...device, waiting, lastSeenAt: now });
  });

export const findDevice = (eventId: string, deviceId: string): Promise<DeviceRecord | null> =>
  read('devices', deviceKey(eventId, deviceId));

export const devicesOf = (eventId: string): Promise<DeviceRecord[]> =>
  find('devices', { eventId }, { limit: 200 });
