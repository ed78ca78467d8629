import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';
import type { Scanned } from '../types';

/** How the local cloud writes the page of a mini-program's code, since the real pattern is WeChat's own. */
const WX_CODE = /^wxacode:(.*)$/s;

const SCAN_TYPES: Record<string, Scanned['scanType']> = {
  QRCode: 'QR_CODE',
  MicroQRCode: 'QR_CODE',
  EAN13: 'EAN_13',
  Code128: 'CODE_128',
  DataMatrix: 'DATA_MATRIX',
  PDF417: 'PDF_417',
};

let prepared = false;

const prepare = (): void => {
  if (prepared) return;
  prepared = true;
  prepareZXingModule({
    overrides: {
      locateFile: (file: string) => (file.endsWith('.wasm') ? '/zxing_reader.wasm' : file),
    },
  });
};

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const scannedOf = ({ text, format, bytes }: ReadResult): Scanned => {
  const common = { charSet: 'UTF-8', rawData: base64(bytes) };
  const path = WX_CODE.exec(text)?.[1];
  return path === undefined
    ? { ...common, result: text, scanType: SCAN_TYPES[format] ?? 'QR_CODE' }
    : { ...common, result: '', scanType: 'WX_CODE', path };
};

/** Reads the one code of a picture, by its pixels; null where it shows none. */
export const decodePicture = async (picture: ImageData): Promise<Scanned | null> => {
  prepare();
  const [found] = await readBarcodes(picture, {
    formats: ['QRCode', 'EAN13', 'Code128', 'DataMatrix', 'PDF417'],
    tryHarder: true,
    maxNumberOfSymbols: 1,
  });
  return found && found.isValid ? scannedOf(found) : null;
};
