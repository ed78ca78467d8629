import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type LocalCloud } from '../../tools/local-cloud';

const fixture = join(__dirname, '..', 'fixtures', 'cloud');

interface Outcome {
  value?: unknown;
  errMsg?: string;
}

describe('queries of the real wx-server-sdk', () => {
  let folder: string;
  let cloud: LocalCloud;
  let groups = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-cloud-queries-'));
    const functionsDir = join(folder, 'functions');
    await buildFunctions({ sourceDir: join(fixture, 'functions'), outDir: functionsDir });
    cloud = await startLocalCloud({
      functionsDir,
      manifestFile: join(fixture, 'cloud.json'),
      dataDir: join(folder, 'data'),
    });
  });
  afterAll(async () => {
    expect(cloud.leaks()).toEqual([]);
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const probe = async (name: string, input: unknown): Promise<Outcome> =>
    (await cloud.call('probe', { probe: name, input }, 'someone')) as Outcome;
  const value = async (name: string, input: unknown): Promise<unknown> => {
    const outcome = await probe(name, input);
    if (outcome.errMsg !== undefined) throw new Error(outcome.errMsg);
    return outcome.value;
  };
  const refused = async (name: string, input: unknown): Promise<string> =>
    (await probe(name, input)).errMsg ?? 'was not refused';

  /** A group of things with these names, in this order. */
  const named = async (...names: unknown[]): Promise<string> => {
    const group = `group ${(groups += 1)}`;
    for (const [rank, name] of names.entries()) {
      await value('add', { _id: `${group} ${rank}`, email: `${group} ${rank}`, group, rank, name });
    }
    return group;
  };

  describe('regular expressions', () => {
    let group: string;
    beforeAll(async () => {
      group = await named('Anna', 'anna', 'BANANA', '小安娜', ['x', 'annex'], 7, null, '另一');
    });

    it.each([
      [{ source: '^[Aa]nn' }, ['Anna', 'anna', ['x', 'annex']]],
      [{ source: 'an', flags: 'i' }, ['Anna', 'anna', 'BANANA', ['x', 'annex']]],
      [{ source: '安娜$' }, ['小安娜']],
      [{ source: 'zzz' }, []],
    ])('find what matches %j, written either way', async (like, wanted) => {
      expect(await value('patternWhere', { group, ...like })).toEqual(wanted);
      expect(await value('patternWhere', { group, ...like, sdk: true })).toEqual(wanted);
      expect(await value('patternMatch', { group, ...like })).toEqual(wanted);
      expect(await value('patternCount', { group, ...like })).toMatchObject({
        total: wanted.length,
      });
    });

    it.each([
      ['in', ['Anna', '另一']],
      ['nin', ['anna', 'BANANA', '小安娜', ['x', 'annex'], 7, null]],
      ['not', ['anna', 'BANANA', '小安娜', ['x', 'annex'], 7, null, '另一']],
      ['all', []],
    ])('stand in %s', async (by, wanted) => {
      expect(await value('patternBy', { group, by, source: '^A' })).toEqual(wanted);
    });

    it('stand in or, and as $regex with its options', async () => {
      expect(await value('patternOr', { group, source: '^B' })).toEqual(['BANANA', '小安娜']);
      const regex = { $regex: '^ba', $options: 'i' };
      expect(await value('patternRaw', { group, regex })).toEqual(['BANANA']);
      const inElement = { $elemMatch: { $regex: '^ann' } };
      expect(await value('patternRaw', { group, regex: inElement })).toEqual([['x', 'annex']]);
    });

    it('say which documents are updated and removed', async () => {
      const own = await named('red', 'green', 'reed');
      const like = { group: own, source: '^re' };
      expect(await value('patternUpdate', like)).toMatchObject({ stats: { updated: 2 } });
      expect(await value('patternRemove', like)).toMatchObject({ stats: { removed: 2 } });
      expect(await value('patternWhere', { group: own, source: '.' })).toEqual(['green']);
    });

    it('say which elements are pulled out of an array', async () => {
      await value('add', { _id: 'pulled', email: 'pulled', list: ['ab', 'b', 'ac'] });
      expect(await value('patternPull', { id: 'pulled', source: '^a' })).toEqual(['b']);
    });

    it('are served by an index where they have a beginning, and refused where none serves them', async () => {
      await value('add', { email: 'prefix-1', name: 'one' });
      await value('add', { email: 'prefix+2', name: 'two' });
      expect(await value('patternIndexed', { source: '^prefix-' })).toEqual(['one']);
      expect(await value('patternIndexed', { source: '^prefix-?' })).toEqual(['two', 'one']);
      for (const source of ['fix-1$', '^a|b', '^.x']) {
        expect(await refused('patternIndexed', { source })).toContain('no index serves');
      }
    });

    it.each([
      ['^a.c$', 'a\rc', true],
      ['^a.c$', 'a\nc', false],
      ['c$', 'abc\n', true],
      ['c$', 'abc\r', false],
      ['^a\\sb$', 'a\u3000b', false],
      ['^a\\sb$', 'a\tb', true],
      ['^[^]x]$', 'y', true],
      ['^[]x]$', ']', true],
      ['^a\\-b\\_c$', 'a-b_c', true],
      ['^.$', '😀', true],
      ['^[[]$', '[', true],
    ])('mean by %j of %j what MongoDB means: %s', async (source, name, matches) => {
      const own = await named(name);
      const found = await value('patternRaw', { group: own, regex: { $regex: source } });
      expect(found).toEqual(matches ? [name] : []);
    });

    it.each([
      { $regex: 'a', $options: 'x' },
      { $regex: '[[:alpha:]]' },
      { $regex: '\\Aa' },
      { $regex: '(?i)a' },
      { $regex: 'a++' },
      { $regex: '(' },
    ])('that cannot be meant here, %j, are refused by name', async (regex) => {
      expect(await refused('patternRaw', { group, regex })).toContain(
        `the regular expression /${regex.$regex}/ is not built`,
      );
    });

    it('are refused where MongoDB takes none', async () => {
      for (const by of ['neq', 'gt', 'lte']) {
        expect(await refused('patternBy', { group, by, source: 'a' })).toContain(
          "Can't have regex as arg to",
        );
      }
      expect(await refused('patternStored', null)).toContain('as a value');
      expect(await refused('patternWhere', { group, source: 'a', flags: 'g' })).toContain(
        'regular expression option',
      );
    });
  });

  describe('without an order', () => {
    it('give documents as they were inserted, changed and replaced ones too', async () => {
      const ids = ['m', 'a', 'z', 'b', 'k'];
      for (const [no, _id] of ids.entries()) {
        await value('addTo', { collection: 'others', data: { _id, no } });
      }
      expect(await value('unordered', {})).toEqual([0, 1, 2, 3, 4]);
    });

    it('give documents of the same key as they were inserted', async () => {
      for (const [no, id] of ['q', 'c', 'x', 'd'].entries()) {
        const _id = `same ${id}`;
        await value('add', { _id, email: _id, group: 'same', rank: 1, no });
      }
      await value('update', { id: 'same c', data: { seen: true } });
      await value('set', {
        id: 'same q',
        data: { email: 'again', group: 'same', rank: 1, no: 0 },
      });
      expect(await value('unordered', { group: 'same' })).toEqual([0, 1, 2, 3]);
    });
  });

  describe('aggregations', () => {
    it('put a boundary into the bucket above it', async () => {
      const group = await named();
      for (const rank of [0, 4, 5, 9, 10]) {
        await value('add', { email: `${group} ${rank}`, group, rank });
      }
      const bucket = { groupBy: '$rank', boundaries: [0, 5, 10] };
      const stages = (more: object): object => ({
        group,
        stages: [{ bucket: { ...bucket, ...more } }],
      });
      expect(await value('stages', stages({ default: 'rest' }))).toEqual([
        { _id: 0, count: 2 },
        { _id: 5, count: 2 },
        { _id: 'rest', count: 1 },
      ]);
      const output = { ranks: { $push: '$rank' } };
      expect(await value('stages', stages({ default: -1, output }))).toEqual([
        { _id: -1, ranks: [10] },
        { _id: 0, ranks: [0, 4] },
        { _id: 5, ranks: [5, 9] },
      ]);
      expect(await refused('stages', stages({}))).toContain('no default was specified');
      expect(await refused('stages', stages({ boundaries: [5, 0] }))).toContain('in order');
    });

    it.each([
      ['2025-01-01', 0, 2025],
      ['2025-01-04', 0, 2025],
      ['2025-01-05', 1, 2025],
      ['2025-06-01', 22, 2025],
      ['2023-01-01', 1, 2022],
      ['2024-12-30', 52, 2025],
      ['2021-01-02', 0, 2020],
      ['2025-12-31', 52, 2026],
    ])('count the week of %s as %s, its ISO year as %s', async (at, week, isoWeekYear) => {
      const group = await named();
      await value('addDated', { group, at: `${at}T00:00:00Z` });
      const fields = { week: { $week: '$at' }, isoWeekYear: { $isoWeekYear: '$at' }, _id: 0 };
      expect(await value('stages', { group, stages: [{ project: fields }] })).toEqual([
        { week, isoWeekYear },
      ]);
    });

    it.each([
      [['心愿卡abc', 'a'], 9],
      [['心愿卡abc', '卡'], 6],
      [['abcabc', 'a', 1], 3],
      [['abcabc', 'c', 0, 2], -1],
      [['abc', 'x'], -1],
      [['abc', 'a', 3, 1], -1],
    ])('find %j at byte %s', async (args, wanted) => {
      const group = await named('x');
      const fields = { at: { $indexOfBytes: args }, _id: 0 };
      expect(await value('stages', { group, stages: [{ project: fields }] })).toEqual([
        { at: wanted },
      ]);
    });

    it.each([
      [{ project: { text: { $dateToString: { date: '$at', format: '%U' } } } }, '$dateToString'],
      [{ project: { x: { $function: { body: 'x', args: [], lang: 'js' } } } }, '$function'],
      [{ project: { x: { $noSuchThing: 1 } } }, '$noSuchThing'],
      [{ match: { list: { $elemMatch: { a: { $gt: 1 } } } } }, '$elemMatch'],
      [{ match: { x: { $near: 1 } } }, '$near'],
    ])('refuse by name what is not built: %j', async (stage, name) => {
      const group = await named('x');
      expect(await refused('stages', { group, stages: [stage] })).toContain(name);
    });
  });
});
