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

const bandOf = (
  id: number,
  items: readonly WallItem[],
  before?: ReadonlyMap<string, WishState>,
): Band => ({ id, lights: lightsOf(items, before), gap: 0 });

/** The states in which wishes were last seen. */
export const statesOf = (items: readonly WallItem[]): Map<string, WishState> =>
  new Map(items.map(({ wishNo, state }) => [wishNo, state]));

/**
 * The wall behind the page: all the wishes that came so far, in bands of which only those near the
 * screen hang. Every method answers what the page has to `setData`, one band at most.
 */
export class Wall {
  private bands: WallItem[][] = [];

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
    return { bands: [bandOf(0, items, before)] };
  }

  /** Hangs the first piece anew and leaves the others where they are. */
  renew(items: WallItem[]): Record<string, Band> {
    const before = statesOf(this.bands[0] ?? []);
    this.bands[0] = items;
    return { 'bands[0]': bandOf(0, items, before) };
  }

  /** Hangs one more piece. */
  add(items: WallItem[]): Record<string, Band> {
    const id = this.bands.push(items) - 1;
    return { [`bands[${id}]`]: bandOf(id, items) };
  }

  /** Takes a piece down that is far from the screen, `height` px high, or hangs it again. */
  turn(id: number, near: boolean, height: number): Record<string, Band> {
    const items = this.bands[id] ?? [];
    return { [`bands[${id}]`]: near ? bandOf(id, items) : { id, lights: [], gap: height } };
  }
}
