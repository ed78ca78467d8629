import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { root } from '../support/build';
import { openHouse } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { readmePictures } from './readme';
import { subjectsOf, type Subject } from './subjects';

const USAGE = 'npm run gallery -- [--out <folder>] [--only <name>] [--readme]';

interface Look {
  theme: 'light' | 'dark';
  fontScale: 1 | 1.4;
}

const LOOKS: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  ([1, 1.4] as const).map((fontScale) => ({ theme, fontScale })),
);

const NARROW = { width: 375, height: 812 };
const WIDE = { width: 1280, height: 860 };

const fileOf = ({ name }: Subject, { theme, fontScale }: Look): string =>
  `${name}-${theme}-${fontScale === 1 ? 'usual' : 'large'}.png`;

/** Opens a page as a person would and takes its picture once nothing moves any more. */
const portray = async (
  browser: Browser,
  url: string,
  subject: Subject,
  look: Look,
  file: string,
): Promise<void> => {
  const context = await browser.newContext({
    viewport: subject.wide ? WIDE : NARROW,
    colorScheme: look.theme,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const { openid, path, network = 'wifi' } = subject;
    await page.goto(phoneUrl(url, { phoneId: subject.name, openid, path, network, ...look }));
    const phone = new Phone(page, page);
    await phone.screen.waitFor();
    await page.waitForLoadState('networkidle');
    for (const tap of subject.taps ?? []) await phone.tap(tap);
    await page.waitForTimeout(600);
    await page.screenshot({ path: file });
  } finally {
    await context.close();
  }
};

const cell = (subject: Subject, look: Look): string =>
  `<figure><a href="${fileOf(subject, look)}"><img loading="lazy" alt="${subject.title}" src="${fileOf(subject, look)}"></a><figcaption>${look.theme} · ${look.fontScale}</figcaption></figure>`;

const pageOf = (subjects: readonly Subject[]): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>点亮微心愿 · 每一页</title>
<style>
body { margin: 32px; background: #20263f; color: #f4efe4; font: 16px/1.5 system-ui, sans-serif }
h2 { margin: 32px 0 8px; font-weight: 600 }
section { display: flex; flex-wrap: wrap; gap: 16px }
figure { margin: 0 } img { max-width: 300px; border-radius: 12px; display: block }
figcaption { opacity: .7; font-size: 13px }
</style><h1>点亮微心愿 · 每一页</h1>
${subjects
  .map(
    (subject) =>
      `<h2 id="${subject.name}">${subject.title}</h2><section>${LOOKS.map((look) => cell(subject, look)).join('')}</section>`,
  )
  .join('\n')}
</html>
`;

/** `npm run gallery`: a picture of every page in every state, light and dark, usual and large. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'test-output', 'gallery') },
      only: { type: 'string' },
      readme: { type: 'boolean', default: false },
    },
  });
  const out = resolve(values.out);
  const house = await openHouse();
  try {
    if (values.readme) {
      await readmePictures(house, join(root, 'docs', 'pictures'));
      return;
    }
    mkdirSync(out, { recursive: true });
    const all = await subjectsOf(house.url);
    const subjects = all.filter(({ name }) => values.only === undefined || name === values.only);
    if (subjects.length === 0) throw new Error(`no page is named ${values.only ?? ''}: ${USAGE}`);
    for (const subject of subjects) {
      for (const look of LOOKS) {
        await portray(house.browser, house.url, subject, look, join(out, fileOf(subject, look)));
      }
      console.log(subject.name);
    }
    writeFileSync(join(out, 'index.html'), pageOf(subjects));
    console.log(`${join(out, 'index.html')}: ${subjects.length * LOOKS.length} pictures`);
  } finally {
    await house.close();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
