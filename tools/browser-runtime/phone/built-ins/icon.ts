import { oneOf, string } from './attribute';
import { define } from './define';

const GREEN = '#07c160';
const RED = '#fa5151';
const BLUE = '#10aeff';

/** Drawn on 24 × 24: a disc that the sign is cut out of, or lines. */
const CHECK = 'm7 12.4 3.4 3.4L17.2 9';
const CROSS = 'm8.5 8.5 7 7m0-7-7 7';

const disc = (inside: string): string =>
  `<circle cx="12" cy="12" r="10" fill="currentColor"/>` +
  `<path d="${inside}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;

const lines = (path: string): string =>
  `<path d="${path}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;

const DRAWINGS: Record<string, readonly [color: string, drawing: string]> = {
  success: [GREEN, disc(CHECK)],
  success_no_circle: [GREEN, lines('m4 12.8 5.2 5.2L20 7')],
  success_circle: [GREEN, lines(`M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M7 12.4l3.4 3.4L17.2 9`)],
  info: [BLUE, disc('M12 11v6m0-9.6v.2')],
  info_circle: [RED, lines('M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 11v6m0-9.6v.2')],
  warn: [RED, disc('M12 7v6m0 3.4v.2')],
  waiting: [BLUE, disc('M12 7v5l3.4 2')],
  cancel: [RED, lines(`M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8.5 8.5l7 7m0-7-7 7`)],
  download: [GREEN, lines('M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 7v9m-3.5-3.5L12 16l3.5-3.5')],
  search: ['#b2b2b2', lines('M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m5 11.5L20 20')],
  clear: ['#b2b2b2', disc(CROSS)],
};

export const icon = define({
  tag: 'icon',
  attributes: {
    type: oneOf(
      'success',
      'success_no_circle',
      'success_circle',
      'info',
      'info_circle',
      'warn',
      'waiting',
      'cancel',
      'download',
      'search',
      'clear',
    ),
    size: string('23'),
    color: string(),
  },
  create: ({ element, values }) => ({
    update() {
      const [color, drawing] = DRAWINGS[values.type] ?? [GREEN, disc(CHECK)];
      const size = /^\d+(\.\d+)?$/.test(values.size) ? `${values.size}px` : values.size;
      element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
      element.style.setProperty('--icon-size', size);
      element.style.setProperty('--icon-color', values.color || color);
    },
  }),
});
