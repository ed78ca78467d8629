import { button } from './button';
import { camera } from './camera';
import { coverImage, coverView } from './cover';
import type { BuiltIn } from './define';
import { FORM_BUILT_INS } from './form-built-ins';
import { icon } from './icon';
import { image } from './image';
import { movableArea, movableView } from './movable';
import { navigator } from './navigator';
import { pageContainer } from './page-container';
import { rootPortal } from './root-portal';
import { scrollView } from './scroll-view';
import { swiper, swiperItem } from './swiper';
import { text } from './text';
import { video } from './video';
import { view } from './view';

export { install } from './define';

/** Every built-in component of this phone. A tag that is not here is refused by name. */
export const BUILT_INS: readonly BuiltIn[] = [
  view,
  text,
  image,
  icon,
  button,
  navigator,
  scrollView,
  swiper,
  swiperItem,
  movableArea,
  movableView,
  coverView,
  coverImage,
  camera,
  video,
  pageContainer,
  rootPortal,
  ...FORM_BUILT_INS,
];
