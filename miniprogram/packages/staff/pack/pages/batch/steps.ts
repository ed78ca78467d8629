import type { PackVersion } from '../../../../../../typings/contract';

/** A step that wants a reason, and a count where packs move. */
export interface Step {
  kind: 'return' | 'lose' | 'found' | 'returned' | 'lost';
  version: PackVersion;
  /** Packs in hand; 0 where nothing is counted. */
  most: number;
  count: number;
  /** Of a discrepancy. */
  id: string;
  title: string;
}

export const NO_STEP: Step = {
  kind: 'return',
  version: '7-12',
  most: 0,
  count: 1,
  id: '',
  title: '',
};

/** A count of packs, as far as there are any. */
export const within = (count: number, most: number): number =>
  Math.min(most, Math.max(1, Math.floor(count) || 1));
