/** Movement that is still a click, in CSS px. */
const CLICK = 4;

/** Lets a mouse pull what a finger can scroll; answers nothing and asks for nothing. */
export const dragToScroll = (scroller: HTMLElement): void => {
  let from: { y: number; top: number } | null = null;

  const end = (): void => {
    from = null;
    scroller.style.scrollSnapType = '';
  };
  scroller.addEventListener('pointerdown', ({ pointerType, clientY }) => {
    if (pointerType === 'mouse') from = { y: clientY, top: scroller.scrollTop };
  });
  scroller.addEventListener('pointermove', (event) => {
    if (from === null) return;
    const moved = event.clientY - from.y;
    if (Math.abs(moved) < CLICK) return;
    scroller.setPointerCapture(event.pointerId);
    scroller.style.scrollSnapType = 'none';
    scroller.scrollTop = from.top - moved;
  });
  scroller.addEventListener('pointerup', end);
  scroller.addEventListener('pointercancel', end);
};
