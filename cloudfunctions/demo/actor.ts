import type { ActionName, Input, Output } from '../../typings/contract';

type Played = 'family' | 'helper' | 'staff' | 'station';

/** One person acting at one moment, through the same door as everybody. */
export type Actor = (
  openid: string,
  now: number,
) => <F extends Played, A extends ActionName<F>>(
  name: F,
  action: A,
  input: Input<F, A>,
) => Promise<Output<F, A>>;
