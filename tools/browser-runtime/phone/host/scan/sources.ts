import { h } from '../dom';
import type { Air, Neighbour } from './nearby-phones';

/** Something a scanner can be pointed at. */
export interface Source {
  /** The next frame; null where there is none yet. */
  frame(): Promise<ImageBitmap | null>;
  stop(): void;
}

/** The screen of another phone. */
export const phoneSource = (air: Air, neighbour: Neighbour): Source => ({
  frame: () => air.look(neighbour),
  stop: () => undefined,
});

/** The machine's own camera. @throws where there is none or it is refused */
export const cameraSource = async (): Promise<Source> => {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  const video = h('video', { playsinline: true, muted: true });
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  return {
    frame: () => (video.videoWidth > 0 ? createImageBitmap(video) : Promise.resolve(null)),
    stop: () => {
      for (const track of stream.getTracks()) track.stop();
    },
  };
};

/** A picture file, always the same frame. */
export const pictureSource = async (file: Blob): Promise<Source> => {
  const picture = await createImageBitmap(file);
  return { frame: () => createImageBitmap(picture), stop: () => picture.close() };
};

/** The pixels of a frame. */
export const pixelsOf = (frame: ImageBitmap): ImageData | null => {
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) return null;
  brush.drawImage(frame, 0, 0);
  return brush.getImageData(0, 0, frame.width, frame.height);
};
