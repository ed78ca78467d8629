import {
  CATEGORY_OPTIONS,
  deskOptions,
  isNarrowed,
  WHOLE,
  type DeskOption,
  type Narrowing,
  type Option,
} from './view';

/** The data that `narrowingDown` works with. */
export const narrowingData = () => ({
  narrowing: WHOLE,
  narrowed: false,
  communities: [] as Option[],
  communityAt: 0,
  categories: CATEGORY_OPTIONS,
  categoryAt: 0,
  desks: deskOptions([]) as DeskOption[],
  deskAt: 0,
  /** Gifts of the open tab lie at desks. */
  mayChooseDesk: false,
});

interface NarrowingPage {
  data: ReturnType<typeof narrowingData>;
  setData(change: object): void;
  begin(): void;
  narrow(change: Partial<Narrowing>): void;
}

/** What the list is narrowed down to; each change reads it from its beginning. */
export const narrowingDown = {
  search(this: NarrowingPage, { detail }: { detail: { value: string } }) {
    if (detail.value.trim() !== this.data.narrowing.search.trim()) {
      this.narrow({ search: detail.value });
    }
  },

  chooseCommunity(this: NarrowingPage, { detail }: { detail: { value: string | number } }) {
    const communityAt = Number(detail.value);
    this.setData({ communityAt });
    this.narrow({ communityId: this.data.communities[communityAt]?.value ?? '' });
  },

  chooseCategory(this: NarrowingPage, { detail }: { detail: { value: string | number } }) {
    const categoryAt = Number(detail.value);
    this.setData({ categoryAt });
    this.narrow({ category: (CATEGORY_OPTIONS[categoryAt]?.value ?? '') as Narrowing['category'] });
  },

  chooseDesk(this: NarrowingPage, { detail }: { detail: { value: string | number } }) {
    const deskAt = Number(detail.value);
    this.setData({ deskAt });
    const { stationId, deskEventId } = this.data.desks[deskAt] ?? WHOLE;
    this.narrow({ stationId, deskEventId });
  },

  /** Where no gift lies at a desk yet. What is being typed stays, as nothing of it is set anew. */
  forgetDesk(this: NarrowingPage) {
    if (this.data.narrowing.stationId === '') return;
    const narrowing = { ...this.data.narrowing, stationId: '', deskEventId: '' };
    this.setData({ narrowing, narrowed: isNarrowed(narrowing), deskAt: 0 });
  },

  toggleFlagged(this: NarrowingPage) {
    this.narrow({ flagged: !this.data.narrowing.flagged });
  },

  clearNarrowing(this: NarrowingPage) {
    this.setData({ communityAt: 0, categoryAt: 0, deskAt: 0 });
    this.narrow(WHOLE);
  },

  narrow(this: NarrowingPage, change: Partial<Narrowing>) {
    const narrowing = { ...this.data.narrowing, ...change };
    this.setData({ narrowing, narrowed: isNarrowed(narrowing) });
    this.begin();
  },
};
