import { Event as NodeEvent, type Element as Node } from 'glass-easel';
import { listensTo } from './backend';
import { Hover } from './hover';

/** A finger, as WeChat's touch events have it; page coordinates count from the page's own top. */
interface Touch {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force: number;
}

interface Finger {
  target: HTMLElement;
  startX: number;
  startY: number;
  moved: boolean;
  held: boolean;
  timer: number;
}

/** A finger that moves further is no tap; in CSS px. */
const TAP_DISTANCE = 10;

/** A finger that rests longer is a long press; in ms. */
const LONG_PRESS = 350;

/** Elements whose own reaction to a touch must not be suppressed. */
const NATIVE = 'input, textarea, select, video, audio, a, [contenteditable]';

type WithNode = HTMLElement & { __wxElement?: Node };

const nodeAbove = (target: EventTarget | null): WithNode | null => {
  let element = target instanceof HTMLElement ? (target as WithNode) : null;
  while (element && !element.__wxElement) element = element.parentElement;
  return element;
};

const isHeard = (target: HTMLElement, type: string): boolean => {
  for (let at: HTMLElement | null = target; at; at = at.parentElement) {
    if (listensTo(at, type)) return true;
  }
  return false;
};

/** Browsers repeat a touch as a mouse's within this time. */
const REPEATED_WITHIN_MS = 700;

/**
 * Turns fingers and the mouse into WeChat's touch events, taps and long presses. A mouse is one
 * finger; for a moment after a real touch it is silent, as the browser repeats touches as clicks:
 * on a computer with a touch screen it is heard again.
 */
export class Gestures {
  private readonly fingers = new Map<number, Finger>();
  private readonly hover = new Hover();
  /** When a finger was last on the screen, by the events' own clock. */
  private touchedAt = -Infinity;
  private mouseDown = false;

  constructor(
    stage: HTMLElement,
    /** The page's upper left corner on the screen, and how far it is scrolled. */
    private readonly origin: () => { left: number; top: number; scrollTop: number },
  ) {
    const active = { passive: false };
    stage.addEventListener('touchstart', (event) => this.onTouch(event, 'touchstart'), active);
    stage.addEventListener('touchmove', (event) => this.onTouch(event, 'touchmove'), active);
    stage.addEventListener('touchend', (event) => this.onTouch(event, 'touchend'), active);
    stage.addEventListener('touchcancel', (event) => this.onTouch(event, 'touchcancel'), active);
    stage.addEventListener('mousedown', (event) => {
      if (event.timeStamp - this.touchedAt < REPEATED_WITHIN_MS || event.button !== 0) return;
      this.mouseDown = true;
      this.onMouse(event, 'touchstart', event.target);
    });
    addEventListener('mousemove', (event) => {
      if (this.mouseDown) this.onMouse(event, 'touchmove', null);
    });
    addEventListener('mouseup', (event) => {
      if (!this.mouseDown) return;
      this.mouseDown = false;
      this.onMouse(event, 'touchend', null);
    });
    // A dragged picture would take the mouse away from the page.
    stage.addEventListener('dragstart', (event) => event.preventDefault());
  }

  private onTouch(event: TouchEvent, type: string): void {
    this.touchedAt = event.timeStamp;
    const touches = [...event.touches].map((touch) => this.touch(touch));
    for (const changed of event.changedTouches) {
      const prevented = this.handle(type, this.touch(changed), touches, event.target);
      if (prevented && event.cancelable) event.preventDefault();
    }
    // The tab bar is of no page: it hears the browser's own click.
    const ofPage = nodeAbove(event.target) !== null;
    const native = event.target instanceof Element && event.target.closest(NATIVE) !== null;
    if (type === 'touchend' && ofPage && !native && event.cancelable) event.preventDefault();
  }

  private onMouse(event: MouseEvent, type: string, target: EventTarget | null): void {
    const touch = this.touch({
      identifier: 0,
      clientX: event.clientX,
      clientY: event.clientY,
      force: 1,
    });
    this.handle(type, touch, type === 'touchend' ? [] : [touch], target);
  }

  private touch(from: {
    identifier: number;
    clientX: number;
    clientY: number;
    force: number;
  }): Touch {
    const { left, top, scrollTop } = this.origin();
    const clientX = from.clientX - left;
    const clientY = from.clientY - top;
    return {
      identifier: from.identifier,
      force: from.force,
      clientX,
      clientY,
      pageX: clientX,
      pageY: clientY + scrollTop,
    };
  }

  /** Answers whether the browser's own reaction is to be suppressed. */
  private handle(
    type: string,
    touch: Touch,
    touches: Touch[],
    target: EventTarget | null,
  ): boolean {
    if (type === 'touchstart') {
      const element = nodeAbove(target);
      if (!element) return false;
      this.begin(element, touch, touches);
    }
    const finger = this.fingers.get(touch.identifier);
    if (!finger) return false;
    const { target: element } = finger;

    if (type === 'touchmove' && !finger.moved && this.isFar(finger, touch)) {
      finger.moved = true;
      clearTimeout(finger.timer);
      this.hover.end(true);
    }
    const prevented = this.send(element, type, {}, touch, touches);
    if (type === 'touchend' || type === 'touchcancel') {
      this.fingers.delete(touch.identifier);
      clearTimeout(finger.timer);
      this.hover.end(false);
      const isTap = type === 'touchend' && !finger.moved && !finger.held;
      if (isTap) this.tap(element, touch);
    }
    return prevented;
  }

  private begin(target: HTMLElement, touch: Touch, touches: Touch[]): void {
    const finger: Finger = {
      target,
      startX: touch.clientX,
      startY: touch.clientY,
      moved: false,
      held: false,
      timer: window.setTimeout(() => {
        finger.held = isHeard(target, 'longpress');
        const detail = { x: touch.pageX, y: touch.pageY };
        this.send(target, 'longpress', detail, touch, touches);
        this.send(target, 'longtap', detail, touch, touches);
      }, LONG_PRESS),
    };
    this.fingers.set(touch.identifier, finger);
    this.hover.begin(target);
  }

  private tap(target: HTMLElement, touch: Touch): void {
    this.send(target, 'tap', { x: touch.pageX, y: touch.pageY }, touch, []);
  }

  private isFar(finger: Finger, touch: Touch): boolean {
    const dx = touch.clientX - finger.startX;
    const dy = touch.clientY - finger.startY;
    return Math.hypot(dx, dy) > TAP_DISTANCE;
  }

  private send(
    target: WithNode,
    type: string,
    detail: object,
    touch: Touch,
    touches: Touch[],
  ): boolean {
    const node = target.__wxElement;
    if (!node) return false;
    const event = new NodeEvent(type, detail, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: { touches, changedTouches: [touch] },
      handleListenerReturn: () => undefined,
    });
    NodeEvent.dispatchEvent(node, event);
    return event.defaultPrevented();
  }
}
