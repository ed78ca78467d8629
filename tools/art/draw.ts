import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/**
 * Draws the SVG originals of this folder as the pictures that the app needs, where it can take no SVG
 * (tab bar, share pictures). Run it after an original was changed: `tsx tools/art/draw.ts`.
 */
const ORIGINALS = 'tools/art';
const IMAGES = 'miniprogram/images';

interface Picture {
  original: string;
  /** File name; a `.jpg` where there is much to paint and nothing to see through. */
  name: string;
  /** Its width in px where it is shown smaller than it was drawn. */
  width?: number;
  /** Colour of the lines, and of the glass where it is lit. */
  line?: string;
  glass?: string;
}

/** A tab's icon: at rest and chosen, by day and by night. */
const tab = (name: string): Picture[] => [
  { original: name, name: `${name}.png`, line: '#667085' },
  { original: name, name: `${name}-on.png`, line: '#24365f', glass: '#f2b347' },
  { original: name, name: `${name}-dark.png`, line: '#96a1b5' },
  { original: name, name: `${name}-dark-on.png`, line: '#f4bd5b', glass: '#6b4d14' },
];

const PICTURES: Picture[] = [
  ...tab('tab-home'),
  ...tab('tab-my'),
  // WeChat's own measure for a card; that of the moments is a thumbnail.
  { original: 'share-wide', name: 'share-wide.jpg', width: 500 },
  { original: 'share-story', name: '../packages/family/images/share-story.jpg' },
  { original: 'share-partners', name: '../packages/family/images/share-partners.jpg' },
  { original: 'share-square', name: 'share-square.jpg', width: 360 },
];

const draw = async (page: Page, { original, name, width, line, glass }: Picture): Promise<void> => {
  const svg = await readFile(join(ORIGINALS, `${original}.svg`), 'utf8');
  const style = `body { margin: 0; color: ${line ?? '#000'} } svg { display: block${width === undefined ? '' : `; width: ${width}px; height: auto`} }
    ${glass === undefined ? '' : `.glass { fill: ${glass} }`}`;
  await page.setContent(`<style>${style}</style>${svg}`);
  const picture = await page
    .locator('svg')
    .screenshot(
      name.endsWith('.jpg') ? { type: 'jpeg', quality: 70 } : { type: 'png', omitBackground: true },
    );
  await writeFile(join(IMAGES, name), picture);
};

const drawAll = async (): Promise<void> => {
  const { default: packaged } = await import('@sparticuz/chromium');
  await mkdir(IMAGES, { recursive: true });
  const browser = await chromium.launch({
    executablePath: await packaged.executablePath(),
    args: packaged.args,
  });
  try {
    const page = await browser.newPage();
    for (const picture of PICTURES) await draw(page, picture);
  } finally {
    await browser.close();
  }
};

void drawAll();
