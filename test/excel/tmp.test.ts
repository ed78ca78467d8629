import { readCells } from '../../cloudfunctions/excel/read';
import { readRoster } from '../../cloudfunctions/domain/family/roster-sheet';
import { rosterFile, rosterRow } from '../support/roster';
it('x', async () => {
  const f = await rosterFile(Array.from({ length: 5000 }, (_, i) => rosterRow(i)));
  const t = Date.now();
  const found = readCells(f, 5020);
  const t2 = Date.now();
  const m = process.memoryUsage().heapUsed / 1e6;
  if (!('cells' in found)) throw new Error(found.unreadable);
  const r = readRoster(found, [{ communityId: 'c-1', name: '海岸社区', isMine: true }], Date.now());
  console.log(f.length, t2 - t, Date.now() - t2, r.rows.length, r.problems.length, m);
}, 60000);
