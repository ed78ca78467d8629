import type { StaffWishRow } from '../../../../../../typings/contract';
import { chosenAt, NOTHING_CHOSEN, type Selection } from './selection';
import { mayChoose, type ManyStep, type QueueRow } from './view';

/** The data that `choosing` works with. */
export const choosingData = () => ({
  /** Rows can be chosen: always on a wide window, else once it is asked for. */
  choosing: false,
  chosenCount: 0,
  allChosen: false,
  at: -1,
  wide: false,
  /** What is done with many together here. */
  step: '' as ManyStep,
});

interface ChoosingPage {
  data: ReturnType<typeof choosingData> & { rows: QueueRow[]; busy: boolean };
  items: StaffWishRow[];
  round: number;
  selection: Selection;
  setData(change: object): void;
  showItems(): void;
  readMore(): Promise<boolean>;
  readAll(): Promise<void>;
  select(wanted: Selection): void;
}

/** Rows of the list, chosen by tap or key for what is done with many together. */
export const choosing = {
  selection: NOTHING_CHOSEN as Selection,

  startChoosing(this: ChoosingPage) {
    this.setData({ choosing: true });
  },

  stopChoosing(this: ChoosingPage) {
    this.select(NOTHING_CHOSEN);
    this.setData({ choosing: this.data.wide && this.data.step !== '' });
  },

  choose(this: ChoosingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    this.select(chosenAt(this.selection, currentTarget.dataset['place'] as number, false));
  },

  /** Chooses all, reading on for them, or none where all are. */
  async chooseAll(this: ChoosingPage) {
    if (this.data.busy) return;
    const all = () =>
      this.items.flatMap((wish, place) => (mayChoose(wish, this.data.step) ? place : []));
    if (this.selection.chosen.length === all().length) {
      this.select({ ...this.selection, chosen: [] });
      return;
    }
    const { round } = this;
    this.setData({ busy: true });
    await this.readAll();
    this.setData({ busy: false, progress: '' });
    if (round !== this.round) return;
    this.showItems();
    this.select({ ...NOTHING_CHOSEN, chosen: all() });
  },

  /** Reads on to the end; to draw all of it would be too much for a phone. */
  async readAll(this: ChoosingPage) {
    const { round } = this;
    do this.setData({ progress: `正在读取，已有 ${this.items.length} 个` });
    while (round === this.round && (await this.readMore()));
    this.setData({ progress: '' });
  },

  /** Only what is the reader's to do can be chosen. */
  select(this: ChoosingPage, wanted: Selection) {
    const selection = {
      ...wanted,
      chosen: wanted.chosen.filter((place) => {
        const wish = this.items[place];
        return wish && mayChoose(wish, this.data.step);
      }),
    };
    const was = this.selection.chosen;
    const changes: Record<string, boolean> = {};
    const [before, now] = [new Set(was), new Set(selection.chosen)];
    for (const place of new Set([...was, ...selection.chosen])) {
      if (place >= this.data.rows.length) continue;
      if (now.has(place) !== before.has(place)) changes[`rows[${place}].chosen`] = now.has(place);
    }
    this.selection = selection;
    const choosable = this.items.filter((wish) => mayChoose(wish, this.data.step)).length;
    this.setData({
      ...changes,
      at: selection.at,
      chosenCount: now.size,
      allChosen: now.size > 0 && now.size === choosable,
    });
  },

  chosenIds(this: ChoosingPage): string[] {
    return this.selection.chosen.flatMap((place) => this.items[place]?.wishId ?? []);
  },
};
