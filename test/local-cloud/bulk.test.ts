import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../tools/local-cloud/database/engine';
import type { IndexSpec } from '../../tools/local-cloud/database/plan';

const BY_EMAIL: IndexSpec = { name: 'email', fields: [['email', 1]], unique: true };
const BY_TAG: IndexSpec = {
  name: 'tags',
  fields: [
    ['tags', 1],
    ['rank', -1],
  ],
};

/** More than the store takes at a time. */
const MANY = 5_500;

const things = function* (): Iterable<{
  _id: string;
  email: string;
  tags: string[];
  rank: number;
}> {
  for (let rank = 0; rank < MANY; rank += 1) {
    yield {
      _id: `thing-${rank}`,
      email: `${rank}@example.org`,
      tags: [`t${rank % 1000}`, '👟'],
      rank,
    };
  }
};

describe('a collection filled in bulk', () => {
  let folder: string;
  let engine: Engine;

  const open = (indexes: IndexSpec[]): void => {
    const collections = new Map([['things', indexes]]);
    engine = new Engine(join(folder, 'cloud.db'), collections, { requireIndexes: true });
  };

  const ranksOf = (tag: string): unknown[] =>
    engine
      .find('things', { tags: tag }, { limit: 3, order: [['rank', -1]] })
      .map(({ rank }) => rank);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bulk-'));
    open([BY_EMAIL]);
    engine.load('things', things());
  });
  afterAll(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found by id and by index like any other', () => {
    expect(engine.read('things', 'thing-7')).toMatchObject({ rank: 7, tags: ['t7', '👟'] });
    const found = engine.find('things', { email: '5400@example.org' }, { limit: 2 });
    expect(found.map(({ _id }) => _id)).toEqual(['thing-5400']);
    expect(engine.count('things', { email: { $gte: '1' } })).toBeGreaterThan(MANY / 2);
  });

  it('keeps its unique keys to itself', async () => {
    const taken = { _id: 'other', email: '5@example.org' };
    await expect(engine.insert('things', [taken])).rejects.toThrow('E11000');
  });

  it('is all there or not at all', () => {
    const again = [
      { _id: 'new', email: 'new@example.org' },
      { _id: 'thing-1', email: 'x' },
    ];
    expect(() => engine.load('things', again)).toThrow();
    expect(engine.read('things', 'new')).toBeNull();
  });

  it('is indexed anew when the manifest names other indexes', () => {
    engine.close();
    open([BY_EMAIL, BY_TAG]);
    expect(ranksOf('t3')).toEqual([5003, 4003, 3003]);
    expect(ranksOf('👟')).toEqual([5499, 5498, 5497]);
    engine.close();
    open([BY_TAG]);
    expect(() => engine.find('things', { email: '5@example.org' }, { limit: 1 })).toThrow(
      'no index',
    );
    expect(ranksOf('t3')).toEqual([5003, 4003, 3003]);
  });
});
