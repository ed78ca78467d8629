import { drawModules, moduleSize } from './draw';
import { modulesOf } from './modules';

interface CanvasField {
  node: WechatMiniprogram.Canvas;
  width: number;
}

/** A QR code of `text`, drawn on this device, on white in every theme. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** What a screen reader says. */
    label: { type: String, value: '二维码' },
  },
  lifetimes: {
    ready() {
      this.draw();
    },
  },
  observers: {
    text() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const { text } = this.data;
      if (text === '') return;
      this.createSelectorQuery()
        .select('#qr')
        .fields({ node: true, size: true })
        .exec(([field]: (CanvasField | null)[]) => {
          if (!field) return;
          const modules = modulesOf(text);
          const room = field.width * wx.getWindowInfo().pixelRatio;
          const size = moduleSize(modules.length, room);
          field.node.width = modules.length * size;
          field.node.height = modules.length * size;
          drawModules(field.node.getContext('2d'), modules, size);
        });
    },
  },
});
