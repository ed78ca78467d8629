import type { Brightness } from '../../../../components/wish-light/brightness';
import type { Brush } from './brush';
import { roundRect } from './brush';

interface Glass {
  from: string;
  to: string;
  rim: string;
  halo: string | null;
}

const GLASS: Record<Exclude<Brightness, 'out'>, Glass> = {
  unlit: {
    from: 'rgba(255,255,255,0.04)',
    to: 'rgba(255,255,255,0.04)',
    rim: 'rgba(255,255,255,0.42)',
    halo: null,
  },
  glowing: {
    from: 'rgba(242,179,71,0.24)',
    to: 'rgba(242,179,71,0.24)',
    rim: 'rgba(246,200,120,0.85)',
    halo: null,
  },
  warm: { from: '#f3b36a', to: '#e27a5c', rim: '#f6c08a', halo: '240,140,95' },
  shining: { from: '#fff0c4', to: '#f6bd4f', rim: '#fff3d4', halo: '255,215,130' },
};

export interface Lamp {
  x: number;
  y: number;
  /** Height of the whole lantern. */
  size: number;
  brightness: Exclude<Brightness, 'out'>;
}

/** One lantern with its centre at `x`, `y`, as the wall shows it. */
export const drawLamp = (brush: Brush, { x, y, size, brightness }: Lamp): void => {
  const { from, to, rim, halo } = GLASS[brightness];
  if (halo) {
    const reach = size * (brightness === 'shining' ? 0.95 : 0.75);
    const glow = brush.createRadialGradient(x, y, 0, x, y, reach);
    glow.addColorStop(0, `rgba(${halo},0.6)`);
    glow.addColorStop(0.45, `rgba(${halo},0.18)`);
    glow.addColorStop(1, `rgba(${halo},0)`);
    brush.fillStyle = glow;
    brush.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
  }
  const glass = brush.createLinearGradient(0, y - size * 0.38, 0, y + size * 0.38);
  glass.addColorStop(0, from);
  glass.addColorStop(1, to);
  brush.beginPath();
  brush.ellipse(x, y, size * 0.4, size * 0.38, 0, 0, 2 * Math.PI);
  brush.fillStyle = glass;
  brush.fill();
  brush.lineWidth = Math.max(1, size * 0.03);
  brush.strokeStyle = rim;
  brush.stroke();
  brush.fillStyle = rim;
  roundRect(brush, x - size * 0.15, y - size * 0.47, size * 0.3, size * 0.08, size * 0.03);
  brush.fill();
  roundRect(brush, x - size * 0.1, y + size * 0.39, size * 0.2, size * 0.1, size * 0.03);
  brush.fill();
};
