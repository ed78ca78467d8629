import { h } from './dom';
import { cameraSource, pixelsOf, type Source } from './scan/sources';

const FRAME_PAUSE_MS = 120;

/** Shows the machine's camera in a box and hands each frame on; answers what ends it. */
export const attachCamera = (
  target: HTMLElement,
  onFrame: (frame: ImageData) => void,
  onFailure: (reason: string) => void,
): (() => void) => {
  const view = h('canvas', { class: 'host-camera' });
  target.append(view);
  let open = true;
  let source: Source | undefined;
  const run = async (): Promise<void> => {
    try {
      source = await cameraSource();
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error));
      return;
    }
    while (open) {
      const frame = await source.frame();
      if (frame) {
        view.width = frame.width;
        view.height = frame.height;
        view.getContext('2d')?.drawImage(frame, 0, 0);
        const pixels = pixelsOf(frame);
        frame.close();
        if (pixels) onFrame(pixels);
      }
      await new Promise((resolve) => setTimeout(resolve, FRAME_PAUSE_MS));
    }
    source.stop();
  };
  void run();
  return () => {
    open = false;
    source?.stop();
    view.remove();
  };
};
