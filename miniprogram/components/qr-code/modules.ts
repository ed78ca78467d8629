import { encode } from 'uqr';

/** Light modules around the code, as the standard asks for. */
const QUIET_ZONE = 4;

/** The modules of a QR code, dark = true, quiet zone included. */
export const modulesOf = (text: string): boolean[][] =>
  encode(text, { ecc: 'M', border: QUIET_ZONE }).data;
