import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Layers } from './layers';

/** A point that an app opens on the map. */
export interface MapRequest {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

/** Digits after the point of a degree: about ten metres. */
const DIGITS = 4;

/**
 * `wx.openLocation`: the point, its name and its address on a plain plan. No map is fetched; what an
 * app can get wrong is the point and the words.
 */
export const showMap = async (layers: Layers, request: MapRequest): Promise<void> => {
  const { latitude, longitude, name, address } = request;
  await layers.ask<true>({ kind: 'bottom', label: '地图', dismissable: true }, (done) =>
    h(
      'div',
      { class: 'host-sheet host-map' },
      h(
        'div',
        { class: 'host-map-plan' },
        h('span', { class: 'host-map-pin' }, drawing(ICONS.place, 40)),
      ),
      h('div', { class: 'host-map-name' }, name ?? '地图选点'),
      address === undefined || address === '' ? null : h('div', {}, address),
      h(
        'div',
        { class: 'host-map-point' },
        `${latitude.toFixed(DIGITS)}, ${longitude.toFixed(DIGITS)}`,
      ),
      h('button', { type: 'button', class: 'host-action', onclick: () => done(true) }, '关闭地图'),
    ),
  );
};
