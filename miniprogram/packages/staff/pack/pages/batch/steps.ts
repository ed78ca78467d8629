import type { PackVersion } from '../../../../../../typings/contract';

/** A step that wants a reason, and a count where packs move. */
export interface Step {
  kind: 'return' | 'lose' | 'found' | 'returned' | 'lost';
  version: PackVersion;
  most: number;
  count: number;
  /** Of a discrepancy. */
  id: string;
  title: string;
}

export const NO_STEP: Step = {
  kind: 'return',
  version: '7-12',
  most: 1,
  count: 1,
  id: '',
  title: '',
};
