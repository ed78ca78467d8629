import type { Output, StaffCardRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { percentOf } from '../../../../../utils/percent';
import { chunksOf } from '../../../common/chunks';
import type { PrintScope, SheetFile, SheetFormat } from '../../components/card-printing/choices';

/** Cards of one file: ten pages of ten. */
const SHEET_SIZE = 100;

type Sheet = Output<'staff', 'card.sheet'>;

/** A card that a desk would take: none that is redeemed, void or expired, and never a frozen one. */
export const isPrintable = ({ state }: StaffCardRow): boolean =>
  state === 'issued' || state === 'handed_out';

/** A reissued card counts as one that was never printed: its old paper opens nothing. */
const isFresh = (card: StaffCardRow): boolean => isPrintable(card) && card.printedAt === undefined;

/** The cards that can be printed: of those listed, of those still without paper, of those ticked. */
export const toPrint = (
  listed: readonly StaffCardRow[],
  all: readonly StaffCardRow[],
  ticked: readonly string[],
): Record<PrintScope, StaffCardRow[]> => ({
  fresh: listed.filter(isFresh),
  listed: listed.filter(isPrintable),
  ticked: all.filter((card) => isPrintable(card) && ticked.includes(card.cardId)),
});

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'zh-CN', { numeric: true });

/** As they are handed on: community by community, in each by the forms on paper, then the rest. */
export const inPaperOrder = (cards: readonly StaffCardRow[]): StaffCardRow[] =>
  [...cards].sort(
    (a, b) =>
      inOrder(a.communityName, b.communityName) ||
      Number(a.formNo === undefined) - Number(b.formNo === undefined) ||
      inOrder(a.formNo ?? '', b.formNo ?? '') ||
      inOrder(a.cardNo, b.cardNo),
  );

/** The cards of each file: a community is not torn apart unless it fills more than one. */
export const partsOf = (cards: readonly StaffCardRow[]): StaffCardRow[][] => {
  const communities = new Map<string, StaffCardRow[]>();
  for (const card of inPaperOrder(cards)) {
    communities.set(card.communityName, [...(communities.get(card.communityName) ?? []), card]);
  }
  const parts: StaffCardRow[][] = [];
  for (const community of communities.values()) {
    for (const piece of chunksOf(community, SHEET_SIZE)) {
      const last = parts[parts.length - 1];
      if (last && last.length + piece.length <= SHEET_SIZE) last.push(...piece);
      else parts.push([...piece]);
    }
  }
  return parts;
};

/** 海岸社区；海岸社区、山脚社区；海岸社区等 5 个社区 */
const communitiesOf = (cards: readonly StaffCardRow[]): string => {
  const names = [...new Set(cards.map(({ communityName }) => communityName).filter(Boolean))];
  return names.length <= 2 ? names.join('、') : `${names[0] ?? ''}等 ${names.length} 个社区`;
};

const labelOf = (place: number, parts: number, cards: readonly StaffCardRow[]): string =>
  [
    ...(parts === 1 ? [] : [`第 ${place} 份`]),
    ...[communitiesOf(cards)].filter(Boolean),
    `${cards.length} 张卡`,
  ].join(' · ');

/**
 * Makes the files part by part; `told` hears of each as it is made, with its cards, so that a
 * failure in the middle loses nothing.
 */
export const makeSheets = async (
  cards: readonly StaffCardRow[],
  format: SheetFormat,
  make: (cardIds: string[]) => Promise<Sheet>,
  told: (file: SheetFile, cards: readonly StaffCardRow[]) => void,
): Promise<void> => {
  const parts = partsOf(cards);
  for (const [index, part] of parts.entries()) {
    const { fileId, url, unprintable } = await make(part.map(({ cardId }) => cardId));
    const label = labelOf(index + 1, parts.length, part);
    told({ fileId, url, unprintable, format, label }, part);
  }
};

/** The cards with a moment at which some of them were printed. */
const withPrinted = (
  cards: readonly StaffCardRow[],
  printed: readonly StaffCardRow[],
  printedAt: number,
): StaffCardRow[] => {
  const ids = new Set(printed.map(({ cardId }) => cardId));
  return cards.map((card) => (ids.has(card.cardId) ? { ...card, printedAt } : card));
};

/** The page as far as printing goes. */
interface PrintingPage {
  data: { eventId: string; files: SheetFile[]; unprintable: string[] };
  all: StaffCardRow[];
  cards: StaffCardRow[];
  setData(change: object): void;
}

/** Puts cards of the page's event on paper, and shows how far it is. @returns whether all were */
export const printOn = async (
  page: PrintingPage,
  cards: readonly StaffCardRow[],
  { format, covers }: { format: SheetFormat; covers: boolean },
): Promise<boolean> => {
  const { eventId } = page.data;
  const more = covers ? { covers: true as const } : {};
  const total = cards.length;
  let done = 0;
  page.setData({ busy: true, problem: '', done: '', files: [], unprintable: [] });
  page.setData({ printing: { done, total, percent: 0 } });
  let problem = '';
  try {
    await makeSheets(
      cards,
      format,
      (cardIds) => call('staff', 'card.sheet', { eventId, cardIds, format, ...more }),
      (file, part) => {
        done += part.length;
        const now = Date.now();
        page.all = withPrinted(page.all, part, now);
        page.cards = withPrinted(page.cards, part, now);
        page.setData({
          files: [...page.data.files, file],
          unprintable: [...new Set([...page.data.unprintable, ...file.unprintable])],
          printing: { done, total, percent: percentOf(done, total) },
        });
      },
    );
  } catch (error) {
    problem = errorLine(error);
  }
  page.setData({ busy: false, printing: null, problem });
  return problem === '';
};
