import type { WallItem, WishState } from '../../../typings/contract';
import { lightsOf, type Light } from '../../components/light-sky/lights';

/** Lights fetched and hung at a time: a piece of the wall that one `setData` carries (≤ 20 KB). */
export const LIGHTS_PER_BAND = 60;

/** A piece of the wall as the page has it: hung while it is near the screen, else a gap as high. */
export interface Band {
  id: number;
  lights: Light[];
  /** Height in px of a band that is taken down; 0 while it hangs. */
  gap: number;
}

/** The states in which wishes were last seen. */
export const statesOf = (items: readonly WallItem[]): Map<string, WishState> =>
  new Map(items.map(({ wishNo, state }) => [wishNo, state]));

/**
 * The wall behind the page: all the wishes that came so far, in bands of which only those near the
 * screen hang. Every method answers what the page has to `setData`, one band at most.
 */
export class Wall {
  private bands: WallItem[][] = [];
  /** What is shown of the wall; null for all of it. */
  private shown: ReadonlySet<WishState> | null = null;

  private band(id: number, before?: ReadonlyMap<string, WishState>): Band {
    const items = (this.bands[id] ?? []).filter(
      ({ state }) => this.shown === null || this.shown.has(state),
    );
    return { id, lights: lightsOf(items, before), gap: 0 };
  }

  /** Shows lights of these states alone, or all again where there are none; answers how many. */
  only(states: readonly WishState[]): { bands: Band[]; count: number } {
    this.shown = states.length === 0 ? null : new Set(states);
    const bands = this.bands.map((_, id) => this.band(id));
    return { bands, count: bands.reduce((sum, { lights }) => sum + lights.length, 0) };
  }

  get items(): WallItem[] {
    return this.bands.flat();
  }

  get length(): number {
    return this.bands.length;
  }

  find(wishNo: string): WallItem | undefined {
    return this.items.find((item) => item.wishNo === wishNo);
  }

  /** Hangs the wall anew from its first piece. */
  begin(items: WallItem[], before: ReadonlyMap<string, WishState>): { bands: Band[] } {
    this.bands = [items];
    return { bands: [this.band(0, before)] };
  }

  /** Hangs the first piece anew and leaves the others where they are. */
  renew(items: WallItem[]): Record<string, Band> {
    const before = statesOf(this.bands[0] ?? []);
    this.bands[0] = items;
    return { 'bands[0]': this.band(0, before) };
  }

  /** Hangs one more piece. */
  add(more: WallItem[]): Record<string, Band> {
    // The wall may have been mixed anew between two pieces: nobody hangs twice.
    const known = statesOf(this.items);
    const items = more.filter(({ wishNo }) => !known.has(wishNo));
    const id = this.bands.push(items) - 1;
    return { [`bands[${id}]`]: this.band(id) };
  }

  /** Takes a piece down that is far from the screen, `height` px high, or hangs it again. */
  turn(id: number, near: boolean, height: number): Record<string, Band> {
    return { [`bands[${id}]`]: near ? this.band(id) : { id, lights: [], gap: height } };
  }
}
