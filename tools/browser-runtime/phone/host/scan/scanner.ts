import { drawing, h } from '../dom';
import { ICONS } from '../icons';
import type { Layers } from '../layers';
import type { Scanned, ScanRequest } from '../types';
import type { Air, Neighbour } from './nearby-phones';
import { decodePicture } from './decode';
import { cameraSource, phoneSource, pictureSource, pixelsOf, type Source } from './sources';

const FRAME_PAUSE_MS = 200;
const NEIGHBOUR_PAUSE_MS = 2000;
const FOUND_PAUSE_MS = 180;

/** A neighbour that does not answer so often in a row is gone; a busy one answers late. */
const MISSES = 3;

/** Pixels of a tile before its first frame: the shape of a phone. */
const EMPTY_TILE = { width: 75, height: 156 };

/** A neighbour's screen, to be pointed at. */
interface Tile {
  button: HTMLElement;
  canvas: HTMLCanvasElement;
  /** How many times in a row it has not answered. */
  missed: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const draw = (canvas: HTMLCanvasElement, frame: ImageBitmap): void => {
  canvas.width = frame.width;
  canvas.height = frame.height;
  canvas.getContext('2d')?.drawImage(frame, 0, 0);
};

/** The scanner: pointed at another phone, a camera or a picture, it decodes what it sees. */
class Scanner {
  private readonly view = h('canvas', { class: 'host-scan-view' });
  private readonly hint = h('div', { class: 'host-scan-hint', 'aria-live': 'polite' });
  private readonly phones = h('div', { class: 'host-scan-phones' });
  private readonly tiles = new Map<string, Tile>();
  private readonly file = h('input', { type: 'file', accept: 'image/*', hidden: true });
  private source: Source | undefined;
  private aim = 0;
  private open = true;

  constructor(
    private readonly air: Air,
    private readonly request: ScanRequest,
    private readonly done: (scanned: Scanned | null) => void,
  ) {}

  build(): HTMLElement {
    this.file.addEventListener('change', () => {
      const [chosen] = this.file.files ?? [];
      if (chosen) void this.point(() => pictureSource(chosen), '这张图片里没有找到码');
    });
    this.say('选择要扫的手机，或用摄像头');
    void this.watchNeighbours();
    return h(
      'div',
      { class: 'host-scan' },
      h(
        'div',
        { class: 'host-scan-window' },
        this.view,
        h('div', { class: 'host-scan-corners' }, h('i'), h('i'), h('i'), h('i')),
        h('div', { class: 'host-scan-line' }),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'host-scan-close',
          'aria-label': '取消扫码',
          onclick: () => this.end(null),
        },
        drawing(ICONS.cross, 22),
      ),
      h(
        'div',
        { class: 'host-scan-bottom' },
        this.hint,
        this.phones,
        h(
          'div',
          { class: 'host-scan-tools' },
          this.tool(ICONS.camera, '摄像头', () => {
            void this.point(cameraSource, '把码放进框里');
          }),
          this.request.onlyFromCamera
            ? null
            : this.tool(ICONS.picture, '相册', () => this.file.click()),
        ),
      ),
      this.file,
    );
  }

  end(scanned: Scanned | null): void {
    if (!this.open) return;
    this.open = false;
    this.aim += 1;
    this.source?.stop();
    this.done(scanned);
  }

  private tool(icon: string, label: string, act: () => void): HTMLElement {
    return h(
      'button',
      { type: 'button', class: 'host-scan-tool', onclick: act },
      drawing(icon, 24),
      h('span', {}, label),
    );
  }

  private say(words: string): void {
    this.hint.textContent = words;
  }

  private async watchNeighbours(): Promise<void> {
    while (this.open) {
      const found = await this.air.neighbours();
      const present = new Set(found.map(({ instance }) => instance));
      for (const [instance, tile] of this.tiles) {
        tile.missed = present.has(instance) ? 0 : tile.missed + 1;
        if (tile.missed < MISSES) continue;
        tile.button.remove();
        this.tiles.delete(instance);
      }
      for (const neighbour of found) await this.refreshTile(neighbour);
      await pause(NEIGHBOUR_PAUSE_MS);
    }
  }

  private async refreshTile(neighbour: Neighbour): Promise<void> {
    let tile = this.tiles.get(neighbour.instance);
    if (!tile) {
      const canvas = h('canvas', {});
      Object.assign(canvas, EMPTY_TILE);
      const button = h(
        'button',
        {
          type: 'button',
          class: 'host-scan-phone',
          'data-phone': neighbour.phoneId,
          'aria-label': `扫${neighbour.label}的屏幕`,
          onclick: () => {
            for (const other of this.tiles.values()) other.button.classList.remove('host-chosen');
            button.classList.add('host-chosen');
            void this.point(
              () => Promise.resolve(phoneSource(this.air, neighbour)),
              `正对着${neighbour.label}的屏幕，还没看到码`,
            );
          },
        },
        canvas,
        h('span', { class: 'host-scan-name' }, neighbour.label),
      );
      tile = { button, canvas, missed: 0 };
      this.tiles.set(neighbour.instance, tile);
      this.phones.append(button);
    }
    const frame = await this.air.look(neighbour);
    if (!frame) return;
    draw(tile.canvas, frame);
    frame.close();
  }

  private async point(makeSource: () => Promise<Source>, words: string): Promise<void> {
    const aim = (this.aim += 1);
    this.source?.stop();
    try {
      this.source = await makeSource();
    } catch {
      this.say('打不开摄像头，请在浏览器里允许，或换一种方式');
      return;
    }
    const { source } = this;
    if (!this.isAimed(aim)) return source.stop();
    this.say(words);
    while (this.isAimed(aim)) {
      const scanned = await this.read(source);
      if (scanned && this.isAimed(aim)) {
        await pause(FOUND_PAUSE_MS);
        this.end(scanned);
        return;
      }
      await pause(FRAME_PAUSE_MS);
    }
  }

  /** Whether nothing else was chosen, or the scanner closed, since. */
  private isAimed(aim: number): boolean {
    return this.open && aim === this.aim;
  }

  private async read(source: Source): Promise<Scanned | null> {
    const frame = await source.frame();
    if (!frame) return null;
    draw(this.view, frame);
    const pixels = pixelsOf(frame);
    frame.close();
    return pixels && decodePicture(pixels);
  }
}

/** `wx.scanCode`: null where it was cancelled. */
export const scan = async (
  layers: Layers,
  air: Air,
  request: ScanRequest,
): Promise<Scanned | null> => {
  let scanner: Scanner | undefined;
  const scanned = await layers.ask<Scanned>(
    { kind: 'full', label: '扫一扫', dismissable: true },
    (done) => {
      scanner = new Scanner(air, request, done);
      return scanner.build();
    },
  );
  scanner?.end(null);
  return scanned;
};
