/** A finger or the mouse that moves what it took hold of; distances in CSS px. */
export interface Drag {
  /** Answers whether the drag begins. */
  start?(): boolean;
  /** Answers whether the browser's own scrolling is to give way. */
  move(dx: number, dy: number): boolean;
  /** `speed` in px per ms. */
  end(dx: number, dy: number, speed: { x: number; y: number }): void;
}

interface Sample {
  x: number;
  y: number;
  time: number;
}

/** Follows drags that begin on the element. */
export const followDrags = (element: HTMLElement, drag: Drag): void => {
  let from: Sample | null = null;
  let last: Sample | null = null;
  let before: Sample | null = null;

  const begin = (x: number, y: number): void => {
    if (drag.start?.() === false) return;
    from = last = before = { x, y, time: Date.now() };
  };
  const move = (x: number, y: number): boolean => {
    if (!from) return false;
    before = last;
    last = { x, y, time: Date.now() };
    return drag.move(x - from.x, y - from.y);
  };
  const end = (): void => {
    if (!from || !last || !before) return;
    const time = Math.max(1, last.time - before.time);
    drag.end(last.x - from.x, last.y - from.y, {
      x: (last.x - before.x) / time,
      y: (last.y - before.y) / time,
    });
    from = null;
  };

  element.addEventListener(
    'touchstart',
    ({ touches }) => touches[0] && begin(touches[0].clientX, touches[0].clientY),
    { passive: true },
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      const [touch] = event.touches;
      if (touch && move(touch.clientX, touch.clientY) && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
  element.addEventListener('touchend', end);
  element.addEventListener('touchcancel', end);
  element.addEventListener('mousedown', (event) => {
    if (event.button !== 0) return;
    begin(event.clientX, event.clientY);
    const moved = ({ clientX, clientY }: MouseEvent): void => void move(clientX, clientY);
    addEventListener('mousemove', moved);
    addEventListener(
      'mouseup',
      () => {
        removeEventListener('mousemove', moved);
        end();
      },
      { once: true },
    );
  });
};
