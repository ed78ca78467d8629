import { LOOKS } from './look';
import type { Print } from './prints';

/** A picture of the gallery. */
export interface Picture {
  place: string;
  look: string;
  file: string;
  print: Print;
  /** Why the place could not be reached; the picture shows how far one came. */
  problem?: string;
}

/** A picture that is not as it was when the pictures were accepted last, or that is new. */
export interface Change {
  picture: Picture;
  /** The picture of the last run, where there was one. */
  before?: string;
}

const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const image = (file: string, words: string): string =>
  `<a href="${file}"><img src="${file}" alt="${escaped(words)}" loading="lazy"></a>`;

const figure = ({ place, look, file, problem }: Picture): string =>
  `<figure>${image(file, `${place}, ${look}`)}${
    problem === undefined ? '' : `<p class="problem">${escaped(problem)}</p>`
  }<figcaption>${look}</figcaption></figure>`;

const changed = ({ picture, before }: Change): string =>
  `<div class="change"><h3>${picture.place}, ${picture.look}</h3><div class="pair">${
    before === undefined
      ? ''
      : `<figure>${image(before, 'before')}<figcaption>before</figcaption></figure>`
  }<figure>${image(picture.file, 'now')}<figcaption>now</figcaption></figure></div></div>`;

const changesOf = (changes: readonly Change[]): string =>
  changes.length === 0
    ? '<p>No picture changed.</p>'
    : `<details open><summary>${changes.length} pictures changed</summary><div class="changes">${changes
        .map(changed)
        .join('')}</div></details>`;

const STYLE = `
  body { margin: 0; padding: 32px; font: 15px/1.5 system-ui, sans-serif; background: #eceae4; color: #1c2541; }
  h2 { margin: 40px 0 12px; font-size: 17px; }
  h3 { margin: 0 0 8px; font-size: 15px; font-weight: 500; }
  summary { font-size: 17px; cursor: pointer; }
  .changes { display: flex; flex-wrap: wrap; gap: 28px; margin-top: 16px; }
  .pair { display: flex; gap: 12px; }
  .pair figure { width: 200px; }
  .row { display: grid; grid-template-columns: repeat(${LOOKS.length - 1}, minmax(0, 1fr)) minmax(0, 2.7fr); gap: 16px; align-items: start; }
  figure { margin: 0; }
  img { display: block; width: 100%; border-radius: 12px; box-shadow: 0 1px 10px rgb(0 0 0 / 12%); }
  figcaption { padding: 6px 2px; color: #6b7080; }
  .problem { padding: 16px; color: #a4262c; background: #fff; border-radius: 14px; white-space: pre-wrap; }
`;

/** One page to leaf through: what changed, then a row for each place, a column for each look. */
export const leafPage = (pictures: readonly Picture[], changes: readonly Change[]): string => {
  const places = [...new Set(pictures.map(({ place }) => place))];
  const rows = places.map((place) => {
    const own = LOOKS.flatMap(({ name }) =>
      pictures.filter((each) => each.place === place && each.look === name),
    );
    return `<h2 id="${place}">${place}</h2><div class="row">${own.map(figure).join('')}</div>`;
  });
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>点亮微心愿</title><style>${STYLE}</style><h1>点亮微心愿</h1>${changesOf(changes)}${rows.join('\n')}</html>\n`;
};
