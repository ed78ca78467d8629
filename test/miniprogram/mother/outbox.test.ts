import {
  sendWaiting,
  waitingRecords,
  writeRecord,
} from '../../../miniprogram/packages/helper/outbox';
import { pairCards as homeCards } from '../../../miniprogram/packages/helper/pages/home/view';
import { startOf } from '../../../miniprogram/packages/helper/pages/record/view';
import { pairCards } from '../../../miniprogram/packages/family/pages/pair/view';
import { thisWeek } from '../../../miniprogram/packages/staff/mother/pages/pairs/view';
import type { FamilyPair, HelperPair, PairRow } from '../../../typings/contract';

interface Sent {
  action: string;
  input: { requestId: string };
}

/** A phone: its storage, its cloud, and what was sent to it; `undefined` is no answer. */
const phone = (answer: (sent: Sent) => unknown) => {
  const storage = new Map<string, unknown>();
  const sent: Sent[] = [];
  Object.assign(globalThis, {
    wx: {
      setStorage: ({ key, data, encrypt }: { key: string; data: unknown; encrypt: boolean }) => {
        expect(encrypt).toBe(true);
        storage.set(key, JSON.parse(JSON.stringify(data)));
        return Promise.resolve();
      },
      getStorage: ({ key }: { key: string }) =>
        storage.has(key)
          ? Promise.resolve({ data: storage.get(key) })
          : Promise.reject(new Error()),
      removeStorage: ({ key }: { key: string }) => Promise.resolve(storage.delete(key)),
      cloud: {
        callFunction: async ({ data }: { data: Sent }) => {
          sent.push(data);
          const result = await answer(data);
          if (result === undefined) throw new Error('request:fail');
          return { result };
        },
      },
    },
  });
  return sent;
};

const record = {
  pairId: 'pair',
  kind: 'visit' as const,
  day: '2025-06-01',
  from: '10:00',
  minutes: 60,
  reached: true,
};
const taken = { ok: true, data: { recordId: 'record' } };
const refused = { ok: false, code: 'FAILED_PRECONDITION', message: '保险已经过期' };

describe('a record', () => {
  it('that reaches the server is not kept', async () => {
    const sent = phone(() => taken);
    await expect(writeRecord(record, '小星', 'one')).resolves.toBe('sent');
    expect(sent).toMatchObject([{ action: 'record.add', input: { requestId: 'one' } }]);
    await expect(waitingRecords()).resolves.toEqual([]);
  });

  it('waits without a network, and goes out once under the same name', async () => {
    let online = false;
    const sent = phone(() => (online ? taken : undefined));
    await expect(writeRecord(record, '小星', 'one')).resolves.toBe('waits');
    await expect(waitingRecords()).resolves.toMatchObject([{ id: 'one', alias: '小星' }]);
    online = true;
    const counts = await Promise.all([sendWaiting(), sendWaiting()]);
    expect(counts).toEqual([1, 1]);
    expect(sent.map(({ input }) => input.requestId)).toEqual(['one', 'one']);
    await expect(waitingRecords()).resolves.toEqual([]);
  });

  it('that the server refuses at once is told and not kept; refused later it stays with the reason', async () => {
    let answer: unknown = refused;
    phone(() => answer);
    await expect(writeRecord(record, '小星', 'one')).rejects.toThrow('保险');
    await expect(waitingRecords()).resolves.toEqual([]);
    answer = undefined;
    await writeRecord(record, '小星', 'two');
    answer = refused;
    await expect(sendWaiting()).resolves.toBe(0);
    await expect(waitingRecords()).resolves.toMatchObject([{ id: 'two', problem: /保险/ }]);
  });

  it('begins so long ago as it lasted, and never on the day before', () => {
    const at = (clock: string) => Date.parse(`2025-06-01T${clock}:00+08:00`);
    expect(startOf(at('11:07'), 60)).toEqual({ day: '2025-06-01', from: '10:00' });
    expect(startOf(at('00:20'), 60)).toEqual({ day: '2025-06-01', from: '00:00' });
  });
});

describe('what is shown of a pair', () => {
  const now = Date.parse('2025-06-01T12:00:00+08:00');
  const family: FamilyPair = {
    pairId: 'pair',
    childId: 'child',
    state: 'proposed',
    role: 'lead',
    mother: { kind: 'volunteer', team: 'neighbor', skills: [] },
    proposedAt: now,
    ownWord: true,
    records: [],
    outings: [],
  };
  const child = {
    childId: 'child',
    childNo: 'C1',
    nickname: '豆豆',
    alias: '小星',
    birthMonth: '2016-05',
    communityId: 'c-1',
  };
  const cards = (more: Partial<FamilyPair>) => pairCards([{ ...family, ...more }], [child], now);

  it('a family is asked while it is proposed, or where the child has grown', () => {
    expect(cards({})).toMatchObject([{ asks: true, mayEnd: false, childName: '豆豆' }]);
    expect(cards({ state: 'active' })).toMatchObject([{ asks: false, mayEnd: true }]);
    expect(cards({ state: 'active', askChild: true })).toMatchObject([{ asks: true }]);
    expect(cards({ state: 'declined' })).toMatchObject([{ asks: false, mayEnd: false }]);
  });

  it('an outing is asked about until it should have begun', () => {
    const outing = { outingId: 'o', place: '公园', state: 'planned' as const };
    const at = (from: number) =>
      cards({ state: 'active', outings: [{ ...outing, from, until: now + 9_000_000 }] })[0]
        ?.outings;
    expect(at(now + 1)).toMatchObject([{ asks: true }]);
    expect(at(now)).toMatchObject([{ asks: false }]);
  });

  it('a mother is reminded ten days before a clock runs out', () => {
    const pair: HelperPair = {
      pairId: 'pair',
      alias: '小星',
      ageBand: '7-12',
      state: 'active',
      role: 'lead',
      silentDueOn: '2025-06-11',
      faceDueOn: '2025-08-01',
      outings: [],
    };
    expect(homeCards([pair], now)[0]?.due).toBe('6月11日前联系一次');
    expect(homeCards([{ ...pair, silentDueOn: '2025-06-12' }], now)[0]?.due).toBe('');
    expect(homeCards([{ ...pair, silentDueOn: '2025-05-31' }], now)[0]?.due).toMatch(
      /好久没有联系/,
    );
  });

  it('the Monday list holds what runs out within the week, the longest first, and first meetings', () => {
    const row = (pairId: string, state: PairRow['state'], dueOn: string): PairRow => ({
      pairId,
      alias: '',
      state,
      role: 'lead',
      communityName: '',
      motherName: '',
      dueOn,
    });
    const rows = [
      row('later', 'active', '2025-06-09'),
      row('soon', 'active', '2025-06-08'),
      row('over', 'active', '2025-05-20'),
      row('paused', 'suspended', ''),
      row('meeting', 'consented', ''),
    ];
    expect(thisWeek(rows, now).map(({ pairId }) => pairId)).toEqual(['meeting', 'over', 'soon']);
  });
});
