import * as v from 'valibot';
import { everyAction } from '../../support/handlers';

type Door = v.GenericSchema & { entries?: Record<string, unknown> };

const doors = everyAction().map(({ title, input }) => [title, input as unknown as Door] as const);

/** What no field of any action takes: an operator of the database, what is endless, what is no data. */
const HOSTILE = [{ $gt: '' }, { $where: 'true' }, 'x'.repeat(200_001), NaN, Infinity, () => 1];

/** A collector that is none is an outcome of a scan, and answered as one. */
const IS_DATA = ['station.card.redeem collector'];

/** Whether a door complains of this field when it is handed in. */
const refusesIn = (door: Door, field: string, value: unknown): boolean =>
  v
    .safeParse(door, { [field]: value })
    .issues?.some(
      (issue) => issue.path?.[0]?.key === field || (issue.path === undefined && !door.entries),
    ) ?? false;

// What stands behind a door is tried with a cloud; that the door is one needs none.
describe('the door of every action', () => {
  it.each(doors)('%s takes an object of its own fields alone', (_, door) => {
    for (const whole of [null, 7, 'text', [{}], true]) {
      expect(v.safeParse(door, whole).success).toBe(false);
    }
    for (const extra of ['openid', 'personId', 'now', 'constructor']) {
      expect(refusesIn(door, extra, 'x') || Object.hasOwn(door.entries ?? {}, extra)).toBe(true);
    }
  });

  it.each(doors)('%s refuses what is hostile in each field', (action, door) => {
    const fields = Object.keys(door.entries ?? {});
    for (const field of fields.filter((each) => !IS_DATA.includes(`${action} ${each}`))) {
      for (const value of HOSTILE) {
        expect([field, value, refusesIn(door, field, value)]).toEqual([field, value, true]);
      }
    }
  });
});
