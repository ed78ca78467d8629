import { lookName, LOOKS } from './look';

/** A picture of the gallery, or why there is none. */
export interface Picture {
  place: string;
  look: string;
  file?: string;
  problem?: string;
}

const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const figure = ({ place, look, file, problem }: Picture): string =>
  `<figure>${
    file === undefined
      ? `<p class="problem">${escaped(problem ?? '')}</p>`
      : `<a href="${file}"><img src="${file}" alt="${escaped(place)}, ${look}" loading="lazy"></a>`
  }<figcaption>${look}${problem === undefined ? '' : ' ⚠'}</figcaption></figure>`;

const STYLE = `
  body { margin: 0; padding: 32px; font: 15px/1.5 system-ui, sans-serif; background: #eceae4; color: #1c2541; }
  h2 { margin: 40px 0 12px; font-size: 17px; }
  .row { display: grid; grid-template-columns: repeat(${LOOKS.length}, minmax(0, 1fr)); gap: 20px; max-width: 1500px; }
  figure { margin: 0; }
  img { display: block; width: 100%; border-radius: 14px; box-shadow: 0 1px 10px rgb(0 0 0 / 12%); }
  figcaption { padding: 6px 2px; color: #6b7080; }
  .problem { padding: 16px; color: #a4262c; background: #fff; border-radius: 14px; white-space: pre-wrap; }
`;

/** One page to leaf through: a row for each place, a column for each look. */
export const leafPage = (pictures: readonly Picture[]): string => {
  const places = [...new Set(pictures.map(({ place }) => place))];
  const rows = places.map((place) => {
    const own = LOOKS.flatMap((look) =>
      pictures.filter((each) => each.place === place && each.look === lookName(look)),
    );
    return `<h2 id="${place}">${place}</h2><div class="row">${own.map(figure).join('')}</div>`;
  });
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>点亮微心愿</title><style>${STYLE}</style><h1>点亮微心愿</h1>${rows.join('\n')}</html>\n`;
};
