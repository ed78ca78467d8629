import { isDate } from 'node:util/types';
import { toEjson } from './document';

/**
 * Values as bytes that sort as MongoDB sorts values: null, numbers, strings, objects, arrays,
 * booleans, dates. A compound key is the bytes of its fields one after another, so that equality
 * on leading fields is a range of bytes, and a range on the next field is one too.
 */
const TAG = {
  null: 0x05,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x38,
  bool: 0x40,
  date: 0x48,
};

const ESCAPED = Buffer.from([0x00, 0xff]);
const END = Buffer.from([0x00, 0x01]);

const encodeNumber = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  // Negative numbers sort backwards as bits: turn all bits; else only the sign.
  if (bytes.readUInt8(0) & 0x80)
    for (let i = 0; i < 8; i += 1) bytes.writeUInt8(~bytes.readUInt8(i) & 0xff, i);
  else bytes.writeUInt8(bytes.readUInt8(0) | 0x80, 0);
  return bytes;
};

const encodeText = (value: string): Buffer => {
  const bytes = Buffer.from(value, 'utf8');
  if (!bytes.includes(0)) return Buffer.concat([bytes, END]);
  const parts: Buffer[] = [];
  for (const byte of bytes) parts.push(byte === 0 ? ESCAPED : Buffer.from([byte]));
  return Buffer.concat([...parts, END]);
};

const tagged = (tag: number, bytes: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([Buffer.from([tag]), bytes]);

const encodeAscending = (value: unknown): Buffer => {
  if (value === null || value === undefined) return tagged(TAG.null);
  if (typeof value === 'number') return tagged(TAG.number, encodeNumber(value));
  if (typeof value === 'string') return tagged(TAG.string, encodeText(value));
  if (typeof value === 'boolean') return tagged(TAG.bool, Buffer.from([value ? 1 : 0]));
  if (isDate(value)) return tagged(TAG.date, encodeNumber(value.getTime()));
  return tagged(Array.isArray(value) ? TAG.array : TAG.object, encodeText(toEjson(value)));
};

const inverted = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

export type Direction = 1 | -1;

/** One field of a key; a descending field sorts the other way round. */
export const encodeKey = (value: unknown, direction: Direction): Buffer =>
  direction === 1 ? encodeAscending(value) : inverted(encodeAscending(value));

/** The first bytes behind every key that starts with these. */
export const behind = (prefix: Buffer): Buffer => {
  const end = Buffer.from(prefix);
  for (let place = end.length - 1; place >= 0; place -= 1) {
    if (end.readUInt8(place) < 0xff) {
      end.writeUInt8(end.readUInt8(place) + 1, place);
      return end.subarray(0, place + 1);
    }
  }
  return Buffer.alloc(64, 0xff);
};

/** The bytes that hold all values of the type of this one: a range never leaves its type. */
export const typeRange = (value: unknown, direction: Direction): { from: Buffer; to: Buffer } => {
  const prefix = encodeKey(value, direction).subarray(0, 1);
  return { from: Buffer.from(prefix), to: behind(Buffer.from(prefix)) };
};
