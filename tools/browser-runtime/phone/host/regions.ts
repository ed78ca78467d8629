import type { RegionAnswer, RegionPicker } from './picker-types';

interface Region {
  name: string;
  /** Six digits of the national division code. */
  code: string;
  postcode?: string;
  parts?: Region[];
}

const listed = (codes: string): Region[] =>
  codes.split(' ').map((entry) => {
    const [name = '', code = ''] = entry.split(':');
    return { name, code };
  });

/** Enough of the country to try a region picker with; WeChat brings the whole list. */
const REGIONS: Region[] = [
  {
    name: '广东省',
    code: '440000',
    parts: [
      {
        name: '深圳市',
        code: '440300',
        postcode: '518000',
        parts: listed(
          '罗湖区:440303 福田区:440304 南山区:440305 宝安区:440306 龙岗区:440307 盐田区:440308 龙华区:440309 坪山区:440310 光明区:440311',
        ),
      },
      {
        name: '广州市',
        code: '440100',
        postcode: '510000',
        parts: listed(
          '荔湾区:440103 越秀区:440104 海珠区:440105 天河区:440106 白云区:440111 黄埔区:440112 番禺区:440113',
        ),
      },
      {
        name: '珠海市',
        code: '440400',
        postcode: '519000',
        parts: listed('香洲区:440402 斗门区:440403 金湾区:440404'),
      },
    ],
  },
  {
    name: '北京市',
    code: '110000',
    parts: [
      {
        name: '北京市',
        code: '110100',
        postcode: '100000',
        parts: listed('东城区:110101 西城区:110102 朝阳区:110105 丰台区:110106 海淀区:110108'),
      },
    ],
  },
  {
    name: '上海市',
    code: '310000',
    parts: [
      {
        name: '上海市',
        code: '310100',
        postcode: '200000',
        parts: listed('黄浦区:310101 徐汇区:310104 长宁区:310105 静安区:310106 浦东新区:310115'),
      },
    ],
  },
];

const DEPTH = { province: 1, city: 2, region: 3, 'sub-district': 3 } as const;

/** The lists of a region picker at these indexes, from the province down. */
export const regionLists = (
  { level, customItem }: RegionPicker,
  indexes: readonly number[],
): Region[][] => {
  const custom: Region[] =
    customItem === undefined || customItem === '' ? [] : [{ name: customItem, code: '' }];
  const lists: Region[][] = [];
  let next: Region[] | undefined = REGIONS;
  for (let depth = 0; depth < DEPTH[level]; depth += 1) {
    const list: Region[] = [...custom, ...(next ?? [])];
    lists.push(list);
    next = list[indexes[depth] ?? 0]?.parts;
  }
  return lists;
};

/** Indexes of the names in `value`, 0 where a name is not known. */
export const regionIndexes = (picker: RegionPicker): number[] => {
  const indexes: number[] = [];
  for (let depth = 0; depth < DEPTH[picker.level]; depth += 1) {
    const list = regionLists(picker, indexes)[depth] ?? [];
    indexes.push(
      Math.max(
        0,
        list.findIndex(({ name }) => name === picker.value[depth]),
      ),
    );
  }
  return indexes;
};

/** Names, codes and postcode at these indexes. */
export const regionAt = (picker: RegionPicker, indexes: readonly number[]): RegionAnswer => {
  const chosen = regionLists(picker, indexes).flatMap(
    (list, depth) => list[indexes[depth] ?? 0] ?? [],
  );
  return {
    value: chosen.map(({ name }) => name),
    code: chosen.map(({ code }) => code),
    postcode: chosen.find(({ postcode }) => postcode !== undefined)?.postcode ?? '',
  };
};
