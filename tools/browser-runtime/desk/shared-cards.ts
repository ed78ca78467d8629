import { drawing, h } from '../phone/host/dom';
import { ICONS } from '../phone/host/icons';
import type { ShareCard } from '../phone/host/types';
import type { PhoneFrame } from './phone-frame';

/** Scenes by which a card is entered: from a chat, from Moments. */
const SCENES = { friend: 1007, timeline: 1154 } as const;

/** A card somebody shared: it can be opened on any phone of the desk. */
export const showSharedCard = (
  tray: HTMLElement,
  card: ShareCard,
  from: PhoneFrame,
  phones: readonly PhoneFrame[],
): void => {
  const box: HTMLElement = h(
    'article',
    { class: 'card' },
    h(
      'button',
      { type: 'button', class: 'card-close', 'aria-label': '收起', onclick: () => box.remove() },
      drawing(ICONS.cross, 16),
    ),
    h(
      'p',
      { class: 'card-from' },
      `${from.label}${card.kind === 'friend' ? '转发了' : '分享到朋友圈'}`,
    ),
    h('h3', {}, card.title),
    card.imageUrl === undefined ? null : h('img', { src: card.imageUrl, alt: '' }),
    h('code', {}, card.path),
    h(
      'div',
      { class: 'card-open' },
      ...phones.map((phone) =>
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              phone.open(card.path, undefined, SCENES[card.kind]);
              phone.focus();
            },
          },
          `${phone.label}打开`,
        ),
      ),
    ),
  );
  tray.replaceChildren(box);
};
