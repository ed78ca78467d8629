import { Engine } from '../../tools/local-cloud/database/engine';

/**
 * A process that writes to a store until it is killed, and says each write once it was answered:
 * `node --import tsx test/support/store-writer.ts <file> <documents to begin with>`.
 */
export const WORD = (no: number, version: number): string => `Wort${no}v${version}.`;

const LENGTH = 60;

const write = async (file: string, many: number): Promise<void> => {
  const indexes = [{ name: 'rank', fields: [['rank', 1]] as [string, 1][] }];
  const engine = new Engine(file, new Map([['things', indexes]]), { requireIndexes: true });
  const documents = function* (): Iterable<{ _id: string; rank: number; text: string }> {
    for (let no = 0; no < many; no += 1) {
      yield { _id: `t${no}`, rank: no, text: WORD(no, 0).repeat(LENGTH) };
    }
  };
  engine.load('things', documents());
  const options = { multi: false, merge: true, upsert: false };
  for (let no = 0; ; no = (no + 7) % many) {
    engine.find('things', { rank: { $gte: no } }, { limit: 1 });
    if (no % 2 === 0) {
      await engine.remove('things', { _id: `t${no}` }, false);
      console.log(`removed ${no}`);
    } else {
      const text = WORD(no, 1).repeat(LENGTH);
      await engine.update('things', { _id: `t${no}` }, { $set: { text } }, options);
      console.log(`changed ${no}`);
    }
    if (no % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
};

const [file, many] = process.argv.slice(2);
if (require.main === module && file !== undefined) void write(file, Number(many));
