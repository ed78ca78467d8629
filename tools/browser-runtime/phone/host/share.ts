import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Layers } from './layers';
import type { ShareCard } from './types';

export type MenuChoice = 'friend' | 'timeline' | 'reload';

const menuItem = (icon: string, label: string, enabled: boolean, act: () => void): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'host-menu-item', disabled: !enabled, onclick: act },
    h('span', { class: 'host-menu-icon' }, drawing(icon, 26)),
    h('span', {}, label),
  );

/** The sheet behind the capsule's three dots. */
export const askMenu = (
  layers: Layers,
  title: string,
  allowed: { friend: boolean; timeline: boolean },
): Promise<MenuChoice | null> =>
  layers.ask<MenuChoice>({ kind: 'bottom', label: '更多', dismissable: true }, (done) =>
    h(
      'div',
      { class: 'host-sheet host-menu' },
      h('div', { class: 'host-menu-title' }, title),
      h(
        'div',
        { class: 'host-menu-items' },
        menuItem(ICONS.friend, '转发给朋友', allowed.friend, () => done('friend')),
        menuItem(ICONS.moments, '分享到朋友圈', allowed.timeline, () => done('timeline')),
        menuItem(ICONS.reload, '重新进入', true, () => done('reload')),
      ),
      allowed.friend || allowed.timeline
        ? null
        : h('div', { class: 'host-menu-note' }, '当前页面不能分享'),
      h('button', { type: 'button', class: 'host-action', onclick: () => done(null) }, '取消'),
    ),
  );

/** Shows the card as the receiver would see it; answers whether it is sent. */
export const confirmShare = async (
  layers: Layers,
  card: ShareCard,
  appName: string,
): Promise<boolean> => {
  const picture =
    card.imageUrl === undefined
      ? h('div', { class: 'host-card-picture host-card-blank' }, drawing(ICONS.picture, 34))
      : h('img', { class: 'host-card-picture', src: card.imageUrl, alt: '' });
  const sent = await layers.ask<boolean>(
    { kind: 'centre', label: '分享', dismissable: true },
    (done) =>
      h(
        'div',
        { class: 'host-modal host-share' },
        h(
          'div',
          { class: 'host-share-heading' },
          card.kind === 'friend' ? '发送给朋友' : '分享到朋友圈',
        ),
        h(
          'div',
          { class: `host-card host-card-${card.kind}` },
          card.kind === 'friend' ? h('div', { class: 'host-card-app' }, appName) : null,
          h('div', { class: 'host-card-title' }, card.title),
          picture,
          card.kind === 'friend' ? h('div', { class: 'host-card-foot' }, '小程序') : null,
        ),
        h('div', { class: 'host-card-path' }, card.path),
        h(
          'div',
          { class: 'host-modal-buttons' },
          h(
            'button',
            { type: 'button', class: 'host-modal-button', onclick: () => done(false) },
            '取消',
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'host-modal-button host-strong',
              onclick: () => done(true),
            },
            card.kind === 'friend' ? '发送' : '发表',
          ),
        ),
      ),
  );
  return sent === true;
};

/** A file that an app gives away. */
export interface SharedFile {
  name: string;
  /** In bytes. */
  size: number;
  /** Where it can be looked at. */
  address: string;
}

/** `wx.shareFileMessage`: shows what is sent; answers whether it is. */
export const askFileShare = async (
  layers: Layers,
  { name, size, address }: SharedFile,
): Promise<boolean> => {
  const sent = await layers.ask<true>(
    { kind: 'bottom', label: '发送文件', dismissable: true },
    (done) =>
      h(
        'div',
        { class: 'host-sheet host-menu' },
        h(
          'div',
          { class: 'host-file' },
          drawing(ICONS.file, 40),
          h('div', {}, name),
          h('div', { class: 'host-map-point' }, `${Math.max(1, Math.round(size / 1024))} KB`),
        ),
        h(
          'div',
          { class: 'host-menu-items' },
          menuItem(ICONS.friend, '发送给朋友', true, () => done(true)),
          menuItem(ICONS.file, '查看文件', true, () => void window.open(address, '_blank')),
        ),
        h('button', { type: 'button', class: 'host-action', onclick: () => done(null) }, '取消'),
      ),
  );
  return sent === true;
};

/** `wx.showShareImageMenu`: shows the picture; answers what is done with it. */
export const askImageShare = (layers: Layers, path: string): Promise<'send' | 'save' | null> =>
  layers.ask<'send' | 'save'>({ kind: 'bottom', label: '分享图片', dismissable: true }, (done) =>
    h(
      'div',
      { class: 'host-sheet host-menu' },
      h('img', { class: 'host-share-image', src: path, alt: '要分享的图片' }),
      h(
        'div',
        { class: 'host-menu-items' },
        menuItem(ICONS.friend, '发送给朋友', true, () => done('send')),
        menuItem(ICONS.picture, '保存图片', true, () => done('save')),
      ),
      h('button', { type: 'button', class: 'host-action', onclick: () => done(null) }, '取消'),
    ),
  );
