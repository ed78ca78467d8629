import {
  KEY_LIMIT_BYTES,
  StorageArea,
  packValue,
  unpackValue,
} from '../../tools/browser-runtime/phone/wx/storage-rules';

describe('what a phone stores', () => {
  test.each([
    ['a string', '心愿'],
    ['a number', 0],
    ['nothing', null],
    ['undefined', undefined],
    ['an object', { $: 'date', at: 1, list: [1, { a: true }] }],
    ['a Date', new Date(1_750_000_000_000)],
  ])('comes back as it was: %s', (_, value) => {
    expect(unpackValue(packValue(value))).toEqual(value);
  });

  test('a function cannot be stored', () => {
    expect(() => packValue(() => 1)).toThrow('can not be serialized');
  });

  test('what is stored does not change with the object it was made from', () => {
    const area = new StorageArea();
    const draft = { title: '书包' };
    area.set('draft', draft);
    draft.title = '鞋子';
    expect(unpackValue(area.get('draft')!)).toEqual({ title: '书包' });
  });

  test('a key holds up to 1 MB, and a refused value leaves the old one', () => {
    const area = new StorageArea();
    area.set('big', 'small');
    expect(() => area.set('big', 'x'.repeat(KEY_LIMIT_BYTES))).toThrow('entry size limit reached');
    expect(unpackValue(area.get('big')!)).toBe('small');
  });

  test('all keys together hold up to 10 MB; what is removed is free again', () => {
    const area = new StorageArea();
    const nearlyFull = 'x'.repeat(KEY_LIMIT_BYTES - 100);
    for (let key = 0; key < 10; key += 1) area.set(String(key), nearlyFull);
    expect(() => area.set('more', nearlyFull)).toThrow('exceed storage max size');
    area.set('0', 'replaced');
    expect(() => area.set('more', nearlyFull)).not.toThrow();
    area.remove('more');
    expect(area.info()).toMatchObject({ limitSize: 10 * 1024, currentSize: 9 * 1024 });
  });

  test('Chinese counts in bytes, not letters', () => {
    expect(packValue('愿').bytes).toBe(packValue('abc').bytes);
  });
});
