import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../tools/local-cloud';
import { functionsDir, manifestFile } from '../support/build';
import { personOn, type Person } from '../support/cloud';
import { startCloudProcess } from '../support/process';

const collector = { type: 'child' } as const;

describe('npm run cloud', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'micro-wish-kill-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ledgerIds = async (admin: Person): Promise<Set<string>> => {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof admin.call<'staff', 'fund.ledger'>>> = await admin.call(
        'staff',
        'fund.ledger',
        { fundId: 'fund-2025', ...(cursor === undefined ? {} : { cursor }) },
      );
      for (const { donor } of page.entries) if (donor) ids.add(donor);
      cursor = page.next;
    } while (cursor !== undefined);
    return ids;
  };

  it('loses nothing that was answered when it is killed under load, three times over', async () => {
    const answered = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const cloud = await startCloudProcess(dataDir, round === 0);
      const admin = personOn(cloud.url, 'demo-admin');
      if (round > 0) {
        const kept = await ledgerIds(admin);
        expect([...answered].filter((donor) => !kept.has(donor))).toEqual([]);
      }
      let alive = true;
      const give = async (worker: number): Promise<void> => {
        for (let count = 0; alive; count += 1) {
          const donor = `捐赠 ${round}-${worker}-${count}`;
          const reply = await admin
            .send('staff', 'fund.donate', {
              requestId: donor.replace(/[^\w-]/g, '') + '-r',
              fundId: 'fund-2025',
              donor,
              amountFen: 100 as never,
            })
            .catch(() => undefined);
          if (reply?.ok) answered.add(donor);
        }
      };
      const giving = [0, 1, 2, 3].map(give);
      const enough = answered.size + 12;
      while (answered.size < enough) await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(cloud.stop('SIGKILL')).resolves.toBe('SIGKILL');
      alive = false;
      await Promise.all(giving);
    }
    const cloud = await startCloudProcess(dataDir);
    const admin = personOn(cloud.url, 'demo-admin');
    const kept = await ledgerIds(admin);
    expect([...answered].filter((donor) => !kept.has(donor))).toEqual([]);
    const { donatedFen, reservedFen, spentFen, availableFen } = await admin.call(
      'staff',
      'fund.ledger',
      { fundId: 'fund-2025' },
    );
    expect(availableFen).toBe(donatedFen - reservedFen - spentFen);
    await expect(cloud.stop('SIGTERM')).resolves.toBe(0);
  });

  it('refuses a data folder that another cloud holds, until that one is gone', async () => {
    const first = await startCloudProcess(dataDir);
    const options = { functionsDir, manifestFile, dataDir };
    await expect(startLocalCloud(options)).rejects.toThrow('in use by another local cloud');
    await first.stop('SIGKILL');
    const second = await startLocalCloud(options);
    await second.close();
  });

  it('keeps keys and first admin with the data: a card shown before a restart is good after it', async () => {
    const before = await startCloudProcess(dataDir, true);
    const guardians = Array.from({ length: 67 }, (_, place) => `demo-guardian-${place + 1}`);
    const ready: { openid: string; cardId: string; code: string; stationLabel: string }[] = [];
    for (const openid of guardians) {
      if (ready.length > 0) break;
      const guardian = personOn(before.url, openid);
      const { items } = await guardian.call('family', 'card.mine', {});
      for (const { cardId, state, ready: arrived, stationLabel = '' } of items) {
        if (state !== 'issued' || !arrived) continue;
        const { code } = await guardian.call('family', 'card.show', { cardId });
        ready.push({ openid, cardId, code, stationLabel });
      }
    }
    await before.stop('SIGKILL');
    const after = await startCloudProcess(dataDir);
    const [card] = ready;
    if (!card) throw new Error('the demo has no card to redeem');
    const scan = {
      nonce: 'after-the-restart',
      eventId: 'event-2025',
      stationId: `desk-${card.stationLabel.charAt(0)}`,
      deviceId: 'phone',
      code: card.code,
      collector,
    };
    const volunteer = personOn(after.url, 'demo-volunteer-1');
    await expect(volunteer.call('station', 'card.redeem', scan)).resolves.toMatchObject({
      status: 'accepted',
      cardId: card.cardId,
    });
    await after.stop('SIGTERM');
  });
});
