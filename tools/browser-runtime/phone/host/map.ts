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

/** A point that is chosen, as `wx.chooseLocation` answers it. */
export interface ChosenPlace {
  name: string;
  address: string;
  latitude: number;
  longitude: number;
}

/** Places that the plan knows, all in one district: no map is fetched, and none is needed to try. */
const KNOWN: readonly ChosenPlace[] = [
  {
    name: '南山区青少年活动中心',
    address: '南山大道 2093 号',
    latitude: 22.5312,
    longitude: 113.923,
  },
  { name: '南山图书馆', address: '南山大道 2093 号东侧', latitude: 22.5321, longitude: 113.9247 },
  { name: '南山文体中心', address: '南山大道与南头街路口', latitude: 22.5339, longitude: 113.9221 },
  {
    name: '海岸社区党群服务中心',
    address: '海岸一路 12 号',
    latitude: 22.5174,
    longitude: 113.9358,
  },
  { name: '荔枝社区活动室', address: '荔枝路 8 号', latitude: 22.5407, longitude: 113.9302 },
];

const isLike =
  (typed: string) =>
  ({ name, address }: ChosenPlace): boolean =>
    `${name}${address}`.includes(typed.trim());

/** `wx.chooseLocation`: a plan with a search; null where it was left. */
export const chooseOnMap = (layers: Layers): Promise<ChosenPlace | null> =>
  layers.ask<ChosenPlace | null>(
    { kind: 'bottom', label: '选择地点', dismissable: true },
    (done) => {
      const list = h('div', { class: 'host-map-places' });
      const search = h('input', {
        class: 'host-modal-input',
        type: 'search',
        placeholder: '搜索地点',
        'aria-label': '搜索地点',
      });
      const show = (): void => {
        const places = KNOWN.filter(isLike(search.value)).map((place) =>
          h(
            'button',
            { type: 'button', class: 'host-action', onclick: () => done(place) },
            place.name,
          ),
        );
        list.replaceChildren(...(places.length > 0 ? places : ['没有找到']));
      };
      search.addEventListener('input', show);
      show();
      return h(
        'div',
        { class: 'host-sheet host-map' },
        search,
        list,
        h(
          'button',
          { type: 'button', class: 'host-action', onclick: () => done(null) },
          '取消选点',
        ),
      );
    },
  );

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
