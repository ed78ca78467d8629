import { deflateSync } from 'node:zlib';
import { encode } from 'uqr';
import type { OpenApiAnswer } from '../wire/open-api';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

const crc = (bytes: Buffer): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
};

/** A grey PNG, `scale` pixels a module. */
const pngOf = (modules: readonly (readonly boolean[])[], scale: number): Buffer => {
  const size = modules.length * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = modules.flatMap((row) => {
    const line = Buffer.concat([
      Buffer.from([0]),
      ...row.map((dark) => Buffer.alloc(scale, dark ? 0 : 255)),
    ]);
    return Array.from({ length: scale }, () => line);
  });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/**
 * `wxacode.getUnlimited`: an image that carries page and scene and can be scanned. It is drawn as
 * an ordinary QR, since the real pattern is WeChat's own.
 */
export const makeCode = (call: Record<string, unknown>): OpenApiAnswer => {
  const { scene, page = '', width = 430 } = call;
  if (typeof scene !== 'string' || !SCENE.test(scene)) {
    return {
      json: { errcode: 40169, errmsg: 'invalid length for scene, or the data is not json string' },
    };
  }
  if (typeof page !== 'string' || page.startsWith('/')) {
    return { json: { errcode: 41030, errmsg: 'invalid page: no leading slash' } };
  }
  const text = `wxacode:${page}?scene=${encodeURIComponent(scene)}`;
  const { data } = encode(text, { border: 4, ecc: 'M' });
  const scale = Math.max(1, Math.round(Number(width) / data.length));
  return { buffer: pngOf(data, scale), contentType: 'image/png' };
};
