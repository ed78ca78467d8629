import {
  BATCH_STATE_WORDS,
  PACK_VERSION_WORDS,
  PACK_VERSIONS,
  periodText,
} from '@micro-wish/vocabulary';
import type {
  PackCountsInput,
  PackVersion,
  UnitBatch,
  UnitPack,
} from '../../../../../typings/contract';

/** A pack to carry: an alias, a version, and whether it can go. */
export interface CarryLine {
  cardId: string;
  alias: string;
  about: string;
  state: string;
  tone: string;
}

export interface CarryPlace {
  place: string;
  todo: number;
  packs: CarryLine[];
}

export interface CountField {
  version: PackVersion;
  name: string;
  /** What was sent, as far as it is not delivered. */
  left: number;
}

export interface BatchCard {
  batchId: string;
  title: string;
  state: string;
  /** Waits for the unit's count. */
  toCount: boolean;
  time: string;
  fields: CountField[];
  places: CarryPlace[];
}

const standing = ({ state, ready }: UnitPack): [string, string] => {
  if (state === 'redeemed') return ['已送到', 'good'];
  if (state === 'frozen') return ['已冻结', 'alert'];
  return ready ? ['可以送', 'warm'] : ['还没有包', 'wait'];
};

const lineOf = (pack: UnitPack): CarryLine => {
  const [state, tone] = standing(pack);
  return {
    cardId: pack.cardId,
    alias: pack.alias,
    about: `${PACK_VERSION_WORDS[pack.version]} · ${pack.cardNo}`,
    state,
    tone,
  };
};

/** By meeting place; in each, what is still to do comes first. */
const placesOf = (packs: readonly UnitPack[]): CarryPlace[] => {
  const groups = new Map<string, UnitPack[]>();
  for (const pack of packs) {
    const place = pack.place || '地点另行约定';
    groups.set(place, [...(groups.get(place) ?? []), pack]);
  }
  return [...groups].map(([place, all]) => {
    const todo = all.filter(({ state }) => state !== 'redeemed');
    const done = all.filter(({ state }) => state === 'redeemed');
    return { place, todo: todo.length, packs: [...todo, ...done].map(lineOf) };
  });
};

export const batchCard = (batch: UnitBatch): BatchCard => {
  const versions = PACK_VERSIONS.filter((version) => batch.counts[version] > 0);
  return {
    batchId: batch.batchId,
    title: batch.title,
    state: BATCH_STATE_WORDS[batch.state],
    toCount: batch.state === 'sent',
    time: periodText(batch.from, batch.until),
    fields: versions.map((version) => ({
      version,
      name: PACK_VERSION_WORDS[version],
      left: batch.left[version],
    })),
    places: placesOf(batch.packs),
  };
};

/** What was counted; a version that was not typed is what was sent. */
export const countsTyped = (
  fields: readonly CountField[],
  typed: Readonly<Record<string, string>>,
): PackCountsInput => {
  const counts: PackCountsInput = {};
  for (const { version, left } of fields) {
    const text = typed[version]?.trim() ?? '';
    counts[version] = text === '' ? left : Number(text);
  }
  return counts;
};
