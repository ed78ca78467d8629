import { anything, oneOf } from './attribute';
import { define } from './define';

/** Between two looks for a code; in ms. */
const LOOK = 400;

export const camera = define({
  tag: 'camera',
  attributes: {
    mode: oneOf('normal', 'scanCode'),
    resolution: oneOf('medium', 'low', 'high'),
    devicePosition: oneOf('back', 'front'),
    flash: oneOf('auto', 'on', 'off', 'torch'),
    frameSize: oneOf('medium', 'small', 'large'),
    scanArea: anything(null),
  },
  create({ element, values, phone, emit }) {
    let stop: (() => void) | null = null;
    let looking = false;
    let lookedAt = 0;

    const look = async (frame: ImageData): Promise<void> => {
      const now = Date.now();
      if (values.mode !== 'scanCode' || looking || now - lookedAt < LOOK) return;
      looking = true;
      lookedAt = now;
      try {
        const found = await phone.host.decode(frame);
        if (found && stop) {
          const { result, scanType: type, charSet, rawData } = found;
          emit('scancode', { result, type, charSet, rawData, scanArea: values.scanArea });
        }
      } finally {
        looking = false;
      }
    };
    return {
      connected() {
        let first = true;
        stop = phone.host.attachCamera(element, (frame) => {
          if (first) emit('initdone', { maxZoom: 1 });
          first = false;
          void look(frame);
        });
      },
      disconnected() {
        stop?.();
        stop = null;
        emit('stop', {});
      },
    };
  },
});
