import type { Pen } from './drawing';
import { MM, PAGE } from './page-layout';

/** The foot of a list that goes along with cards: which page it is, and what nobody writes on it. */
export const drawListFoot = (
  pen: Pen,
  { page, pages }: { page: number; pages: number },
  line: { x: number; width: number; colour: string },
): void => {
  pen.text(`第 ${page} / ${pages} 页　不写孩子的姓名、学校和住址`, {
    ...line,
    y: PAGE.height - 10 * MM,
    size: 8,
    align: 'center',
  });
};
