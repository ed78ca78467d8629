import type { PosterSource } from '../../../../../typings/contract';
import { DESIGNS, POSTER, type Picture, type PosterContent } from './designs';
import type { Brush } from './brush';

/** Sharp in print, and no more than an old phone can hold. */
const LEAST_RATIO = 2;
const MOST_RATIO = 3;

interface CanvasField {
  node: WechatMiniprogram.Canvas;
}

const loaded = (canvas: WechatMiniprogram.Canvas, address: string): Promise<Picture> =>
  new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the code of the poster is no picture'));
    image.src = address;
  });

/**
 * A poster in one of the designs, drawn on this device.
 * Events: `drawn` with `{path}`, a picture to save or send; `fail` where it could not be drawn.
 */
Component({
  properties: {
    design: { type: String, value: 'poster-sky' },
    content: { type: Object, value: {} },
    /** The 小程序码 as a data address; nothing is drawn without it. */
    code: { type: String, value: '' },
    /** What a screen reader says. */
    label: { type: String, value: '活动海报' },
  },
  lifetimes: {
    ready() {
      void this.draw();
    },
  },
  observers: {
    'design, content, code'() {
      void this.draw();
    },
  },
  methods: {
    canvas(): Promise<WechatMiniprogram.Canvas | undefined> {
      return new Promise((resolve) => {
        this.createSelectorQuery()
          .select('#poster')
          .fields({ node: true })
          .exec(([field]: (CanvasField | null)[]) => resolve(field?.node));
      });
    },

    async draw() {
      const { design, content, code } = this.data;
      if (code === '') return;
      const canvas = await this.canvas();
      if (!canvas) return;
      try {
        const picture = await loaded(canvas, code);
        // Another design may have been chosen while the code was loading.
        if (code !== this.data.code || design !== this.data.design) return;
        const density = wx.getWindowInfo().pixelRatio;
        const ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, density));
        canvas.width = POSTER.width * ratio;
        canvas.height = POSTER.height * ratio;
        const brush = canvas.getContext('2d') as Brush & { scale(x: number, y: number): void };
        brush.scale(ratio, ratio);
        DESIGNS[design as PosterSource].draw(brush, content as PosterContent, picture);
        const { tempFilePath } = await wx.canvasToTempFilePath(
          {
            canvas,
            destWidth: canvas.width,
            destHeight: canvas.height,
            fileType: 'png',
          },
          this,
        );
        this.triggerEvent('drawn', { path: tempFilePath, design });
      } catch (error) {
        console.warn('the poster was not drawn', error);
        this.triggerEvent('fail');
      }
    },
  },
});
