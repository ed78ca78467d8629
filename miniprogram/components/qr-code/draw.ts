/** The part of a canvas context that drawing a code needs. */
export interface Brush {
  fillStyle: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/**
 * Pixels per module, whole, so that no edge is blurred; at least 1.
 * @param room the side of the square there is, in device pixels.
 */
export const moduleSize = (modules: number, room: number): number =>
  Math.max(1, Math.floor(room / modules));

/** Draws near-black modules on white, whatever the theme, each `size` pixels wide. */
export const drawModules = (brush: Brush, modules: boolean[][], size: number): void => {
  const side = modules.length * size;
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, side, side);
  brush.fillStyle = '#10151f';
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (isDark) brush.fillRect(x * size, y * size, size, size);
    }),
  );
};
